// How long a consent lasts: refresh tokens (https://www.rfc-editor.org/rfc/rfc6749#section-6), revocation
// (https://www.rfc-editor.org/rfc/rfc7009), withdrawal and lapse.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TokenAnswer } from '../../testing/auth/service.js';
import {
  consentOf,
  INVALID_GRANT,
  isAlive,
  queryWorld,
  readConsent,
  refusal,
} from '../../testing/medmij/kept.js';
import { codeOf, exchange, refresh, sendToken } from '../../testing/medmij/pgo.js';
import {
  BSN,
  OTHER_PGO,
  PGO,
  PROVIDER,
  startMedmijWorld,
  type MedmijWorld,
} from '../../testing/medmij/care-provider.js';
import { removeExpired } from '../../storage/auth/expiry.js';

let world: MedmijWorld;

beforeAll(async () => {
  world = await startMedmijWorld();
});

afterAll(() => world.stop());

describe('a refresh token', () => {
  const longTerm = async (): Promise<TokenAnswer['body']> =>
    (await exchange(world, await codeOf(world, { longTerm: true }))).body;

  test('brings new tokens each time, under a new correlation id', async () => {
    const first = await longTerm();
    const second = await refresh(world, first['refresh_token']);
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
    expect(await isAlive(world, second.body['access_token'])).toBe(true);
    const third = await refresh(world, second.body['refresh_token']);
    expect(third.status).toBe(200);
  });

  test('that is used again ends everything', async () => {
    const first = await longTerm();
    const second = await refresh(world, first['refresh_token']);
    expect(refusal(await refresh(world, first['refresh_token']))).toEqual(INVALID_GRANT);
    expect(await isAlive(world, second.body['access_token'])).toBe(false);
    expect(refusal(await refresh(world, second.body['refresh_token']))).toEqual(INVALID_GRANT);
  });

  test('of many at once one is good, and then none', async () => {
    const first = await longTerm();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => refresh(world, first['refresh_token'])),
    );
    const good = all.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    for (const { body } of good) expect(await isAlive(world, body['access_token'])).toBe(false);
  });

  test('in the hands of another client ends everything', async () => {
    const first = await longTerm();
    const stolen = { certificate: OTHER_PGO, form: { client_id: OTHER_PGO } };
    expect(refusal(await refresh(world, first['refresh_token'], stolen))).toEqual(INVALID_GRANT);
    expect(refusal(await refresh(world, first['refresh_token']))).toEqual(INVALID_GRANT);
  });

  test('without the right certificate is refused, and stays good', async () => {
    const first = await longTerm();
    const { status } = await refresh(world, first['refresh_token'], { certificate: OTHER_PGO });
    expect(status).toBe(401);
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  test('stays good when there is nothing to collect for a while', async () => {
    const first = await longTerm();
    const client = world.lists.clients.get(PGO);
    if (client === undefined) throw new Error('The PGO is not on the list.');
    world.lists.clients.set(PGO, { ...client, services: new Set(['x']) });
    const answer = await refresh(world, first['refresh_token']);
    world.lists.clients.set(PGO, client);
    expect(refusal(answer)).toEqual([400, { error: 'invalid_scope' }]);
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  test('is refused with another scope, and while the provider gives no data', async () => {
    const first = await longTerm();
    const other = { form: { scope: 'huisarts' } };
    expect((await refresh(world, first['refresh_token'], other)).status).toBe(400);
    const { core } = world.server;
    const key = { type: 'Flag', id: 'p1-flag' };
    const flag = { resourceType: 'Flag', id: key.id, status: 'active', code: { text: 'x' } };
    const resource = { ...flag, subject: { reference: 'Patient/p1' } };
    await core.run({ kind: 'update', key, resource }, { kind: 'system' });
    expect(refusal(await refresh(world, first['refresh_token']))).toEqual(INVALID_GRANT);
    await core.run({ kind: 'delete', key }, { kind: 'system' });
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  test('lapses after six months without use', async () => {
    const first = await longTerm();
    const { id } = await consentOf(world, first['access_token']);
    await queryWorld(
      world,
      `update medmij_consent set used_at = now() - interval '6 months' where id = $1`,
      [id],
    );
    expect(refusal(await refresh(world, first['refresh_token']))).toEqual(INVALID_GRANT);
    await world.server.medmij?.consents.sweep();
    expect(await readConsent(world, id)).toMatchObject({ status: 'inactive' });
    expect(
      await queryWorld(world, `select end_reason from medmij_consent where id = $1`, [id]),
    ).toEqual([{ end_reason: 'lapsed' }]);
  });

  test('is good a day before that', async () => {
    const first = await longTerm();
    const { id } = await consentOf(world, first['access_token']);
    await queryWorld(
      world,
      `update medmij_consent set used_at = now() - interval '6 months' + interval '1 day' where id = $1`,
      [id],
    );
    await world.server.medmij?.consents.sweep();
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  test('is worth nothing once somebody made the Consent inactive', async () => {
    const first = await longTerm();
    const consent = await consentOf(world, first['access_token']);
    const token = await world.server.token('system/*.cruds');
    await world.server.send('PUT', `/Consent/${consent.id}`, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' },
      body: { ...consent, status: 'inactive' },
    });
    expect(refusal(await refresh(world, first['refresh_token']))).toEqual(INVALID_GRANT);
    expect(await isAlive(world, first['access_token'])).toBe(false);
  });
});

describe('a consent', () => {
  test('is written down as a FHIR Consent that names everybody', async () => {
    const { body } = await exchange(world, await codeOf(world, { longTerm: true }));
    const consent = await consentOf(world, body['access_token']);
    expect(consent).toMatchObject({
      resourceType: 'Consent',
      status: 'active',
      patient: { reference: 'Patient/p1' },
      organization: [{ reference: 'Organization/drecht', display: 'Ziekenhuis Drecht & Co' }],
      provision: {
        type: 'permit',
        actor: [{ reference: { identifier: { value: `https://${PGO}` } } }],
        code: [{ text: 'Vaccinaties' }, { text: 'Dienst c2' }],
      },
    });
    expect(consent.provision.period.end).toBeUndefined();
    expect(JSON.stringify(consent)).not.toContain(BSN);
  });

  test('for once has an end, and is closed when nothing can come of it', async () => {
    const { body } = await exchange(world, await codeOf(world));
    const { id, provision } = await consentOf(world, body['access_token']);
    const { start, end = '' } = provision.period;
    expect(Date.parse(end) - Date.parse(start)).toBe(1800 * 1000);
    await world.server.medmij?.consents.sweep();
    expect((await readConsent(world, id)).status).toBe('active');
    await queryWorld(
      world,
      `update medmij_consent set used_at = now() - interval '31 minutes' where id = $1`,
      [id],
    );
    await world.server.medmij?.consents.sweep();
    expect((await readConsent(world, id)).status).toBe('inactive');
  });

  test('whose code came to nothing is closed at once', async () => {
    await exchange(world, await codeOf(world, { longTerm: true }), { certificate: '' });
    const [row] = await queryWorld(
      world,
      'select ended_at, is_closed from medmij_consent order by given_at desc limit 1',
    );
    expect(row).toMatchObject({ is_closed: true });
  });

  test.each([['the PGO gives its refresh token back', 'refresh_token', 'revoked']])(
    'ends when %s',
    async (_what, name, reason) => {
      const { body } = await exchange(world, await codeOf(world, { longTerm: true }));
      const { id } = await consentOf(world, body['access_token']);
      const token = String(body[name]);
      const other = { form: { token, client_id: OTHER_PGO }, certificate: OTHER_PGO };
      expect((await sendToken(world, 'revoke', other)).status).toBe(200);
      expect(await isAlive(world, body['access_token'])).toBe(true);
      const answer = await sendToken(world, 'revoke', { form: { token } });
      expect([answer.status, answer.body]).toEqual([200, {}]);
      expect(await isAlive(world, body['access_token'])).toBe(false);
      expect((await readConsent(world, id)).status).toBe('inactive');
      expect(
        await queryWorld(world, `select end_reason from medmij_consent where id = $1`, [id]),
      ).toEqual([{ end_reason: reason }]);
    },
  );

  test('stays when the PGO gives an access token back', async () => {
    const { body } = await exchange(world, await codeOf(world, { longTerm: true }));
    const token = String(body['access_token']);
    await sendToken(world, 'revoke', { form: { token } });
    expect(await isAlive(world, token)).toBe(false);
    expect((await refresh(world, body['refresh_token'])).status).toBe(200);
  });

  test.each([
    ['nothing', {}, 400],
    ['no certificate', { form: { token: 'x' }, certificate: '' }, 401],
    ['a token in the URL', { form: { token: 'x' }, query: '?token=x' }, 400],
  ])('revocation with %s is refused', async (_what, sending, status) => {
    const answer = await sendToken(world, 'revoke', { form: {}, ...sending });
    expect(answer.status).toBe(status);
  });

  test('can be ended by an administrator', async () => {
    const { body } = await exchange(world, await codeOf(world, { longTerm: true }));
    const { id } = await consentOf(world, body['access_token']);
    const admin = { Authorization: `Bearer ${await world.server.token('admin')}` };
    const base = `${world.server.origin}/admin/medmij/consents`;
    const list = await fetch(`${base}?patient=p1`, { headers: admin });
    const { consents } = (await list.json()) as { consents: Record<string, unknown>[] };
    expect(consents.find((one) => one['id'] === id)).toMatchObject({
      pgo: PGO,
      provider: PROVIDER,
      long_term: true,
    });
    const gone = await fetch(`${base}/${id}`, { method: 'DELETE', headers: admin });
    expect(gone.status).toBe(200);
    expect(await isAlive(world, body['access_token'])).toBe(false);
    expect((await fetch(`${base}/${id}`, { method: 'DELETE', headers: admin })).status).toBe(404);
    expect((await fetch(base, { headers: admin })).status).toBe(422);
    expect((await fetch(base)).status).toBe(401);
  });
});

test('what is kept says nothing about the person but the logical id', async () => {
  await exchange(world, await codeOf(world, { longTerm: true }));
  await world.server.medmij?.chainLog.flush();
  await removeExpired(world.server.core.database);
  const tables = ['medmij_request', 'medmij_consent', 'medmij_code', 'medmij_refresh_token'];
  for (const table of [...tables, 'medmij_chain_event', 'auth_token', 'auth_record']) {
    const rows = await queryWorld(world, `select t::text as text from ${table} t`);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${BSN}|Geheimhoven|1950-01-31`));
  }
  const events = await queryWorld(world, 'select t::text as text from medmij_chain_event t');
  expect(events.length).toBeGreaterThan(20);
  expect(JSON.stringify(events)).not.toMatch(/p1|jan\b/);
  expect(world.logged.join()).not.toMatch(new RegExp(`${BSN}|Geheimhoven|p1|jan\\b`));
});
