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
import { InvalidInput } from '../administration/invalid.js';
import { bodyOf, notThere, parameter, pathPart, route } from './route.js';

const TEXT = { type: 'string', maxLength: 1000 } as const;

const readUser = bodyOf<UserBody>({
  type: 'object',
  additionalProperties: false,
  properties: {
    username: TEXT,
    password: TEXT,
    name: TEXT,
    role: TEXT,
    fhir_user: TEXT,
    enabled: { type: 'boolean' },
  },
});

interface UserBody {
  readonly username?: string;
  readonly password?: string;
  readonly name?: string;
  readonly role?: string;
  readonly fhir_user?: string;
  readonly enabled?: boolean;
}

function inputOf({ fhir_user: fhirUser, ...rest }: UserBody): AccountInput {
  return { ...rest, fhirUser };
}

export function usersRouter(database: Database): Router {
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
      return accountSummary(await addLocalAccount(database, inputOf(readUser(request))));
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
      const { username, ...input } = inputOf(readUser(request));
      if (username !== undefined) throw new InvalidInput('A user name does not change.');
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
