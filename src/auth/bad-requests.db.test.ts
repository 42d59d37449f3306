// Authorization requests and forms that must come to nothing.
// https://www.rfc-editor.org/rfc/rfc9700
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ALL,
  authorizationRequest,
  exchange,
  returned,
  signIn,
  type App,
} from '../testing/auth/app.js';
import { Browser, formsOf, type Page } from '../testing/auth/browser.js';
import { PASSWORD, startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { postForm } from '../testing/auth/service.js';

let server: AuthServer;
let app: App;

beforeAll(async () => {
  server = await startAuthServer();
  await server.core.run(
    {
      kind: 'update',
      key: { type: 'Patient', id: 'p1' },
      resource: { resourceType: 'Patient', id: 'p1' },
    },
    { kind: 'system' },
  );
  app = await server.client({
    name: '"><script>alert(1)</script>',
    type: 'public',
    redirectUris: ['https://app.example/cb'],
  });
  await server.user({ username: 'jan', role: 'patient', fhirUser: 'Patient/p1' });
});

afterAll(async () => {
  await server.stop();
});

const open = (changes: Readonly<Record<string, string | undefined>>): Promise<Page> =>
  new Browser().get(authorizationRequest(server, app, changes).url);

describe('a redirect URI', () => {
  test.each([
    'https://app.example/cb/',
    'https://app.example/cb?x=1',
    'https://app.example/CB',
    'https://app.example:443/cb',
    'https://APP.example/cb',
    'https://app.example/cb#f',
    'https://app.example/cb/../other',
    'https://app.example/cb%2f..',
    'https://app.example.evil.example/cb',
    'https://app.example@evil.example/cb',
    'https://evil.example/?https://app.example/cb',
    'http://app.example/cb',
    'https://app.example',
    '//app.example/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
    undefined,
  ])('other than the registered one gets no answer: %s', async (redirect_uri) => {
    const page = await open({ redirect_uri });
    expect(page.status).toBe(400);
    expect(page.url).toContain(server.auth);
    expect(page.text).toContain('<h1>');
  });

  test('twice gets no answer', async () => {
    const { url } = authorizationRequest(server, app, {});
    const page = await new Browser().get(`${url}&redirect_uri=https%3A%2F%2Fevil.example%2F`);
    expect([page.status, page.url.startsWith(server.auth)]).toEqual([400, true]);
  });
});

describe('proof of possession of the code', () => {
  const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');

  test.each([
    ['is missing', { code_challenge: undefined, code_challenge_method: undefined }],
    ['is plain', { code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' }],
    ['has no method', { code_challenge: challenge, code_challenge_method: undefined }],
    ['is too short', { code_challenge: 'short', code_challenge_method: 'S256' }],
    ['has another method', { code_challenge: challenge, code_challenge_method: 'S512' }],
  ])('that %s gives no code', async (_what, changes) => {
    const parameters = returned(await open(changes), app);
    expect(parameters.get('error')).toBe('invalid_request');
    expect(parameters.get('code')).toBeNull();
  });
});

describe('aud', () => {
  test.each([undefined, 'https://other.example/fhir', 'http://127.0.0.1/fhir', '', 'x'])(
    'of %s gives no code',
    async (aud) => {
      const parameters = returned(await open({ aud }), app);
      expect(parameters.get('error')).toBe('invalid_request');
      expect(parameters.get('code')).toBeNull();
    },
  );

  test('with a slash at the end is ours, and so is the parameter resource', async () => {
    expect((await open({ aud: `${server.base}/` })).text).toContain('name="password"');
    const synonym = await open({ aud: undefined, resource: server.base });
    expect(synonym.text).toContain('name="password"');
    const other = await open({ aud: undefined, resource: 'https://other.example/fhir' });
    expect(returned(other, app).get('error')).toBe('invalid_target');
  });
});

describe('a request', () => {
  test.each([
    ['of an unknown client', { client_id: 'nobody' }],
    ['of our own pages', { client_id: 'vuurtoren-grants' }],
  ])('%s gets no answer', async (_what, changes) => {
    const page = await open(changes);
    expect([page.status, page.url.startsWith(server.auth)]).toEqual([400, true]);
  });

  // https://openid.net/specs/openid-connect-core-1_0.html#JWTRequests: nobody makes us fetch
  test.each([
    ['request_uri', 'http://169.254.169.254/', 'request_uri_not_supported'],
    ['request', 'eyJhbGciOiJub25lIn0.e30.', 'request_not_supported'],
    ['registration', '{}', 'registration_not_supported'],
    ['response_type', 'token', 'unsupported_response_type'],
    ['response_type', 'code id_token', 'unsupported_response_type'],
    ['response_mode', 'web_message', 'unsupported_response_mode'],
    ['scope', 'patient/*.rs "', 'invalid_scope'],
  ])('with %s=%s is refused', async (name, value, error) => {
    const page = await open({ [name]: value });
    // For other response types the answer is due in the fragment.
    const inFragment = new URLSearchParams(new URL(page.url).hash.slice(1));
    expect(returned(page, app).get('error') ?? inFragment.get('error')).toBe(error);
  });

  test('that is too large is refused', async () => {
    const page = await open({ state: 'x'.repeat(20_000) });
    expect(page.status).toBe(414);
    const body = await fetch(`${server.auth}/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `grant_type=${'x'.repeat(100_000)}`,
    });
    expect(body.status).toBe(400);
    const form = await fetch(`${server.auth}/authorize`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `state=${'x'.repeat(100_000)}`,
    });
    expect(form.status).toBe(413);
  });

  test('with a made-up host is answered in our own name', async () => {
    const { port, hostname } = new URL(server.auth);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      'GET /auth/.well-known/openid-configuration HTTP/1.1\r\nHost: evil.example\r\n' +
        'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\nConnection: close\r\n\r\n',
    );
    const answer = await text(socket);
    expect(answer).toContain(`"token_endpoint":"${server.auth}/token"`);
    expect(answer).not.toContain('evil');
    expect(answer).not.toContain('gopher');
  });
});

describe('a secret', () => {
  test.each([
    ['wrong', (id: string, secret: string) => `${id}:${secret}x`],
    ['of nobody', (_id: string, secret: string) => `nobody:${secret}`],
    ['empty', (id: string) => `${id}:`],
  ])('that is %s is refused', async (_what, credentials) => {
    const redirectUris = ['https://portal.example/cb'];
    const { client, secret = '' } = await server.client({
      ...{ name: 'Portal', type: 'confidential-symmetric', redirectUris },
    });
    const answer = await postForm(
      `${server.auth}/token`,
      { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://portal.example/cb' },
      { Authorization: `Basic ${btoa(credentials(client.id, secret))}` },
    );
    expect([400, 401]).toContain(answer.status);
    expect(answer.body['error']).toMatch(/^invalid_(client|request)$/);
  });

  test('is not kept as it is', async () => {
    const redirectUris = ['https://portal.example/cb'];
    const { secret = '' } = await server.client({
      ...{ name: 'Portal', type: 'confidential-symmetric', redirectUris },
    });
    const rows = await server.core.database.query<{ row: string }>({
      name: '',
      text: 'select c::text as row from auth_client c',
      values: [],
    });
    expect(rows.map(({ row }) => row).join()).not.toContain(secret);
  });
});

test('a code and tokens are kept nowhere, and neither is a cookie', async () => {
  const browser = new Browser();
  const request = authorizationRequest(server, app, { scope: 'patient/*.rs offline_access' });
  const page = await signIn(browser, await browser.get(request.url), 'jan');
  const parameters = returned(await browser.submit(page, '/consent', ALL), app);
  const code = parameters.get('code') ?? '';
  const { body } = await exchange(server, app, { code, verifier: request.verifier });
  const secrets = [
    ...[code, String(body['access_token']), String(body['refresh_token'])],
    ...browser.cookies().map(({ value }) => value),
  ];
  for (const table of ['auth_token', 'auth_record', 'auth_session', 'auth_grant']) {
    const rows = await server.core.database.query<{ row: string }>({
      name: '',
      text: `select t::text as row from ${table} t`,
      values: [],
    });
    expect(rows.length).toBeGreaterThan(0);
    const all = rows.map(({ row }) => row).join();
    for (const secret of secrets) expect(all).not.toContain(secret);
  }
});

describe('a form', () => {
  async function signInPage(): Promise<{ browser: Browser; page: Page }> {
    const browser = new Browser();
    return { browser, page: await browser.get(authorizationRequest(server, app, {}).url) };
  }

  test('escapes what others wrote', async () => {
    const { page } = await signInPage();
    expect(page.text).not.toContain('<script>');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('can not be framed, and loads and runs nothing from elsewhere', async () => {
    const { browser, page } = await signInPage();
    const consent = await signIn(browser, page, 'jan');
    for (const { headers } of [page, consent, await open({ redirect_uri: 'x' })]) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(consent.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://app.example;",
    );
  });

  test('that another site sends is refused', async () => {
    const { browser, page } = await signInPage();
    const consent = await signIn(browser, page, 'jan');
    const forged = `${consent.url}/consent`;
    const without = await browser.post(forged, ALL);
    expect(without.status).toBe(403);
    const [form] = formsOf(consent);
    const all = { ...ALL, ...form?.hidden };
    const elsewhere = { Origin: 'https://evil.example' };
    expect((await browser.post(forged, all, elsewhere)).status).toBe(403);
    const site = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await browser.post(forged, all, site)).status).toBe(403);
    expect((await browser.post(forged, { ...all, csrf: 'x' })).status).toBe(403);
    // And with all that it should have, it is taken.
    expect(returned(await browser.post(forged, all), app).get('code')).not.toBeNull();
  });

  test('of another interaction is refused', async () => {
    const [mine, theirs] = [await signInPage(), await signInPage()];
    const [form] = formsOf(theirs.page);
    const stolen = await mine.browser.post(`${mine.page.url}/sign-in`, {
      ...form?.hidden,
      ...{ username: 'jan', password: PASSWORD },
    });
    expect(stolen.status).toBe(403);
  });

  test('in a browser that did not begin is refused', async () => {
    const { page } = await signInPage();
    const other = await new Browser().get(page.url);
    expect([other.status, other.text.includes('name="password"')]).toEqual([400, false]);
  });

  test('with cookies that were tampered with is refused', async () => {
    const { browser, page } = await signInPage();
    const [cookie] = browser.cookies();
    const response = await fetch(page.url, {
      headers: { Cookie: `${cookie?.name ?? ''}=${cookie?.value ?? ''}` },
    });
    expect(response.status).toBe(400);
  });

  test('leads nowhere else by its language link', async () => {
    const { browser, page } = await signInPage();
    const english = await browser.get(`${page.url}?lang=en`);
    expect(english.text).toContain('<html lang="en">');
    expect((await browser.get(`${page.url}?lang=//evil.example`)).url).toContain(server.auth);
    expect((await browser.get(page.url)).text).toContain('<html lang="en">');
  });
});

describe('guessing passwords', () => {
  const guess = async (username: string, password: string): Promise<number> => {
    const browser = new Browser();
    const page = await browser.get(authorizationRequest(server, app, {}).url);
    return (await browser.submit(page, '/sign-in', { username, password })).status;
  };

  test('is slowed down, for the right password as well, and for names that do not exist', async () => {
    await server.user({ username: 'doel', role: 'patient', fhirUser: 'Patient/p1' });
    for (const username of ['doel', 'bestaat-niet']) {
      const first: number[] = [];
      for (let count = 0; count < 6; count++) first.push(await guess(username, `fout ${count}`));
      expect(first).toEqual(Array(6).fill(401));
      expect(await guess(username, PASSWORD)).toBe(429);
    }
  });

  test('many at once gets no further', async () => {
    await server.user({ username: 'druk', role: 'patient', fhirUser: 'Patient/p1' });
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, count) => guess('druk', `fout ${count}`)),
    );
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(6);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(14);
  });

  test('is forgotten by signing in', async () => {
    await server.user({ username: 'goed', role: 'patient', fhirUser: 'Patient/p1' });
    for (let count = 0; count < 10; count++) {
      if (count % 3 === 2) {
        const browser = new Browser();
        const page = await browser.get(authorizationRequest(server, app, {}).url);
        expect((await signIn(browser, page, 'goed')).status).toBe(200);
      } else expect(await guess('goed', 'fout')).toBe(401);
    }
  });
});
