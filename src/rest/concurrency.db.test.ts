// Many clients at once: no lost update, no duplicate, no error.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const patient = { resourceType: 'Patient', active: true };

test('of 50 updates with the same If-Match exactly one wins, version after version', async () => {
  const { id } = await server.create(patient);
  for (let version = 1; version <= 5; version++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        server.send('PUT', `/Patient/${id}`, {
          body: { ...patient, id },
          headers: { 'If-Match': `W/"${version}"` },
        }),
      ),
    );
    expect(countOf(answers, 200)).toBe(1);
    expect(countOf(answers, 412)).toBe(49);
  }
  expect((await server.send('GET', `/Patient/${id}`)).headers.get('etag')).toBe('W/"6"');
});

test('50 updates without conditions are 50 versions', async () => {
  const { id } = await server.create(patient);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      server.send('PUT', `/Patient/${id}`, {
        body: { ...patient, id, identifier: [{ value: `v${index}` }] },
      }),
    ),
  );
  expect(countOf(answers, 200)).toBe(50);
  const current = await server.send('GET', `/Patient/${id}`);
  expect(current.headers.get('etag')).toBe('W/"51"');
  // Only the content in force is found: no index row of a version in between is left.
  const { value } = (current.body as { identifier: [{ value: string }] }).identifier[0];
  for (let index = 0; index < 50; index++) {
    const found = await server.send('GET', `/Patient?identifier=v${index}&_id=${id}`);
    expect(Array.isArray(found.body['entry'])).toBe(`v${index}` === value);
  }
});

test('50 creates by update of one id are one create and 49 updates', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      server.send('PUT', '/Patient/contended', { body: { ...patient, id: 'contended' } }),
    ),
  );
  expect(countOf(answers, 201)).toBe(1);
  expect(countOf(answers, 200)).toBe(49);
});

test('transactions that change the same resources in another order all succeed', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `deadlock-${name}`);
  const put = (id: string) => ({
    resource: { ...patient, id },
    request: { method: 'PUT', url: `Patient/${id}` },
  });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const rotated = [...ids.slice(index % 5), ...ids.slice(0, index % 5)];
      const entry = (index % 2 === 0 ? rotated : rotated.reverse()).map(put);
      return server.send('POST', '', {
        body: { resourceType: 'Bundle', type: 'transaction', entry },
      });
    }),
  );
  expect(countOf(answers, 200)).toBe(40);
  for (const id of ids) {
    expect((await server.send('GET', `/Patient/${id}`)).headers.get('etag')).toBe('W/"40"');
  }
});

test('resources that many point at for the first time at once get one row', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      server.send('POST', '/Observation', {
        body: {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'x' },
          subject: { reference: 'Patient/first-mention' },
          performer: [{ reference: 'Practitioner/first-mention' }],
        },
      }),
    ),
  );
  expect(countOf(answers, 201)).toBe(40);
  const found = await server.send('GET', '/Observation?subject=Patient/first-mention&_count=100');
  expect(found.body['entry']).toHaveLength(40);
});

function countOf(answers: readonly Answer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}
