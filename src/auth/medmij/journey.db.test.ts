// A person's way from the PGO to its code, and every way out:
// https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/authorization-interface
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PASSWORD } from '../../testing/auth/server.js';
import { Browser, formsOf } from '../../testing/auth/browser.js';
import { agree, authorizeRequest, finish, walkToConsent } from '../../testing/medmij/pgo.js';
import {
  PGO,
  PROVIDER,
  REDIRECT_URI,
  startMedmijWorld,
} from '../../testing/medmij/care-provider.js';
import type { MedmijWorld } from '../../testing/medmij/care-provider.js';
import { dutchDate } from './availability/age.js';

let world: MedmijWorld;

beforeAll(async () => {
  world = await startMedmijWorld();
});

afterAll(() => world.stop());

describe('collecting', () => {
  test('goes from landing page to sign-in, consent and back with code and state', async () => {
    const browser = new Browser();
    const request = authorizeRequest(world);
    const landing = await browser.get(request.url);
    expect(landing.text).toContain('Gegevens ophalen bij Ziekenhuis Drecht &amp; Co');
    expect(landing.text).toContain('Mijn &lt;PGO&gt; &amp; Zo wil voor u gegevens ophalen');
    expect(landing.url).not.toContain(request.state);
    const signIn = await browser.submit(landing, '/continue');
    const wrong = await browser.submit(signIn, '/sign-in', { username: 'jan', password: 'x' });
    expect(wrong.status).toBe(401);
    const page = await browser.submit(wrong, '/sign-in', { username: 'jan', password: PASSWORD });
    expect(page.text).toContain('<h1>Toestemming geven</h1>');
    const parameters = await agree({ browser, request, page });
    expect([...parameters.keys()].sort()).toEqual(['code', 'state']);
    expect(parameters.get('state')).toBe(request.state);
    expect(parameters.get('code')).toMatch(/^[\w-]{43}$/);
  });

  test('asks with all that has to be said, and nothing ticked', async () => {
    const { page } = await walkToConsent(world);
    for (const words of [
      'Mag Ziekenhuis Drecht &amp; Co uw gegevens aan Mijn &lt;PGO&gt; &amp; Zo geven?',
      'Vaccinaties',
      'Dienst c2',
      'https://ziekenhuis.example/privacy',
      'WGBO',
      'regels van MedMij',
      '6 maanden',
      'onbepaalde tijd',
      '/auth/grants',
    ]) {
      expect(page.text).toContain(words);
    }
    expect(page.text).not.toContain('Dienst s1');
    expect(page.text).not.toContain('checked');
    expect(page.text).not.toMatch(/Geheimhoven|999910140|p1/);
  });

  test('comes back without a form that browsers would judge by where the PGO leads on', async () => {
    const { browser, page } = await walkToConsent(world);
    const leaving = await browser.submit(page, '/consent', { answer: 'allow' });
    expect(leaving.text).toMatch(
      /http-equiv="refresh" content="0; url=\/auth\/medmij\/request\/[\da-f-]{36}\/finish"/,
    );
    expect(formsOf(leaving)).toEqual([]);
    const response = await fetch(`${leaving.url}/finish`, {
      redirect: 'manual',
      headers: { Cookie: cookieOf(browser) },
    });
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('of the older form names its gegevensdiensten', async () => {
    const { page } = await walkToConsent(world, 'jan', { scope: `${PROVIDER}~c2` });
    expect(page.text).toContain('Dienst c2');
    expect(page.text).not.toContain('Vaccinaties');
  });
});

test('sharing is confirmed for one gegevensdienst and one time', async () => {
  const walk = await walkToConsent(world, 'jan', { scope: `${PROVIDER}~s1` });
  expect(walk.page.text).toContain('Delen bevestigen');
  expect(walk.page.text).toContain('“Dienst s1”');
  expect(walk.page.text).toContain('beslist of deze gegevens in uw dossier komen');
  expect(walk.page.text).not.toContain('long-term');
  expect((await agree(walk, { longTerm: true })).has('code')).toBe(true);
});

describe('the request itself', () => {
  const PAGE: readonly [string, Readonly<Record<string, string | undefined>>][] = [
    ['no client', { client_id: undefined }],
    ['a client that is not on the list', { client_id: 'evil.example.nl' }],
    ['a client in capitals', { client_id: PGO.toUpperCase() }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['http', { redirect_uri: `http://${PGO}/terug` }],
    ['another host', { redirect_uri: 'https://evil.example.nl/' }],
    ['a host below that of the client', { redirect_uri: `https://x.${PGO}/` }],
    ['a host that begins like it', { redirect_uri: `https://${PGO}.evil.nl/` }],
    ['a user', { redirect_uri: `https://${PGO}@evil.nl/` }],
    ['a user of the own host', { redirect_uri: `https://x@${PGO}/` }],
    ['a port', { redirect_uri: `https://${PGO}:444/` }],
    ['a query', { redirect_uri: `${REDIRECT_URI}?a=b` }],
    ['an empty query', { redirect_uri: `${REDIRECT_URI}?` }],
    ['a fragment', { redirect_uri: `${REDIRECT_URI}#a` }],
    ['a backslash', { redirect_uri: `https://${PGO}\\@evil.nl/` }],
    ['dot segments', { redirect_uri: `https://${PGO}/a/../b` }],
    ['a line break', { redirect_uri: `https://${PGO}/\r\nX: y` }],
    ['a dot behind the host', { redirect_uri: `https://${PGO}./` }],
  ];

  test.each(PAGE)('with %s gets a page of ours and leads nowhere', async (_what, changes) => {
    const request = authorizeRequest(world, changes);
    const response = await fetch(request.url, { redirect: 'manual' });
    const text = await response.text();
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(text).toContain('Technische storing');
    expect(text).toContain(`Trace ID: ${request.correlation}`);
    expect(text).toMatch(/Session ID: [\da-f-]{36}/);
    expect(text).toContain('Vuurtoren ICT, telefoon 030 123 45 67');
    expect(text).not.toMatch(/evil|<a class="button"/);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  const REDIRECTED: readonly [string, Readonly<Record<string, string | undefined>>, string][] = [
    ['no response type', { response_type: undefined }, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['an unknown provider', { scope: 'onbekend' }, 'invalid_scope'],
    ['a provider in capitals', { scope: PROVIDER.toUpperCase() }, 'invalid_scope'],
    ['an unknown service', { scope: `${PROVIDER}~x` }, 'invalid_scope'],
    ['a service of another provider', { scope: 'huisarts~s1' }, 'invalid_scope'],
    ['two providers', { scope: `${PROVIDER}~c1 huisarts~c1` }, 'invalid_scope'],
    ['sharing with collecting', { scope: `${PROVIDER}~c1 ${PROVIDER}~s1` }, 'invalid_scope'],
    ['a service twice', { scope: `${PROVIDER}~c1 ${PROVIDER}~c1` }, 'invalid_scope'],
    ['a subscription', { scope: `subscribe~30/${PROVIDER}~c1` }, 'invalid_scope'],
    ['representation', { scope: `${PROVIDER} onbehalfofchild` }, 'invalid_scope'],
    ['no tracing ids', { 'X-Correlation-ID': undefined }, 'invalid_request'],
    ['a tracing id that is none', { 'MedMij-Request-ID': 'x' }, 'invalid_request'],
  ];

  test.each(REDIRECTED)('with %s goes back with the error', async (_what, changes, error) => {
    const request = authorizeRequest(world, changes);
    const response = await fetch(request.url, { redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(location.origin + location.pathname).toBe(REDIRECT_URI);
    expect(Object.fromEntries(location.searchParams)).toEqual({ error, state: request.state });
  });

  test.each([
    ['no state', { state: undefined }],
    ['a state with line breaks', { state: 'a\nb' }],
    ['a state that is too long', { state: 'x'.repeat(1025) }],
  ])('with %s goes back with the error alone', async (_what, changes) => {
    const response = await fetch(authorizeRequest(world, changes).url, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${REDIRECT_URI}?error=invalid_request`);
  });

  test.each(['scope', 'state', 'response_type', 'X-Correlation-ID'])(
    'with %s twice goes back with the error',
    async (name) => {
      const { url } = authorizeRequest(world);
      const response = await fetch(`${url}&${name}=x`, { redirect: 'manual' });
      expect(response.headers.get('location')).toContain('error=invalid_request');
    },
  );

  test.each(['client_id', 'redirect_uri'])('with %s twice leads nowhere', async (name) => {
    const { url } = authorizeRequest(world);
    const value = encodeURIComponent(name === 'client_id' ? PGO : REDIRECT_URI);
    const response = await fetch(`${url}&${name}=${value}`, { redirect: 'manual' });
    expect(response.status).toBe(400);
  });

  test('may have parameters that nobody knows, also twice', async () => {
    const { url } = authorizeRequest(world);
    const page = await new Browser().get(`${url}&prompt=none&x=1&x=2&code_challenge=y`);
    expect(page.status).toBe(200);
  });

  test('is a GET', async () => {
    const { url } = authorizeRequest(world);
    for (const method of ['POST', 'HEAD']) {
      const response = await fetch(url, { method, redirect: 'manual' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
    }
  });

  test('waits for lists that can be trusted', async () => {
    world.lists.usable = false;
    try {
      const response = await fetch(authorizeRequest(world).url, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([503, null]);
    } finally {
      world.lists.usable = true;
    }
  });
});

describe('without a code', () => {
  test('the person cancels on the landing page', async () => {
    const browser = new Browser();
    const request = authorizeRequest(world);
    const closed = await browser.submit(await browser.get(request.url), '/cancel');
    expect(closed.text).toContain('U bent gestopt');
    expect(Object.fromEntries(await finish(browser, closed))).toEqual({
      error: 'access_denied',
      state: request.state,
    });
  });

  /** The last answer, to the byte. */
  async function lastAnswer(username: string, refuses: boolean): Promise<readonly unknown[]> {
    const walk = await walkToConsent(world, username, { state: 'same' });
    const { browser, page } = walk;
    const closed = refuses ? await browser.submit(page, '/consent', { answer: 'deny' }) : page;
    expect(closed.text).toContain(refuses ? 'U bent gestopt' : 'Er zijn geen gegevens');
    const response = await fetch(`${closed.url}/finish`, {
      redirect: 'manual',
      headers: { Cookie: cookieOf(browser) },
    });
    const journey = closed.url.split('/').at(-1) ?? '';
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}: ${value.replaceAll(journey, 'ID')}`);
    return [response.status, headers, await response.text()];
  }

  test('a failed test looks to the PGO as a refusal does, to the byte', async () => {
    const refusal = await lastAnswer('jan', true);
    expect(refusal[0]).toBe(302);
    expect(JSON.stringify(refusal)).toContain(`${REDIRECT_URI}?error=access_denied&state=same`);
    expect(await lastAnswer('vreemd', false)).toEqual(refusal);
    expect(await lastAnswer('nieuw', false)).toEqual(refusal);
  });

  test('and the chain log does not tell the two apart', async () => {
    const events = async (username: string): Promise<unknown> => {
      const { browser, page, request } = await walkToConsent(world, username);
      const closed = page.text.includes('/consent"')
        ? await browser.submit(page, '/consent', { answer: 'deny' })
        : page;
      await finish(browser, closed);
      return world.chainEvents(request.correlation);
    };
    const refused = await events('jan');
    expect(refused).toEqual([
      'receive_authorization_request',
      'show_landing_page',
      'show_authorization_page',
      'receive_authorization_cancellation',
      'send_authorization_cancellation',
    ]);
    expect(await events('vreemd')).toEqual(refused);
  });

  test.each([
    ['younger than 16', 1, false],
    ['16 today', 0, true],
  ])('a person who is %s', async (_what, days, isLetIn) => {
    const [year, month, day] = dutchDate(Date.now()).split('-').map(Number);
    const born = new Date(Date.UTC((year ?? 0) - 16, (month ?? 1) - 1, (day ?? 1) + days));
    const id = `age-${days}`;
    await world.patient(id, born.toISOString().slice(0, 10), true);
    await world.server.user({ username: id, role: 'patient', fhirUser: `Patient/${id}` });
    const { page } = await walkToConsent(world, id);
    expect(page.text.includes('Toestemming geven')).toBe(isLetIn);
  });

  test('a provider can keep data to itself', async () => {
    await world.patient('p4', '1950-01-31', true);
    await world.server.user({ username: 'vlag', role: 'patient', fhirUser: 'Patient/p4' });
    expect((await walkToConsent(world, 'vlag')).page.text).toContain('Toestemming geven');
    const flag = { resourceType: 'Flag', id: 'f', status: 'active', code: { text: 'x' } };
    const resource = { ...flag, subject: { reference: 'Patient/p4' } };
    await world.server.core.run(
      { kind: 'update', key: { type: 'Flag', id: 'f' }, resource },
      { kind: 'system' },
    );
    expect((await walkToConsent(world, 'vlag')).page.text).toContain('Er zijn geen gegevens');
  });
});

describe('a journey belongs to one browser and one time', () => {
  test('another browser, or none, can not go on with it', async () => {
    const { page } = await walkToConsent(world);
    for (const path of ['', '/finish', '/came-back?ticket=x']) {
      const response = await fetch(`${page.url}${path}`, { redirect: 'manual' });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('verlopen');
    }
  });

  test('a form from another site counts for nothing', async () => {
    const { browser, page } = await walkToConsent(world);
    const forged = await browser.post(`${page.url}/consent`, { answer: 'allow' });
    expect(forged.status).toBe(403);
    const fromElsewhere = await browser.post(
      `${page.url}/consent`,
      { answer: 'allow', csrf: formsOf(page)[0]?.hidden['csrf'] ?? '' },
      { Origin: 'https://evil.example' },
    );
    expect(fromElsewhere.status).toBe(403);
    expect((await browser.get(page.url)).text).toContain('Toestemming geven');
  });

  test('nobody finishes without having agreed', async () => {
    const { browser, page } = await walkToConsent(world);
    expect((await browser.get(`${page.url}/finish`)).text).toContain('Toestemming geven');
  });

  test('it is finished once', async () => {
    const walk = await walkToConsent(world);
    await agree(walk);
    expect((await walk.browser.get(`${walk.page.url}/finish`)).status).toBe(400);
  });

  test('of two that finish at the same moment one gets a code', async () => {
    const { browser, page } = await walkToConsent(world);
    await browser.submit(page, '/consent', { answer: 'allow' });
    const headers = { Cookie: cookieOf(browser) };
    const all = await Promise.all(
      Array.from({ length: 6 }, () => fetch(`${page.url}/finish`, { redirect: 'manual', headers })),
    );
    const codes = all.filter((one) => one.headers.get('location')?.includes('code=') === true);
    expect(codes).toHaveLength(1);
  });

  test('a PGO that leaves the list in between gets nobody back', async () => {
    const { browser, page } = await walkToConsent(world);
    const client = world.lists.clients.get(PGO);
    world.lists.clients.delete(PGO);
    try {
      const failed = await browser.submit(page, '/consent', { answer: 'allow' });
      expect(failed.status).toBe(503);
      expect(failed.text).not.toContain(REDIRECT_URI);
    } finally {
      if (client !== undefined) world.lists.clients.set(PGO, client);
    }
  });

  test('the language can be changed on the way', async () => {
    const { browser, page } = await walkToConsent(world);
    const english = await browser.get(`${page.url}?lang=en`);
    expect(english.text).toContain('<h1>Give consent</h1>');
    expect(english.text).toContain('lang="en"');
  });
});

function cookieOf(browser: Browser): string {
  return browser
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}
