/**
 * What SMART asks of clients that authenticate, beyond what oidc-provider checks.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html
 */
import type { Client, Configuration, UnknownObject } from 'oidc-provider';
import { hashOf, isSame } from '../secrets.js';
import { registrationOf } from './clients.js';
import { errors, type Provider } from './library.js';

/** SMART's two, and what is usual elsewhere. Never one with a shared key, never none. */
export const ASSERTION_ALGORITHMS = ['RS384', 'ES384', 'RS512', 'RS256', 'ES256'] as const;

/** https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html#authenticating-to-the-token-endpoint */
const LONGEST_ASSERTION = 300;
export const CLOCK_TOLERANCE = 15;
const MAX_JTI = 1024;

export const assertJwtClientAuthClaimsAndHeader: NonNullable<
  Configuration['assertJwtClientAuthClaimsAndHeader']
> = (_ctx, claims, header, client) => {
  const complaint = assertionComplaint(claims, header, registrationOf(client).jwksUri);
  if (complaint !== undefined) throw new errors.InvalidClientAuth({ detail: complaint });
  return Promise.resolve();
};

function assertionComplaint(
  { exp, aud, jti }: UnknownObject,
  { kid, typ, jku }: UnknownObject,
  jwksUri: string | undefined,
): string | undefined {
  if (typeof kid !== 'string') return 'the assertion names no key';
  if (typ !== undefined && typ !== 'JWT') return 'the assertion is another kind of JWT';
  if (jku !== undefined && jku !== jwksUri) return 'jku is not the registered URL';
  if (!isOneAudience(aud)) return 'the assertion is for several audiences';
  if (typeof jti !== 'string' || jti.length > MAX_JTI) return 'jti is too long';
  const latest = Date.now() / 1000 + LONGEST_ASSERTION + CLOCK_TOLERANCE;
  return typeof exp === 'number' && exp <= latest ? undefined : 'the assertion lives too long';
}

/** With more than one, another server could use the assertion here. */
function isOneAudience(aud: unknown): boolean {
  return typeof aud === 'string' || (Array.isArray(aud) && aud.length === 1);
}

/**
 * The library compares secrets as they are and lets native apps vary the port of a redirect URI.
 * Here secrets are kept as hashes, and redirect URIs are compared character by character.
 */
export function strengthenClients(provider: Provider): void {
  const { prototype } = provider.Client;
  prototype.compareClientSecret = function compareClientSecret(this: Client, actual: string) {
    return isSame(hashOf(actual), Buffer.from(this.clientSecret ?? '', 'hex'));
  };
  prototype.redirectUriAllowed = function redirectUriAllowed(this: Client, uri: string) {
    return this.redirectUris?.includes(uri) === true;
  };
}
