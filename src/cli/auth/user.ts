/** `vuurtoren user add|list|change|remove` */
import { text } from 'node:stream/consumers';
import {
  accountSummary,
  addLocalAccount,
  changeAccount,
  existingAccount,
  userNameKey,
  type AccountInput,
} from '../../auth/administration/accounts.js';
import { addAccountElsewhere } from '../../auth/administration/linked-accounts.js';
import { SHORT_PASSWORD } from '../../auth/people/passwords.js';
import type { Config } from '../../config/load.js';
import {
  DEMO,
  findAccountOf,
  listAccounts,
  LOCAL,
  MOST_ACCOUNTS,
  removeAccount,
  type Account,
} from '../../storage/auth/accounts.js';
import type { Database } from '../../storage/database.js';
import { UsageError } from '../usage.js';
import { options, printJson, withAuth, type AuthContext } from './context.js';

const OPTIONS = {
  username: { type: 'string' },
  password: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  'fhir-user': { type: 'string' },
  source: { type: 'string' },
  enabled: { type: 'string' },
} as const;

export async function userCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const { values, positionals } = options(rest, OPTIONS);
  const input: AccountInput = {
    username: values.username,
    password: await passwordOf(values.password),
    name: values.name,
    role: values.role,
    fhirUser: values['fhir-user'],
    enabled: values.enabled === undefined ? undefined : values.enabled === 'yes',
  };
  await withAuth(config, async (context) => {
    const which = positionals[0] ?? values.username;
    printJson(await answer(context, { what, which, source: values.source }, input));
  });
  return 0;
}

interface Asked {
  readonly what: string | undefined;
  readonly which: string | undefined;
  /** Identity provider that the person signs in at; undefined for a password here. */
  readonly source: string | undefined;
}

async function answer(
  { database, settings }: AuthContext,
  { what, which, source }: Asked,
  input: AccountInput,
): Promise<unknown> {
  switch (what) {
    case 'add':
      if (source === undefined) return accountSummary(await addLocalAccount(database, input));
      return accountSummary(
        await addAccountElsewhere(database, settings.identityProviders, { ...input, source }),
      );
    case 'list':
      return (await allAccounts(database)).map(accountSummary);
    case 'change': {
      const { id } = await findUser(database, which);
      return accountSummary(await changeAccount(database, id, input));
    }
    case 'remove': {
      const account = await findUser(database, which);
      await removeAccount(database, account.id);
      return { id: account.id, username: account.externalId, removed: true };
    }
    default:
      throw new UsageError('Say what to do with users: add, list, change, remove.');
  }
}

async function allAccounts(database: Database): Promise<Account[]> {
  const all: Account[] = [];
  for (;;) {
    const page = await listAccounts(database, { after: all.at(-1)?.id });
    all.push(...page);
    if (page.length < MOST_ACCOUNTS) return all;
  }
}

/** By user name, as at sign-in, or by id for people who sign in elsewhere. @throws UsageError, InvalidInput */
export async function findUser(database: Database, which: string | undefined): Promise<Account> {
  if (which === undefined) throw new UsageError('Say which user, by the user name or the id.');
  return (
    (await findAccountOf(database, LOCAL, userNameKey(which))) ??
    (await findAccountOf(database, DEMO, userNameKey(which))) ??
    (await existingAccount(database, which))
  );
}

/** A hyphen takes it from standard input, where other users of the machine don't see it. */
async function passwordOf(given: string | undefined): Promise<string | undefined> {
  const password = given === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : given;
  if (password !== undefined && password.length < SHORT_PASSWORD) {
    process.stderr.write(`The password has less than ${SHORT_PASSWORD} characters.\n`);
  }
  return password;
}
