// What becomes of tokens: refreshed, asked about, revoked, ended with a session or an account.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  credentials,
  identification,
  launchApp,
  refresh,
  type App,
  type Launched,
} from '../testing/auth/app.js';
import { Browser } from '../testing/auth/browser.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { postForm, type TokenAnswer } from '../testing/auth/service.js';
import { until } from '../testing/process.js';

let server: AuthServer;
let app: App;
let other: App;
let watcher: App;

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
  const redirectUris = ['https://app.example/cb'];
  app = await server.client({ name: 'App', type: 'public', redirectUris });
  other = await server.client({ name: 'Other', type: 'confidential-symmetric', redirectUris });
  watcher = await server.client({
    ...{ name: 'Watcher', type: 'confidential-symmetric', redirectUris },
    introspects: true,
  });
  await server.user({ username: 'jan', role: 'patient', fhirUser: 'Patient/p1' });
});

afterAll(async () => {
  await server.stop();
});

const OFFLINE = 'launch/patient openid fhirUser offline_access patient/*.rs';

function launched(scope = OFFLINE, browser?: Browser): Promise<Launched> {
  return launchApp(server, app, {
    username: 'jan',
    scope,
    ...(browser === undefined ? {} : { browser }),
  });
}

async function isGood(token: unknown): Promise<boolean> {
  return (await server.fetch(token, '/Patient/p1')).status === 200;
}

function ask(asker: App, token: unknown, hint?: string): Promise<TokenAnswer> {
  return postForm(
    `${server.auth}/introspect`,
    { token: String(token), token_type_hint: hint, ...identification(asker) },
    credentials(asker),
  );
}

function revoke(client: App, token: unknown): Promise<TokenAnswer> {
  return postForm(
    `${server.auth}/revoke`,
    { token: String(token), ...identification(client) },
    credentials(client),
  );
}

describe('a refresh token', () => {
  test('gives the same again, and another refresh token', async () => {
    const { body } = await launched();
    const { status, headers, body: again } = await refresh(server, app, body['refresh_token']);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(again).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      patient: 'p1',
      scope: body['scope'],
      refresh_token: expect.not.stringMatching(String(body['refresh_token'])),
    });
    expect(await isGood(again['access_token'])).toBe(true);
  });

  test('gives less when less is asked, and never more', async () => {
    const { body } = await launched('offline_access patient/Patient.rs patient/Observation.rs');
    const less = await refresh(server, app, body['refresh_token'], 'patient/Patient.rs');
    expect(less.body['scope']).toBe('patient/Patient.rs');
    const token = less.body['refresh_token'];
    const more = await refresh(server, app, token, 'patient/Patient.rs patient/Condition.rs');
    expect([more.status, more.body['error']]).toEqual([400, 'invalid_scope']);
    const wider = await refresh(server, app, token, 'patient/*.rs');
    expect([wider.status, wider.body['error']]).toEqual([400, 'invalid_scope']);
  });

  test('that comes back after it was used ends the whole family', async () => {
    const { body } = await launched();
    const second = await refresh(server, app, body['refresh_token']);
    const thief = await refresh(server, app, body['refresh_token']);
    expect([thief.status, thief.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await refresh(server, app, second.body['refresh_token'])).status).toBe(400);
    expect(await isGood(second.body['access_token'])).toBe(false);
  });

  test('is good once, however many try at the same moment', async () => {
    const { body } = await launched();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => refresh(server, app, body['refresh_token'])),
    );
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true);
    // Somebody had it twice: nothing of the family is left.
    for (const { body: own } of good) expect(await isGood(own['access_token'])).toBe(false);
  });

  test('of one client is nothing to another', async () => {
    const { body } = await launched();
    const answer = await refresh(server, other, body['refresh_token']);
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_grant']);
    expect(await isGood(body['access_token'])).toBe(true);
  });

  test('is not given without offline_access or online_access', async () => {
    const { body } = await launched('patient/*.rs');
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('gives what the client may have now, not what it could have once', async () => {
    const redirectUris = ['https://narrow.example/cb'];
    const narrow = await server.client({ name: 'Narrow', type: 'public', redirectUris });
    const { body } = await launchApp(server, narrow, { username: 'jan', scope: OFFLINE });
    const { client } = narrow;
    await server.core.database.query({
      name: '',
      text: `update auth_client set scope = 'offline_access patient/Patient.rs' where id = $1`,
      values: [client.id],
    });
    const answer = await refresh(server, narrow, body['refresh_token']);
    expect(answer.body['scope']).toBe('offline_access');
  });
});

