// https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '../../../testing/auth/app.js';
import { isSignedIn, leaveFor, problemOf } from '../../../testing/auth/elsewhere.js';
import type { OidcIdp } from '../../../testing/auth/oidc-idp.js';
import {
  DOCTOR,
  SECRET,
  startOidcWorld,
  type OidcWorld,
} from '../../../testing/auth/oidc-world.js';
import type { AuthServer } from '../../../testing/auth/server.js';
import { findAccountOf, saveAccount } from '../../../storage/auth/accounts.js';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';

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

describe('the request', () => {
  test('has state, nonce, PKCE, and the redirect URI of this provider alone', async () => {
    const { url, signInPage } = await leaveFor(server, app, 'linked');
    expect(signInPage.text).toContain('Aanbieder linked');
    const asked = new URL(url);
    expect(`${asked.origin}${asked.pathname}`).toBe(`${idp.issuer}/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      tenant: '1',
      response_type: 'code',
      client_id: 'vuurtoren-linked',
      redirect_uri: `${server.auth}/elsewhere/linked/callback`,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  test('to a provider that there is not, or that names another issuer, is not made', async () => {
    const { browser, signInPage } = await leaveFor(server, app, 'linked');
    const csrf = /name="csrf" value="([^"]*)"/.exec(signInPage.text)?.[1] ?? '';
    const action = `${signInPage.url}/elsewhere/nobody`;
    expect((await browser.post(action, { csrf })).status).toBe(502);
  });

  test('needs our own form', async () => {
    const { browser, signInPage } = await leaveFor(server, app, 'linked');
    expect((await browser.post(`${signInPage.url}/elsewhere/linked`, {})).status).toBe(403);
  });
});

describe('who comes back', () => {
  test('with a linked account is that account, in whatever case the name is', async () => {
    const page = await world.signIn('linked', DOCTOR);
    expect(isSignedIn(page)).toBe(true);
    expect(page.text).toContain('Dokter');
    const pair = [`vuurtoren-linked`, new URLSearchParams({ '': SECRET }).toString().slice(1)];
    expect(idp.tokenRequest().authorization).toBe(
      `Basic ${Buffer.from(pair.join(':')).toString('base64')}`,
    );
    expect(idp.tokenRequest().form.get('redirect_uri')).toBe(
      `${server.auth}/elsewhere/linked/callback`,
    );
  });

  test('without an account is nobody, and is told so', async () => {
    const page = await world.signIn('linked', { claims: { preferred_username: 'vreemde' } });
    expect(page.status).toBe(401);
    expect(problemOf(page)).toContain('niet bekend');
    expect(await findAccountOf(server.core.database, 'linked', 'vreemde')).toBeUndefined();
  });

  test.each(['do\u212Ater@example', 'dokter@example ', '\uFF44okter@example'])(
    'with a name that only looks like that of an account is nobody: %j',
    async (preferred_username) => {
      const page = await world.signIn('linked', { claims: { preferred_username } });
      expect(problemOf(page)).toContain('niet bekend');
    },
  );

  test('with a disabled account is nobody', async () => {
    const { database } = server.core;
    const account = (await findAccountOf(database, 'other', 'dokter@example'))!;
    await saveAccount(database, { ...account, enabled: false });
    expect(problemOf(await world.signIn('other', DOCTOR, other))).toContain('niet bekend');
    await saveAccount(database, account);
    expect(isSignedIn(await world.signIn('other', DOCTOR, other))).toBe(true);
  });

  test('is the one active patient with the BSN, of which nothing is kept', async () => {
    expect(isSignedIn(await world.signIn('bsn', { claims: { bsn: '999910140' } }))).toBe(true);
    expect(isSignedIn(await world.signIn('bsn', { claims: { bsn: '999910140' } }))).toBe(true);
    expect(await findAccountOf(server.core.database, 'bsn', 'Patient/one')).toMatchObject({
      role: 'patient',
      name: 'Jan Jansen',
      fhirUser: { type: 'Patient', id: 'one' },
    });
    const rows = await server.core.database.query<{ found: boolean }>({
      name: '',
      text: `select auth_account::text like '%999910140%' as found from auth_account
        union all select auth_record::text like '%999910140%' from auth_record`,
      values: [],
    });
    expect(rows.some(({ found }) => found)).toBe(false);
  });

  test.each([
    ['that two patients have', '999911120'],
    ['that nobody has', '999990044'],
    ['that is another identifier of somebody', '999990561'],
    ['that is no BSN', '123456789'],
    ['that tries the syntax of search', '999910140,999911120'],
    ['that is several', ['999910140', '999911120']],
    ['that is not there', undefined],
  ])('by a BSN %s is nobody; the screen does not tell which', async (_what, bsn) => {
    const page = await world.signIn('bsn', { claims: { bsn } });
    expect(page.status).toBe(401);
    expect(problemOf(page)).toContain('niet bekend');
    expect(world.logged.join('\n')).not.toContain('99991');
  });

  test('has the role of the first group that counts, and what was granted ends when it changes', async () => {
    const claims = { uzi: 'UZI:900012345', name: 'Dr. No\u0000vák' };
    const account = () => findAccountOf(server.core.database, 'uzi', 'Practitioner/dr');
    const as = (roles: readonly string[]) =>
      world.signIn('uzi', { claims: { ...claims, realm_access: { roles } } });
    expect(isSignedIn(await as(['arts', 'x']))).toBe(true);
    const first = await account();
    expect(first).toMatchObject({ role: 'practitioner', name: 'Dr. No vák' });
    expect(isSignedIn(await as(['arts', 'beheer']))).toBe(true);
    expect(await account()).toMatchObject({ id: first?.id, role: 'admin' });
    expect(problemOf(await as(['x']))).toContain('niet bekend');
    expect(problemOf(await as([]))).toContain('niet bekend');
    const unlike = await world.signIn('uzi', {
      claims: { uzi: '900012345', realm_access: { roles: ['arts'] } },
    });
    expect(problemOf(unlike)).toContain('niet bekend');
  });

  test('is known by an e-mail address only when it was verified', async () => {
    const as = (userinfo: object, sub = 'somebody') =>
      world.signIn('mail', { claims: { acr: 'high' }, userinfo: { sub, ...userinfo } });
    expect(isSignedIn(await as({ email: 'a@example.nl', email_verified: true }))).toBe(true);
    expect(idp.tokenRequest().form.get('client_secret')).toBe(SECRET);
    expect(problemOf(await as({ email: 'b@example.nl' }))).toContain('niet bekend');
    expect(problemOf(await as({ email: 'b@example.nl', email_verified: 'true' }))).not.toBe('');
    const someoneElse = await as({ email: 'a@example.nl', email_verified: true }, 'other');
    expect(problemOf(someoneElse)).toContain('niet gelukt');
  });

  test('is asked for by a key of ours, which is published', async () => {
    expect(isSignedIn(await world.signIn('keys', DOCTOR))).toBe(true);
    const published = await keysAt(`${server.auth}/elsewhere/keys/jwks`);
    expect(published.keys).toHaveLength(2);
    expect(JSON.stringify(published)).not.toContain('"d"');
    const { form } = idp.tokenRequest();
    const { payload } = await jwtVerify(
      form.get('client_assertion') ?? '',
      createLocalJWKSet(published),
      { issuer: 'vuurtoren-keys', subject: 'vuurtoren-keys', audience: `${idp.issuer}/token` },
    );
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(300);
  });
});
