// _summary and _elements over HTTP; which elements they keep is tested in interactions/subset.test.ts
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { parseXmlResource } from '../formats/xml/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const observation = {
  resourceType: 'Observation',
  id: 'o1',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  status: 'final',
  code: { text: 'c' },
  valueQuantity: { value: 1.5, unit: 'g' },
  note: [{ text: 'n' }],
};

let server: TestServer;
let stored: Answer;

beforeAll(async () => {
  server = await startTestServer();
  stored = await server.send('PUT', '/Observation/o1', { body: observation });
  await server.send('PUT', '/Observation/o1', { body: { ...observation, status: 'amended' } });
});

afterAll(async () => {
  await server.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  server.send('GET', path, { headers });
const resources = (answer: Answer): JsonObject[] =>
  (answer.body['entry'] as { resource: JsonObject }[]).map(({ resource }) => resource);
const members = (resource: JsonObject): string[] => Object.keys(resource).slice(3);
const isMarked = (resource: JsonObject): boolean => JSON.stringify(resource).includes('SUBSETTED');

test.each([
  ['_summary=true', ['status', 'code', 'valueQuantity']],
  ['_summary=text', ['text', 'status', 'code']],
  ['_summary=data', ['status', 'code', 'valueQuantity', 'note']],
  ['_elements=note', ['status', 'code', 'note']],
])('%s works on every way to read', async (query, expected) => {
  const read = await get(`/Observation/o1?${query}`);
  const vread = await get(`/Observation/o1/_history/1?${query}`);
  const found = resources(await get(`/Observation?_id=o1&${query}`));
  const versions = resources(await get(`/Observation/o1/_history?${query}`));
  const all = [read.body, vread.body, ...found, ...versions];
  expect(all.map(members)).toEqual(Array.from({ length: 5 }, () => expected));
  expect(all.every(isMarked)).toBe(true);
  expect(read.headers.get('etag')).toBe('W/"2"');
});

test.each(['_summary=false', '_elements='])(
  '%s gives the whole resource, unmarked',
  async (query) => {
    const answer = await get(`/Observation/o1/_history/1?${query}`);
    expect(answer.text).toBe(stored.text);
  },
);

test('both work in XML', async () => {
  const json = await get('/Observation/o1?_elements=note');
  const xml = await get('/Observation/o1?_elements=note', { Accept: 'application/fhir+xml' });
  expect(parseXmlResource(xml.text, DEFINITIONS)).toEqual(json.body);
});

test.each(['batch', 'transaction'])('both work in the entries of a %s', async (type) => {
  const urls = ['Observation/o1?_elements=note', 'Observation?_id=o1&_summary=text'];
  const entry = urls.map((url) => ({ request: { method: 'GET', url } }));
  const answer = await server.send('POST', '', { body: { resourceType: 'Bundle', type, entry } });
  const [read, searched] = resources(answer);
  const found = (searched?.['entry'] as { resource: JsonObject }[])[0]?.resource ?? {};
  expect(members(read ?? {})).toEqual(['status', 'code', 'note']);
  expect(members(found)).toEqual(['text', 'status', 'code']);
});

test('wrong values in the entry of a transaction are 400', async () => {
  const entry = [{ request: { method: 'GET', url: 'Observation/o1?_summary=maybe' } }];
  const body = { resourceType: 'Bundle', type: 'transaction', entry };
  const answer = await server.send('POST', '', { body });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ issue: [{ expression: ['Bundle.entry[0]'] }] });
});

test('neither changes what a write stores or answers', async () => {
  const answer = await server.send('POST', '/Observation?_elements=code', { body: observation });
  expect(answer.status).toBe(201);
  expect(isMarked(answer.body)).toBe(false);
  expect(answer.body).toMatchObject({ note: observation.note });
});

test.each([
  '_summary=maybe',
  '_summary=',
  '_summary=count',
  '_summary=true&_elements=note',
  '_summary=data&_elements=note',
])('%s on a read is 400', async (query) => {
  const answer = await get(`/Observation/o1?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{}] });
});
