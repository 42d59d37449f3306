/** `vuurtoren keys list|rotate`: the keys that id tokens are signed with. */
import { keySummary } from '../../auth/administration/keys.js';
import { createKeySeal, replaceKeys, rotateKeys } from '../../auth/provider/keys.js';
import type { Config } from '../../config/load.js';
import { listKeys } from '../../storage/auth/keys.js';
import { loadSecret } from '../../storage/server-facts.js';
import { UsageError } from '../usage.js';
import { options, printJson, withAuth } from './context.js';

export async function keysCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const { values } = options(rest, { discard: { type: 'boolean' } } as const);
  await withAuth(config, async ({ database, settings }) => {
    if (what === 'list') printJson((await listKeys(database)).map(keySummary));
    else if (what === 'rotate') {
      const seal = createKeySeal(await loadSecret(database), settings.secret);
      const change = values.discard === true ? replaceKeys : rotateKeys;
      printJson((await change(database, seal)).map(keySummary));
    } else throw new UsageError('Say what to do with keys: list, rotate.');
  });
  return 0;
}
