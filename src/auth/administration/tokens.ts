/** Access tokens that the operator makes for himself, without a client. */
import { parseScopes, printScopes, type ScopeVocabulary } from '../../access/scopes.js';
import type { Database } from '../../storage/database.js';
import type { Account } from '../../storage/auth/accounts.js';
import { removeToken, saveToken } from '../../storage/auth/tokens.js';
import { hashOf, randomSecret } from '../secrets.js';
import { InvalidInput } from './invalid.js';

export interface TokenRequest {
  readonly scope: string;
  /** The patient that `patient/` scopes are about. */
  readonly patient?: string | undefined;
  /** Whom the token acts for. */
  readonly account?: Account | undefined;
  readonly seconds: number;
}

/** What tokens name as their client when there is none. */
export const OPERATOR = 'operator';

/** @returns the value, which is kept nowhere. @throws InvalidInput */
export async function issueToken(
  database: Database,
  { scope, patient, account, seconds }: TokenRequest,
  vocabulary: ScopeVocabulary,
): Promise<string> {
  const parsed = parseScopes(scope, vocabulary);
  const [wrong] = parsed.rejected;
  if (wrong !== undefined) {
    throw new InvalidInput(`The scope "${wrong.text}" can't be used. ${wrong.reason}`);
  }
  if (parsed.resources.some(({ level }) => level === 'patient') && patient === undefined) {
    throw new InvalidInput('Scopes that start with "patient/" need a patient.');
  }
  if (parsed.resources.some(({ level }) => level === 'user') && account === undefined) {
    throw new InvalidInput('Scopes that start with "user/" need a user.');
  }
  const value = randomSecret();
  const now = Math.floor(Date.now() / 1000);
  await saveToken(database, hashOf(value), {
    kind: 'app',
    accountId: account?.id,
    payload: {
      kind: 'ClientCredentials',
      clientId: OPERATOR,
      scope: printScopes(parsed),
      iat: now,
      exp: now + seconds,
      ...(account === undefined ? {} : { accountId: account.id }),
      extra: extraOf(patient, account),
    },
    expires: now + seconds,
  });
  return value;
}

function extraOf(patient: string | undefined, account: Account | undefined): object {
  const fhirUser = account?.fhirUser;
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(fhirUser === undefined ? {} : { fhirUser: `${fhirUser.type}/${fhirUser.id}` }),
  };
}

/** Makes it void. @returns false when it was not good anyway */
export function revokeToken(database: Database, value: string): Promise<boolean> {
  return removeToken(database, hashOf(value));
}
