/** A person's consent becomes a grant, which codes and tokens are then made of. */
import { printScopes, type GrantedScopes } from '../../access/scopes.js';
import type { Database } from '../../storage/database.js';
import { setGrantContext } from '../../storage/auth/grants.js';
import { takeLaunch } from '../../storage/auth/launches.js';
import { refreshLifetime } from '../provider/lifetimes.js';
import type { Provider } from '../provider/library.js';
import { hashOf } from '../secrets.js';
import type { AuthSettings } from '../settings.js';
import { REFRESH_SCOPES } from '../smart/scope-policy.js';
import { STYLE_PATH } from '../smart/style.js';
import type { Asked } from './state.js';

export interface GrantParts {
  readonly database: Database;
  readonly settings: AuthSettings;
}

/** Time to exchange the code, and for clocks that differ. */
const MARGIN = 600;

/**
 * Stores what was agreed to.
 * @param launch value of an EHR launch, which is used up
 * @returns its id, or undefined when the launch was used up by somebody else in the meantime
 */
export async function makeGrant(
  { database, settings }: GrantParts,
  provider: Provider,
  asked: Asked,
  { scopes, launch }: { readonly scopes: GrantedScopes; readonly launch: string | undefined },
): Promise<string | undefined> {
  const { client, account } = asked;
  if (launch !== undefined) {
    const taken = await takeLaunch(database, hashOf(launch), client.id);
    if (taken === undefined) return undefined;
  }
  const grant = new provider.Grant({ accountId: account.id, clientId: client.id });
  const identity = [...scopes.others];
  if (identity.length > 0) grant.addOIDCScope(identity);
  grant.addResourceScope(settings.fhirBase, printScopes(scopes));
  Object.assign(grant, { expiresIn: lifetime(asked, scopes, settings) });
  const id = await grant.save();
  await setGrantContext(database, id, { ...asked.context, ...style(scopes, settings) });
  return id;
}

/** As long as any token that can come of it. */
function lifetime({ client }: Asked, { others }: GrantedScopes, settings: AuthSettings): number {
  const isRefreshed = REFRESH_SCOPES.some((scope) => others.has(scope));
  const access = client.accessTokenSeconds ?? settings.accessTokenSeconds;
  return MARGIN + (isRefreshed ? Math.max(access, refreshLifetime(client, settings)) : access);
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#styling: inside an EHR */
function style({ others }: GrantedScopes, { issuer }: AuthSettings): Record<string, string> {
  return others.has('launch') ? { smart_style_url: `${issuer}${STYLE_PATH}` } : {};
}
