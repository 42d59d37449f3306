/** Accounts of the demo, with a password that everybody knows: a source of their own. */
import type { Database } from '../../storage/database.js';
import {
  addAccount,
  DEMO,
  findAccountOf,
  removeAccountsOf,
  type Role,
} from '../../storage/auth/accounts.js';
import { hashPassword } from '../people/passwords.js';
import { fhirUserOf } from './accounts.js';

export interface DemoAccountInput {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly fhirUser?: string;
}

/** Adds it unless it is there. */
export async function addDemoAccount(
  database: Database,
  { username, name, role, fhirUser }: DemoAccountInput,
  password: string,
): Promise<void> {
  if ((await findAccountOf(database, DEMO, username)) !== undefined) return;
  await addAccount(database, {
    source: DEMO,
    externalId: username,
    name,
    role,
    fhirUser: fhirUserOf(fhirUser),
    enabled: true,
    passwordHash: await hashPassword(password),
  });
}

export async function removeDemoAccounts(database: Database): Promise<void> {
  await removeAccountsOf(database, DEMO);
}
