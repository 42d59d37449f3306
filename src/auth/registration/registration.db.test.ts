// https://www.rfc-editor.org/rfc/rfc7591 and https://www.rfc-editor.org/rfc/rfc7592
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { findClient, saveClient } from '../../storage/auth/clients.js';
import {
  authorizationRequest,
  exchange,
  launchApp,
  refresh,
  type App,
} from '../../testing/auth/app.js';
import { Browser } from '../../testing/auth/browser.js';
import { PASSWORD, startAuthServer, type AuthServer } from '../../testing/auth/server.js';
import { serviceKey, serviceToken } from '../../testing/auth/service.js';

let server: AuthServer;

const SCOPE = 'openid fhirUser offline_access launch/patient patient/*.rs system/Patient.rs admin';

beforeAll(async () => {
  // Its own addresses, so that the pauses of one test are not those of another.
  server = await startAuthServer({
    DYNAMIC_REGISTRATION_SCOPE: SCOPE,
    TRUSTED_PROXIES: '127.0.0.1',
  });
  const key = { type: 'Patient', id: 'p1' };
  const resource = { resourceType: 'Patient', id: 'p1' } as const;
  await server.core.run({ kind: 'update', key, resource }, { kind: 'system' });
  await server.user({ username: 'jan', role: 'patient', fhirUser: 'Patient/p1' });
});