describe('introspection', () => {
  test('tells what the token response told, and who it is', async () => {
    const { body } = await launched();
    const { status, body: told } = await ask(watcher, body['access_token']);
    const identity = decodeJwt(String(body['id_token']));
    expect(status).toBe(200);
    expect(told).toMatchObject({
      active: true,
      client_id: app.client.id,
      scope: body['scope'],
      patient: 'p1',
      need_patient_banner: true,
      exp: expect.any(Number),
      iss: identity.iss,
      sub: identity.sub,
      fhirUser: identity['fhirUser'],
      aud: server.base,
    });
  });

  test.each(['made-up', ''])('of %j tells nothing', async (token) => {
    const { body } = await ask(watcher, token);
    expect(body).toEqual(token === '' ? expect.any(Object) : { active: false });
  });

  test('of a token of another client tells nothing to an ordinary client', async () => {
    const { body } = await launched();
    expect((await ask(other, body['access_token'])).body).toEqual({ active: false });
    expect((await ask(app, body['access_token'])).body['active']).toBe(true);
  });

  test('needs a client', async () => {
    const { body } = await launched();
    const answer = await postForm(`${server.auth}/introspect`, {
      token: String(body['access_token']),
    });
    expect([answer.status, answer.body['active']]).toEqual([400, undefined]);
  });

  // https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html#required-fields-in-the-introspection-request
  test('takes an access token in place of a client, for tokens of the same client', async () => {
    const { body } = await launched();
    const second = await launched();
    const asked = async (bearer: unknown, token: unknown): Promise<TokenAnswer['body']> => {
      const headers = { Authorization: `Bearer ${String(bearer)}` };
      const form = { token: String(token) };
      return (await postForm(`${server.auth}/introspect`, form, headers)).body;
    };
    expect(await asked(body['access_token'], second.body['access_token'])).toMatchObject({
      active: true,
      client_id: app.client.id,
      patient: 'p1',
    });
    expect(await asked(body['access_token'], 'made-up')).toEqual({ active: false });
    const operator = await server.token('system/*.rs');
    expect(await asked(operator, body['access_token'])).toEqual({ active: false });
    const administrator = await server.token('admin');
    expect(await asked(administrator, body['access_token'])).toMatchObject({ active: true });
    const refused = await postForm(
      `${server.auth}/introspect`,
      { token: 'x' },
      { Authorization: 'Bearer made-up' },
    );
    expect(refused.status).toBe(401);
  });
});

describe('revocation', () => {
  test('of an access token ends it and what belongs to it', async () => {
    const { body } = await launched();
    expect((await revoke(app, body['access_token'])).status).toBe(200);
    expect(await isGood(body['access_token'])).toBe(false);
    expect((await refresh(server, app, body['refresh_token'])).status).toBe(400);
  });

  test('of a refresh token ends the access token too', async () => {
    const { body } = await launched();
    expect((await revoke(app, body['refresh_token'])).status).toBe(200);
    expect(await isGood(body['access_token'])).toBe(false);
    expect((await ask(watcher, body['access_token'])).body).toEqual({ active: false });
  });

  test('by another client changes nothing', async () => {
    const { body } = await launched();
    expect((await revoke(other, body['access_token'])).status).toBe(200);
    expect(await isGood(body['access_token'])).toBe(true);
  });

  test('of an unknown token is not an error', async () => {
    expect((await revoke(app, 'made-up')).status).toBe(200);
  });
});

