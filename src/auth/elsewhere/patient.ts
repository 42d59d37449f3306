/** The patient that somebody who was signed in elsewhere is, without making an account. */
import type { IdentityProvider } from '../people/identity-provider.js';
import { accountOf, type AccountParts } from './account.js';
import { matchIdentifier } from './matching.js';
import { personFacts, type Stranger } from './person.js';
import { SignInRefused } from './refused.js';

/**
 * By identifier: the one Patient with it; the identifier, a BSN mostly, goes no further than this.
 * By account: the Patient that the account stands for.
 * @returns the logical id
 * @throws SignInRefused `unknown` when there is none
 */
export async function patientOf(
  parts: AccountParts,
  provider: IdentityProvider,
  stranger: Stranger,
): Promise<string> {
  const { match } = provider.person;
  if (match.by === 'identifier') {
    const { value } = personFacts(stranger, provider.person);
    const { key } = await matchIdentifier(parts.run, match, value);
    if (key.type === 'Patient') return key.id;
  } else {
    const { fhirUser } = await accountOf(parts, provider, stranger);
    if (fhirUser?.type === 'Patient') return fhirUser.id;
  }
  throw new SignInRefused('who signed in is no patient', 'unknown');
}
