// https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ALL,
  authorizationRequest,
  launchApp,
  refresh,
  returned,
  signIn,
  type App,
} from '../testing/auth/app.js';
import { Browser, formsOf } from '../testing/auth/browser.js';
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

describe('a standalone launch', () => {
  test('by a patient is about that patient', async () => {
    const { answer, body } = await launchApp(server, app, {
      username: 'jan',
      scope: 'launch/patient openid fhirUser offline_access patient/*.rs',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      id_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: expect.any(String),
      patient: 'p1',
      need_patient_banner: true,
    });
    expect(String(body['scope']).split(' ').sort()).toEqual(
      'fhirUser launch/patient offline_access openid patient/*.rs'.split(' '),
    );
  });

  test('by a relative is about whom the relative is related to', async () => {
    const { body } = await launchApp(server, app, {
      username: 'moeder',
      scope: 'launch/patient patient/*.rs',
    });
    expect(body['patient']).toBe('p2');
  });

  test('by a patient of whom there is no record is denied', async () => {
    const browser = new Browser();
    const { url, state } = authorizationRequest(server, app, {});
    const page = await signIn(browser, await browser.get(url), 'nieuw');
    const parameters = returned(page, app);
    expect(parameters.get('error')).toBe('access_denied');
    expect(parameters.get('state')).toBe(state);
    expect(parameters.get('code')).toBeNull();
  });

  test('by a practitioner asks for the patient', async () => {
    const { body } = await launchApp(server, app, {
      username: 'dokter',
      scope: 'launch/patient patient/*.rs',
      patient: 'p2',
    });
    expect(body).toMatchObject({ patient: 'p2', scope: expect.stringContaining('patient/*.rs') });
  });

  test('by a practitioner finds the patients of that practitioner, and no others', async () => {
    const browser = new Browser();
    const { url } = authorizationRequest(server, app, {});
    const picker = await signIn(browser, await browser.get(url), 'dokter');
    const search = async (form: Record<string, string>): Promise<string[]> => {
      const page = await browser.submit(picker, '/patients', form);
      return formsOf(page).flatMap(({ hidden }) => hidden['patient'] ?? []);
    };
    expect(await search({ name: 'vries els' })).toEqual(['p2']);
    expect(await search({ birthDate: '1950-01-31' })).toEqual(['p1']);
    expect(await search({ birthDate: '31-1-1950', name: 'Jan' })).toEqual(['p1']);
    expect(await search({ bsn: '9999.10.140' })).toEqual(['p1']);
    expect(await search({ name: 'Onbekend' })).toEqual([]);
    const page = await browser.submit(picker, '/patients', { name: 'jansen' });
    expect(page.text).toContain('Jan &lt;b&gt;Jansen&lt;/b&gt;');
    for (const wrong of [{}, { bsn: '123456789' }, { birthDate: '31-02-1950' }]) {
      expect((await browser.submit(picker, '/patients', wrong)).text).toContain('role="alert"');
    }
    const forced = await browser.submit(page, '/patient', { patient: 'p3' });
    expect(forced.text).toContain('name="birthDate"');
  });

  test('without patient scopes asks for none', async () => {
    const { body } = await launchApp(server, app, { username: 'dokter', scope: 'user/*.rs' });
    expect(body).not.toHaveProperty('patient');
    expect(body['scope']).toBe('user/*.rs');
  });

  test('may be sent as a form', async () => {
    const { url } = authorizationRequest(server, app, {});
    const [endpoint = '', query = ''] = url.split('?');
    const page = await new Browser().post(
      endpoint,
      Object.fromEntries(new URLSearchParams(query)),
      {
        Origin: 'https://app.example',
      },
    );
    expect(page.status).toBe(200);
    expect(page.text).toContain('name="password"');
  });

  test('keeps the query of the redirect URI and answers with state and issuer', async () => {
    const browser = new Browser();
    const request = authorizationRequest(server, app, {});
    const page = await signIn(browser, await browser.get(request.url), 'jan');
    const parameters = returned(await browser.submit(page, '/consent', ALL), app);
    expect(parameters.get('tenant')).toBe('1');
    expect(parameters.get('state')).toBe(request.state);
    expect(parameters.get('iss')).toBe(server.auth);
  });
});

