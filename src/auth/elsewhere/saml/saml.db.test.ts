// https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf 4.1
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPublicKey, createVerify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { loadSecret } from '../../../storage/server-facts.js';
import { SILENT } from '../../../testing/server.js';
import { createElsewhere } from '../elsewhere.js';
import { findAccountOf } from '../../../storage/auth/accounts.js';
import { Browser } from '../../../testing/auth/browser.js';
import { askProvider, isSignedIn, problemOf } from '../../../testing/auth/elsewhere.js';
import {
  assertionXml,
  encoded,
  encrypted,
  requestIdOf,
  requestOf,
  responseXml,
  signed,
  type SamlAnswer,
} from '../../../testing/auth/saml-idp.js';
import {
  HIGH,
  PASSWORD_CLASS,
  startSamlWorld,
  SUBSTANTIAL,
  type SamlWorld,
} from '../../../testing/auth/saml-world.js';

let world: SamlWorld;

beforeAll(async () => {
  world = await startSamlWorld();
});

afterAll(async () => {
  await world.stop();
});

beforeEach(() => {
  world.logged.length = 0;
});

describe('the request', () => {
  test('goes by redirect, names our URL, and has an id that nobody guesses', async () => {
    const { url } = await world.leave('adfs');
    expect(url.startsWith('https://adfs.example/sso?tenant=1&')).toBe(true);
    const xml = requestOf(url);
    expect(xml).toContain(`AssertionConsumerServiceURL="${world.server.auth}/saml/adfs/acs"`);
    expect(xml).toContain(`>${world.server.auth}/saml/adfs/metadata</saml:Issuer>`);
    expect(xml).toContain('Destination="https://adfs.example/sso?tenant=1"');
    expect(requestIdOf(url)).toMatch(/^_[0-9a-f]{64}$/);
    expect(xml).not.toContain('RequestedAuthnContext');
    expect(new URL(url).searchParams.has('Signature')).toBe(false);
  });

  test('is signed and demands a way of signing in where that is configured', async () => {
    const { url } = await world.leave('digid');
    const xml = requestOf(url);
    expect(xml).toMatch(/<samlp:RequestedAuthnContext[^>]* Comparison="minimum"/);
    expect(xml).toContain(SUBSTANTIAL);
    const [, query = ''] = url.split('?tenant=1&');
    const [what = '', signature = ''] = query.split('&Signature=');
    expect(new URLSearchParams(what).get('SigAlg')).toContain('rsa-sha256');
    const verifier = createVerify('RSA-SHA256').update(what);
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verifier.verify(createPublicKey(world.own.certificate), bytes)).toBe(true);
  });
});

describe('metadata', () => {
  test('tells the identity provider who we are', async () => {
    const answer = await fetch(`${world.server.auth}/saml/digid/metadata`);
    expect(answer.headers.get('content-type')).toContain('application/samlmetadata+xml');
    const xml = await answer.text();
    expect(xml).toContain(`entityID="${world.server.auth}/saml/digid/metadata"`);
    expect(xml).toContain('AuthnRequestsSigned="true"');
    expect(xml).toContain('WantAssertionsSigned="true"');
    expect(xml).toContain('use="signing"');
    expect(xml).toContain('use="encryption"');
    expect(xml).toContain(`Location="${world.server.auth}/saml/digid/acs"`);
    expect(xml).not.toContain('PRIVATE');
  });

  test('is not there for others', async () => {
    for (const path of ['saml/nobody/metadata', 'elsewhere/adfs/callback', 'elsewhere/adfs/jwks']) {
      expect((await fetch(`${world.server.auth}/${path}`)).status).toBe(404);
    }
  });
});

describe('who comes back', () => {
  test('with a linked account is that account; the form came without cookies', async () => {
    const leaving = await world.leave('adfs');
    const page = await world.comeBack(leaving, 'adfs', world.honest(leaving));
    expect(isSignedIn(page)).toBe(true);
    expect(page.text).toContain('Dokter');
  });

  test('without an account is nobody', async () => {
    const leaving = await world.leave('adfs');
    const page = await world.comeBack(
      leaving,
      'adfs',
      world.honest(leaving, { nameId: 'Dokter@Example' }),
    );
    expect(problemOf(page)).toContain('niet bekend');
  });

  test('from a provider that signs the response gets an account by attributes', async () => {
    const come = async (groups: readonly string[]): Promise<string> => {
      const leaving = await world.leave('adfs-groups');
      const answer = world.answerTo(leaving, 'adfs-groups', {
        attributes: { 'urn:upn': ['Arts@Example'], 'urn:groups': groups, 'urn:name': ['A. Arts'] },
      });
      const xml = signed(responseXml(answer, assertionXml(answer)), 'Response', world.adfs.keys);
      const page = await world.comeBack(leaving, 'adfs-groups', xml);
      return isSignedIn(page) ? 'in' : problemOf(page);
    };
    expect(await come(['x'])).toContain('niet bekend');
    expect(await come(['x', 'artsen'])).toBe('in');
    expect(await come(['artsen'])).toBe('in');
    const { database } = world.server.core;
    expect(await findAccountOf(database, 'adfs-groups', 'arts@example')).toMatchObject({
      name: 'A. Arts',
      role: 'practitioner',
    });
  });

  test('by DigiD is the patient with the BSN: signed twice, encrypted, at the level that is asked', async () => {
    const come = async (changes: Partial<SamlAnswer>): Promise<string> => {
      const leaving = await world.leave('digid');
      const answer = world.answerTo(leaving, 'digid', {
        nameId: 's00000000:999910140',
        context: SUBSTANTIAL,
        ...changes,
      });
      const inside = signed(assertionXml(answer), 'Assertion', world.digid.keys);
      const hidden = await encrypted(inside, world.own.certificate);
      const xml = signed(responseXml(answer, hidden), 'Response', world.digid.keys);
      const page = await world.comeBack(leaving, 'digid', xml);
      return isSignedIn(page) ? 'in' : problemOf(page);
    };
    expect(await come({})).toBe('in');
    expect(await come({ context: HIGH })).toBe('in');
    expect(await come({ context: PASSWORD_CLASS })).toContain('niet gelukt');
    expect(await come({ nameId: 's00000001:999910140' })).toContain('niet bekend');
    expect(await come({ nameId: 's00000000:999911120' })).toContain('niet bekend');
    expect(await findAccountOf(world.server.core.database, 'digid', 'Patient/one')).toMatchObject({
      role: 'patient',
      name: 'Jan Jansen',
    });
    expect(world.logged.join()).not.toContain('99991');
  });

  test('after breaking off there is told so, and can try again', async () => {
    const leaving = await world.leave('adfs');
    const status =
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>';
    const answer = world.answerTo(leaving, 'adfs', { status });
    const page = await world.comeBack(leaving, 'adfs', responseXml(answer, ''));
    expect(problemOf(page)).toContain('afgebroken');
    const again = { ...leaving, ...(await askProvider(leaving.browser, page, 'adfs')) };
    expect(isSignedIn(await world.comeBack(again, 'adfs', world.honest(again)))).toBe(true);
  });
});

