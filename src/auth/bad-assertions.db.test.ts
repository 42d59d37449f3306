// Client assertions that must not be believed, and key sets that must not be fetched.
// https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportSPKI, importJWK, type JWK } from 'jose';
import { saveClient } from '../storage/auth/clients.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import {
  assertion,
  ASSERTION_TYPE,
  postForm,
  serviceKey,
  serviceToken,
  type AssertionChanges,
  type ServiceKey,
  type TokenAnswer,
} from '../testing/auth/service.js';

let server: AuthServer;
let key: ServiceKey;
let stranger: ServiceKey;
let clientId: string;
let otherId: string;

const now = (): number => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  server = await startAuthServer();
  [key, stranger] = await Promise.all([serviceKey(), serviceKey()]);
  const add = async (jwk: JWK): Promise<string> => {
    const { client } = await server.client({
      name: 'Service',
      type: 'backend',
      jwks: { keys: [jwk] },
    });
    return client.id;
  };
  clientId = await add(key.publicJwk);
  otherId = await add(stranger.publicJwk);
});

afterAll(async () => {
  await server.stop();
});

function send(clientAssertion: string, more: Record<string, string> = {}): Promise<TokenAnswer> {
  return postForm(`${server.auth}/token`, {
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: clientAssertion,
    ...more,
  });
}

function signed(changes: AssertionChanges, by = key): Promise<TokenAnswer> {
  return serviceToken(server, by, clientId, { scope: 'system/Patient.rs', ...changes });
}

test('a good one is believed', async () => {
  expect((await signed({})).status).toBe(200);
});

describe('is not believed: an assertion', () => {
  test.each<[string, AssertionChanges]>([
    ['for another audience', { claims: { aud: 'https://other.example/token' } }],
    ['for us and another', { claims: { aud: ['https://other.example/token', 'us'] } }],
    ['without an audience', { claims: { aud: undefined } }],
    ['by another issuer', { claims: { iss: 'https://other.example' } }],
    ['without an issuer', { claims: { iss: undefined } }],
    ['about another client', { claims: { sub: 'nobody' } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['that has expired', { claims: { exp: now() - 60 } }],
    ['that lives too long', { claims: { exp: now() + 3600 } }],
    ['without an end', { claims: { exp: undefined } }],
    ['with an end that is no number', { claims: { exp: 'tomorrow' } }],
    ['that is not yet valid', { claims: { nbf: now() + 120 } }],
    ['without jti', { claims: { jti: undefined } }],
    ['with a jti that is no text', { claims: { jti: 7 } }],
    ['with a jti without end', { claims: { jti: 'x'.repeat(2000) } }],
    ['without kid', { header: { kid: undefined } }],
    ['with an unknown kid', { header: { kid: 'unknown' } }],
    ['with a kid that is a path', { header: { kid: '../../../../dev/null' } }],
    ['with a kid that is SQL', { header: { kid: "' or 1=1 --" } }],
    ['of another kind', { header: { typ: 'at+jwt' } }],
    ['that brings its key set', { header: { jku: 'https://attacker.example/jwks' } }],
  ])('%s', async (_what, changes) => {
    const { status, body } = await signed(changes);
    // The same text for all: what exactly is wrong helps an attacker only.
    expect([400, 401]).toContain(status);
    expect(body).not.toHaveProperty('access_token');
    if (status === 401) {
      expect(body).toEqual({
        error: 'invalid_client',
        error_description: 'client authentication failed',
      });
    }
  });

  test('that brings its key', async () => {
    const jwk = stranger.publicJwk;
    const { status } = await signed({ header: { jwk, kid: stranger.kid } }, stranger);
    expect(status).toBe(401);
  });

  test('signed with the key of another client', async () => {
    expect((await signed({ header: { kid: key.kid } }, stranger)).status).toBe(401);
    const own = await assertion(stranger, otherId, `${server.auth}/token`);
    expect((await send(own, { client_id: clientId })).status).toBe(400);
  });

  test.each(['none', 'None', 'NONE'])('without a signature: alg %s', async (alg) => {
    const part = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      ...{ iss: clientId, sub: clientId, aud: `${server.auth}/token` },
      ...{ exp: now() + 60, jti: randomUUID() },
    };
    const unsigned = `${part({ alg, typ: 'JWT', kid: key.kid })}.${part(claims)}.`;
    expect((await send(unsigned)).status).toBe(401);
  });

  // https://www.rfc-editor.org/rfc/rfc8725#section-2.1
  test('signed with our public knowledge of its key as a shared secret', async () => {
    const part = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      ...{ iss: clientId, sub: clientId, aud: `${server.auth}/token` },
      ...{ exp: now() + 60, jti: randomUUID() },
    };
    const publicKey = await importJWK(key.publicJwk, 'RS384', { extractable: true });
    const pem = await exportSPKI(publicKey as never);
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS384', 'sha384'],
    ] as const) {
      const text = `${part({ alg, typ: 'JWT', kid: key.kid })}.${part(claims)}`;
      const mac = createHmac(hash, pem).update(text).digest('base64url');
      expect((await send(`${text}.${mac}`)).status).toBe(401);
    }
  });

  test.each(['', 'x', 'a.b.c', '{}', 'x'.repeat(60_000)])(
    'that is not even one (%#)',
    async (text) => {
      const { status, body } = await send(text);
      expect([400, 401]).toContain(status);
      expect(body).not.toHaveProperty('access_token');
    },
  );

  test('of another type', async () => {
    const good = await assertion(key, clientId, `${server.auth}/token`);
    const { status } = await send(good, { client_assertion_type: 'urn:other' });
    expect(status).toBe(400);
  });

  test('beside another way to say who one is', async () => {
    const good = await assertion(key, clientId, `${server.auth}/token`);
    expect((await send(good, { client_secret: 'x' })).status).toBe(400);
  });
});