describe('scopes', () => {
  test.each([
    ['of v1 are answered as v1', 'patient/Observation.read patient/Condition.*'],
    ['of v2 are answered as v2', 'patient/Observation.rs patient/Condition.cruds'],
    [
      'that are granular are kept',
      'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory',
    ],
  ])('%s', async (_title, scope) => {
    const { body } = await launchApp(server, app, { username: 'jan', scope });
    expect(String(body['scope']).split(' ')).toEqual(scope.split(' '));
  });

  test.each([
    ['unknown', 'patient/Observation.rs what patient/Unknown.rs', 'patient/Observation.rs'],
    ['malformed', 'patient/Observation.rs patient/Condition.dus', 'patient/Observation.rs'],
    ['of services', 'patient/Observation.rs system/*.rs admin', 'patient/Observation.rs'],
  ])('that are %s are left out', async (_what, scope, granted) => {
    const { body } = await launchApp(server, app, { username: 'jan', scope });
    expect(body['scope']).toBe(granted);
  });

  test('of which nothing is left are refused', async () => {
    const page = await new Browser().get(
      authorizationRequest(server, app, { scope: 'nonsense system/*.rs' }).url,
    );
    expect(returned(page, app).get('error')).toBe('invalid_scope');
  });

  test('can be narrowed on the consent screen, to parts as well', async () => {
    const { body } = await launchApp(server, app, {
      username: 'jan',
      scope:
        'launch/patient openid fhirUser offline_access patient/Observation.cruds patient/Condition.rs patient/Goal.rs',
      // Observation: see a part, change nothing. Condition: nothing. Goal: all.
      consent: { answer: 'allow', 'item-0': 'part', 'parts-0': ['0', '1'], 'item-3': 'all' },
    });
    const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
    expect(String(body['scope']).split(' ').sort()).toEqual([
      'launch/patient',
      'patient/Goal.rs',
      `patient/Observation.rs?category=${category}|laboratory`,
      `patient/Observation.rs?category=${category}|vital-signs`,
    ]);
    expect(body).not.toHaveProperty('refresh_token');
    expect(body).not.toHaveProperty('id_token');
  });

  test('are asked again when nothing was chosen', async () => {
    const browser = new Browser();
    const { url } = authorizationRequest(server, app, { scope: 'patient/Goal.rs' });
    const page = await signIn(browser, await browser.get(url), 'jan');
    const again = await browser.submit(page, '/consent', { answer: 'allow' });
    expect(again.status).toBe(400);
    expect(again.text).toContain('role="alert"');
  });

  test('that are refused give the app access_denied', async () => {
    const browser = new Browser();
    const { url } = authorizationRequest(server, app, {});
    const page = await signIn(browser, await browser.get(url), 'jan');
    const parameters = returned(await browser.submit(page, '/consent', { answer: 'deny' }), app);
    expect(parameters.get('error')).toBe('access_denied');
  });
});

