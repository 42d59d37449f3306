/** A backend service: its keys, and how it asks for a token. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { AuthServer } from './server.js';

export interface ServiceKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function serviceKey(algorithm = 'RS384'): Promise<ServiceKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = randomUUID();
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  return { kid, algorithm, privateKey, publicJwk };
}

export interface AssertionChanges {
  /** Undefined removes a claim. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A client assertion as SMART wants it, except for the changes. */
export function assertion(
  key: ServiceKey,
  clientId: string,
  audience: string,
  { claims, header }: AssertionChanges = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    exp: now + 300,
    jti: randomUUID(),
    ...claims,
  };
  return new SignJWT(JSON.parse(JSON.stringify(all)) as Record<string, unknown>)
    .setProtectedHeader({ alg: key.algorithm, typ: 'JWT', kid: key.kid, ...header })
    .sign(key.privateKey);
}

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a form to an endpoint of the authorization server. */
export async function postForm(
  url: string,
  form: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const given = Object.entries(form).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(given) });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html */
export async function serviceToken(
  server: AuthServer,
  key: ServiceKey,
  clientId: string,
  { scope, ...changes }: AssertionChanges & { readonly scope?: string | undefined },
): Promise<TokenAnswer> {
  return postForm(`${server.auth}/token`, {
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertion(key, clientId, `${server.auth}/token`, changes),
  });
}
