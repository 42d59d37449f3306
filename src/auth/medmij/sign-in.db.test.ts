// Signing in with DigiD by SAML: whose record it is, and what becomes of those who break off.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Resource } from '../../fhir/resource.js';
import { Browser, type Page } from '../../testing/auth/browser.js';
import { selfSigned } from '../../testing/auth/certificate.js';
import { writeFiles } from '../../testing/auth/elsewhere.js';
import {
  assertionXml,
  encoded,
  requestIdOf,
  responseXml,
  samlIdp,
  signed,
  type SamlIdp,
} from '../../testing/auth/saml-idp.js';
import { authorizeRequest, finish, type AuthorizeRequest } from '../../testing/medmij/pgo.js';
import { BSN, startMedmijWorld, type MedmijWorld } from '../../testing/medmij/care-provider.js';

let world: MedmijWorld;
let digid: SamlIdp;

beforeAll(async () => {
  digid = samlIdp('digid');
  const own = selfSigned();
  const match = {
    ...{ by: 'identifier', type: 'Patient', pattern: 's00000000:(\\d{9})' },
    system: 'http://fhir.nl/fhir/NamingSystem/bsn',
  };
  const folder = writeFiles({
    'digid.pem': digid.keys.certificate,
    'own.pem': own.certificate,
    'providers.json': [
      {
        ...{ id: 'digid', kind: 'saml', name: { nl: 'DigiD', en: 'DigiD' } },
        ...{ entryPoint: digid.entryPoint, issuer: digid.issuer, certificates: ['digid.pem'] },
        person: { match },
      },
    ],
  });
  world = await startMedmijWorld({
    changes: { signIn: ['digid'] },
    environment: { IDENTITY_PROVIDERS: `${folder}/providers.json` },
  });
});

afterAll(() => world.stop());

interface Away {
  readonly browser: Browser;
  readonly request: AuthorizeRequest;
  readonly samlRequest: string;
}

async function leave(): Promise<Away> {
  const browser = new Browser();
  const request = authorizeRequest(world);
  const landing = await browser.get(request.url);
  expect(landing.text).toContain('Inloggen met DigiD');
  expect(landing.text).not.toContain('type="password"');
  const leaving = await browser.submit(landing, '/elsewhere/digid');
  const url = /content="0; url=([^"]*)"/.exec(leaving.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { browser, request, samlRequest: url };
}

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The form that DigiD's page sends, without cookies. @returns where it leads */
async function bring(away: Away, bsn: string, status = SUCCESS): Promise<string> {
  const base = `${world.server.auth}/saml/digid`;
  const answer = {
    ...{ issuer: digid.issuer, audience: `${base}/metadata`, recipient: `${base}/acs` },
    ...{ destination: `${base}/acs`, inResponseTo: requestIdOf(away.samlRequest) },
    ...{ assertionId: `_${Math.random().toString(16).slice(2)}`, nameId: `s00000000:${bsn}` },
    ...{ attributes: {}, context: 'urn:x', status, version: '2.0' },
    ...{ notBefore: -5, notOnOrAfter: 300, confirmationNotOnOrAfter: 300 },
  };
  const xml = responseXml(answer, signed(assertionXml(answer), 'Assertion', digid.keys));
  const response = await fetch(`${base}/acs`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: 'https://digid.example' },
    body: new URLSearchParams({ SAMLResponse: encoded(xml), RelayState: '' }),
  });
  return response.headers.get('location') ?? '';
}

async function signInAs(bsn: string, status?: string): Promise<Away & { readonly page: Page }> {
  const away = await leave();
  const location = await bring(away, bsn, status);
  return { ...away, page: await away.browser.get(location) };
}

describe('somebody with DigiD', () => {
  test('who is known here is asked for consent, without getting an account', async () => {
    const { page, browser } = await signInAs(BSN);
    expect(page.text).toContain('Toestemming geven');
    const { core } = world.server;
    const text = "select * from auth_account where source = 'digid'";
    expect(await core.database.query({ name: 'accounts', text, values: [] })).toEqual([]);
    const leaving = await browser.submit(page, '/consent', { answer: 'allow' });
    expect((await finish(browser, leaving)).has('code')).toBe(true);
  });

  test('who is not known here learns that there is nothing, and the PGO does not', async () => {
    const { page, browser, request } = await signInAs('999990007');
    expect(page.text).toContain('Er zijn geen gegevens');
    expect(Object.fromEntries(await finish(browser, page))).toEqual({
      error: 'access_denied',
      state: request.state,
    });
  });

  test('whose number two patients have is nobody', async () => {
    const resource = {
      resourceType: 'Patient',
      id: 'twin',
      identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: BSN }],
      birthDate: '1950-01-31',
    } as unknown as Resource;
    const key = { type: 'Patient', id: 'twin' };
    await world.server.core.run({ kind: 'update', key, resource }, { kind: 'system' });
    expect((await signInAs(BSN)).page.text).toContain('Er zijn geen gegevens');
    await world.server.core.run({ kind: 'delete', key }, { kind: 'system' });
    expect((await signInAs(BSN)).page.text).toContain('Toestemming geven');
  });

  test('who breaks off there has cancelled', async () => {
    const { page, request } = await signInAs(BSN, 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed');
    expect(page.text).toContain('U bent gestopt');
    expect(await world.chainEvents(request.correlation)).toEqual([
      'receive_authorization_request',
      'show_landing_page',
      'send_authentication_request',
      'receive_authorization_cancellation',
    ]);
  });

  test('for whom it goes wrong can try again', async () => {
    const { page, request } = await signInAs(BSN, 'urn:oasis:names:tc:SAML:2.0:status:Responder');
    expect([page.status, page.text.includes('Het inloggen is niet gelukt')]).toEqual([401, true]);
    expect(await world.chainEvents(request.correlation)).toContain('receive_authentication_error');
  });

  test('in another browser can not go on', async () => {
    const away = await leave();
    const location = await bring(away, BSN);
    expect((await new Browser().get(location)).status).toBe(400);
  });

  test('leaves no number behind', async () => {
    await signInAs(BSN);
    const { core, medmij } = world.server;
    await medmij?.chainLog.flush();
    for (const table of ['medmij_request', 'auth_record', 'auth_used', 'medmij_chain_event']) {
      const text = `select t::text as text from ${table} t`;
      const rows = await core.database.query({ name: `rows of ${table}`, text, values: [] });
      expect(JSON.stringify(rows)).not.toContain(BSN);
    }
    expect(world.logged.join()).not.toContain(BSN);
  });
});

test('no other way to sign in is open', async () => {
  const browser = new Browser();
  const landing = await browser.get(authorizeRequest(world).url);
  const csrf = /name="csrf" value="([^"]*)"/.exec(landing.text)?.[1] ?? '';
  for (const path of ['continue', 'sign-in', 'elsewhere/other']) {
    const form = { csrf, username: 'jan', password: 'correct paard batterij nietje' };
    const page = await browser.post(`${landing.url}/${path}`, form);
    expect(page.text).toContain('Inloggen met DigiD');
  }
});
