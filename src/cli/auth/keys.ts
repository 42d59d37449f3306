/** `vuurtoren keys list|rotate`: the keys that id tokens are signed with. */
import { createKeySeal, replaceKeys, rotateKeys } from '../../auth/provider/keys.js';
import type { Config } from '../../config/load.js';
import { listKeys, type StoredKey } from '../../storage/auth/keys.js';
import { loadSecret } from '../../storage/server-facts.js';
import { UsageError } from '../usage.js';
import { options, printJson, withAuth } from './context.js';

export async function keysCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const { values } = options(rest, { discard: { type: 'boolean' } } as const);
  await withAuth(config, async ({ database, settings }) => {
    if (what === 'list') printJson((await listKeys(database)).map(summary));
    else if (what === 'rotate') {
      const seal = createKeySeal(await loadSecret(database), settings.secret);
      const change = values.discard === true ? replaceKeys : rotateKeys;
      printJson((await change(database, seal)).map(summary));
    } else throw new UsageError('Say what to do with keys: list, rotate.');
  });
  return 0;
}

function summary({ kid, state, created, retired }: StoredKey): Record<string, unknown> {
  return { kid, state, created: created.toISOString(), retired: retired?.toISOString() };
}
