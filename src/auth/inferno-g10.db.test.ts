// The checks of Inferno's g10 kit that are about authorization, each by its id, with the outcome that docs/smart-conformance.md names.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ALL,
  authorizationRequest,
  exchange,
  identification,
  launchApp,
  newCode,
  refresh,
  returned,
  type App,
  type Launched,
} from '../testing/auth/app.js';
import { Browser } from '../testing/auth/browser.js';
import { setScene } from '../testing/auth/people.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { postForm } from '../testing/auth/service.js';

const SCOPE =
  'launch/patient openid fhirUser offline_access patient/Patient.rs patient/Condition.rs';

let server: AuthServer;
let app: App;
let confidential: App;
let standalone: Launched;

beforeAll(async () => {
  server = await startAuthServer();
  ({ app, confidential } = await setScene(server));
  standalone = await launchApp(server, app, { username: 'jan', scope: SCOPE });
});

afterAll(async () => {
  await server.stop();
});

describe('g10', () => {
  test('g10_smart_invalid_aud', async () => {
    const { url } = authorizationRequest(server, app, { aud: 'https://other.example/fhir' });
    const page = await new Browser().get(url);
    expect(page.url).not.toContain('code=');
    expect(returned(page, app).get('error')).toBe('invalid_request');
  });

  test.each([
    ['smart_no_verifier_token_request', undefined],
    ['smart_blank_verifier_token_request', ''],
    ['smart_bad_code_verifier_token_request', 'x'.repeat(43)],
    ['smart_plain_code_verifier_token_request', 'challenge'],
  ])('g10_smart_invalid_pkce_code_verifier_group: %s', async (_id, verifier) => {
    const { code: value } = await newCode(server, app, { username: 'jan', scope: SCOPE });
    const answer = await postForm(`${server.auth}/token`, {
      grant_type: 'authorization_code',
      code: value,
      code_verifier: verifier,
      redirect_uri: app.client.redirectUris[0],
      ...identification(app),
    });
    expect([400, 401]).toContain(answer.status);
  });

  test('g10_smart_invalid_token_request_stu2 Test03: a bad code', async () => {
    const one = await newCode(server, confidential, { username: 'jan', scope: SCOPE });
    expect((await exchange(server, confidential, { ...one, code: 'BAD_CODE' })).status).toBe(400);
  });

  test('g10_smart_invalid_token_request_stu2 Test04: a bad client', async () => {
    const one = await newCode(server, confidential, { username: 'jan', scope: SCOPE });
    const other = { client: { ...confidential.client, id: 'BAD_CLIENT' }, secret: 'x' };
    expect([400, 401]).toContain((await exchange(server, other, one)).status);
  });

  test('g10_invalid_token_refresh', async () => {
    expect([400, 401]).toContain((await refresh(server, app, 'BAD_TOKEN')).status);
  });

  test('g10_token_revocation', async () => {
    const { body } = await launchApp(server, app, { username: 'jan', scope: SCOPE });
    const gone = await postForm(`${server.auth}/revoke`, {
      token: String(body['refresh_token']),
      ...identification(app),
    });
    expect(gone.status).toBe(200);
    expect((await server.fetch(body['access_token'], '/Patient/p1')).status).toBe(401);
    expect([400, 401]).toContain((await refresh(server, app, body['refresh_token'])).status);
  });

  test('g10_unauthorized_access', async () => {
    expect((await fetch(`${server.base}/Patient/p1`)).status).toBe(401);
  });

  test('g10_restricted_access_test, g10_limited_scope_grant', async () => {
    const { body } = await launchApp(server, app, {
      username: 'jan',
      scope: SCOPE,
      consent: { ...ALL, 'item-1': 'none' },
    });
    const granted = String(body['scope']).split(' ');
    const isAllowed = (type: string): boolean => granted.includes(`patient/${type}.rs`);
    expect(isAllowed('Patient') && isAllowed('Condition')).toBe(false);
    for (const [type, path] of [
      ['Patient', '/Patient/p1'],
      ['Condition', '/Condition?patient=p1'],
    ] as const) {
      const { status } = await server.fetch(body['access_token'], path);
      expect(status).toBe(isAllowed(type) ? 200 : 403);
    }
  });

  test('g10_smart_granular_scope_selection', async () => {
    const granular =
      'patient/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item';
    const { body } = await launchApp(server, app, { username: 'jan', scope: granular });
    expect(body['scope']).toBe(granular);
  });

  test('g10_patient_scope, g10_patient_context', async () => {
    expect((await server.fetch(standalone.body['access_token'], '/Patient/p1')).status).toBe(200);
    expect((await server.fetch(standalone.body['access_token'], '/Patient/p2')).status).toBe(404);
  });

  test('g10_smart_v1_scopes', async () => {
    const scope = 'launch/patient patient/Patient.read patient/Condition.read';
    const { body } = await launchApp(server, app, { username: 'jan', scope });
    expect(new Set(String(body['scope']).split(' '))).toEqual(new Set(scope.split(' ')));
    expect((await server.fetch(body['access_token'], '/Patient/p1')).status).toBe(200);
  });
});
