// A failure of the server is in the log, wherever it happened, and without data.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { responseEntries, sendBundle } from '../testing/bundles.js';
import { SILENT, startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;
let logged: object[];

beforeAll(async () => {
  server = await startTestServer(
    {},
    { ...SILENT, error: (facts, message) => logged.push({ ...facts, message }) },
  );
  const newId = (): string => {
    throw new RangeError('no id\n    at 999990019');
  };
  Object.assign(server.core.environment, { newId });
});

afterAll(async () => {
  await server.stop();
});

beforeEach(() => {
  logged = [];
});

const patient = { resourceType: 'Patient', active: true };
const create = { resource: patient, request: { method: 'POST', url: 'Patient' } };
const read = { request: { method: 'GET', url: 'metadata' } };
const headers = { 'X-Request-Id': 'abc' };
const failure = {
  message: 'A request failed',
  requestId: 'abc',
  error: 'RangeError',
  frames: expect.arrayContaining([expect.stringContaining('create')]),
};

test('that of a request', async () => {
  expect((await server.send('POST', '/Patient', { body: patient, headers })).status).toBe(500);
  expect(logged).toEqual([failure]);
  expect(JSON.stringify(logged)).not.toContain('999990019');
});

test('that of entries in a batch, of which the others are answered', async () => {
  const answer = await sendBundle(server, 'batch', [read, create, read, create], headers);
  expect(responseEntries(answer).map(({ response }) => response.status.slice(0, 3))).toEqual([
    '200',
    '500',
    '200',
    '500',
  ]);
  expect(logged).toHaveLength(2);
  expect(logged).toContainEqual({ ...failure, entry: 1, failedEntries: 2 });
  expect(logged).toContainEqual({ ...failure, entry: 3, failedEntries: 2 });
  expect(JSON.stringify(logged)).not.toContain('999990019');
});

test('that of a batch in which everything fails, in a few lines', async () => {
  await sendBundle(
    server,
    'batch',
    Array.from({ length: 30 }, () => create),
    headers,
  );
  expect(logged).toHaveLength(10);
});

test('that of a transaction', async () => {
  expect((await sendBundle(server, 'transaction', [create], headers)).status).toBe(500);
  expect(logged).toHaveLength(1);
});

test('what is refused is no failure', async () => {
  const bad = {
    resource: { ...patient, gender: 'x' },
    request: { method: 'POST', url: 'Patient' },
  };
  await sendBundle(server, 'batch', [bad], headers);
  expect(logged).toEqual([]);
});
