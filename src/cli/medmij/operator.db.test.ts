// MedMij on a server of two processes, as a newcomer starts it, and what its operator does: data for the right
// patient, codes that are good once wherever they come, withdrawal that counts everywhere.
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEMO_PGO } from '../../auth/medmij/lists/demo-lists.js';
import { DEMO_PROVIDER } from '../../config/medmij/demo.js';
import { DEMO_PASSWORD } from '../../demo/demo-access.js';
import { Browser, formsOf } from '../../testing/auth/browser.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { codeOf, exchange, refresh, type Place } from '../../testing/medmij/pgo.js';
import { command, startProcess, until, type ServerProcess } from '../../testing/process.js';

const TIMEOUT = 180_000;
const HENK = 'demo-van-der-berg';

let database: TestDatabase;
let server: ServerProcess;
let place: Place;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startProcess({
    DATABASE_URL: database.url,
    AUTH: 'smart',
    DEMO: 'on',
    WORKERS: '2',
  });
  place = {
    server: { auth: server.base.replace('/fhir', '/auth') },
    pgo: {
      clientId: DEMO_PGO.hostname,
      redirectUri: `https://${DEMO_PGO.hostname}/terug`,
      scope: DEMO_PROVIDER,
      username: 'henk',
      password: DEMO_PASSWORD,
    },
  };
}, TIMEOUT);

afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
}, TIMEOUT);

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function run(args: readonly string[]): Promise<Ran> {
  const child = command(args, {
    ...{ DATABASE_URL: database.url, AUTH: 'smart', DEMO: 'on', LOG_LEVEL: 'silent' },
  });
  if (child.stdout === null || child.stderr === null) throw new Error('The process has no output.');
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, out, error };
}

/** Over connections of their own, so that both processes answer some. */
function fetchMany(path: string, token: unknown, count = 12): Promise<Response[]> {
  const headers = { Authorization: `Bearer ${String(token)}`, Connection: 'close' };
  return Promise.all(
    Array.from({ length: count }, () => fetch(`${server.base}${path}`, { headers })),
  );
}

async function isDeadEverywhere(token: unknown): Promise<boolean> {
  const all = await fetchMany('/Patient', token);
  return all.every(({ status }) => status === 401);
}

interface ListedConsent {
  readonly id: string;
  readonly long_term: boolean;
}

async function consents(): Promise<readonly ListedConsent[]> {
  const { out } = await run(['medmij', 'consents', '--patient', HENK]);
  return JSON.parse(out) as ListedConsent[];
}

describe('on two processes', () => {
  test('a token gives the data of the person, and of nobody else', async () => {
    const { body } = await exchange(place, await codeOf(place));
    for (const response of await fetchMany('/Patient', body['access_token'], 6)) {
      expect(response.status).toBe(200);
      const bundle = (await response.json()) as { entry: { resource: { id: string } }[] };
      expect(bundle.entry.map(({ resource }) => resource.id)).toEqual([HENK]);
    }
    const [other] = await fetchMany('/Patient?_id=demo-de-vries', body['access_token'], 1);
    expect(((await other?.json()) as { entry?: unknown[] }).entry ?? []).toEqual([]);
  });

  test(
    'a code is good once',
    async () => {
      const code = await codeOf(place);
      const headers = { Connection: 'close' };
      const all = await Promise.all(
        Array.from({ length: 12 }, () => exchange(place, code, { headers })),
      );
      const good = all.filter(({ status }) => status === 200);
      expect(good).toHaveLength(1);
      await until(() => isDeadEverywhere(good[0]?.body['access_token']));
    },
    TIMEOUT,
  );

  test(
    'what the patient withdraws is dead at once',
    async () => {
      const { body } = await exchange(place, await codeOf(place, { longTerm: true }));
      const [one] = await fetchMany('/Patient', body['access_token'], 1);
      expect(one?.status).toBe(200);
      const browser = new Browser();
      const signIn = await browser.get(`${place.server.auth}/grants`);
      const page = await browser.submit(signIn, '/sign-in', {
        username: 'henk',
        password: DEMO_PASSWORD,
      });
      expect(page.text).toContain(`<h2>${DEMO_PGO.organisationName}</h2>`);
      expect(page.text).toContain('Voor onbepaalde tijd');
      const before = formsOf(page).filter(({ action }) => action.endsWith('/medmij')).length;
      const after = await browser.submit(page, '/medmij');
      expect(after.text).toContain('De toestemming is ingetrokken');
      const left = formsOf(after).filter(({ action }) => action.endsWith('/medmij')).length;
      expect(left).toBe(before - 1);
      await until(() => isDeadEverywhere(body['access_token']));
      expect((await refresh(place, body['refresh_token'])).status).toBe(400);
    },
    TIMEOUT,
  );

  test(
    'what an operator withdraws is dead at once',
    async () => {
      const { body } = await exchange(place, await codeOf(place, { longTerm: true }));
      const listed = (await consents()).find((one) => one.long_term);
      expect(listed).toMatchObject({ pgo: DEMO_PGO.hostname, provider: DEMO_PROVIDER });
      const id = listed?.id ?? '';
      expect(JSON.parse((await run(['medmij', 'withdraw', id])).out)).toEqual({
        id,
        withdrawn: true,
      });
      await until(() => isDeadEverywhere(body['access_token']));
      expect((await run(['medmij', 'withdraw', id])).code).toBe(2);
      expect((await consents()).map((one) => one.id)).not.toContain(id);
      const all = await run(['medmij', 'consents', '--patient', HENK, '--all']);
      expect(all.out).toContain('"end_reason": "withdrawn"');
    },
    TIMEOUT,
  );
});

describe('the chain log', () => {
  test(
    'is printed, an event on each line, from an event or a moment on',
    async () => {
      const code = await codeOf(place);
      const { body } = await exchange(place, code);
      await fetchMany('/Patient', body['access_token'], 1);
      const events = async (...args: string[]): Promise<Record<string, unknown>[]> => {
        const { out } = await run(['medmij', 'chainlog', ...args]);
        return out
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      };
      const own = async (): Promise<Record<string, unknown>[]> =>
        (await events()).filter((event) => event['trace_id'] === code.correlation);
      await until(async () => (await own()).length >= 9);
      const found = await own();
      expect(found.map(({ event }) => event).sort()).toEqual([
        'receive_authorization_consent',
        'receive_authorization_request',
        'receive_resource_request',
        'receive_token_request',
        'send_access_token',
        'send_authorization_code',
        'send_resource_response',
        'show_authorization_page',
        'show_landing_page',
      ]);
      expect(found.find(({ event }) => event === 'send_resource_response')).toMatchObject({
        sender: DEMO_PROVIDER,
        receiver: DEMO_PGO.hostname,
        details: { status: 200 },
      });
      const last = Number(found.at(-1)?.['id']);
      expect((await events('--after', String(last))).every(({ id }) => Number(id) > last)).toBe(
        true,
      );
      expect(await events('--since', '2999-01-01')).toEqual([]);
      const everything = JSON.stringify(await events());
      expect(everything).not.toMatch(/demo-van-der-berg|Berg|henk|\b\d{9}\b/);
    },
    TIMEOUT,
  );

  test.each([
    [['chainlog', '--since', 'gisteren'], '--since is a date'],
    [['consents'], '--patient ID'],
    [['withdraw'], 'by its id'],
    [['else'], 'Say what of MedMij'],
  ])('%j is refused', async (args, line) => {
    const { code, error } = await run(['medmij', ...args]);
    expect([code, error.split('\n')[0]]).toEqual([2, expect.stringContaining(line)]);
  });
});
