// https://hl7.org/fhir/R4/http.html: conditional create, update, patch, delete
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const SYSTEM = 'http://example.org/ids';
let count = 0;
/** An identifier value that no other test has. */
let value: string;

beforeEach(() => {
  value = `value-${++count}`;
});

const patient = (extra: object = {}) => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value }],
  ...extra,
});

const criteria = () => `identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}`;

const conditionalCreate = (header = criteria()) =>
  server.send('POST', '/Patient', { body: patient(), headers: { 'If-None-Exist': header } });

describe('conditional create', () => {
  test('creates when nothing matches', async () => {
    expect((await conditionalCreate()).status).toBe(201);
  });

  test('with one match answers 200 with that resource and writes nothing', async () => {
    const { id } = await server.create(patient());
    const answer = await conditionalCreate();
    expect(answer.status).toBe(200);
    expect(answer.body['id']).toBe(id);
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(answer.headers.get('location')).toBe(`${server.base}/Patient/${id}/_history/1`);
  });

  test('with more matches answers 412', async () => {
    await server.create(patient());
    await server.create(patient());
    const answer = await conditionalCreate();
    expect(answer.status).toBe(412);
    expect(answer.body).toMatchObject({ issue: [{ code: 'multiple-matches' }] });
  });

  test('accepts criteria with the type in front', async () => {
    await server.create(patient());
    expect((await conditionalCreate(`Patient?${criteria()}`)).status).toBe(200);
  });

  test('a deleted resource is no match', async () => {
    const { id } = await server.create(patient());
    await server.send('DELETE', `/Patient/${id}`);
    expect((await conditionalCreate()).status).toBe(201);
  });

  test('an older version is no match', async () => {
    const { id } = await server.create(patient());
    await server.send('PUT', `/Patient/${id}`, {
      body: { resourceType: 'Patient', id, active: true },
    });
    expect((await conditionalCreate()).status).toBe(201);
  });

  test.each([
    ['an unknown parameter', 'no-such-thing=1'],
    ['no criteria', '?'],
    ['a parameter without a value', 'identifier='],
  ])('refuses %s', async (_, header) => {
    expect((await conditionalCreate(header)).status).toBe(400);
  });

  test('50 at once make one resource', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => conditionalCreate()));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });
});

describe('conditional update', () => {
  const put = (body: object, headers = {}) =>
    server.send('PUT', `/Patient?${criteria()}`, { body, headers });

  test('creates when nothing matches: under a new id, or that of the body', async () => {
    expect((await put(patient())).status).toBe(201);
    value = 'other';
    const answer = await put(patient({ id: 'given-id' }));
    expect(answer.status).toBe(201);
    expect(answer.body['id']).toBe('given-id');
  });

  test('updates the one match, with or without its id in the body', async () => {
    const { id } = await server.create(patient());
    const first = await put(patient({ active: true }));
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ id, active: true, meta: { versionId: '2' } });
    expect((await put(patient({ id }))).status).toBe(200);
  });

  test('refuses another id than the match', async () => {
    await server.create(patient());
    expect((await put(patient({ id: 'another' }))).status).toBe(400);
  });

  test('with more matches answers 412', async () => {
    await server.create(patient());
    await server.create(patient());
    expect((await put(patient())).status).toBe(412);
  });

  test('checks If-Match against the match', async () => {
    await server.create(patient());
    expect((await put(patient(), { 'If-Match': 'W/"5"' })).status).toBe(412);
    expect((await put(patient(), { 'If-Match': 'W/"1"' })).status).toBe(200);
  });

  test('without criteria is refused', async () => {
    expect((await server.send('PUT', '/Patient', { body: patient() })).status).toBe(400);
  });

  test('20 at once make one resource with 20 versions', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(patient())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const versions = answers.map(({ headers }) => headers.get('etag')).sort();
    expect(new Set(versions).size).toBe(20);
  });
});

describe('conditional patch', () => {
  const patch = () =>
    server.send('PATCH', `/Patient?${criteria()}`, {
      body: JSON.stringify([{ op: 'add', path: '/active', value: true }]),
      headers: { 'Content-Type': 'application/json-patch+json' },
    });

  test('needs exactly one match', async () => {
    expect((await patch()).status).toBe(404);
    await server.create(patient());
    expect((await patch()).body).toMatchObject({ active: true });
    await server.create(patient());
    expect((await patch()).status).toBe(412);
  });
});

describe('conditional delete', () => {
  const remove = () => server.send('DELETE', `/Patient?${criteria()}`);

  test('deletes the one match, and nothing when there are more', async () => {
    expect((await remove()).status).toBe(204);
    const { id } = await server.create(patient());
    expect((await remove()).status).toBe(204);
    expect((await server.send('GET', `/Patient/${id}`)).status).toBe(410);
    const one = await server.create(patient());
    await server.create(patient());
    expect((await remove()).status).toBe(412);
    expect((await server.send('GET', `/Patient/${one.id}`)).status).toBe(200);
  });
});

describe('criteria', () => {
  test.each([
    ['code alone', () => `identifier=${value}`],
    ['the string parameter', () => `family=${value}`],
    ['_id', () => '_id=by-id'],
  ])('can be %s', async (_, header) => {
    await server.send('PUT', '/Patient/by-id', {
      body: patient({ id: 'by-id', name: [{ family: value }] }),
    });
    const answer = await conditionalCreate(header());
    expect(answer.status).toBe(200);
    expect(answer.body['id']).toBe('by-id');
  });

  test('can be a reference', async () => {
    const subject = await server.create(patient());
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: `Patient/${subject.id}` },
    };
    const send = () =>
      server.send('POST', '/Observation', {
        body: observation,
        headers: { 'If-None-Exist': `patient=${subject.id}` },
      });
    expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(200);
  });
});