describe('a response', () => {
  test('works once', async () => {
    const leaving = await world.leave('adfs');
    const xml = world.honest(leaving);
    expect((await world.bring('adfs', xml)).status).toBe(303);
    expect((await world.bring('adfs', xml)).status).toBe(400);
  });

  test('works once for many that bring it at the same moment', async () => {
    const leaving = await world.leave('adfs');
    const xml = world.honest(leaving);
    const all = await Promise.all(Array.from({ length: 8 }, () => world.bring('adfs', xml)));
    expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  test('may come to another process than the one that asked, and works once in all', async () => {
    const { core, settings } = world.server;
    const parts = {
      ...{ settings, database: core.database, run: core.run, log: SILENT, clock: Date.now },
      secret: await loadSecret(core.database),
    };
    const { router } = createElsewhere(parts, (uid) => `/${uid}`);
    const other = createServer(express().use('/auth', router)).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const leaving = await world.leave('adfs');
    const xml = world.honest(leaving);
    const answer = await fetch(
      `http://127.0.0.1:${(other.address() as AddressInfo).port}/auth/saml/adfs/acs`,
      {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ SAMLResponse: encoded(xml) }),
      },
    );
    other.closeAllConnections();
    other.close();
    const page = await leaving.browser.get(answer.headers.get('location') ?? '');
    expect(isSignedIn(page)).toBe(true);
    expect((await world.bring('adfs', xml)).status).toBe(400);
  });

  test('with an assertion that came before, in another response, is refused', async () => {
    const leaving = await world.leave('adfs');
    const answer = world.answerTo(leaving, 'adfs');
    const assertion = signed(assertionXml(answer), 'Assertion', world.adfs.keys);
    const first = await world.comeBack(leaving, 'adfs', responseXml(answer, assertion));
    expect(isSignedIn(first)).toBe(true);
    const later = await world.leave('adfs');
    const wrapped = responseXml(world.answerTo(later, 'adfs'), assertion);
    expect(problemOf(await world.comeBack(later, 'adfs', wrapped))).toContain('niet gelukt');
  });

  test('with the same assertion id for another request is refused', async () => {
    const [one, two] = [await world.leave('adfs'), await world.leave('adfs')];
    const assertionId = '_the-same';
    const first = world.honest(one, { assertionId });
    expect(isSignedIn(await world.comeBack(one, 'adfs', first))).toBe(true);
    const page = await world.comeBack(two, 'adfs', world.honest(two, { assertionId }));
    expect(problemOf(page)).toContain('niet gelukt');
  });

  test('that nobody asked for is refused', async () => {
    const leaving = await world.leave('adfs');
    for (const inResponseTo of ['', '_0123']) {
      const answer = await world.bring('adfs', world.honest(leaving, { inResponseTo }));
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });

  test('to the request of another browser signs nobody in', async () => {
    const [attacker, victim] = [await world.leave('adfs'), await world.leave('adfs')];
    const response = await world.bring('adfs', world.honest(attacker));
    const page = await victim.browser.get(response.headers.get('location') ?? '');
    expect(page.status).toBe(400);
    expect(isSignedIn(page)).toBe(false);
    // Nor with the ticket, in its own interaction.
    const ticket = new URL(response.headers.get('location') ?? '').search;
    const own = `${world.server.auth}/interaction/${victim.uid}/came-back${ticket}`;
    expect(problemOf(await victim.browser.get(own))).toContain('niet gelukt');
  });

  test('to the request to another provider is refused', async () => {
    const leaving = await world.leave('adfs');
    const toOther = world.answerTo(leaving, 'adfs-groups');
    const xml = signed(responseXml(toOther, assertionXml(toOther)), 'Response', world.adfs.keys);
    expect((await world.bring('adfs-groups', xml)).status).toBe(400);
    expect((await world.bring('adfs', world.honest(leaving))).status).toBe(400);
  });

  test('leads to our own interaction only, and its ticket is not cached or passed on', async () => {
    const leaving = await world.leave('adfs', new Browser());
    const response = await world.bring('adfs', world.honest(leaving));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('location')).toContain(
      `${world.server.auth}/interaction/${leaving.uid}/came-back?ticket=`,
    );
  });
});
