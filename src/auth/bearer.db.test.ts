// Access tokens at the FHIR API: https://www.rfc-editor.org/rfc/rfc6750
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { serviceKey, serviceToken } from '../testing/auth/service.js';

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer({ TRUSTED_PROXIES: '127.0.0.1' });
});

afterAll(async () => {
  await server.stop();
});

describe('a request without a good token', () => {
  test.each([
    ['no header', undefined, 'Bearer realm="fhir"'],
    ['another scheme', 'Basic eDp5', 'error="invalid_request"'],
    ['nothing behind the scheme', 'Bearer ', 'error="invalid_request"'],
    ['two tokens', 'Bearer a b', 'error="invalid_request"'],
    ['a token of nobody', 'Bearer abc', 'error="invalid_token"'],
    ['a token without end', `Bearer ${'x'.repeat(600)}`, 'error="invalid_request"'],
    ['SQL', "Bearer ' or 1=1 --", 'error="invalid_request"'],
  ])('with %s is answered 401 and an OperationOutcome', async (_what, authorization, says) => {
    const { status, headers, body } = await server.send('GET', '/Patient', {
      headers: authorization === undefined ? {} : { Authorization: authorization },
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain(says);
    expect(body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
  });

  test.each([
    ['GET', ''],
    ['GET', '/Patient/p1'],
    ['GET', '/Patient/p1/_history/1'],
    ['GET', '/_history'],
    ['POST', '/Patient'],
    ['POST', ''],
    ['PUT', '/Patient/p1'],
    ['PATCH', '/Patient/p1'],
    ['DELETE', '/Patient/p1'],
    ['POST', '/Patient/_search'],
    ['GET', '/nonsense'],
    ['GET', '/metadata/x'],
    ['POST', '/metadata'],
    ['GET', '/.well-known/other'],
  ])('is answered 401: %s %s', async (method, path) => {
    expect((await server.send(method, path)).status).toBe(401);
  });

  test('a token in the URL is none', async () => {
    const token = await server.token('system/*.rs');
    expect((await server.send('GET', `/Patient?access_token=${token}`)).status).toBe(401);
  });
});

describe('what everyone may know', () => {
  test.each(['/metadata', '/metadata?mode=terminology', '/.well-known/smart-configuration'])(
    '%s needs no token, and any page may read it',
    async (path) => {
      const { status, headers } = await server.send('GET', path, {
        headers: { Origin: 'https://any.example', Accept: 'text/plain, application/fhir+json' },
      });
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    },
  );

  test('a preflight needs no token', async () => {
    const { status } = await server.send('OPTIONS', '/Patient', {
      headers: { Origin: 'https://any.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(status).toBe(204);
  });
});

test('a token is good until it expires', async () => {
  const { database } = server.core;
  const token = await server.token('system/*.rs');
  expect((await server.fetch(token, '/Patient')).status).toBe(200);
  await database.query({
    name: '',
    text: `update auth_token set expires_at = now() - interval '1 second'`,
    values: [],
  });
  const other = await server.token('system/*.rs');
  await database.query({
    name: '',
    text: `update auth_token set expires_at = now() - interval '1 second'`,
    values: [],
  });
  expect((await server.fetch(other, '/Patient')).status).toBe(401);
});

describe('a client', () => {
  test('that sends too much is told when to come back', async () => {
    const key = await serviceKey('ES384');
    const { client } = await server.client({
      ...{ name: 'Busy', type: 'backend', jwks: { keys: [key.publicJwk] } },
      rateLimit: 3,
    });
    const { body } = await serviceToken(server, key, client.id, { scope: 'system/*.rs' });
    const answers = [];
    for (let count = 0; count < 4; count++) {
      answers.push(await server.fetch(body['access_token'], '/Patient'));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[3]?.body).toMatchObject({ issue: [{ code: 'throttled' }] });
  });

  test('may be bound to addresses, which only trusted proxies can tell', async () => {
    const key = await serviceKey('ES384');
    const { client } = await server.client({
      ...{ name: 'Hospital', type: 'backend', jwks: { keys: [key.publicJwk] } },
      ipRanges: ['192.0.2.0/24', '2001:db8::/32'],
    });
    const { body } = await serviceToken(server, key, client.id, { scope: 'system/*.rs' });
    const from = async (address: string): Promise<number> => {
      const { status } = await server.send('GET', '/Patient', {
        headers: {
          Authorization: `Bearer ${String(body['access_token'])}`,
          'X-Forwarded-For': address,
        },
      });
      return status;
    };
    expect(await from('192.0.2.7')).toBe(200);
    expect(await from('2001:db8::7')).toBe(200);
    expect(await from('198.51.100.7')).toBe(403);
    // Whoever stands before the trusted proxy says what it likes.
    expect(await from('192.0.2.7, 198.51.100.7')).toBe(403);
    expect((await server.fetch(body['access_token'], '/Patient')).status).toBe(403);
  });
});
