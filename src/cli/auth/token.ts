/** `vuurtoren token`: an access token for whoever has access to the database anyway. */
import { issueToken } from '../../auth/administration/tokens.js';
import { ADMIN_SCOPE } from '../../access/administrator.js';
import type { Config } from '../../config/load.js';
import { UsageError } from '../usage.js';
import { options, wholeNumber, withAuth } from './context.js';
import { findUser } from './user.js';

const OPTIONS = {
  patient: { type: 'string' },
  scope: { type: 'string' },
  user: { type: 'string' },
  admin: { type: 'boolean' },
  seconds: { type: 'string' },
} as const;

const LIFETIME = 3600;
const LONGEST = 24 * 3600;

export async function tokenCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values } = options(args, OPTIONS);
  const seconds = wholeNumber('seconds', values.seconds) ?? LIFETIME;
  if (seconds < 1 || seconds > LONGEST) throw new UsageError(`--seconds is 1 to ${LONGEST}.`);
  await withAuth(config, async ({ database, rules }) => {
    const { patient, user } = values;
    const account = user === undefined ? undefined : await findUser(database, user);
    const token = await issueToken(
      database,
      { scope: scopeOf(values), patient, account, seconds },
      rules.vocabulary,
    );
    process.stdout.write(`${token}\n`);
  });
  return 0;
}

/** What the token is for, when no scope says so. */
function scopeOf(values: {
  readonly patient?: string | undefined;
  readonly scope?: string | undefined;
  readonly user?: string | undefined;
  readonly admin?: boolean | undefined;
}): string {
  const admin = values.admin === true ? `${ADMIN_SCOPE} system/*.cruds` : '';
  if (values.scope !== undefined) return `${values.scope} ${admin}`.trim();
  if (admin !== '') return admin;
  if (values.patient !== undefined) return 'patient/*.rs';
  return values.user === undefined ? 'system/*.rs' : 'user/*.rs';
}
