/** `vuurtoren grant list|remove`: what people granted to apps. */
import type { Config } from '../../config/load.js';
import { grantSummary } from '../../auth/administration/grants.js';
import { listGrants, removeGrant } from '../../storage/auth/grants.js';
import { UsageError } from '../usage.js';
import { options, printJson, withAuth } from './context.js';
import { findUser } from './user.js';

export async function grantCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const { values, positionals } = options(rest, { user: { type: 'string' } } as const);
  const [id] = positionals;
  await withAuth(config, async ({ database }) => {
    if (what === 'list') {
      const account = values.user === undefined ? undefined : await findUser(database, values.user);
      const grants = await listGrants(database, account?.id);
      printJson(grants.map(grantSummary));
    } else if (what === 'remove' && id !== undefined) {
      if (!(await removeGrant(database, id))) throw new UsageError('There is no such grant.');
      printJson({ id, removed: true });
    } else throw new UsageError('Say what to do with grants: list, or remove and which.');
  });
  return 0;
}
