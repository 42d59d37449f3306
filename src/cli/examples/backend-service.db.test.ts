// examples/backend-service, by the commands of its README.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findClient, saveClient } from '../../storage/auth/clients.js';
import { importExample, runExample, type Ran } from '../../testing/examples/run.js';
import { startDemoServer } from '../../testing/examples/demo-server.js';
import type { AuthServer } from '../../testing/auth/server.js';

let server: AuthServer;
let folder: string;
let clientId: string;

const inFolder = (name: string): string => path.join(folder, name);
const readJson = (name: string): unknown => JSON.parse(readFileSync(inFolder(name), 'utf8'));

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-service-'));
  expect((await runExample('backend-service/make-keys.mjs', [folder])).code).toBe(0);
  server = await startDemoServer(2);
  const { client } = await server.client({
    name: 'Tellen',
    type: 'backend',
    jwks: readJson('jwks.json'),
    scope: 'system/Patient.rs system/Observation.rs',
  });
  clientId = client.id;
}, 120_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

function count(types: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  return runExample('backend-service/count.mjs', types, {
    FHIR_BASE: server.base,
    CLIENT_ID: clientId,
    PRIVATE_KEY: inFolder('private.json'),
    ...environment,
  });
}

async function total(type: string): Promise<number> {
  const token = await server.token('system/*.rs');
  const { body } = await server.fetch(token, `/${type}?_summary=count`);
  return Number(body['total']);
}

test('counts what the server has, over several pages', async () => {
  const [patients, observations] = [await total('Patient'), await total('Observation')];
  expect(patients).toBe(2);
  const { out, error } = await count([], { PAGE_SIZE: '7' });
  expect(error).toBe('');
  expect(out).toBe(
    `Patient: 2 in 1 page\nObservation: ${observations} in ${Math.ceil(observations / 7)} pages\n`,
  );
});

test('says what is wrong in a line', async () => {
  const lines = async (...args: Parameters<typeof count>): Promise<unknown[]> => {
    const { code, error } = await count(...args);
    return [code, error];
  };
  expect(await lines(['Condition'])).toEqual([1, expect.stringContaining('400 invalid_scope')]);
  expect(await lines(['Patient'], { CLIENT_ID: 'nobody' })).toEqual([
    1,
    expect.stringContaining('401 invalid_client'),
  ]);
  expect(await lines(['Patient'], { CLIENT_ID: '' })).toEqual([
    1,
    'CLIENT_ID is not set: see README.md.\n',
  ]);
});

test('keeps its private key to itself, and an old one', async () => {
  expect(statSync(inFolder('private.json')).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(readJson('jwks.json'))).not.toContain('"d"');
  const before = readJson('private.json');
  const again = await runExample('backend-service/make-keys.mjs', [folder]);
  expect([again.code, again.error]).toEqual([1, expect.stringContaining('Remove it first')]);
  expect(readJson('private.json')).toEqual(before);
});

interface TokenSource {
  get(): Promise<string>;
  drop(): void;
}
interface AccessTokenModule {
  readonly createTokenSource: (facts: object) => TokenSource;
}

test('a token is used until shortly before its end, then renewed', async () => {
  const { createTokenSource } = await importExample<AccessTokenModule>(
    'backend-service/access-token.mjs',
  );
  const client = await findClient(server.core.database, clientId);
  await saveClient(server.core.database, { ...client!, accessTokenSeconds: 300 });
  let now = 0;
  const tokens = createTokenSource({
    fhirBase: server.base,
    clientId,
    privateJwk: readJson('private.json'),
    scope: 'system/Patient.rs',
    now: () => now,
  });
  const first = await tokens.get();
  now = 269_000;
  expect(await tokens.get()).toBe(first);
  now = 271_000;
  const second = await tokens.get();
  expect(second).not.toBe(first);
  expect((await server.fetch(second, '/Patient')).status).toBe(200);
  tokens.drop();
  expect(await tokens.get()).not.toBe(second);
});
