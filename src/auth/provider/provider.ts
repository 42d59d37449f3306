/**
 * The authorization server: oidc-provider, set up for SMART App Launch. Each setting that looks odd
 * is about a trap of the library; the tests beside this file have one for each.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/
 */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { AuthSettings } from '../settings.js';
import { REFRESH_SCOPES } from '../smart/scope-policy.js';
import { accountFinder } from './accounts.js';
import { createAdapters } from './adapter.js';
import {
  assertJwtClientAuthClaimsAndHeader,
  ASSERTION_ALGORITHMS,
  CLOCK_TOLERANCE,
  strengthenClients,
} from './client-authentication.js';
import { clientAdapter, mayCallFrom, REGISTRATION, registrationOf } from './clients.js';
import { features } from './features.js';
import { errors, interactionPolicy, ProviderClass, type Provider } from './library.js';
import { lifetimes } from './lifetimes.js';
import { logEvents } from './log-events.js';
import { REGISTRATION_PATH, ROUTES, type ProviderParts } from './parts.js';
import { isAudience } from './resource-server.js';
import { addToResponses } from './responses.js';
import { extraTokenClaims } from './token-claims.js';

export function createProvider(parts: ProviderParts): Provider {
  const provider = new ProviderClass(parts.settings.issuer, configuration(parts));
  provider.proxy = true;
  strengthenClients(provider);
  addToResponses(provider, parts.database);
  logEvents(provider, parts.log);
  return provider;
}

function configuration(parts: ProviderParts): Configuration {
  const { settings, database, checkLaunch } = parts;
  const { pathname, protocol } = new URL(settings.issuer);
  const prefix = protocol === 'https:' ? '__Secure-' : '';
  return {
    adapter: createAdapters(database, clientAdapter(database, parts.keys)),
    jwks: { keys: parts.signingKeys },
    features: features(parts),
    routes: ROUTES,
    discovery: discovery(settings),
    cookies: {
      keys: [parts.cookieKey.toString('base64url')],
      names: {
        session: `${prefix}vuurtoren_session`,
        interaction: `${prefix}vuurtoren_interaction`,
        resume: `${prefix}vuurtoren_resume`,
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: pathname },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    ...identity(parts),
    ...tokens(parts),
    responseTypes: ['code', 'none'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    extraParams: {
      aud: (ctx, aud) => {
        assertAudience(ctx, aud, settings);
      },
      launch: (ctx, launch) => checkLaunch(ctx, launch),
    },
    extraClientMetadata: { properties: [REGISTRATION] },
    clientBasedCORS: (_ctx, origin, client) => mayCallFrom(origin, registrationOf(client)),
    interactions: {
      policy: interactionPolicy.base(),
      url: (_ctx, interaction) => `${settings.issuer}/interaction/${interaction.uid}`,
    },
    // A grant belongs to one launch: one that was given for another patient must not come back.
    loadExistingGrant: (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    renderError: (ctx, { error, error_description }) => {
      parts.pages.error(ctx, error, error_description);
    },
  };
}

/** What is declared besides what the library does. */
function discovery({ issuer, registrationScope }: AuthSettings): Record<string, string> {
  return registrationScope === undefined
    ? {}
    : { registration_endpoint: `${issuer}${REGISTRATION_PATH}` };
}

/** Who signs in, and what id tokens say. */
function identity({ settings, database }: ProviderParts): Configuration {
  return {
    scopes: [
      'openid',
      'fhirUser',
      'profile',
      'launch',
      'launch/patient',
      'launch/encounter',
      ...REFRESH_SCOPES,
    ],
    claims: { openid: ['sub'], fhirUser: ['fhirUser'], profile: ['name'] },
    // SMART wants fhirUser in the id token itself.
    conformIdTokenClaims: false,
    findAccount: accountFinder(database, settings.fhirBase),
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256'],
      clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMS],
      requestObjectSigningAlgValues: ['RS256'],
    },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    assertJwtClientAuthClaimsAndHeader,
    clockTolerance: CLOCK_TOLERANCE,
  };
}

function tokens({ settings, database }: ProviderParts): Configuration {
  return {
    ttl: lifetimes(settings),
    extraTokenClaims: extraTokenClaims(database, settings.fhirBase),
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') &&
      REFRESH_SCOPES.some((scope) => source.scopes.has(scope)),
    rotateRefreshToken: true,
    // Which tokens end with the session is decided where they are stored: see adapter.ts.
    expiresWithSession: () => false,
    revokeGrantPolicy: () => true,
  };
}

/**
 * https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code: without it an
 * app could be made to send its token to another server. `resource`, if given, has been judged already.
 */
function assertAudience(ctx: KoaContextWithOIDC, aud: unknown, settings: AuthSettings): void {
  const { client } = ctx.oidc;
  if (client === undefined || registrationOf(client).type === 'internal') return;
  if (aud === undefined && ctx.query['resource'] !== undefined) return;
  if (typeof aud !== 'string' || !isAudience(settings, aud)) {
    throw new errors.InvalidRequest('aud is not the base URL of this FHIR server');
  }
}
