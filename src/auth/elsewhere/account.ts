/** The account of somebody who was signed in elsewhere. */
import type { ResourceKey } from '../../fhir/resource.js';
import type { RunInteraction } from '../../interactions/types.js';
import {
  addAccount,
  findAccountOf,
  revokeAccount,
  type Account,
} from '../../storage/auth/accounts.js';
import type { Database } from '../../storage/database.js';
import { updatePerson } from '../../storage/auth/people.js';
import { linkedName } from '../administration/linked-accounts.js';
import type { IdentityProvider } from '../people/identity-provider.js';
import { matchIdentifier } from './matching.js';
import { personFacts, type PersonFacts, type Stranger } from './person.js';
import { SignInRefused } from './refused.js';

export interface AccountParts {
  readonly database: Database;
  readonly run: RunInteraction;
}

/** @throws SignInRefused when the person has no account and gets none */
export async function accountOf(
  parts: AccountParts,
  provider: IdentityProvider,
  stranger: Stranger,
): Promise<Account> {
  const facts = personFacts(stranger, provider.person);
  const identity = await identityOf(parts, provider, facts);
  const account = await findAccountOf(parts.database, provider.id, identity.externalId);
  if (account !== undefined) return welcomeBack(parts.database, account, facts, identity);
  return firstTime(parts.database, provider, facts, identity);
}

interface Identity {
  readonly externalId: string;
  readonly name: string | undefined;
  /** When the identifier decides it. */
  readonly fhirUser?: ResourceKey;
}

/**
 * An account by identifier is named by the resource, not by the identifier: no BSN is kept here, and
 * whom the identifier belongs to is looked up each time.
 */
async function identityOf(
  { run }: AccountParts,
  { person: { match } }: IdentityProvider,
  { value, name }: PersonFacts,
): Promise<Identity> {
  if (match.by === 'account') {
    return { externalId: linkedName(value, match), name };
  }
  const { key, name: ownName } = await matchIdentifier(run, match, value);
  return { externalId: `${key.type}/${key.id}`, name: name ?? ownName, fhirUser: key };
}

/** When the person may do other things than before, what was granted ends. */
async function welcomeBack(
  database: Database,
  account: Account,
  facts: PersonFacts,
  identity: Identity,
): Promise<Account> {
  if (!account.enabled) throw new SignInRefused('the account is disabled', 'unknown');
  const now: Account = {
    ...account,
    name: identity.name ?? account.name,
    role: facts.role ?? account.role,
    fhirUser: identity.fhirUser ?? account.fhirUser,
  };
  const isOther = now.role !== account.role || !isSameKey(now.fhirUser, account.fhirUser);
  if (!isOther && now.name === account.name) return account;
  if (!(await updatePerson(database, now))) {
    throw new SignInRefused('the account is disabled', 'unknown');
  }
  if (isOther) await revokeAccount(database, account.id);
  return now;
}

function isSameKey(one: ResourceKey | undefined, other: ResourceKey | undefined): boolean {
  return one?.type === other?.type && one?.id === other?.id;
}

async function firstTime(
  database: Database,
  { id, person }: IdentityProvider,
  facts: PersonFacts,
  { externalId, name, fhirUser }: Identity,
): Promise<Account> {
  const role = facts.role ?? person.role;
  if (!person.create || role === undefined) {
    throw new SignInRefused('the person has no account', 'unknown');
  }
  const write = { source: id, externalId, name: name ?? externalId, role, fhirUser, enabled: true };
  const added = await addAccount(database, write);
  // In two windows at once, both are the first.
  const account = added ?? (await findAccountOf(database, id, externalId));
  if (account?.enabled !== true) throw new SignInRefused('the account is disabled', 'unknown');
  return account;
}
