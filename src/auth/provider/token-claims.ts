/** What is kept with an access token for the FHIR API, and shown by introspection. */
import type { Configuration } from 'oidc-provider';
import { findAccount } from '../../storage/auth/accounts.js';
import { findGrant } from '../../storage/auth/grants.js';
import type { Database } from '../../storage/database.js';
import { fhirUserUrl } from './accounts.js';

/** The launch context of its grant, and who granted it. */
export function extraTokenClaims(
  database: Database,
  fhirBase: string,
): NonNullable<Configuration['extraTokenClaims']> {
  return async (_ctx, token) => {
    if (token.kind !== 'AccessToken') return undefined;
    const { grantId, accountId } = token as { grantId: string; accountId: string };
    const [grant, account] = await Promise.all([
      findGrant(database, grantId),
      findAccount(database, accountId),
    ]);
    const fhirUser = account === undefined ? undefined : fhirUserUrl(account, fhirBase);
    return { ...grant?.context, ...(fhirUser === undefined ? {} : { fhirUser }) };
  };
}
