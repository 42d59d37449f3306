// https://www.rfc-editor.org/rfc/rfc9110#status.414; what all headers may have is in connection.db.test.ts
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const LIMIT = 48 * 1024;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

/** A search whose URL, below the base, is as long as this. */
const search = (length: number): Promise<Answer> => {
  const path = '/Patient?_id=';
  return server.send('GET', path + 'a,'.repeat(length).slice(0, length - path.length));
};

const outcome = (status: number, code: string) =>
  expect.objectContaining({
    status,
    body: { resourceType: 'OperationOutcome', issue: [expect.objectContaining({ code })] },
  });

test('a search with many values can be sent by GET', async () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `0190a6e0-0000-7000-8000-${100_000 + n}`);
  const { id } = await server.create({ resourceType: 'Patient' });
  const answer = await server.send('GET', `/Patient?_id=${[...ids, id].join(',')}`);
  expect([answer.status, answer.body['entry']]).toEqual([200, [expect.anything()]]);
});

test('a URL of the longest length is read, and a longer one is 414', async () => {
  expect(await search(LIMIT)).toEqual(outcome(400, 'invalid'));
  expect(await search(LIMIT + 1)).toEqual(outcome(414, 'too-long'));
  expect(await search(LIMIT + 15_000)).toEqual(outcome(414, 'too-long'));
});
