// What administrators do over HTTP: docs/administration.md
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ALL, launchApp } from '../testing/auth/app.js';
import { serviceKey, serviceToken } from '../testing/auth/service.js';
import { PASSWORD, startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { until } from '../testing/process.js';

let server: AuthServer;
let admin: string;

beforeAll(async () => {
  server = await startAuthServer();
  admin = await server.token('admin');
});

afterAll(async () => {
  await server.stop();
});

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

interface Sent {
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(method: string, path: string, sent: Sent = {}): Promise<Reply> {
  const token = 'token' in sent ? sent.token : admin;
  const response = await fetch(new URL(`/admin${path}`, server.base), {
    method,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(method === 'GET' || method === 'DELETE' ? {} : { 'Content-Type': 'application/json' }),
      ...sent.headers,
    },
    ...(sent.body === undefined
      ? {}
      : { body: typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body) }),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

const APP = { name: 'App', type: 'public', redirect_uris: ['https://app.example/cb'] };

describe('the gate', () => {
  test.each([
    ['no token', undefined, 401],
    ['a token that nobody gave out', 'x'.repeat(43), 401],
  ])('%s: %s', async (_what, token, status) => {
    const reply = await send('GET', '/clients', { token });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });

  test.each(['system/*.cruds', 'system/*.rs'])('%s is not enough', async (scope) => {
    const token = await server.token(scope);
    for (const [method, path] of [
      ['GET', '/clients'],
      ['POST', '/clients'],
      ['GET', '/nothing'],
      ['PUT', '/policies'],
    ] as const) {
      const reply = await send(method, path, { token, body: method === 'GET' ? undefined : APP });
      expect(reply.status).toBe(403);
      expect(reply.body['resourceType']).toBe('OperationOutcome');
    }
  });

  test('a revoked token opens it no more', async () => {
    const account = await server.user({ username: 'beheer', role: 'admin' });
    const { client } = await server.client({
      name: 'Console',
      type: 'public',
      redirectUris: ['https://console.example/cb'],
      scope: 'openid admin',
    });
    const { body } = await launchApp(
      server,
      { client, secret: undefined },
      {
        username: 'beheer',
        scope: 'openid admin',
        consent: { ...ALL, admin: 'yes' },
      },
    );
    const token = String(body['access_token']);
    expect((await send('GET', '/clients', { token })).status).toBe(200);
    await server.changeUser(account.id, { enabled: false });
    expect((await send('GET', '/clients', { token })).status).toBe(401);
  });

  test('nothing is to be kept, framed or read by other sites', async () => {
    const { headers } = await send('GET', '/clients', {
      headers: { Origin: 'https://evil.example' },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    [
      'a form',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'name=x' },
      415,
    ],
    ['text', { headers: { 'Content-Type': 'text/plain' }, body: '{}' }, 415],
    ['no JSON', { body: '{' }, 400],
    ['too much', { body: { name: 'x'.repeat(1_100_000) } }, 413],
  ])('refuses %s', async (_what, sent, status) => {
    expect((await send('POST', '/clients', sent)).status).toBe(status);
  });

  test('is there while AUTH is off, for what the authorization server has nothing to do with', async () => {
    const open = await startAuthServer({ AUTH: 'off' });
    const response = await fetch(new URL('/admin/clients', open.base));
    expect(response.status).toBe(404);
    await open.stop();
  });
});

describe('clients', () => {
  test('are registered, read, changed and removed', async () => {
    const added = await send('POST', '/clients', {
      body: { ...APP, type: 'confidential-symmetric', rate_limit: 100, ip_ranges: ['10.0.0.0/8'] },
    });
    expect(added.status).toBe(201);
    const { client_id: id, client_secret: secret } = added.body as Record<string, string>;
    expect(secret).toMatch(/^[\w-]{43}$/);
    const read = await send('GET', `/clients/${id}`);
    expect(read.body).toMatchObject({ client_id: id, rate_limit: 100, ip_ranges: ['10.0.0.0/8'] });
    expect(JSON.stringify([read.body, (await send('GET', '/clients')).body])).not.toContain(secret);
    const changed = await send('PATCH', `/clients/${id}`, {
      body: { scope: 'openid patient/*.rs' },
    });
    expect(changed.body).toMatchObject({ scope: 'openid patient/*.rs', name: 'App' });
    const renewed = await send('POST', `/clients/${id}/secret`);
    expect(renewed.body['client_secret']).toMatch(/^[\w-]{43}$/);
    expect(renewed.body['client_secret']).not.toBe(secret);
    expect((await send('DELETE', `/clients/${id}`)).body).toEqual({ client_id: id, removed: true });
    expect((await send('DELETE', `/clients/${id}`)).status).toBe(404);
    expect((await send('GET', `/clients/${id}`)).status).toBe(404);
  });

  test('lose their tokens with what they may', async () => {
    const key = await serviceKey('RS384');
    const added = await send('POST', '/clients', {
      body: {
        name: 'Service',
        type: 'backend',
        jwks: { keys: [key.publicJwk] },
        scope: 'system/*.rs',
      },
    });
    const id = String(added.body['client_id']);
    const { body } = await serviceToken(server, key, id, { scope: 'system/Patient.rs' });
    expect((await server.fetch(body['access_token'], '/Patient')).status).toBe(200);
    await send('PATCH', `/clients/${id}`, { body: { scope: 'system/Observation.rs' } });
    expect((await server.fetch(body['access_token'], '/Patient')).status).toBe(401);
  });

  test.each([
    [{ ...APP, type: 'other' }, 422, 'The type is one of'],
    [{ ...APP, redirect_uris: ['https://*.example/'] }, 422, 'no wildcard'],
    [{ ...APP, redirectUris: [] }, 400, 'additional properties: redirectUris'],
    [{ ...APP, redirect_uris: 'https://app.example' }, 400, 'redirect_uris must be array'],
    [{ ...APP, rate_limit: '9' }, 400, 'rate_limit must be integer'],
    [{ ...APP, scope: 'system/*.rs' }, 422, 'no scopes that start with "system/"'],
    [[], 400, 'must be object'],
  ])('%j is refused with %i', async (body, status, text) => {
    const reply = await send('POST', '/clients', { body });
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.body['issue'])).toContain(JSON.stringify(text).slice(1, -1));
  });

  test('of the server itself are not shown, changed or removed', async () => {
    expect((await send('GET', '/clients/vuurtoren-grants')).status).toBe(404);
    expect((await send('PATCH', '/clients/vuurtoren-grants', { body: {} })).status).toBe(404);
    expect((await send('DELETE', '/clients/vuurtoren-grants')).status).toBe(404);
  });
});

describe('users', () => {
  test('are added, found, changed and removed; passwords never come back', async () => {
    const added = await send('POST', '/users', {
      body: {
        username: 'Zuster',
        password: PASSWORD,
        role: 'practitioner',
        fhir_user: 'Practitioner/z',
      },
    });
    expect(added.status).toBe(201);
    const id = String(added.body['id']);
    const found = await send('GET', '/users?username=ZUSTER');
    expect(found.body['users']).toEqual([added.body]);
    const changed = await send('PATCH', `/users/${id}`, { body: { enabled: false, name: 'Z.' } });
    expect(changed.body).toMatchObject({ enabled: false, name: 'Z.', role: 'practitioner' });
    expect(JSON.stringify([added.body, changed.body])).not.toMatch(/argon2|correct paard/);
    expect((await send('DELETE', `/users/${id}`)).status).toBe(200);
    expect((await send('GET', `/users/${id}`)).status).toBe(404);
  });

  test('are listed by pages that follow each other', async () => {
    const { body } = await send('POST', '/users', {
      body: { username: 'eerste', password: PASSWORD, role: 'patient' },
    });
    const second = await send('POST', '/users', {
      body: { username: 'tweede', password: PASSWORD, role: 'patient' },
    });
    const page = await send('GET', `/users?after=${String(body['id'])}`);
    expect(page.body['users']).toEqual([second.body]);
  });

  test.each([
    ['POST', '/users', { username: 'a b', password: 'x', role: 'patient' }, 422],
    ['POST', '/users', { username: 'x', role: 'patient' }, 422],
    ['POST', '/users', { source: 'nowhere', username: 'x', role: 'patient' }, 422],
    ['PATCH', '/users/none', { name: 'x' }, 404],
    ['DELETE', `/users/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, undefined, 404],
    ['GET', '/users?after=none', undefined, 422],
  ])('%s %s %j: %i', async (method, path, body, status) => {
    expect((await send(method, path, { body })).status).toBe(status);
  });
});

describe('grants', () => {
  test('are listed and taken back, and what followed from them ends', async () => {
    const account = await server.user({ username: 'piet', role: 'patient', fhirUser: 'Patient/p' });
    await server.core.run(
      {
        kind: 'update',
        key: { type: 'Patient', id: 'p' },
        resource: { resourceType: 'Patient', id: 'p', name: [{ family: 'Piet' }] },
      },
      { kind: 'system' },
    );
    const app = await server.client({
      name: 'App',
      type: 'public',
      redirectUris: ['https://app.example/cb'],
    });
    const { body } = await launchApp(server, app, { username: 'piet', scope: 'patient/*.rs' });
    const listed = await send('GET', `/grants?user=${account.id}`);
    const [grant] = listed.body['grants'] as Record<string, string>[];
    expect(grant).toMatchObject({
      client_id: app.client.id,
      user_id: account.id,
      context: { patient: 'p' },
    });
    expect((await server.fetch(body['access_token'], '/Patient/p')).status).toBe(200);
    const path = `/grants/${String(grant?.['id'])}`;
    expect((await send('DELETE', path)).status).toBe(200);
    expect((await server.fetch(body['access_token'], '/Patient/p')).status).toBe(401);
    expect((await send('DELETE', path)).status).toBe(404);
  });
});

describe('policies', () => {
  const everyone = [
    { name: 'all', users: ['Practitioner'], rules: [{ patients: '', permissions: 'rs' }] },
  ];

  test('are those of the server, until others are set; they hold at once', async () => {
    await server.core.run(
      {
        kind: 'update',
        key: { type: 'Patient', id: 'open' },
        resource: { resourceType: 'Patient', id: 'open' },
      },
      { kind: 'system' },
    );
    await server.user({ username: 'arts', role: 'practitioner', fhirUser: 'Practitioner/a' });
    const app = await server.client({
      name: 'Viewer',
      type: 'public',
      redirectUris: ['https://viewer.example/cb'],
    });
    const { body } = await launchApp(server, app, { username: 'arts', scope: 'user/*.rs' });
    const read = async (): Promise<number> =>
      (await server.fetch(body['access_token'], '/Patient/open')).status;
    expect((await send('GET', '/policies')).body).toMatchObject({ source: 'default' });
    expect(await read()).toBe(404);
    const set = await send('PUT', '/policies', { body: everyone });
    expect(set.body).toEqual({ source: 'stored', policies: everyone });
    await until(async () => (await read()) === 200);
    expect((await send('DELETE', '/policies')).body).toMatchObject({ source: 'default' });
    await until(async () => (await read()) === 404);
  });

  test.each([
    [
      [
        {
          name: 'x',
          users: ['Practitioner'],
          rules: [{ patients: 'nonsense=1', permissions: 'r' }],
        },
      ],
    ],
    [[{ name: 'x', users: ['Practitioner'], rules: [{ patients: '', permissions: 'rx' }] }]],
    [[{ name: 'x', users: ['Wizard'], rules: [] }]],
    [{}],
    [undefined],
  ])('%j are refused, and those there are stay', async (body) => {
    expect((await send('PUT', '/policies', { body })).status).toBe(422);
    expect((await send('GET', '/policies')).body).toMatchObject({ source: 'default' });
  });
});

describe('launches and keys', () => {
  test('an EHR makes a launch', async () => {
    const { client } = await server.client({
      name: 'App',
      type: 'public',
      redirectUris: ['https://app.example/cb'],
      launchUri: 'https://app.example/launch',
    });
    const reply = await send('POST', '/launches', {
      body: { client_id: client.id, patient: 'p', intent: 'order' },
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ iss: server.base, expires_in: 300 });
    expect(reply.body['launch_url']).toContain(String(reply.body['launch']));
    expect((await send('POST', '/launches', { body: { client_id: 'none' } })).status).toBe(422);
    expect((await send('POST', '/launches', { body: { patient: 'p' } })).status).toBe(400);
  });

  test('keys take turns, and are never shown', async () => {
    const before = (await send('GET', '/keys')).body['keys'] as { kid: string }[];
    const after = (await send('POST', '/keys/rotate')).body['keys'] as { kid: string }[];
    expect(after[0]?.kid).toBe(before[1]?.kid);
    expect(JSON.stringify(after)).not.toContain('"d"');
  });
});
