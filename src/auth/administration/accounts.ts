/** Built-in accounts: for the command line and the administration API alike. */
import type { ResourceKey } from '../../fhir/resource.js';
import { asUuid } from '../../fhir/uuid.js';
import type { Database } from '../../storage/database.js';
import {
  addAccount,
  findAccount,
  LOCAL,
  revokeAccount,
  ROLES,
  saveAccount,
  type Account,
  type Role,
} from '../../storage/auth/accounts.js';
import { hashPassword, LONGEST_PASSWORD } from '../people/passwords.js';
import { checkName } from './client-checks.js';
import { InvalidInput } from './invalid.js';

export interface AccountInput {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  /** `Practitioner/1` */
  readonly fhirUser?: string | undefined;
  readonly enabled?: boolean | undefined;
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data */
const FHIR_USER =
  /^(?<type>Patient|Practitioner|PractitionerRole|RelatedPerson|Person)\/(?<id>[A-Za-z0-9\-.]{1,64})$/;
const USERNAME = /^[^\s\p{Cc}]{1,100}$/u;

/** User names are the same in capitals. */
export function userNameKey(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}

/** @throws InvalidInput */
export async function addLocalAccount(database: Database, input: AccountInput): Promise<Account> {
  const { username = '', password = '' } = input;
  if (!USERNAME.test(username)) {
    throw new InvalidInput('A user name has 1 to 100 characters, and no spaces.');
  }
  const role = roleOf(input.role);
  const fhirUser = fhirUserOf(input.fhirUser);
  const name = input.name ?? username;
  checkName(name);
  const account = await addAccount(database, {
    source: LOCAL,
    externalId: userNameKey(username),
    name,
    role,
    fhirUser,
    enabled: input.enabled ?? true,
    passwordHash: await hashOfPassword(password),
  });
  if (account === undefined) throw new InvalidInput('There is a user of this name already.');
  return account;
}

/** Changes what the input names. When the person can do less than before, what was granted ends. @throws InvalidInput */
export async function changeAccount(
  database: Database,
  id: string,
  input: AccountInput,
): Promise<Account> {
  const account = await existingAccount(database, id);
  const name = input.name ?? account.name;
  checkName(name);
  const changed = await saveAccount(database, {
    ...account,
    name,
    role: input.role === undefined ? account.role : roleOf(input.role),
    fhirUser: input.fhirUser === undefined ? account.fhirUser : fhirUserOf(input.fhirUser),
    enabled: input.enabled ?? account.enabled,
    passwordHash: input.password === undefined ? undefined : await hashOfPassword(input.password),
  });
  // A new password ends what may have been begun with the old one.
  const isNameOnly = Object.entries(input).every(
    ([key, value]) => key === 'name' || value === undefined,
  );
  if (!isNameOnly) await revokeAccount(database, id);
  return changed;
}

/** Others are not looked for: the database would refuse them. */
export function isAccountId(text: string): boolean {
  return asUuid(text) !== undefined;
}

/** @throws InvalidInput */
export async function existingAccount(database: Database, id: string): Promise<Account> {
  const account = isAccountId(id) ? await findAccount(database, id) : undefined;
  if (account === undefined) throw new InvalidInput('There is no user of this id.');
  return account;
}

/** @throws InvalidInput */
export function roleOf(text: string | undefined): Role {
  const role = ROLES.find((one) => one === text);
  if (role === undefined) throw new InvalidInput(`The role is one of: ${ROLES.join(', ')}.`);
  return role;
}

/** @throws InvalidInput */
export function fhirUserOf(text: string | undefined): ResourceKey | undefined {
  if (text === undefined || text === '') return undefined;
  const { type, id } = FHIR_USER.exec(text)?.groups ?? {};
  if (type === undefined || id === undefined) {
    throw new InvalidInput(
      'The FHIR user is a Patient, Practitioner, PractitionerRole, RelatedPerson or Person and its id: "Practitioner/1".',
    );
  }
  return { type, id };
}

async function hashOfPassword(password: string): Promise<string> {
  if (password === '' || password.length > LONGEST_PASSWORD) {
    throw new InvalidInput(`A password has 1 to ${LONGEST_PASSWORD} characters.`);
  }
  return hashPassword(password);
}

/** For people and programs. */
export function accountSummary(account: Account): Record<string, unknown> {
  const { fhirUser } = account;
  return {
    id: account.id,
    source: account.source,
    username: account.externalId,
    name: account.name,
    role: account.role,
    fhir_user: fhirUser === undefined ? undefined : `${fhirUser.type}/${fhirUser.id}`,
    enabled: account.enabled,
  };
}
