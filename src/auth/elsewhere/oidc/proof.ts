/** How we prove to an OpenID Connect provider who we are. */
import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT, type JWK } from 'jose';
import type { OidcIdentityProvider } from '../../people/identity-provider.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_SECONDS = 60;
const ALGORITHM = 'RS256';

export interface Proven {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization?: string;
}

/** What goes along with a request to the token endpoint. */
export async function proveClient(
  { clientId, proof, issuer }: OidcIdentityProvider,
  tokenEndpoint: string,
): Promise<Proven> {
  switch (proof.method) {
    case 'client_secret_basic': {
      // https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1: both are form-encoded first.
      const pair = `${formEncoded(clientId)}:${formEncoded(proof.secret)}`;
      return { form: {}, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    }
    case 'client_secret_post':
      return { form: { client_id: clientId, client_secret: proof.secret } };
    case 'private_key_jwt': {
      const assertion = await signAssertion(proof.keys[0] ?? '', clientId, [tokenEndpoint, issuer]);
      return {
        form: {
          client_id: clientId,
          client_assertion_type: ASSERTION_TYPE,
          client_assertion: assertion,
        },
      };
    }
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** https://www.rfc-editor.org/rfc/rfc7523#section-3. @param audiences what the provider may go by */
async function signAssertion(
  pem: string,
  clientId: string,
  audiences: readonly string[],
): Promise<string> {
  const { kid = '' } = await publicKey(pem);
  return new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience([...audiences])
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_SECONDS}s`)
    .sign(createPrivateKey(pem));
}

/** Our keys, for the provider to check assertions with: the one in use and those that come or go. */
export async function publicKeySet({ proof }: OidcIdentityProvider): Promise<{ keys: JWK[] }> {
  const pems = proof.method === 'private_key_jwt' ? proof.keys : [];
  return { keys: await Promise.all(pems.map(publicKey)) };
}

async function publicKey(pem: string): Promise<JWK> {
  const jwk = await exportJWK(createPublicKey(pem));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
}
