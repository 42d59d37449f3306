// https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '../../../testing/auth/app.js';
import { Browser } from '../../../testing/auth/browser.js';
import { askProvider, isSignedIn, leaveFor, problemOf } from '../../../testing/auth/elsewhere.js';
import { unsignedToken, type OidcAnswer, type OidcIdp } from '../../../testing/auth/oidc-idp.js';
import {
  DOCTOR,
  SECRET,
  startOidcWorld,
  type OidcWorld,
} from '../../../testing/auth/oidc-world.js';
import type { AuthServer } from '../../../testing/auth/server.js';
import { serviceKey } from '../../../testing/auth/service.js';
import { selfSigned } from '../../../testing/auth/certificate.js';
import { createHmac, createSign } from 'node:crypto';
import { exportSPKI, importJWK, type CryptoKey, type JSONWebKeySet } from 'jose';

let world: OidcWorld;
let server: AuthServer;
let app: App;
let idp: OidcIdp;
let other: OidcIdp;

beforeAll(async () => {
  world = await startOidcWorld();
  ({ server, app, idp, other } = world);
});

afterAll(async () => {
  await world.stop();
});

async function keysAt(url: string): Promise<JSONWebKeySet> {
  return (await (await fetch(url)).json()) as JSONWebKeySet;
}

describe('an id token is refused', () => {
  const FAILED = 'niet gelukt';
  const claim = (claims: object): OidcAnswer => ({ claims: { ...DOCTOR.claims, ...claims } });
  const now = Math.floor(Date.now() / 1000);

  test.each<[string, OidcAnswer]>([
    ['of another issuer', claim({ iss: 'https://evil.example' })],
    ['for another audience', claim({ aud: 'somebody-else' })],
    ['for several, made for another', claim({ aud: ['vuurtoren-linked', 'x'], azp: 'x' })],
    ['for several, made for nobody', claim({ aud: ['vuurtoren-linked', 'x'] })],
    ['with another azp', claim({ azp: 'x' })],
    ['with another nonce', claim({ nonce: 'x' })],
    ['without a nonce', claim({ nonce: undefined })],
    ['that has expired', claim({ exp: now - 120 })],
    ['that does not expire', claim({ exp: undefined })],
    ['of an hour ago', claim({ iat: now - 3600 })],
    ['of tomorrow', claim({ iat: now + 86_400 })],
    ['that is not valid yet', claim({ nbf: now + 120 })],
    ['without a subject', claim({ sub: undefined })],
    ['with an endless subject', claim({ sub: 'x'.repeat(300) })],
    ['with an unknown key id', { ...DOCTOR, header: { kid: 'x' } }],
    ['that is no JWT', { idToken: () => 'x' }],
  ])('%s', async (_what, answer) => {
    const page = await world.signIn('linked', answer);
    expect(page.status).toBe(401);
    expect(problemOf(page)).toContain(FAILED);
  });

  test('within the tolerance of clocks it is not', async () => {
    expect(isSignedIn(await world.signIn('linked', claim({ exp: now - 20, iat: now + 20 })))).toBe(
      true,
    );
  });

  test('signed by another key under the same key id', async () => {
    const { url } = await leaveFor(server, app, 'linked');
    const jwks = await keysAt(`${idp.issuer}/jwks`);
    const key = { ...(await serviceKey('RS256')), kid: String(jwks.keys[0]!.kid) };
    expect(url).toContain(idp.issuer);
    expect(problemOf(await world.signIn('linked', { ...DOCTOR, key }))).toContain(FAILED);
  });

  test('with algorithm none, or with the public key as a shared secret', async () => {
    const jwks = await keysAt(`${idp.issuer}/jwks`);
    const claims = (nonce: string): object => ({
      ...{ iss: idp.issuer, aud: 'vuurtoren-linked', sub: 'x', nonce, iat: now, exp: now + 300 },
      ...DOCTOR.claims,
    });
    const { kid } = jwks.keys[0] as { kid: string };
    const none = (alg: string) => (nonce: string) => unsignedToken({ alg }, { ...claims(nonce) });
    const pem = await exportSPKI((await importJWK(jwks.keys[0]!)) as CryptoKey);
    const confused = (nonce: string): string => {
      const body = unsignedToken({ alg: 'HS256', kid }, { ...claims(nonce) });
      const mac = createHmac('sha256', pem).update(body.slice(0, -1)).digest('base64url');
      return body + mac;
    };
    for (const idToken of [none('none'), none('None'), confused]) {
      expect(problemOf(await world.signIn('linked', { idToken }))).toContain(FAILED);
    }
    const wrapped = (nonce: string): string => {
      const body = unsignedToken({ alg: 'RS256', jwk: selfJwk.publicJwk }, { ...claims(nonce) });
      return (
        body + createSign('sha256').update(body.slice(0, -1)).sign(selfSigned().key, 'base64url')
      );
    };
    const selfJwk = await serviceKey('RS256');
    expect(problemOf(await world.signIn('linked', { idToken: wrapped }))).toContain(FAILED);
  });

  test('of a sign-in that is weaker than demanded', async () => {
    for (const acr of ['low', undefined, ['high']]) {
      const userinfo = { sub: 'somebody', email: 'a@example.nl', email_verified: true };
      expect(problemOf(await world.signIn('mail', { claims: { acr }, userinfo }))).toContain(
        FAILED,
      );
    }
  });
});