test('another grant type is refused', async () => {
  const good = await assertion(key, clientId, `${server.auth}/token`);
  const { status, body } = await send(good, { grant_type: 'password' });
  expect([status, body['error']]).toEqual([400, 'unsupported_grant_type']);
});

describe('keys at a URL', () => {
  let keys: readonly JWK[] = [];
  let fetches = 0;
  let cacheControl = 'max-age=3600';
  let publisher: Server;
  let url: string;

  beforeAll(async () => {
    publisher = createServer((request, response) => {
      fetches += 1;
      if (request.url === '/redirect') {
        response.writeHead(302, { Location: '/jwks' }).end();
        return;
      }
      if (request.url === '/huge') {
        response.end(`{"keys":[],"x":"${'x'.repeat(400_000)}"}`);
        return;
      }
      response.writeHead(200, { 'Cache-Control': cacheControl });
      response.end(JSON.stringify({ keys }));
    });
    publisher.listen(0, '127.0.0.1');
    await once(publisher, 'listening');
    url = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    publisher.close();
  });

  beforeEach(() => {
    fetches = 0;
    keys = [key.publicJwk];
    cacheControl = 'max-age=3600';
  });

  async function published(path: string): Promise<string> {
    const jwksUri = `${url}${path}`;
    const { client } = await server.client({ name: 'Published', type: 'backend', jwksUri });
    return client.id;
  }

  const token = (id: string, by = key, changes: AssertionChanges = {}): Promise<TokenAnswer> =>
    serviceToken(server, by, id, { scope: 'system/Patient.rs', ...changes });

  test('are fetched once as long as they may be kept', async () => {
    const id = await published('/jwks?a');
    for (let count = 0; count < 3; count++) expect((await token(id)).status).toBe(200);
    expect(fetches).toBe(1);
  });

  test('may be named by jku, if it is that URL', async () => {
    const id = await published('/jwks?jku');
    const jku = `${url}/jwks?jku`;
    expect((await token(id, key, { header: { jku } })).status).toBe(200);
    expect((await token(id, key, { header: { jku: `${jku}2` } })).status).toBe(401);
  });

  test('that are not there are not asked for again and again', async () => {
    const id = await published('/jwks?b');
    for (let count = 0; count < 5; count++) {
      expect((await token(id, stranger)).status).toBe(401);
    }
    expect(fetches).toBe(1);
  });

  test('are not followed elsewhere', async () => {
    expect((await token(await published('/redirect'))).status).toBe(401);
    expect(fetches).toBe(1);
  });

  test('are not read without end', async () => {
    expect((await token(await published('/huge'))).status).toBe(401);
  });

  test('that are private are taken for their public part', async () => {
    keys = [
      { ...key.publicJwk, d: 'oops' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'shared' },
    ];
    expect((await token(await published('/jwks?c'))).status).toBe(200);
  });
});

// https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
describe('an address that is not public', () => {
  test.each([
    'https://127.0.0.2/jwks',
    'https://[::1]/jwks',
    'https://[::ffff:127.0.0.1]/jwks',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.1.2.3/jwks',
    'https://192.168.0.1/jwks',
    'https://172.20.1.1/jwks',
    'https://100.64.0.1/jwks',
    'https://0.0.0.0/jwks',
    'https://[fd00::1]/jwks',
    'https://2130706434/jwks',
    'https://0x7f.2/jwks',
    'https://localhost/jwks',
  ])('is neither registered nor fetched from: %s', async (jwksUri) => {
    const inside = { name: 'Inside', type: 'backend', jwksUri };
    await expect(server.client(inside)).rejects.toThrow('not on the public internet');
    // As when a name comes to stand for it later.
    const { client } = await server.client({ ...inside, jwksUri: 'https://keys.example/jwks' });
    await saveClient(server.core.database, { ...client, jwksUri });
    const { status } = await serviceToken(server, key, client.id, { scope: 'system/Patient.rs' });
    expect(status).toBe(401);
  });

  test.each(['http://app.example/jwks', 'file:///etc/passwd', 'ftp://app.example/jwks', 'jwks'])(
    'can not even be registered: %s',
    async (jwksUri) => {
      const adding = server.client({ name: 'Inside', type: 'backend', jwksUri });
      await expect(adding).rejects.toThrow('https URL');
    },
  );
});
