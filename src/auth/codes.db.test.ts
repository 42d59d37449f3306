// https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-access-token
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import {
  ALL,
  authorizationRequest,
  exchange,
  launchApp,
  refresh,
  returned,
  signIn,
  type App,
} from '../testing/auth/app.js';
import { Browser } from '../testing/auth/browser.js';
import { setScene } from '../testing/auth/people.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';

let server: AuthServer;
let app: App;
let confidential: App;

beforeAll(async () => {
  server = await startAuthServer();
  ({ app, confidential } = await setScene(server));
});

afterAll(async () => {
  await server.stop();
});

describe('the id token', () => {
  test('is signed with a published key and says who it is', async () => {
    const { body } = await launchApp(server, app, {
      username: 'dokter',
      scope: 'openid fhirUser profile user/*.rs',
    });
    const response = await fetch(`${server.auth}/.well-known/openid-configuration`);
    const configuration = (await response.json()) as Record<string, string>;
    expect(configuration['issuer']).toBe(server.auth);
    const keys = (await (await fetch(String(configuration['jwks_uri']))).json()) as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(
      String(body['id_token']),
      createLocalJWKSet(keys),
      { issuer: server.auth, audience: app.client.id, algorithms: ['RS256'] },
    );
    expect(protectedHeader.kid).toBe(keys.keys[0]?.kid);
    expect(keys.keys).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    expect(payload).toMatchObject({
      sub: expect.stringMatching(/^[\da-f-]{36}$/),
      fhirUser: `${server.base}/Practitioner/d1`,
      name: 'dokter',
    });
  });

  test('is not there without openid', async () => {
    const { body } = await launchApp(server, app, { username: 'jan', scope: 'patient/*.rs' });
    expect(body).not.toHaveProperty('id_token');
  });
});

describe('a code', () => {
  async function code(): Promise<{ code: string; verifier: string }> {
    const browser = new Browser();
    const request = authorizationRequest(server, app, { scope: 'patient/*.rs offline_access' });
    const page = await signIn(browser, await browser.get(request.url), 'jan');
    const parameters = returned(await browser.submit(page, '/consent', ALL), app);
    return { code: parameters.get('code') ?? '', verifier: request.verifier };
  }

  test('is good once; a second try ends what came of the first', async () => {
    const one = await code();
    const { body } = await exchange(server, app, one);
    expect((await server.fetch(body['access_token'], '/metadata')).status).toBe(200);
    const second = await exchange(server, app, one);
    expect([second.status, second.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await server.fetch(body['access_token'], '/Patient')).status).toBe(401);
    expect((await refresh(server, app, body['refresh_token'])).status).toBe(400);
  });

  test('is good once, however many try at the same moment', async () => {
    const one = await code();
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(server, app, one)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.filter(({ status }) => status === 400).length).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['no verifier', { code_verifier: '' }],
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect URI', { redirect_uri: 'https://app.example/cb' }],
    ['another code', { code: 'x'.repeat(43) }],
  ])('with %s is refused', async (_what, changes) => {
    const answer = await exchange(server, app, { ...(await code()), ...changes });
    expect([answer.status, answer.body['error']]).toEqual([
      400,
      expect.stringMatching(/^invalid_(grant|request)$/),
    ]);
  });

  test('of one client is nothing to another', async () => {
    const answer = await exchange(server, confidential, await code());
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_grant']);
  });
});