describe('signing out', () => {
  async function signOut(browser: Browser): Promise<void> {
    const page = await browser.get(`${server.auth}/sign-out`);
    const done = await browser.submit(page, '/sign-out/confirm', { logout: 'yes' });
    expect(done.text).toContain('<h1>');
  }

  test('ends online access and plain access, and leaves offline access', async () => {
    const browser = new Browser();
    const online = await launched('online_access patient/*.rs', browser);
    const plain = await launched('patient/*.rs', browser);
    const offline = await launched(OFFLINE, browser);
    expect(await isGood(online.body['access_token'])).toBe(true);
    await signOut(browser);
    expect(await isGood(online.body['access_token'])).toBe(false);
    expect((await refresh(server, app, online.body['refresh_token'])).status).toBe(400);
    expect(await isGood(plain.body['access_token'])).toBe(false);
    expect(await isGood(offline.body['access_token'])).toBe(true);
    expect((await refresh(server, app, offline.body['refresh_token'])).status).toBe(200);
  });

  test('and not: online access of two apps side by side lives on', async () => {
    const browser = new Browser();
    const one = await launched('online_access patient/*.rs', browser);
    const two = await launched('online_access patient/*.rs', browser);
    for (const { body } of [one, two]) {
      expect((await refresh(server, app, body['refresh_token'])).status).toBe(200);
    }
  });
});

describe('the page of consents', () => {
  test('shows them, and withdraws one', async () => {
    const browser = new Browser();
    const { body } = await launched(OFFLINE, browser);
    const page = await browser.get(`${server.auth}/grants`);
    expect(page.text).toContain('App');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const after = await browser.submit(page, '/grants/withdraw');
    expect(after.text).toContain('role="status"');
    expect(await isGood(body['access_token'])).toBe(false);
    expect((await refresh(server, app, body['refresh_token'])).status).toBe(400);
  });

  test('asks to sign in first', async () => {
    const page = await new Browser().get(`${server.auth}/grants`);
    expect(page.text).toContain('name="password"');
  });

  test('withdraws nothing of somebody else', async () => {
    await server.user({ username: 'piet', role: 'patient', fhirUser: 'Patient/p1' });
    const { body } = await launched();
    const mine = await launchApp(server, app, { username: 'piet', scope: OFFLINE });
    const page = await mine.browser.get(`${server.auth}/grants`);
    const [row] = await server.core.database.query<{ id: string }>({
      name: '',
      text: `select g.id from auth_grant g join auth_account a on a.id = g.account_id
        where a.external_id = 'jan' order by g.created_at desc limit 1`,
      values: [],
    });
    await mine.browser.submit(page, '/grants/withdraw', { grant: row?.id ?? '' });
    expect(await isGood(body['access_token'])).toBe(true);
  });
});

describe('what ends a token at once, in every process', () => {
  test.each([
    ['its client is removed', 'delete from auth_client where id = $1'],
    ['its client is disabled', 'update auth_client set enabled = false where id = $1'],
    ['its grant is withdrawn', 'delete from auth_grant where client_id = $1'],
    ['it is removed', 'delete from auth_token where client_id = $1'],
  ])('%s', async (_what, text) => {
    const redirectUris = ['https://gone.example/cb'];
    const gone = await server.client({ name: 'Gone', type: 'public', redirectUris });
    const { body } = await launchApp(server, gone, { username: 'jan', scope: OFFLINE });
    expect(await isGood(body['access_token'])).toBe(true);
    // As another process would do it.
    await server.core.database.query({ name: '', text, values: [gone.client.id] });
    await until(async () => !(await isGood(body['access_token'])));
  });

  test('the account is disabled', async () => {
    const account = await server.user({
      username: 'weg',
      role: 'patient',
      fhirUser: 'Patient/p1',
    });
    const { body, browser } = await launchApp(server, app, { username: 'weg', scope: OFFLINE });
    await server.changeUser(account.id, { enabled: false });
    await until(async () => !(await isGood(body['access_token'])));
    expect((await refresh(server, app, body['refresh_token'])).status).toBe(400);
    expect((await browser.get(`${server.auth}/grants`)).text).toContain('name="password"');
  });
});
