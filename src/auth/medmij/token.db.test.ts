// A code for a token: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3, as MedMij has it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TokenAnswer } from '../../testing/auth/service.js';
import {
  consentOf,
  INVALID_GRANT,
  isAlive,
  payloadOf,
  queryWorld,
  readConsent,
  refusal,
} from '../../testing/medmij/kept.js';
import { codeOf, exchange, refresh, type Sending } from '../../testing/medmij/pgo.js';
import {
  OTHER_PGO,
  PGO,
  PROVIDER,
  REDIRECT_URI,
  startMedmijWorld,
  type MedmijWorld,
} from '../../testing/medmij/care-provider.js';

let world: MedmijWorld;

beforeAll(async () => {
  world = await startMedmijWorld();
});

afterAll(() => world.stop());

describe('a code', () => {
  test('brings an access token for fifteen minutes, and nothing to renew it', async () => {
    const answer = await exchange(world, await codeOf(world));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 900,
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isAlive(world, answer.body['access_token'])).toBe(true);
  });

  test('of a consent for an indefinite time brings a refresh token too', async () => {
    const { body } = await exchange(world, await codeOf(world, { longTerm: true }));
    expect(body['refresh_token']).toMatch(/^[\w-]{43}$/);
  });

  test('of sharing brings none, whatever the form said', async () => {
    const shared = await codeOf(world, { scope: `${PROVIDER}~s1`, longTerm: true });
    const { body } = await exchange(world, shared);
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
  });

  const WRONG: readonly [string, Partial<Sending>, unknown][] = [
    ['no redirect URI', { form: { redirect_uri: undefined } }, 'invalid_request'],
    ['another redirect URI', { form: { redirect_uri: `${REDIRECT_URI}/` } }, 'invalid_grant'],
    ['another correlation id', { correlation: randomUUID() }, 'invalid_grant'],
    ['no correlation id', { headers: { 'X-Correlation-ID': '' } }, 'invalid_request'],
    ['no request id', { headers: { 'MedMij-Request-ID': 'x' } }, 'invalid_request'],
    ['no certificate', { certificate: '' }, 'invalid_client'],
    ['the certificate of another', { certificate: OTHER_PGO }, 'invalid_client'],
    ['no client', { form: { client_id: undefined } }, 'invalid_request'],
    ['an unknown client', { form: { client_id: 'evil.example.nl' } }, 'invalid_client'],
    [
      'another client with its own certificate',
      { form: { client_id: OTHER_PGO }, certificate: OTHER_PGO },
      'invalid_grant',
    ],
    ['another grant type', { form: { grant_type: 'password' } }, 'unsupported_grant_type'],
    ['no grant type', { form: { grant_type: undefined } }, 'invalid_request'],
    ['a code in the URL too', { query: '?code=x' }, 'invalid_request'],
  ];

  test.each(WRONG)(
    'presented with %s brings nothing, also later',
    async (_what, changes, error) => {
      const code = await codeOf(world);
      const answer = await exchange(world, code, changes);
      expect(refusal(answer)).toEqual([error === 'invalid_client' ? 401 : 400, { error }]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(refusal(await exchange(world, code))).toEqual(INVALID_GRANT);
    },
  );

  test('in the URL is refused, and used up', async () => {
    const code = await codeOf(world);
    const answer = await exchange(world, { ...code, code: '' }, { query: `?code=${code.code}` });
    expect(refusal(answer)).toEqual([400, { error: 'invalid_request' }]);
    expect(refusal(await exchange(world, code))).toEqual(INVALID_GRANT);
  });

  test('in JSON is no form', async () => {
    const { code } = await codeOf(world);
    const response = await fetch(`${world.server.auth}/medmij/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'authorization_code', code }),
    });
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_request' }]);
  });

  test('twice in one form is refused', async () => {
    const { code, correlation } = await codeOf(world);
    const response = await fetch(`${world.server.auth}/medmij/token`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Correlation-ID': correlation,
        'MedMij-Request-ID': randomUUID(),
      },
      body: `grant_type=authorization_code&code=${code}&code=${code}&client_id=${PGO}`,
    });
    expect(response.status).toBe(400);
    expect(refusal(await exchange(world, { code, correlation }))).toEqual(INVALID_GRANT);
  });

  test('that is presented again takes the tokens along, and ends the consent', async () => {
    const code = await codeOf(world, { longTerm: true });
    const { body } = await exchange(world, code);
    const consent = await consentOf(world, body['access_token']);
    expect(consent.status).toBe('active');
    expect(refusal(await exchange(world, code))).toEqual(INVALID_GRANT);
    expect(await isAlive(world, body['access_token'])).toBe(false);
    expect(refusal(await refresh(world, body['refresh_token']))).toEqual(INVALID_GRANT);
    expect((await readConsent(world, consent.id)).status).toBe('inactive');
  });

  test('is good once of many that present it at the same moment, and then not at all', async () => {
    const code = await codeOf(world);
    const all = await Promise.all(Array.from({ length: 10 }, () => exchange(world, code)));
    const good = all.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect(await isAlive(world, good[0]?.body['access_token'])).toBe(false);
  });

  test('is too old after its time', async () => {
    const code = await codeOf(world);
    await queryWorld(world, "update medmij_code set expires_at = now() - interval '1 second'");
    expect(refusal(await exchange(world, code))).toEqual(INVALID_GRANT);
  });

  test('waits for no lists that can not be trusted', async () => {
    const code = await codeOf(world);
    world.lists.usable = false;
    const answer = await exchange(world, code);
    world.lists.usable = true;
    expect(refusal(answer)).toEqual([503, { error: 'temporarily_unavailable' }]);
  });

  test('is not given to a host that left the Whitelist', async () => {
    const code = await codeOf(world);
    world.lists.whitelist.delete(PGO);
    const answer = await exchange(world, code);
    world.lists.whitelist.add(PGO);
    expect(refusal(answer)).toEqual([401, { error: 'invalid_client' }]);
  });

  test('nobody gets by asking for what this is not', async () => {
    const response = await fetch(`${world.server.auth}/medmij/token?code=x`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the gegevensdiensten of a token', () => {
  const withServices = async (
    services: readonly string[],
    scope = PROVIDER,
  ): Promise<TokenAnswer> => {
    const client = world.lists.clients.get(PGO);
    if (client === undefined) throw new Error('The PGO is not on the list.');
    const code = await codeOf(world, { scope });
    world.lists.clients.set(PGO, { ...client, services: new Set(services) });
    const answer = await exchange(world, code);
    world.lists.clients.set(PGO, client);
    return answer;
  };

  test('are those that the client supports; the scope says so', async () => {
    const { body } = await withServices(['c2', 's1', 'x']);
    expect(body['scope']).toBe(`${PROVIDER}~c2`);
  });

  test('must be some', async () => {
    expect(refusal(await withServices(['s1']))).toEqual([400, { error: 'invalid_scope' }]);
  });

  test('are only what was asked', async () => {
    const { body } = await exchange(world, await codeOf(world, { scope: `${PROVIDER}~c1` }));
    expect(body['scope']).toBeUndefined();
    expect(await payloadOf(world, body['access_token'])).toMatchObject({
      patient: 'p1',
      services: ['c1'],
      provider: PROVIDER,
      pgo: PGO,
    });
  });
});
