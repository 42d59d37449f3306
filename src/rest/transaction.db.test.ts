// https://hl7.org/fhir/R4/http.html#transaction
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  made,
  observation,
  post,
  put,
  responseEntries,
  sendBundle,
  uuid,
} from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const send = (entry: unknown[], headers: Record<string, string> = {}): Promise<Answer> =>
  sendBundle(server, 'transaction', entry, headers);

const readMade = async (answer: Answer, index: number) =>
  (await server.send('GET', `/${made(answer, index)}`)).body;

describe('entries', () => {
  test('are done as DELETE, POST, PUT and PATCH, GET, whatever their order', async () => {
    const { id } = await server.create({
      resourceType: 'Patient',
      identifier: [{ value: 'order' }],
    });
    const answer = await send([
      { request: { method: 'GET', url: 'Patient?identifier=order' } },
      put('order-put', { resourceType: 'Patient', identifier: [{ value: 'order' }] }),
      post(
        uuid(1),
        { resourceType: 'Patient', identifier: [{ value: 'order' }] },
        { ifNoneExist: 'identifier=order' },
      ),
      { request: { method: 'DELETE', url: `Patient/${id}` } },
    ]);
    expect(answer.status).toBe(200);
    expect(responseEntries(answer).map(({ response }) => response.status)).toEqual([
      '200 OK',
      '201 Created',
      // The only match is deleted by the same transaction.
      '201 Created',
      '204 No Content',
    ]);
    const found = responseEntries(answer)[0]?.resource as { entry: { resource: { id: string } }[] };
    const ids = found.entry.map(({ resource }) => `Patient/${resource.id}`).sort();
    expect(ids).toEqual([made(answer, 1), made(answer, 2)].sort());
  });

  test('can be conditional in every way', async () => {
    await server.create({ resourceType: 'Patient', identifier: [{ value: 'cond-update' }] });
    await server.create({ resourceType: 'Patient', identifier: [{ value: 'cond-patch' }] });
    await server.create({ resourceType: 'Patient', identifier: [{ value: 'cond-delete' }] });
    const known = await server.create({
      resourceType: 'Patient',
      identifier: [{ value: 'cond-create' }],
    });
    const answer = await send([
      post(
        uuid(1),
        { resourceType: 'Patient', identifier: [{ value: 'cond-create' }] },
        { ifNoneExist: 'identifier=cond-create' },
      ),
      {
        resource: { resourceType: 'Patient', identifier: [{ value: 'cond-update' }], active: true },
        request: { method: 'PUT', url: 'Patient?identifier=cond-update' },
      },
      {
        resource: {
          resourceType: 'Parameters',
          parameter: [
            {
              name: 'operation',
              part: [
                { name: 'type', valueCode: 'add' },
                { name: 'path', valueString: 'Patient' },
                { name: 'name', valueString: 'active' },
                { name: 'value', valueBoolean: true },
              ],
            },
          ],
        },
        request: { method: 'PATCH', url: 'Patient?identifier=cond-patch' },
      },
      { request: { method: 'DELETE', url: 'Patient?identifier=cond-delete' } },
      { request: { method: 'DELETE', url: 'Patient?identifier=cond-nothing' } },
      post(uuid(2), observation(uuid(1))),
    ]);
    expect(responseEntries(answer).map(({ response }) => response.status)).toEqual([
      '200 OK',
      '200 OK',
      '200 OK',
      '204 No Content',
      '204 No Content',
      '201 Created',
    ]);
    expect(made(answer, 0)).toBe(`Patient/${known.id}`);
    expect(await readMade(answer, 1)).toMatchObject({ active: true });
    expect(await readMade(answer, 2)).toMatchObject({ active: true });
    expect(await readMade(answer, 5)).toMatchObject({
      subject: { reference: `Patient/${known.id}` },
    });
  });

  test('check ifMatch', async () => {
    const { id } = await server.create({ resourceType: 'Patient', active: true });
    const bad = await send([
      put('if-match-new', { resourceType: 'Patient', active: true }),
      put(id, { resourceType: 'Patient', active: false }, { ifMatch: 'W/"2"' }),
    ]);
    expect(bad.status).toBe(412);
    expect(bad.body).toMatchObject({ issue: [{ expression: ['Bundle.entry[1]'] }] });
    expect((await server.send('GET', '/Patient/if-match-new')).status).toBe(404);
    const good = await send([
      put(id, { resourceType: 'Patient', active: false }, { ifMatch: 'W/"1"' }),
    ]);
    expect(responseEntries(good)[0]?.response.etag).toBe('W/"2"');
  });

  test('JSON Patch comes in a Binary', async () => {
    const { id } = await server.create({ resourceType: 'Patient', active: true });
    const operations = JSON.stringify([{ op: 'replace', path: '/active', value: false }]);
    const answer = await send([
      {
        resource: {
          resourceType: 'Binary',
          contentType: 'application/json-patch+json',
          data: Buffer.from(operations).toString('base64'),
        },
        request: { method: 'PATCH', url: `Patient/${id}` },
      },
    ]);
    expect(responseEntries(answer)[0]?.response.status).toBe('200 OK');
    expect((await server.send('GET', `/Patient/${id}`)).body['active']).toBe(false);
  });

  test.each([
    [
      'the same id twice',
      () => [
        put('twice', { resourceType: 'Patient', active: true }),
        put('twice', { resourceType: 'Patient', active: false }),
      ],
    ],
    [
      'an update and a deletion of one id',
      () => [
        put('both', { resourceType: 'Patient', active: true }),
        { request: { method: 'DELETE', url: 'Patient/both' } },
      ],
    ],
    [
      'the same fullUrl twice',
      () => [
        post(uuid(1), { resourceType: 'Patient', active: true }),
        post(uuid(1), { resourceType: 'Patient', active: true }),
      ],
    ],
    [
      'the same criteria twice',
      () =>
        [1, 2].map((n) =>
          post(
            uuid(n),
            { resourceType: 'Patient', active: true },
            { ifNoneExist: 'identifier=dup' },
          ),
        ),
    ],
    ['no request', () => [{ resource: { resourceType: 'Patient', active: true } }]],
    ['no resource for a POST', () => [{ request: { method: 'POST', url: 'Patient' } }]],
    [
      'an unknown type',
      () => [
        {
          resource: { resourceType: 'Patient', active: true },
          request: { method: 'POST', url: 'Nonsense' },
        },
      ],
    ],
    [
      'another type than its url',
      () => [
        {
          resource: { resourceType: 'Patient', active: true },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    ],
    [
      'another id than its url',
      () => [
        {
          resource: { resourceType: 'Patient', id: 'a' },
          request: { method: 'PUT', url: 'Patient/b' },
        },
      ],
    ],
    [
      'a Bundle to be run',
      () => [
        {
          resource: { resourceType: 'Bundle', type: 'batch' },
          request: { method: 'POST', url: '' },
        },
      ],
    ],
    [
      'a read that fails',
      () => [
        post(uuid(1), { resourceType: 'Patient', identifier: [{ value: 'atomic' }] }),
        { request: { method: 'GET', url: 'Patient/not-there' } },
      ],
    ],
    [
      'an invalid resource',
      () => [
        post(uuid(1), { resourceType: 'Patient', identifier: [{ value: 'atomic' }] }),
        post(uuid(2), { resourceType: 'Patient', gender: 'unknowable' }),
      ],
    ],
  ])('with %s are refused, and nothing is stored', async (_, make) => {
    const answer = await send(make());
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.resourceType).toBe('OperationOutcome');
    expect(JSON.stringify(answer.body)).toContain('Bundle.entry[');
    const left = await server.send('GET', '/Patient?identifier=atomic,dup');
    expect(left.body['entry']).toBeUndefined();
  });
});

describe('the response', () => {
  test('has an entry for each of the request, without resources unless preferred', async () => {
    const request = [
      post(uuid(1), { resourceType: 'Patient', active: true }),
      put('response-put', { resourceType: 'Patient', active: true }),
    ];
    const plain = await send(request);
    expect(plain.body['type']).toBe('transaction-response');
    expect(responseEntries(plain)).toHaveLength(2);
    expect(responseEntries(plain)[0]).toMatchObject({
      response: { status: '201 Created', etag: 'W/"1"' },
    });
    expect(responseEntries(plain)[0]?.resource).toBeUndefined();
    const full = await send(request, { Prefer: 'return=representation' });
    expect(responseEntries(full)[1]).toMatchObject({
      fullUrl: `${server.base}/Patient/response-put`,
      resource: { id: 'response-put', meta: { versionId: '2' } },
      response: { status: '200 OK', location: 'Patient/response-put/_history/2' },
    });
    const outcomes = await send(request, { Prefer: 'return=OperationOutcome' });
    expect(responseEntries(outcomes)[0]?.response.outcome).toMatchObject({
      resourceType: 'OperationOutcome',
    });
  });

  test('of an empty transaction is empty', async () => {
    const answer = await server.send('POST', '', {
      body: { resourceType: 'Bundle', type: 'transaction' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body['entry']).toBeUndefined();
  });
});

test('5,000 entries go in', async () => {
  const patients = Array.from({ length: 100 }, (_, n) =>
    post(uuid(n), { resourceType: 'Patient', active: true }),
  );
  const rest = Array.from({ length: 4900 }, (_, n) =>
    post(uuid(1000 + n), observation(uuid(n % 100))),
  );
  const answer = await send([...patients, ...rest]);
  expect(answer.status).toBe(200);
  expect(responseEntries(answer)).toHaveLength(5000);
  const found = await server.send('GET', `/Observation?subject=${made(answer, 7)}&_count=100`);
  expect(found.body['entry']).toHaveLength(49);
});

test('too many entries are refused with 413', async () => {
  const answer = await send(
    Array.from({ length: 10_001 }, () => ({ request: { method: 'DELETE', url: 'Patient/x' } })),
  );
  expect(answer.status).toBe(413);
});

test.each([
  ['of another type', { type: 'collection' }, 422],
  ['without a type', {}, 422],
  ['that is no Bundle', { resourceType: 'Patient' }, 400],
])('a Bundle %s posted to the base is refused', async (_, extra, status) => {
  const answer = await server.send('POST', '', { body: { resourceType: 'Bundle', ...extra } });
  expect(answer.status).toBe(status);
  expect(answer.body.resourceType).toBe('OperationOutcome');
});
