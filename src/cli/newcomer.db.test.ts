// What somebody meets who has just said `npm start`: the banner, and the commands of the README.
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEMO_ACCOUNTS, DEMO_CLIENT, DEMO_PASSWORD } from '../demo/demo-access.js';
import { isObject, type JsonObject } from '../fhir/json.js';
import {
  command,
  startProcess,
  temporaryDataFolder,
  type ServerProcess,
} from '../testing/process.js';

const data = temporaryDataFolder();
const environment = { DATA_DIR: data.path, AUTH: 'smart', DEMO: 'on', LOG_LEVEL: 'silent' };
let server: ServerProcess;

beforeAll(async () => {
  server = await startProcess({ ...environment, WORKERS: '1' });
}, 120_000);

afterAll(async () => {
  await server.end('SIGTERM');
  await data.remove();
}, 120_000);

async function run(...args: string[]): Promise<string> {
  const child = command(args, environment);
  if (child.stdout === null || child.stderr === null) throw new Error('The process has no output.');
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  if (code !== 0) throw new Error(error);
  return out.trim();
}

async function fetchJson(url: string, token?: string): Promise<JsonObject & { status: unknown }> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers });
  const body: unknown = await response.json();
  return { ...(isObject(body) ? body : {}), status: response.status };
}

test('the curl of the banner gives a patient, whose token is for that patient only', async () => {
  const [, token, url = ''] =
    /^ {4}curl -H 'Authorization: Bearer ([\w-]+)' '([^']+)'$/m.exec(server.banner) ?? [];
  expect(await fetchJson(url, token)).toMatchObject({ status: 200, id: 'demo-van-der-berg' });
  const all = await fetchJson(`${server.base}/Patient?_total=accurate`, token);
  expect(all).toMatchObject({ status: 200, total: 1 });
  expect((await fetchJson(url)).status).toBe(401);
});

test('the banner says who can sign in, and to what', () => {
  for (const { username } of DEMO_ACCOUNTS) expect(server.banner).toContain(username);
  expect(server.banner).toContain(DEMO_PASSWORD);
  expect(server.banner).toContain(`FHIR_BASE=${server.base} node examples/patient-app/server.mjs`);
});

test('a demo practitioner finds patients: those of the practice, those of the care team', async () => {
  const found = async (user: string): Promise<unknown> => {
    const token = await run('token', '--user', user);
    const { total } = await fetchJson(`${server.base}/Patient?_summary=count`, token);
    return total;
  };
  expect([await found('huisarts'), await found('dokter')]).toEqual([7, 1]);
});

test('the app of the demo can be launched as an EHR does', async () => {
  const args = ['--client', DEMO_CLIENT.id, '--patient', 'demo-van-der-berg', '--user', 'dokter'];
  const launch = JSON.parse(await run('launch', ...args)) as Record<string, string>;
  expect(launch['iss']).toBe(server.base);
  expect(launch['launch_url']).toContain(DEMO_CLIENT.launchUri);
});
