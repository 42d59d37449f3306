/** `vuurtoren token`: an access token for whoever has access to the database anyway. */
import { ADMIN_SCOPE } from '../../access/administrator.js';
import type { Gegevensdiensten } from '../../access/gegevensdiensten.js';
import { issueToken } from '../../auth/administration/tokens.js';
import { issueMedmijToken, MEDMIJ_TOKEN_SECONDS } from '../../auth/medmij/access-token.js';
import type { Config } from '../../config/load.js';
import { ResourceStore } from '../../storage/store.js';
import { UsageError } from '../usage.js';
import { options, wholeNumber, withAuth } from './context.js';
import { findUser } from './user.js';

const OPTIONS = {
  patient: { type: 'string' },
  scope: { type: 'string' },
  user: { type: 'string' },
  admin: { type: 'boolean' },
  medmij: { type: 'boolean' },
  gegevensdienst: { type: 'string', multiple: true },
  seconds: { type: 'string' },
} as const;

type Values = ReturnType<typeof options<typeof OPTIONS>>['values'];

const LIFETIME = 3600;
const LONGEST = 24 * 3600;

export async function tokenCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values } = options(args, OPTIONS);
  const standard = values.medmij === true ? MEDMIJ_TOKEN_SECONDS : LIFETIME;
  const seconds = wholeNumber('seconds', values.seconds) ?? standard;
  if (seconds < 1 || seconds > LONGEST) throw new UsageError(`--seconds is 1 to ${LONGEST}.`);
  if (values.medmij === true) {
    await medmijToken(config, values, seconds);
    return 0;
  }
  if (values.gegevensdienst !== undefined) {
    throw new UsageError('--gegevensdienst belongs to --medmij.');
  }
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

/** A token as a PGO gets it for the patient. @throws UsageError */
async function medmijToken(config: Config, values: Values, seconds: number): Promise<void> {
  const { patient } = values;
  const misplaced = (['scope', 'user', 'admin'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (misplaced !== undefined) throw new UsageError(`--${misplaced} does not go with --medmij.`);
  if (patient === undefined) throw new UsageError('Say which patient, by --patient.');
  const services = servicesOf(config.gegevensdiensten, values.gegevensdienst);
  await withAuth(config, async ({ database }) => {
    const { reader } = await ResourceStore.open(database);
    const state = await reader.readState({ type: 'Patient', id: patient });
    if (state?.exists !== true) throw new UsageError(`There is no Patient/${patient}.`);
    const token = await issueMedmijToken(
      database,
      { patient, services, provider: null, pgo: null, correlation: null, consent: null },
      seconds,
    );
    process.stdout.write(`${token}\n`);
  });
}

/** @param ids undefined for all @throws UsageError */
function servicesOf(known: Gegevensdiensten, ids: readonly string[] | undefined): string[] {
  if (ids === undefined) return [...known.ids];
  const unknown = ids.find((id) => known.serviceById(id) === undefined);
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no gegevensdienst ${unknown}. There are: ${known.ids.join(', ')}.`,
    );
  }
  return [...new Set(ids)];
}

/** What the token is for, when no scope says so. */
function scopeOf(values: Values): string {
  const admin = values.admin === true ? `${ADMIN_SCOPE} system/*.cruds` : '';
  if (values.scope !== undefined) return `${values.scope} ${admin}`.trim();
  if (admin !== '') return admin;
  if (values.patient !== undefined) return 'patient/*.rs';
  return values.user === undefined ? 'system/*.rs' : 'user/*.rs';
}
