// The checks of Inferno's SMART App Launch suite (smart_stu2_2), each by its id, with the outcome that docs/smart-conformance.md names.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import {
  authorizationRequest,
  credentials,
  identification,
  launchApp,
  newCode,
  refresh,
  type App,
  type Launched,
} from '../testing/auth/app.js';
import { Browser } from '../testing/auth/browser.js';
import { setScene } from '../testing/auth/people.js';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { postForm, serviceKey, serviceToken, type ServiceKey } from '../testing/auth/service.js';

const ORIGIN = 'https://app.example';
const SCOPE =
  'launch/patient openid fhirUser offline_access patient/Patient.rs patient/Condition.rs';

let server: AuthServer;
let app: App;
let standalone: Launched;

beforeAll(async () => {
  server = await startAuthServer();
  ({ app } = await setScene(server));
  standalone = await launchApp(server, app, { username: 'jan', scope: SCOPE });
});

afterAll(async () => {
  await server.stop();
});

const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { headers });

async function getJson(url: string): Promise<Record<string, unknown>> {
  return (await (await get(url)).json()) as Record<string, unknown>;
}

describe('smart_discovery_stu2_2', () => {
  test('well_known_endpoint', async () => {
    const response = await get(`${server.base}/.well-known/smart-configuration`, {
      Accept: 'application/fhir+xml',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test('well_known_capabilities_stu2', async () => {
    const found = await getJson(`${server.base}/.well-known/smart-configuration`);
    expect(found).toMatchObject({
      issuer: server.auth,
      jwks_uri: expect.stringMatching(/^http/),
      authorization_endpoint: expect.stringMatching(/^http/),
      token_endpoint: expect.stringMatching(/^http/),
      grant_types_supported: expect.arrayContaining(['authorization_code', 'client_credentials']),
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining([
        'launch-ehr',
        'launch-standalone',
        'authorize-post',
        'client-public',
        'client-confidential-symmetric',
        'client-confidential-asymmetric',
        'sso-openid-connect',
        'context-banner',
        'context-ehr-patient',
        'context-ehr-encounter',
        'context-standalone-patient',
        'permission-offline',
        'permission-online',
        'permission-patient',
        'permission-user',
        'permission-v1',
        'permission-v2',
      ]),
    });
  });

  test.each([
    ['smart_cors_well_known_endpoint', '/.well-known/smart-configuration'],
    ['smart_cors_metadata_request', '/metadata'],
  ])('%s', async (_id, path) => {
    const response = await get(`${server.base}${path}`, { Origin: ORIGIN });
    expect(['*', ORIGIN]).toContain(response.headers.get('access-control-allow-origin'));
  });
});

describe('smart_standalone_launch_stu2_2', () => {
  test('smart_app_redirect_stu2', async () => {
    const { url } = authorizationRequest(server, app, { scope: SCOPE });
    const { origin, pathname, search } = new URL(url);
    const byGet = await new Browser().get(url);
    const byPost = await new Browser().post(
      `${origin}${pathname}`,
      Object.fromEntries(new URLSearchParams(search)),
    );
    for (const page of [byGet, byPost]) expect(page.text).toContain('name="password"');
  });

  test('smart_code_received, smart_token_exchange_stu2_2', () => {
    expect(standalone.answer.status).toBe(200);
  });

  test('smart_token_response_body_stu2_2', () => {
    expect(standalone.body).toMatchObject({
      access_token: expect.stringMatching(/^\S{43,}$/),
      token_type: 'Bearer',
      expires_in: expect.any(Number),
      patient: 'p1',
      refresh_token: expect.any(String),
      id_token: expect.any(String),
    });
    expect(new Set(String(standalone.body['scope']).split(' '))).toEqual(new Set(SCOPE.split(' ')));
  });

  test('smart_token_response_headers', () => {
    expect(standalone.answer.headers.get('cache-control')).toContain('no-store');
    expect(standalone.answer.headers.get('pragma')).toBe('no-cache');
  });

  test('smart_cors_token_exchange', async () => {
    const { code: value, verifier } = await newCode(server, app, { username: 'jan', scope: SCOPE });
    const { status, headers } = await postForm(
      `${server.auth}/token`,
      {
        grant_type: 'authorization_code',
        code: value,
        code_verifier: verifier,
        redirect_uri: app.client.redirectUris[0],
        ...identification(app),
      },
      { Origin: ORIGIN },
    );
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });
});

test('smart_ehr_launch_stu2_2: launch_received_test and the answer', async () => {
  const launch = await server.launch({
    clientId: app.client.id,
    patient: 'p1',
    encounter: 'e1',
    fhirContext: [{ reference: 'ImagingStudy/1' }],
  });
  const { body } = await launchApp(server, app, {
    username: 'dokter',
    scope: 'launch openid fhirUser patient/*.rs',
    launch,
  });
  expect(body).toMatchObject({
    patient: 'p1',
    encounter: 'e1',
    need_patient_banner: true,
    fhirContext: [{ reference: 'ImagingStudy/1' }],
  });
});

describe('smart_openid_connect_stu2_2', () => {
  const configuration = (): Promise<Record<string, unknown>> =>
    getJson(`${server.auth}/.well-known/openid-configuration`);

  test('smart_openid_retrieve_configuration, smart_openid_required_configuration_fields', async () => {
    const found = await configuration();
    expect(found).toMatchObject({
      issuer: server.auth,
      authorization_endpoint: expect.any(String),
      token_endpoint: expect.any(String),
      jwks_uri: expect.any(String),
      response_types_supported: expect.arrayContaining(['code']),
      subject_types_supported: expect.any(Array),
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
    });
  });

  test('smart_openid_decode_id_token, _retrieve_jwks, _token_header, _token_payload', async () => {
    const token = String(standalone.body['id_token']);
    const keys = (await getJson(String((await configuration())['jwks_uri']))) as unknown;
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys as JSONWebKeySet), {
      issuer: server.auth,
      audience: app.client.id,
    });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
    expect(payload.sub?.length).toBeLessThan(256);
    expect(payload.exp).toBeGreaterThan(Date.now() / 1000);
  });

  test('smart_openid_fhir_user_claim, smart_cors_openid_fhir_user_claim', async () => {
    const launched = await launchApp(server, app, {
      username: 'dokter',
      scope: 'launch/patient openid fhirUser patient/Condition.rs',
      patient: 'p1',
    });
    const [, part = ''] = String(launched.body['id_token']).split('.');
    const { fhirUser } = JSON.parse(Buffer.from(part, 'base64url').toString()) as {
      fhirUser: string;
    };
    const response = await get(fhirUser, {
      Authorization: `Bearer ${String(launched.body['access_token'])}`,
      Origin: ORIGIN,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ resourceType: 'Practitioner', id: 'd1' });
    expect(['*', ORIGIN]).toContain(response.headers.get('access-control-allow-origin'));
  });
});

describe('smart_token_refresh_stu2', () => {
  test.each([
    ['without scopes', undefined],
    ['with scopes', 'offline_access patient/Patient.rs'],
  ])('smart_token_refresh_stu2, smart_token_refresh_body: %s', async (_what, scope) => {
    const { body } = await launchApp(server, app, { username: 'jan', scope: SCOPE });
    const answer = await refresh(server, app, body['refresh_token'], scope);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: expect.any(Number),
      patient: 'p1',
    });
    const before = String(body['scope']).split(' ');
    expect(before).toEqual(expect.arrayContaining(String(answer.body['scope']).split(' ')));
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
  });
});

