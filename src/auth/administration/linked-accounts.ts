/** Accounts of people who sign in elsewhere, made before they come. */
import type { Database } from '../../storage/database.js';
import { addAccount, DEMO, LOCAL, type Account } from '../../storage/auth/accounts.js';
import type { AccountMatch, IdentityProvider } from '../people/identity-provider.js';
import { fhirUserOf, roleOf, type AccountInput } from './accounts.js';
import { checkName } from './client-checks.js';
import { InvalidInput } from './invalid.js';

export interface LinkedAccountInput extends Omit<AccountInput, 'password'> {
  /** Id of the identity provider. */
  readonly source: string;
}

/**
 * What an account is named for a value that the identity provider sent. Only A to Z have another case:
 * whoever chooses a user name there must not become somebody else by letters that look alike.
 */
export function linkedName(
  value: string,
  { ignoreCase }: Pick<AccountMatch, 'ignoreCase'>,
): string {
  return ignoreCase ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;
}

/**
 * @param input `username` is what the identity provider says in the claim or attribute that people are
 * matched by; for those matched by an identifier it is their resource, `Practitioner/1`
 * @throws InvalidInput
 */
export function addAccountElsewhere(
  database: Database,
  providers: readonly IdentityProvider[],
  { username = '', ...input }: LinkedAccountInput,
): Promise<Account> {
  const provider = providers.find(({ id }) => id === input.source);
  if (provider === undefined) {
    throw new InvalidInput('IDENTITY_PROVIDERS names no identity provider of this id.');
  }
  const { match } = provider.person;
  const name = match.by === 'account' ? linkedName(username, match) : username;
  return addLinkedAccount(database, { ...input, username: name });
}

/** Of any identity provider, by the name as it is kept. @throws InvalidInput */
export async function addLinkedAccount(
  database: Database,
  { source, username = '', ...input }: LinkedAccountInput,
): Promise<Account> {
  if (source === LOCAL || source === DEMO || !/^[a-z][a-z0-9-]{0,39}$/.test(source)) {
    throw new InvalidInput('The source is the id of an identity provider.');
  }
  if (!/^[^\p{Cc}]{1,256}$/u.test(username)) {
    throw new InvalidInput('A user name has 1 to 256 printable characters.');
  }
  const name = input.name ?? username;
  checkName(name);
  const account = await addAccount(database, {
    source,
    externalId: username,
    name,
    role: roleOf(input.role),
    fhirUser: fhirUserOf(input.fhirUser),
    enabled: input.enabled ?? true,
  });
  if (account === undefined) throw new InvalidInput('There is a user of this name already.');
  return account;
}