describe('coming back', () => {
  test('works once', async () => {
    const { browser, url } = await leaveFor(server, app, 'linked');
    const back = idp.signIn(url, DOCTOR);
    expect(isSignedIn(await browser.get(back))).toBe(true);
    expect((await browser.get(back)).status).toBe(400);
  });

  test('in another browser signs nobody in: the link of an attacker, or of a victim', async () => {
    const attacker = await leaveFor(server, app, 'linked');
    const victim = await leaveFor(server, app, 'linked');
    const page = await victim.browser.get(idp.signIn(attacker.url, DOCTOR));
    expect(isSignedIn(page)).toBe(false);
    expect(page.status).toBe(400);
    // Its own way is as it was.
    expect(isSignedIn(await victim.browser.get(idp.signIn(victim.url, DOCTOR)))).toBe(true);
  });

  test('with the ticket of another interaction of the same browser signs nobody in', async () => {
    const browser = new Browser();
    const one = await leaveFor(server, app, 'linked', browser);
    const two = await leaveFor(server, app, 'linked', browser);
    const answer = await fetch(idp.signIn(one.url, DOCTOR), { redirect: 'manual' });
    const location = answer.headers.get('location') ?? '';
    expect(location).toContain(one.uid);
    const page = await browser.get(location.replace(one.uid, two.uid));
    expect(problemOf(page)).toContain('niet gelukt');
    expect(isSignedIn(await browser.get(location))).toBe(false);
  });

  test.each([
    ['another state', { state: 'x'.repeat(43) }],
    ['no state', { state: undefined }],
  ])('with %s is refused', async (_what, back) => {
    const { browser, url } = await leaveFor(server, app, 'linked');
    const plain = idp.signIn(url, { ...DOCTOR, back });
    const there = back.state === undefined ? plain.replace(/[?&]state=[^&]*/, '') : plain;
    expect((await browser.get(there)).status).toBe(400);
  });

  test('with another code, none, or several is refused', async () => {
    for (const back of [{ code: 'x' }, { code: '' }, { code: 'x'.repeat(5000) }]) {
      expect(problemOf(await world.signIn('linked', { ...DOCTOR, back }))).toContain('niet gelukt');
    }
    const { browser, url } = await leaveFor(server, app, 'linked');
    const page = await browser.get(`${idp.signIn(url, DOCTOR)}&code=another`);
    expect(problemOf(page)).toContain('niet gelukt');
  });

  test('with the code of another sign-in is refused: the verifier is another', async () => {
    const one = await leaveFor(server, app, 'linked');
    const two = await leaveFor(server, app, 'linked');
    const stolen = new URL(idp.signIn(one.url, DOCTOR)).searchParams.get('code') ?? '';
    const page = await two.browser.get(idp.signIn(two.url, { ...DOCTOR, back: { code: stolen } }));
    expect(problemOf(page)).toContain('niet gelukt');
  });

  test('after refusing there leads back to the sign-in screen', async () => {
    const { browser, url } = await leaveFor(server, app, 'linked');
    const page = await browser.get(
      idp.signIn(url, { back: { error: 'access_denied', error_description: '<b>x</b>' } }),
    );
    expect(problemOf(page)).toContain('afgebroken');
    expect(page.text).not.toContain('<b>x');
    // From here it can be tried again.
    const again = await askProvider(browser, page, 'linked');
    expect(isSignedIn(await browser.get(idp.signIn(again.url, DOCTOR)))).toBe(true);
  });
});

describe('mix-up of providers', () => {
  test('a state of one is worth nothing at the callback of another, and is used up', async () => {
    const { browser, url } = await leaveFor(server, app, 'linked');
    const back = idp.signIn(url, DOCTOR);
    expect((await browser.get(back.replace('/linked/', '/other/'))).status).toBe(400);
    expect((await browser.get(back)).status).toBe(400);
  });

  test('an answer that names another issuer is refused', async () => {
    const page = await world.signIn('linked', { ...DOCTOR, back: { iss: other.issuer } });
    expect(problemOf(page)).toContain('niet gelukt');
    expect(isSignedIn(await world.signIn('linked', { ...DOCTOR, back: { iss: idp.issuer } }))).toBe(
      true,
    );
  });

  test('a token that another provider signed is refused', async () => {
    const { browser, url } = await leaveFor(server, app, 'other');
    const page = await browser.get(other.signIn(url, { ...DOCTOR, claims: { iss: idp.issuer } }));
    expect(problemOf(page)).toContain('niet gelukt');
  });
});

test('neither secrets nor tokens nor people are in the log', async () => {
  await world.signIn('linked', { claims: { preferred_username: 'vreemde' } });
  await world.signIn('linked', { claims: { nonce: 'x' } });
  const text = world.logged.join('\n');
  expect(text).toContain('A sign-in elsewhere was refused');
  for (const word of ['vreemde', SECRET, 'geheim', 'eyJ']) expect(text).not.toContain(word);
});
