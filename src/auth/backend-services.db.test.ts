// https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import {
  assertion,
  ASSERTION_TYPE,
  postForm,
  serviceKey,
  serviceToken,
  type ServiceKey,
} from '../testing/auth/service.js';

let server: AuthServer;
let key: ServiceKey;
let clientId: string;

beforeAll(async () => {
  server = await startAuthServer();
  key = await serviceKey();
  const { client } = await server.client({
    name: 'Export',
    type: 'backend',
    scope: 'system/*.rs system/Observation.cruds',
    jwks: { keys: [key.publicJwk] },
  });
  clientId = client.id;
});

afterAll(async () => {
  await server.stop();
});

describe('a token for a backend service', () => {
  test('is a bearer token of five minutes with the scopes that it may have', async () => {
    const { status, headers, body } = await serviceToken(server, key, clientId, {
      scope: 'system/Patient.rs system/Observation.read',
    });
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'system/Patient.rs system/Observation.read',
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
  });

  test.each([
    ['what is not on its list is left out', 'system/Patient.cruds', 'system/Patient.rs'],
    [
      'scopes of users are left out',
      'system/Patient.r patient/*.rs user/*.rs openid',
      'system/Patient.r',
    ],
    ['unknown scopes are left out', 'system/Patient.r system/Nothing.r what', 'system/Patient.r'],
    [
      'a granular scope is kept',
      'system/Observation.rs?category=laboratory',
      'system/Observation.rs?category=laboratory',
    ],
  ])('%s', async (_title, scope, granted) => {
    const { body } = await serviceToken(server, key, clientId, { scope });
    expect(body['scope']).toBe(granted);
  });

  // The library would give a token without scopes.
  test.each(['patient/*.rs', 'nonsense', 'openid', undefined])(
    'is refused when nothing is left of the scopes: %s',
    async (scope) => {
      const { status, body } = await serviceToken(server, key, clientId, { scope });
      expect([status, body['error']]).toEqual([400, 'invalid_scope']);
    },
  );

  test('opens the FHIR API, and anything else does not', async () => {
    const { body } = await serviceToken(server, key, clientId, { scope: 'system/Patient.rs' });
    const open = await server.send('GET', '/Patient', {
      headers: { Authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(open.status).not.toBe(401);
    const shut = await server.send('GET', '/Patient', { headers: { Authorization: 'Bearer no' } });
    expect(shut.status).toBe(401);
  });
});

test.each(['ES384', 'RS256', 'ES256', 'RS512'])('%s signs as well', async (algorithm) => {
  const other = await serviceKey(algorithm);
  const { client } = await server.client({
    name: algorithm,
    type: 'backend',
    jwks: { keys: [other.publicJwk] },
  });
  const { status } = await serviceToken(server, other, client.id, { scope: 'system/Patient.rs' });
  expect(status).toBe(200);
});

test('an assertion is good once, however many try at the same moment', async () => {
  const form = {
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertion(key, clientId, `${server.auth}/token`),
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => postForm(`${server.auth}/token`, form)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(401)]);
  expect((await postForm(`${server.auth}/token`, form)).body['error']).toBe('invalid_client');
});
