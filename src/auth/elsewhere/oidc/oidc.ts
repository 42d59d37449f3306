/**
 * Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce.
 * https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
 */
import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../../../ports.js';
import { stringAt } from '../../../fhir/json.js';
import type { FetchDocument } from '../../network.js';
import type { OidcIdentityProvider } from '../../people/identity-provider.js';
import type { ClientKeys } from '../../provider/client-keys.js';
import type { Stranger } from '../person.js';
import { SignInRefused } from '../refused.js';
import { strangerOf } from './claims.js';
import { createDiscovery, jsonAt, type ProviderMetadata } from './discovery.js';
import { checkIdToken, type IdTokenClaims } from './id-token.js';
import { proveClient } from './proof.js';

export interface OidcParts {
  readonly provider: OidcIdentityProvider;
  /** Where the browser comes back to: one for each provider. */
  readonly redirectUri: string;
  readonly fetchDocument: FetchDocument;
  readonly keys: ClientKeys;
  /** What nonce and verifier are made with. */
  readonly key: Buffer;
  readonly clock: Clock;
}

export interface OidcSignIn {
  /** URL to send the browser to. @param state random. @throws SignInRefused */
  begin(state: string): Promise<string>;
  /**
   * Who came back. @param query of the request, whose state has been taken
   * @throws SignInRefused
   */
  finish(state: string, query: Readonly<Record<string, unknown>>): Promise<Stranger>;
}

export function createOidcSignIn(parts: OidcParts): OidcSignIn {
  const { provider, fetchDocument, clock, key, redirectUri } = parts;
  const discovery = createDiscovery(provider.issuer, fetchDocument, clock);
  return {
    async begin(state) {
      const { authorizationEndpoint } = await discovery();
      const url = new URL(authorizationEndpoint);
      const parameters = {
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: redirectUri,
        scope: provider.scope,
        state,
        nonce: derived(key, 'nonce', state),
        code_challenge: createHash('sha256')
          .update(derived(key, 'verifier', state))
          .digest('base64url'),
        code_challenge_method: 'S256',
        ...(provider.acr.length === 0 ? {} : { acr_values: provider.acr.join(' ') }),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    async finish(state, query) {
      const metadata = await discovery();
      const code = codeOf(query, provider, metadata);
      const answer = await exchange(parts, metadata, state, code);
      const claims = await checkIdToken(answer.idToken, provider, parts.keys, {
        jwksUri: metadata.jwksUri,
        nonce: derived(key, 'nonce', state),
        now: clock(),
      });
      return strangerOf(
        provider.userinfo
          ? await withUserinfo(parts, metadata, claims, answer.accessToken)
          : claims,
      );
    },
  };
}

/** What only we can make of the state: so neither the database nor the browser holds it. */
function derived(key: Buffer, use: 'nonce' | 'verifier', state: string): string {
  return createHmac('sha256', key).update(`${use} ${state}`).digest('base64url');
}

const LONGEST_CODE = 4096;

/** https://openid.net/specs/openid-connect-core-1_0.html#AuthResponseValidation */
function codeOf(
  { code, error, iss }: Readonly<Record<string, unknown>>,
  { issuer }: OidcIdentityProvider,
  { namesItself }: ProviderMetadata,
): string {
  // https://www.rfc-editor.org/rfc/rfc9207#section-2.4
  if (iss === undefined ? namesItself : iss !== issuer) {
    throw new SignInRefused('the answer is of another provider: iss');
  }
  if (error !== undefined) {
    const isCancelled = error === 'access_denied';
    throw new SignInRefused(
      isCancelled ? 'access_denied' : 'the provider answered with an error',
      isCancelled ? 'cancelled' : 'failed',
    );
  }
  if (typeof code === 'string' && code !== '' && code.length <= LONGEST_CODE) return code;
  throw new SignInRefused('the answer has no code');
}

/** https://openid.net/specs/openid-connect-core-1_0.html#TokenRequest */
async function exchange(
  { provider, fetchDocument, redirectUri, key }: OidcParts,
  { tokenEndpoint }: ProviderMetadata,
  state: string,
  code: string,
): Promise<{ readonly idToken: string; readonly accessToken: string | undefined }> {
  const { form, authorization } = await proveClient(provider, tokenEndpoint);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: derived(key, 'verifier', state),
    ...form,
  });
  const answer = await jsonAt(
    fetchDocument(tokenEndpoint, {
      form: body,
      ...(authorization === undefined ? {} : { authorization }),
    }),
    'the token endpoint',
  );
  const idToken = stringAt(answer, 'id_token');
  if (idToken === undefined) throw new SignInRefused('the provider sent no id token');
  return { idToken, accessToken: stringAt(answer, 'access_token') };
}

/** https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse: what was signed comes first. */
async function withUserinfo(
  { fetchDocument }: OidcParts,
  { userinfoEndpoint }: ProviderMetadata,
  claims: IdTokenClaims,
  accessToken: string | undefined,
): Promise<IdTokenClaims> {
  if (userinfoEndpoint === undefined || accessToken === undefined) {
    throw new SignInRefused('the provider has no userinfo');
  }
  const info = await jsonAt(
    fetchDocument(userinfoEndpoint, { authorization: `Bearer ${accessToken}` }),
    'userinfo',
  );
  if (info['sub'] !== claims.sub) throw new SignInRefused('userinfo is about somebody else');
  return { ...info, ...claims };
}
