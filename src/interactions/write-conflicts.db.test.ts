// Writers that meet: https://hl7.org/fhir/R4/http.html#concurrency. None of them is a failure of the server.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { responseEntries, sendBundle } from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const ROUNDS = 8;
const CLIENTS = 24;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

/** What `request` answers to many clients at once, for several ids one after the other. */
async function storm(
  name: string,
  request: (id: string, client: number) => Promise<Answer>,
): Promise<Answer[][]> {
  const rounds: Answer[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const clients = Array.from({ length: CLIENTS }, (_, client) =>
      request(`${name}-${round}`, client),
    );
    rounds.push(await Promise.all(clients));
  }
  return rounds;
}

const statuses = (answers: readonly Answer[]): number[] =>
  answers.map(({ status }) => status).sort();
const oneCreates = [...Array.from({ length: CLIENTS - 1 }, () => 200), 201];

const patient = (id: string, value: string) => ({
  resourceType: 'Patient',
  id,
  identifier: [{ value }],
});

/** Three of five resources, in an order that differs from client to client. */
const entries = (name: string, client: number): object[] =>
  [0, 1, 2].map((n) => {
    const id = `${name}-${(n + client) % 5}`;
    const url = n === 1 ? `Patient?identifier=${id}-${client}` : `Patient/${id}`;
    return { resource: patient(id, 'x'), request: { method: 'PUT', url } };
  });

test('conditional updates of many with different criteria and one id: one creates, all are versions', async () => {
  const rounds = await storm('conditional', (id, client) =>
    server.send('PUT', `/Patient?identifier=${id}-${client}`, { body: patient(id, 'x') }),
  );
  for (const [round, answers] of rounds.entries()) {
    expect(statuses(answers)).toEqual(oneCreates);
    const history = await server.send('GET', `/Patient/conditional-${round}/_history?_count=0`);
    expect(history.body['total']).toBe(CLIENTS);
  }
});

test('updates of many that create: one creates, the others update', async () => {
  const rounds = await storm('update', (id, client) =>
    server.send('PUT', `/Patient/${id}`, { body: patient(id, String(client)) }),
  );
  for (const answers of rounds) expect(statuses(answers)).toEqual(oneCreates);
});

test('transactions of many that create the same resources all succeed', async () => {
  const rounds = await storm('transaction', (id, client) =>
    sendBundle(server, 'transaction', entries(id, client)),
  );
  for (const answers of rounds) expect(new Set(statuses(answers))).toEqual(new Set([200]));
});

test('batches of many that create the same resources succeed in every entry', async () => {
  const rounds = await storm('batch', (id, client) =>
    sendBundle(server, 'batch', entries(id, client)),
  );
  const lines = rounds.flat().flatMap((answer) => responseEntries(answer));
  const seen = new Set(lines.map(({ response }) => response.status));
  expect(seen).toEqual(new Set(['200 OK', '201 Created']));
});

test('whatever is done to one resource at once, by id or by criteria, is no failure', async () => {
  const jsonPatch = {
    body: '[{"op":"add","path":"/active","value":true}]',
    headers: { 'Content-Type': 'application/json-patch+json' },
  };
  const kinds: ((id: string) => Promise<Answer>)[] = [
    (id) => server.send('PUT', `/Patient/${id}`, { body: patient(id, id) }),
    (id) => server.send('PATCH', `/Patient/${id}`, jsonPatch),
    (id) => server.send('DELETE', `/Patient/${id}`),
    (id) => server.send('PUT', `/Patient?identifier=${id}`, { body: patient(id, id) }),
    (id) => server.send('PATCH', `/Patient?identifier=${id}`, jsonPatch),
    (id) => server.send('DELETE', `/Patient?identifier=${id}`),
  ];
  const rounds = await storm('mixed', (id, client) => kinds[client % kinds.length]!(id));
  for (const status of rounds.flatMap(statuses))
    expect([200, 201, 204, 404, 410]).toContain(status);
});