afterAll(async () => {
  await server.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

let caller = 0;

async function send(
  method: string,
  path: string,
  { body, token, from }: { body?: unknown; token?: string; from?: string } = {},
): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${server.auth}${path}`, {
    method,
    headers: {
      'X-Forwarded-For': from ?? `203.0.113.${++caller % 250}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

const APP = {
  client_name: 'Zelf geregistreerd',
  redirect_uris: ['https://app.example/cb'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
};

const register = (changes: object = {}): Promise<Answer> =>
  send('POST', '/register', { body: { ...APP, ...changes } });

async function appOf({ body }: Answer): Promise<App> {
  const client = await findClient(server.core.database, String(body['client_id']));
  const secret = body['client_secret'];
  return { client: client!, secret: typeof secret === 'string' ? secret : undefined };
}

describe('registration', () => {
  test('is declared only when it is open', async () => {
    const closed = await startAuthServer();
    for (const [one, isOpen] of [
      [server, true],
      [closed, false],
    ] as const) {
      const endpoint = isOpen ? `${one.auth}/register` : undefined;
      for (const url of [
        `${one.auth}/.well-known/openid-configuration`,
        `${one.base}/.well-known/smart-configuration`,
      ]) {
        const document = (await (await fetch(url)).json()) as Record<string, unknown>;
        expect(document['registration_endpoint']).toBe(endpoint);
      }
    }
    const answer = await fetch(`${closed.auth}/register`, { method: 'POST' });
    expect(answer.status).toBe(404);
    await closed.stop();
  });

  test('of a public app gives what it needs to start, and keeps no secret', async () => {
    const answer = await register({
      scope: 'launch/patient patient/*.rs user/*.cruds admin x/y.z',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { body } = answer;
    expect(body).toEqual({
      client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client_id_issued_at: expect.any(Number),
      registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
      registration_client_uri: `${server.auth}/register/${String(body['client_id'])}`,
      client_name: 'Zelf geregistreerd',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['https://app.example/cb'],
      scope: expect.any(String),
    });
    expect(String(body['scope']).split(' ').sort()).toEqual(['launch/patient', 'patient/*.rs']);
    const launched = await launchApp(server, await appOf(answer), {
      username: 'jan',
      scope: 'launch/patient patient/*.cruds',
    });
    expect(launched.body).toMatchObject({ patient: 'p1', scope: expect.stringContaining('.rs') });
    const rows = await server.core.database.query<{ found: boolean }>({
      name: '',
      text: `select bool_or(r::text like $1) as found from auth_registration r`,
      values: [`%${String(body['registration_access_token'])}%`],
    });
    expect(rows).toEqual([{ found: false }]);
  });

  test('of an app with a secret gives it once', async () => {
    const answer = await register({ token_endpoint_auth_method: undefined });
    const { body } = answer;
    expect(body).toMatchObject({
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      client_secret_expires_at: 0,
    });
    const { body: launched } = await launchApp(server, await appOf(answer), {
      username: 'jan',
      scope: 'launch/patient patient/*.rs',
    });
    expect(launched['access_token']).toBeDefined();
    const again = await send('GET', String(body['registration_client_uri']), {
      token: String(body['registration_access_token']),
    });
    expect(again.status).toBe(200);
    expect(again.body).not.toHaveProperty('client_secret');
    expect(JSON.stringify(again.body)).not.toContain(String(body['client_secret']));
  });

  test('of a service has scopes of services alone', async () => {
    const key = await serviceKey();
    const { body } = await send('POST', '/register', {
      body: {
        token_endpoint_auth_method: 'private_key_jwt',
        grant_types: ['client_credentials'],
        jwks: { keys: [{ ...key.publicJwk, d: 'private' }] },
      },
    });
    expect(body).toMatchObject({ scope: 'system/Patient.rs', response_types: [] });
    expect(JSON.stringify(body)).not.toContain('private"');
    const id = String(body['client_id']);
    expect((await serviceToken(server, key, id, { scope: 'system/Patient.rs' })).status).toBe(200);
    expect((await serviceToken(server, key, id, { scope: 'admin' })).status).toBe(400);
  });

  test.each<[string, object, string]>([
    ['no redirect URI', { redirect_uris: undefined }, 'invalid_redirect_uri'],
    [
      'one that is plain http',
      { redirect_uris: ['http://app.example/cb'] },
      'invalid_redirect_uri',
    ],
    ['one with a fragment', { redirect_uris: ['https://app.example/#x'] }, 'invalid_redirect_uri'],
    ['one with a wildcard', { redirect_uris: ['https://*.example/cb'] }, 'invalid_redirect_uri'],
    ['a script', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    ['text', { redirect_uris: 'https://app.example/cb' }, 'invalid_redirect_uri'],
    [
      'endless ones',
      { redirect_uris: Array(21).fill('https://app.example') },
      'invalid_redirect_uri',
    ],
    [
      'another method',
      { token_endpoint_auth_method: 'client_secret_jwt' },
      'invalid_client_metadata',
    ],
    ['the implicit grant', { grant_types: ['implicit'] }, 'invalid_client_metadata'],
    [
      'both kinds of grant',
      { grant_types: ['authorization_code', 'client_credentials'] },
      'invalid_client_metadata',
    ],
    ['a service with a secret', { grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    ['another response', { response_types: ['token'] }, 'invalid_client_metadata'],
    ['scopes that are not open', { scope: 'user/*.cruds admin' }, 'invalid_client_metadata'],
    ['a name that does not print', { client_name: 'a\u0000b' }, 'invalid_client_metadata'],
    ['a name that is none', { client_name: 5 }, 'invalid_client_metadata'],
    ['keys for who signs nothing', { jwks: { keys: [] } }, 'invalid_client_metadata'],
    ['a logo by http', { logo_uri: 'http://app.example/logo.png' }, 'invalid_client_metadata'],
    [
      'a logo inside our network',
      { logo_uri: 'https://169.254.169.254/x' },
      'invalid_client_metadata',
    ],
    ['a logo on this machine', { logo_uri: 'https://localhost/x' }, 'invalid_client_metadata'],
    ['a logo that is a script', { logo_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
    ['a logo that is data', { logo_uri: 'data:image/png;base64,AAAA' }, 'invalid_client_metadata'],
    ['a policy that is a file', { policy_uri: 'file:///etc/passwd' }, 'invalid_client_metadata'],
  ])('with %s is refused', async (_what, changes, error) => {
    const answer = await register(changes);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error, error_description: expect.any(String) });
  });

  test.each([
    'http://keys.example/jwks',
    'https://10.0.0.1/jwks',
    'https://[::1]/jwks',
    'https://[fd00::1]/jwks',
    'https://localhost/jwks',
    'file:///etc/passwd',
    'no URL',
  ])('with keys at %s is refused', async (jwks_uri) => {
    const answer = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks_uri });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata' } });
  });

  test('that is no JSON object, or too large, is refused', async () => {
    for (const body of ['{', '[]', '"x"', 'null']) {
      const answer = await send('POST', '/register', { body });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata' } });
    }
    const form = await fetch(`${server.auth}/register`, {
      method: 'POST',
      body: new URLSearchParams({ redirect_uris: 'https://app.example' }),
    });
    expect(form.status).toBe(400);
    expect((await register({ x: 'x'.repeat(70_000) })).status).toBe(413);
  });

  test('from one place too often meets a pause; from another it goes on', async () => {
    const from = '198.51.100.7';
    const statuses: number[] = [];
    let last: Answer | undefined;
    for (let count = 0; count < 24; count++) {
      last = await send('POST', '/register', { body: APP, from });
      statuses.push(last.status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 201)).toBe(true);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await register()).status).toBe(201);
  });
});

describe('a logo', () => {
  test('is neither kept nor shown, and no screen could load one', async () => {
    const logo = 'https://app.example/logo-9f3.png';
    const answer = await register({ logo_uri: logo, client_uri: 'https://app.example/' });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('logo_uri');
    const app = await appOf(answer);
    const browser = new Browser();
    const page = await browser.get(authorizationRequest(server, app, {}).url);
    const consent = await browser.submit(page, '/sign-in', { username: 'jan', password: PASSWORD });
    for (const screen of [page, consent]) {
      expect(screen.text).toContain('Zelf geregistreerd');
      expect(screen.text).not.toContain('<img');
      expect(screen.text).not.toContain(logo);
      const policy = screen.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('img-src');
    }
  });
});

describe('the management of a registration', () => {
  const managed = async (): Promise<{ url: string; token: string; id: string; answer: Answer }> => {
    const answer = await register();
    const { body } = answer;
    return {
      answer,
      id: String(body['client_id']),
      url: String(body['registration_client_uri']),
      token: String(body['registration_access_token']),
    };
  };

  test('needs the token of this client', async () => {
    const one = await managed();
    const two = await managed();
    const none = await send('GET', one.url);
    expect(none.status).toBe(401);
    expect(none.headers.get('www-authenticate')).toContain('invalid_token');
    for (const token of [two.token, 'x', randomUUID()]) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const body = method === 'PUT' ? { ...APP, client_id: one.id } : undefined;
        expect((await send(method, one.url, { token, body })).status).toBe(401);
      }
    }
    expect((await send('GET', `/register/${randomUUID()}`, { token: one.token })).status).toBe(401);
    // Nor is it good for a client that the operator registered.
    const { client } = await server.client({
      ...{ type: 'public', name: 'x' },
      redirectUris: ['https://x.example'],
    });
    expect((await send('GET', `/register/${client.id}`, { token: one.token })).status).toBe(401);
    expect((await send('GET', one.url, { token: one.token })).status).toBe(200);
  });

  test('replaces what was registered; what was granted before ends', async () => {
    const { answer, url, token, id } = await managed();
    const app = await appOf(answer);
    const launched = await launchApp(server, app, {
      username: 'jan',
      scope: 'launch/patient patient/*.rs offline_access',
    });
    const changed = await send('PUT', url, {
      token,
      body: { ...APP, client_id: id, client_name: 'Anders', scope: 'patient/Observation.rs' },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      client_id: id,
      client_name: 'Anders',
      scope: 'patient/Observation.rs',
      registration_access_token: token,
    });
    expect((await server.fetch(launched.body['access_token'], '/Patient/p1')).status).toBe(401);
    expect((await refresh(server, app, launched.body['refresh_token'])).status).toBe(400);
  });

  test.each<[string, object]>([
    ['another client_id', { client_id: 'x' }],
    ['no client_id', { client_id: undefined }],
    ['another secret', { client_secret: 'x' }],
    ['a token of its own choice', { registration_access_token: 'x' }],
    ['another kind of client', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['a wrong redirect URI', { redirect_uris: ['http://app.example'] }],
  ])('refuses %s', async (_what, changes) => {
    const { url, token, id } = await managed();
    const answer = await send('PUT', url, { token, body: { ...APP, client_id: id, ...changes } });
    expect(answer.status).toBe(400);
    const after = await send('GET', url, { token });
    expect(after.body).toMatchObject({ redirect_uris: APP.redirect_uris });
  });

  test('cannot give itself what the operator gives', async () => {
    const { url, token, id } = await managed();
    const body = {
      ...{ ...APP, client_id: id, scope: 'admin user/*.cruds launch/patient patient/*.cruds' },
      ...{ skips_consent: true, introspects: true, origins: ['https://evil.example'] },
      registration: { skipsConsent: true },
    };
    expect((await send('PUT', url, { token, body })).status).toBe(200);
    const { database } = server.core;
    const client = (await findClient(database, id))!;
    expect(client).toMatchObject({ skipsConsent: false, introspects: false, origins: [] });
    expect(client.scope.split(' ').sort()).toEqual(['launch/patient', 'patient/*.rs']);
    await saveClient(database, { ...client, skipsConsent: true });
    expect((await send('PUT', url, { token, body })).status).toBe(403);
    await saveClient(database, { ...client, enabled: false });
    expect((await send('GET', url, { token })).status).toBe(401);
  });

  test('removes the client with all that it has', async () => {
    const { answer, url, token } = await managed();
    const app = await appOf(answer);
    const launched = await launchApp(server, app, {
      username: 'jan',
      scope: 'launch/patient patient/*.rs',
    });
    expect((await send('DELETE', url, { token })).status).toBe(204);
    expect((await send('GET', url, { token })).status).toBe(401);
    expect((await server.fetch(launched.body['access_token'], '/Patient/p1')).status).toBe(401);
    expect((await exchange(server, app, { code: 'x', verifier: 'x'.repeat(43) })).status).toBe(401);
  });
});
