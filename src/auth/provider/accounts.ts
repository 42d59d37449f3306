/** People in the words of OpenID Connect. */
import type { Account as OidcAccount, FindAccount } from 'oidc-provider';
import type { Database } from '../../storage/database.js';
import { findAccount, type Account } from '../../storage/auth/accounts.js';

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data */
export function fhirUserUrl({ fhirUser }: Account, fhirBase: string): string | undefined {
  return fhirUser === undefined ? undefined : `${fhirBase}/${fhirUser.type}/${fhirUser.id}`;
}

/** Nobody for an account that is gone or disabled. */
export function accountFinder(database: Database, fhirBase: string): FindAccount {
  return async (_ctx, sub): Promise<OidcAccount | undefined> => {
    const account = await findAccount(database, sub);
    if (account?.enabled !== true) return undefined;
    const fhirUser = fhirUserUrl(account, fhirBase);
    return {
      accountId: account.id,
      account,
      claims: () => ({
        sub: account.id,
        name: account.name,
        ...(fhirUser === undefined ? {} : { fhirUser }),
      }),
    };
  };
}
