/** What is added to oidc-provider's answers. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Database } from '../../storage/database.js';
import { endBrowserSession } from '../../storage/auth/sessions.js';
import { contentSecurityPolicy } from '../screens/layout.js';
import { launchParameters } from '../smart/token-context.js';
import type { Provider } from './library.js';

const LIBRARY_POLICY = `${contentSecurityPolicy()}; script-src`;

export function addToResponses(provider: Provider, database: Database): void {
  provider.use(async (context, next) => {
    const ctx = context as unknown as KoaContextWithOIDC;
    // Its few pages have an inline script, whose hash the library adds.
    ctx.set('Content-Security-Policy', LIBRARY_POLICY);
    await next();
    // https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#response-5
    if (ctx.response.get('Cache-Control') === 'no-store') ctx.set('Pragma', 'no-cache');
    // Not every route of the library has this.
    const oidc = ctx.oidc as KoaContextWithOIDC['oidc'] | undefined;
    if (oidc === undefined) return;
    if (oidc.route === 'token') addLaunchContext(ctx);
    await endSessionTokens(oidc, database);
  });
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token */
function addLaunchContext(ctx: KoaContextWithOIDC): void {
  const { AccessToken: token } = ctx.oidc.entities;
  const { body } = ctx as { body: unknown };
  if (token?.extra === undefined || typeof body !== 'object' || body === null) return;
  if ('access_token' in body) Object.assign(body, launchParameters(token.extra));
}

/** Signing out ends the tokens that live no longer than the session. */
async function endSessionTokens(
  { session }: KoaContextWithOIDC['oidc'],
  database: Database,
): Promise<void> {
  const ended = session as { destroyed?: boolean; uid: string } | undefined;
  if (ended?.destroyed === true) await endBrowserSession(database, ended.uid);
}
