/** A small OpenID Connect provider: what it answers can be bent. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { base64url, SignJWT } from 'jose';
import { serviceKey, type ServiceKey } from './service.js';

export interface OidcAnswer {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs in place of the provider's own. */
  readonly key?: ServiceKey;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** In place of the parameters that the browser brings back; undefined leaves one out. */
  readonly back?: Readonly<Record<string, string | undefined>>;
  /** In place of the signed id token. */
  readonly idToken?: (nonce: string) => string;
}

interface Pending extends OidcAnswer {
  readonly nonce: string;
  readonly challenge: string;
  readonly clientId: string;
}

export interface OidcIdp {
  readonly issuer: string;
  /** What came to the token endpoint, the last one. */
  readonly tokenRequest: () => { readonly form: URLSearchParams; readonly authorization: string };
  /** Signs somebody in. @param url that the browser was sent to. @returns where it goes next */
  signIn(url: string, answer: OidcAnswer): string;
  /** In the discovery document. */
  readonly metadata: Record<string, unknown>;
  stop(): Promise<void>;
}

export async function startOidcIdp(): Promise<OidcIdp> {
  const codes = new Map<string, Pending>();
  const people = new Map<string, OidcAnswer>();
  const metadata: Record<string, unknown> = {};
  const key = await serviceKey('RS256');
  let seen = { form: new URLSearchParams(), authorization: '' };

  const token = async (request: IncomingMessage): Promise<unknown> => {
    const form = new URLSearchParams(await text(request));
    seen = { form, authorization: request.headers.authorization ?? '' };
    const code = form.get('code') ?? '';
    const pending = codes.get(code);
    codes.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (pending?.challenge !== challenge) return undefined;
    const accessToken = randomUUID();
    people.set(accessToken, pending);
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      id_token: pending.idToken?.(pending.nonce) ?? (await idToken(issuer, key, pending)),
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await (async (): Promise<unknown> => {
      switch (request.url) {
        case '/.well-known/openid-configuration':
          return {
            issuer,
            authorization_endpoint: `${issuer}/authorize?tenant=1`,
            token_endpoint: `${issuer}/token`,
            userinfo_endpoint: `${issuer}/userinfo`,
            jwks_uri: `${issuer}/jwks`,
            ...metadata,
          };
        case '/jwks':
          return { keys: [key.publicJwk] };
        case '/token':
          return token(request);
        case '/userinfo':
          return people.get((request.headers.authorization ?? '').slice(7))?.userinfo;
        default:
          return undefined;
      }
    })();
    response.writeHead(body === undefined ? 400 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'invalid_grant' }));
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    metadata,
    tokenRequest: () => seen,
    signIn(url, given) {
      const query = new URL(url).searchParams;
      const code = randomUUID();
      codes.set(code, {
        ...given,
        nonce: query.get('nonce') ?? '',
        challenge: query.get('code_challenge') ?? '',
        clientId: query.get('client_id') ?? '',
      });
      const back = new URL(query.get('redirect_uri') ?? '');
      const parameters: Readonly<Record<string, string | undefined>> = {
        code,
        state: query.get('state') ?? '',
        ...given.back,
      };
      for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined) back.searchParams.set(name, value);
      }
      return back.href;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function idToken(issuer: string, own: ServiceKey, pending: Pending): Promise<string> {
  const { key = own, header } = pending;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: pending.clientId,
    sub: 'somebody',
    nonce: pending.nonce,
    iat: now,
    exp: now + 300,
    ...pending.claims,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as Record<string, unknown>)
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header })
    .sign(key.privateKey);
}

/** A token of algorithm "none", or signed with a shared secret: what is after the second dot is given. */
export function unsignedToken(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  signature = '',
): string {
  const encoded = [header, claims].map((part) => base64url.encode(JSON.stringify(part)));
  return `${encoded.join('.')}.${signature}`;
}
