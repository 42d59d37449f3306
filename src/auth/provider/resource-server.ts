/**
 * The FHIR API as oidc-provider sees it: a resource server whose scopes follow a grammar. The library
 * drops scopes that it does not know without a word and compares the others as texts; so the texts are
 * made canonical here, and a request that is left with none is refused.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
import type { Client, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { printScopes, type ScopeVocabulary } from '../../access/scopes.js';
import { allowedScopes } from '../smart/scope-policy.js';
import type { AuthSettings } from '../settings.js';
import { registrationOf } from './clients.js';
import { errors } from './library.js';

export interface ResourceServerParts {
  readonly settings: AuthSettings;
  readonly vocabulary: ScopeVocabulary;
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code: the FHIR base */
export function isAudience({ fhirBase }: AuthSettings, value: string): boolean {
  return value === fhirBase || value === `${fhirBase}/`;
}

export function resourceServerInfo({ settings, vocabulary }: ResourceServerParts) {
  return async (
    ctx: KoaContextWithOIDC,
    identifier: string,
    client: Client,
  ): Promise<ResourceServer> => {
    if (!isAudience(settings, identifier)) throw new errors.InvalidTarget();
    const registration = registrationOf(client);
    const isService = registration.type === 'backend';
    const granted = await grantedBefore(ctx, settings);
    const allowed = allowedScopes(granted ?? requested(ctx), registration, vocabulary);
    const scope = printScopes(allowed);
    if (scope === '') {
      throw new errors.InvalidScope('none of the scopes can be granted to this client', '');
    }
    // A refresh may ask for less than it has, in its own words; everything else is in ours.
    if (granted === undefined || ctx.oidc.route === 'resume') parameters(ctx)['scope'] = scope;
    return {
      scope,
      audience: settings.fhirBase,
      accessTokenFormat: 'opaque',
      accessTokenTTL:
        registration.accessTokenSeconds ??
        (isService ? settings.backendTokenSeconds : settings.accessTokenSeconds),
    };
  };
}

/** The library's own, which it changes as it goes. */
function parameters(ctx: KoaContextWithOIDC): Record<string, unknown> {
  return ctx.oidc.params ?? {};
}

function requested(ctx: KoaContextWithOIDC): string {
  const { scope } = parameters(ctx);
  return typeof scope === 'string' ? scope : '';
}

/** What was granted already: on the consent screen just now, or to the code or refresh token. */
async function grantedBefore(
  { oidc }: KoaContextWithOIDC,
  { fhirBase }: AuthSettings,
): Promise<string | undefined> {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc.entities;
  const source = code ?? refresh;
  if (source !== undefined) return source.scope ?? '';
  const grantId = oidc.result?.consent?.grantId;
  if (grantId === undefined) return undefined;
  const grant = await oidc.provider.Grant.find(grantId);
  return grant?.getResourceScope(fhirBase) ?? '';
}