describe('an EHR launch', () => {
  const scope = 'launch openid fhirUser patient/*.rs online_access';

  test('is about what the EHR says', async () => {
    const launch = await server.launch({
      clientId: confidential.client.id,
      patient: 'p2',
      encounter: 'e1',
      intent: 'order-review',
      needPatientBanner: false,
      fhirContext: [{ reference: 'ImagingStudy/i1' }],
    });
    const { body } = await launchApp(server, confidential, { username: 'dokter', scope, launch });
    expect(body).toMatchObject({
      patient: 'p2',
      encounter: 'e1',
      intent: 'order-review',
      need_patient_banner: false,
      fhirContext: [{ reference: 'ImagingStudy/i1' }],
      smart_style_url: `${server.auth}/smart-style.json`,
    });
    const style = await fetch(String(body['smart_style_url']));
    expect(await style.json()).toHaveProperty('color_background');
  });

  test('is good once', async () => {
    const launch = await server.launch({ clientId: app.client.id, patient: 'p2' });
    const other = new Browser();
    const first = await launchApp(server, app, { username: 'dokter', scope, launch });
    expect(first.body['patient']).toBe('p2');
    const page = await other.get(authorizationRequest(server, app, { scope, launch }).url);
    expect(returned(page, app).get('error')).toBe('invalid_request');
  });

  test('is good once, also for two who got as far as the consent screen', async () => {
    const launch = await server.launch({ clientId: app.client.id, patient: 'p2' });
    const pages = await Promise.all(
      [new Browser(), new Browser()].map(async (browser) => {
        const { url } = authorizationRequest(server, app, { scope, launch });
        return { browser, page: await signIn(browser, await browser.get(url), 'dokter') };
      }),
    );
    const ends = await Promise.all(
      pages.map(async ({ browser, page }) => browser.submit(page, '/consent', ALL)),
    );
    const results = ends.map((page) => returned(page, app).get('error'));
    expect(results.sort()).toEqual(['invalid_request', null]);
  });

  test.each([
    ['unknown', { launch: 'made-up' }],
    ['not there, with the scope', { launch: undefined }],
    ['there, without the scope', { scope: 'patient/*.rs' }],
  ])(
    'with a value that is %s is refused, and no patient is picked instead',
    async (_what, changes) => {
      const launch = await server.launch({ clientId: app.client.id, patient: 'p2' });
      const { url } = authorizationRequest(server, app, { scope, launch, ...changes });
      const page = await new Browser().get(url);
      expect(returned(page, app).get('error')).toBe('invalid_request');
    },
  );

  test('for another client is refused', async () => {
    const launch = await server.launch({ clientId: confidential.client.id, patient: 'p2' });
    const page = await new Browser().get(authorizationRequest(server, app, { scope, launch }).url);
    expect(returned(page, app).get('error')).toBe('invalid_request');
  });

  test('for another user is denied', async () => {
    const somebody = await server.user({ username: 'chirurg', role: 'practitioner' });
    const launch = await server.launch({
      clientId: app.client.id,
      patient: 'p2',
      accountId: somebody.id,
    });
    const browser = new Browser();
    const { url } = authorizationRequest(server, app, { scope, launch });
    const page = await signIn(browser, await browser.get(url), 'dokter');
    expect(returned(page, app).get('error')).toBe('access_denied');
  });

  // The library reuses the grant of a session, which is about another patient.
  test('of the same app in the same session is about its own patient', async () => {
    const one = await server.launch({ clientId: app.client.id, patient: 'p1' });
    const first = await launchApp(server, app, { username: 'dokter', scope, launch: one });
    const two = await server.launch({ clientId: app.client.id, patient: 'p2' });
    const second = await launchApp(server, app, {
      ...{ username: 'dokter', scope, launch: two },
      browser: first.browser,
    });
    expect(second.body['patient']).toBe('p2');
    // And the one before stays about its own.
    const again = await refresh(server, app, first.body['refresh_token']);
    expect(again.body['patient']).toBe('p1');
  });
});

describe('a client that the operator trusts', () => {
  test('asks for no consent', async () => {
    const trusted = await server.client({
      name: 'EHR module',
      type: 'public',
      redirectUris: ['https://ehr.example/cb'],
      skipsConsent: true,
    });
    const { body } = await launchApp(server, trusted, {
      username: 'jan',
      scope: 'patient/*.rs openid',
      consent: {},
    });
    expect(body).toMatchObject({ patient: 'p1', scope: 'openid patient/*.rs' });
  });
});
