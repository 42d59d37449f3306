// What one process of the server takes back is gone in the others.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import http from 'node:http';
import { addLocalAccount } from './administration/accounts.js';
import { addClient } from './administration/clients.js';
import { issueToken } from './administration/tokens.js';
import { scopeVocabulary } from '../auth-settings.js';
import { readDefinitionSet } from '../packages/artifact.js';
import { Definitions } from '../packages/registry.js';
import { Database } from '../storage/database.js';
import { startProcess, until, type ServerProcess } from '../testing/process.js';
import { PASSWORD } from '../testing/auth/server.js';
import { SILENT } from '../testing/server.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { serviceKey, ASSERTION_TYPE, assertion, postForm } from '../testing/auth/service.js';

const TIMEOUT = 120_000;
const vocabulary = scopeVocabulary(new Definitions(readDefinitionSet()));

let testDatabase: TestDatabase;
let database: Database;
let server: ServerProcess;
let auth: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database(
    { url: testDatabase.url, maxConnections: 2, statementTimeout: 30 },
    SILENT,
  );
  server = await startProcess({
    DATABASE_URL: testDatabase.url,
    AUTH: 'smart',
    MLLP_PORT: 'off',
    WORKERS: '3',
  });
  auth = server.base.replace('/fhir', '/auth');
}, TIMEOUT);

afterAll(async () => {
  await server.end('SIGTERM');
  await database.close();
  await testDatabase.drop();
}, TIMEOUT);

/** Each over a connection of its own, so that every worker answers some. */
function statuses(path: string, token: string, count = 24): Promise<(number | undefined)[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<number | undefined>((resolve, reject) => {
          http
            .get(
              `${server.base}${path}`,
              { agent: false, headers: { Authorization: `Bearer ${token}` } },
              (response) => {
                response.resume();
                response.on('end', () => {
                  resolve(response.statusCode);
                });
              },
            )
            .on('error', reject);
        }),
    ),
  );
}

const all = (list: readonly (number | undefined)[], status: number): boolean =>
  list.every((one) => one === status);

test('a revoked token is dead on every worker', async () => {
  const key = await serviceKey('ES384');
  const { client } = await addClient(
    database,
    { name: 'Service', type: 'backend', jwks: { keys: [key.publicJwk] } },
    { vocabulary, privateHosts: [] },
  );
  const credentials = async (): Promise<Record<string, string>> => ({
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertion(key, client.id, `${auth}/token`),
  });
  const { body } = await postForm(`${auth}/token`, {
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    ...(await credentials()),
  });
  const token = String(body['access_token']);
  expect(all(await statuses('/Patient', token), 200)).toBe(true);
  const revoked = await postForm(`${auth}/revoke`, { token, ...(await credentials()) });
  expect(revoked.status).toBe(200);
  // Without the announcement every worker would go on for 15 seconds.
  const began = Date.now();
  await until(async () => all(await statuses('/Patient', token), 401));
  expect(Date.now() - began).toBeLessThan(10_000);
});

test('an assertion is good once, whichever worker it comes to', async () => {
  const key = await serviceKey('RS384');
  const { client } = await addClient(
    database,
    { name: 'Service', type: 'backend', jwks: { keys: [key.publicJwk] } },
    { vocabulary, privateHosts: [] },
  );
  const form = {
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertion(key, client.id, `${auth}/token`),
  };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => postForm(`${auth}/token`, form, { Connection: 'close' })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('access policies hold on every worker', async () => {
  const admin = await issueToken(database, { scope: 'admin', seconds: 600 }, vocabulary);
  const patient = { resourceType: 'Patient', id: 'p' };
  const writer = await issueToken(database, { scope: 'system/*.cruds', seconds: 600 }, vocabulary);
  await fetch(`${server.base}/Patient/p`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${writer}`, 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify(patient),
  });
  const account = await addLocalAccount(database, {
    ...{ username: 'arts', password: PASSWORD },
    ...{ role: 'practitioner', fhirUser: 'Practitioner/a' },
  });
  const token = await issueToken(
    database,
    { scope: 'user/*.rs', account, seconds: 600 },
    vocabulary,
  );
  expect(all(await statuses('/Patient/p', token), 404)).toBe(true);
  await fetch(server.base.replace('/fhir', '/admin/policies'), {
    method: 'PUT',
    headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
    body: JSON.stringify([
      { name: 'all', users: ['Practitioner'], rules: [{ patients: '', permissions: 'rs' }] },
    ]),
  });
  await until(async () => all(await statuses('/Patient/p', token), 200));
});
