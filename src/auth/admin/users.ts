/** `/admin/users`: people who can sign in, with a password of this server or elsewhere. */
import { Router } from 'express';
import {
  findAccount,
  listAccounts,
  MOST_ACCOUNTS,
  removeAccount,
  type Account,
} from '../../storage/auth/accounts.js';
import type { Database } from '../../storage/database.js';
import {
  accountSummary,
  addLocalAccount,
  changeAccount,
  isAccountId,
  type AccountInput,
} from '../administration/accounts.js';
import { addAccountElsewhere } from '../administration/linked-accounts.js';
import type { AuthSettings } from '../settings.js';
import { InvalidInput } from '../administration/invalid.js';
import { bodyOf, notThere, parameter, pathPart, route } from './route.js';

const TEXT = { type: 'string', maxLength: 1000 } as const;

const readUser = bodyOf<UserBody>({
  type: 'object',
  additionalProperties: false,
  properties: {
    source: TEXT,
    username: TEXT,
    password: TEXT,
    name: TEXT,
    role: TEXT,
    fhir_user: TEXT,
    enabled: { type: 'boolean' },
  },
});

interface UserBody {
  /** Identity provider that the person signs in at; undefined for a password here. */
  readonly source?: string;
  readonly username?: string;
  readonly password?: string;
  readonly name?: string;
  readonly role?: string;
  readonly fhir_user?: string;
  readonly enabled?: boolean;
}

function inputOf({ fhir_user: fhirUser, ...rest }: Omit<UserBody, 'source'>): AccountInput {
  return { ...rest, fhirUser };
}

export function usersRouter(database: Database, { identityProviders }: AuthSettings): Router {
  const router = Router();
  const existing = async (id: string): Promise<Account> => {
    const account = isAccountId(id) ? await findAccount(database, id) : undefined;
    if (account === undefined) throw notThere('user');
    return account;
  };
  router.get(
    '/',
    route(async (request) => {
      const username = parameter(request, 'username')?.toLowerCase();
      const after = parameter(request, 'after');
      if (after !== undefined && !isAccountId(after)) {
        throw new InvalidInput('"after" is the id of the last user of the page before.');
      }
      const accounts = await listAccounts(database, { username, after });
      return {
        users: accounts.map(accountSummary),
        next: accounts.length < MOST_ACCOUNTS ? undefined : accounts.at(-1)?.id,
      };
    }),
  );
  router.post(
    '/',
    route(async (request) => {
      return accountSummary(await addUser(database, identityProviders, readUser(request)));
    }, 201),
  );
  router.get(
    '/:id',
    route(async (request) => accountSummary(await existing(pathPart(request, 'id')))),
  );
  router.patch(
    '/:id',
    route(async (request) => {
      const { id } = await existing(pathPart(request, 'id'));
      const { source, ...body } = readUser(request);
      const { username, ...input } = inputOf(body);
      if (username !== undefined || source !== undefined)
        throw new InvalidInput('A user name and its source do not change.');
      return accountSummary(await changeAccount(database, id, input));
    }),
  );
  router.delete(
    '/:id',
    route(async (request) => {
      const { id } = await existing(pathPart(request, 'id'));
      await removeAccount(database, id);
      return { id, removed: true };
    }),
  );
  return router;
}

/** @throws InvalidInput */
function addUser(
  database: Database,
  providers: AuthSettings['identityProviders'],
  { source, ...body }: UserBody,
): Promise<Account> {
  const input = inputOf(body);
  if (source === undefined) return addLocalAccount(database, input);
  if (input.password !== undefined) {
    throw new InvalidInput('Who signs in elsewhere has no password here.');
  }
  return addAccountElsewhere(database, providers, { ...input, source });
}