describe('backend_services_authorization', () => {
  let key: ServiceKey;
  let id: string;

  beforeAll(async () => {
    key = await serviceKey('RS384');
    const { client } = await server.client({
      name: 'Service',
      type: 'backend',
      jwks: { keys: [key.publicJwk] },
    });
    id = client.id;
  });

  test('smart_backend_services_auth_request_success, _auth_response_body', async () => {
    const { status, body } = await serviceToken(server, key, id, { scope: 'system/*.rs' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'system/*.rs',
    });
  });

  const send = (changes: Readonly<Record<string, string>>): Promise<{ status: number }> =>
    postForm(`${server.auth}/token`, {
      grant_type: 'client_credentials',
      scope: 'system/*.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'not.a.jwt',
      client_id: id,
      ...changes,
    });

  test('smart_backend_services_invalid_grant_type', async () => {
    expect([400, 401]).toContain((await send({ grant_type: 'not_a_grant_type' })).status);
  });

  test('smart_backend_services_invalid_client_assertion', async () => {
    expect([400, 401]).toContain(
      (await send({ client_assertion_type: 'not_an_assertion' })).status,
    );
  });

  test('smart_backend_services_invalid_jwt', async () => {
    expect([400, 401]).toContain((await send({})).status);
    const { status } = await serviceToken(server, key, id, {
      scope: 'system/*.rs',
      claims: { iss: 'somebody' },
    });
    expect(status).toBe(401);
  });
});

test('smart_token_introspection_stu2_2', async () => {
  const { client, secret } = await server.client({
    name: 'Resource server',
    type: 'confidential-symmetric',
    redirectUris: ['https://rs.example/cb'],
    introspects: true,
  });
  const ask = (token: unknown): ReturnType<typeof postForm> =>
    postForm(
      `${server.auth}/introspect`,
      { token: String(token) },
      credentials({ client, secret }),
    );
  const { body } = await launchApp(server, app, { username: 'jan', scope: SCOPE });
  const [, part = ''] = String(body['id_token']).split('.');
  const claims = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const active = await ask(body['access_token']);
  expect(active.body).toMatchObject({
    active: true,
    client_id: app.client.id,
    exp: expect.any(Number),
    patient: 'p1',
    iss: claims['iss'],
    sub: claims['sub'],
    fhirUser: claims['fhirUser'],
  });
  expect(new Set(String(active.body['scope']).split(' '))).toEqual(
    new Set(String(body['scope']).split(' ')),
  );
  expect((await ask('invalid')).body).toEqual({ active: false });
});
