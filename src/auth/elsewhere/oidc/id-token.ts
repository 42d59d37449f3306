/** Checks an id token: https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { isObject, type JsonObject } from '../../../fhir/json.js';
import type { OidcIdentityProvider } from '../../people/identity-provider.js';
import type { ClientKeys } from '../../provider/client-keys.js';
import { hashOf, isSame } from '../../secrets.js';
import { SignInRefused } from '../refused.js';

/** Signatures by a key that only the provider has: no shared secret, and never none. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
];
/** Older ones were not made for this sign-in. */
const MAX_AGE = 600;
const MAX_SUBJECT = 255;

export interface IdTokenClaims extends JsonObject {
  sub: string;
}

export interface Expected {
  readonly jwksUri: string;
  readonly nonce: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** @throws SignInRefused */
export async function checkIdToken(
  token: string,
  provider: OidcIdentityProvider,
  keys: ClientKeys,
  { jwksUri, nonce, now }: Expected,
): Promise<IdTokenClaims> {
  const claims = await verified(token, provider, await keySet(token, keys, jwksUri), now);
  const { sub, nonce: given } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT) {
    throw new SignInRefused('the id token has no usable sub');
  }
  if (typeof given !== 'string' || !isSame(hashOf(given), hashOf(nonce))) {
    throw new SignInRefused('the id token is of another sign-in: its nonce differs');
  }
  checkDestination(claims, provider);
  return { ...claims, sub };
}

/** Made for us, and of a sign-in as it is demanded. */
function checkDestination(
  { azp, aud, acr }: JsonObject,
  { clientId, acr: demanded }: OidcIdentityProvider,
): void {
  const isForSeveral = Array.isArray(aud) && aud.length > 1;
  if ((isForSeveral || azp !== undefined) && azp !== clientId) {
    throw new SignInRefused('the id token was made for another client: azp');
  }
  if (demanded.length > 0 && !(typeof acr === 'string' && demanded.includes(acr))) {
    throw new SignInRefused('the person did not sign in the way that is demanded: acr');
  }
}

async function keySet(token: string, keys: ClientKeys, jwksUri: string): Promise<JSONWebKeySet> {
  let kid: string | undefined;
  try {
    ({ kid } = decodeProtectedHeader(token));
  } catch {
    throw new SignInRefused('the id token is no JWT');
  }
  try {
    return (await keys.at(jwksUri, kid)) as unknown as JSONWebKeySet;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new SignInRefused(`the keys of the provider: ${reason}`);
  }
}

async function verified(
  token: string,
  { issuer, clientId, clockToleranceSeconds }: OidcIdentityProvider,
  keys: JSONWebKeySet,
  now: number,
): Promise<JsonObject> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      clockTolerance: clockToleranceSeconds,
      maxTokenAge: MAX_AGE,
      requiredClaims: ['sub', 'iat', 'exp', 'nonce'],
      currentDate: new Date(now),
    });
    return isObject(payload) ? payload : {};
  } catch (error) {
    // Messages of the library name a claim or an algorithm, not what it says.
    throw new SignInRefused(`the id token: ${error instanceof Error ? error.message : 'invalid'}`);
  }
}
