// https://hl7.org/fhir/R4/http.html#transaction
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const send = (entry: unknown[], headers: Record<string, string> = {}): Promise<Answer> =>
  server.send('POST', '', {
    body: { resourceType: 'Bundle', type: 'transaction', entry },
    headers,
  });

const post = (fullUrl: string, resource: JsonObject, request: object = {}) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource['resourceType'], ...request },
});

const put = (id: string, resource: JsonObject, request: object = {}) => ({
  resource: { ...resource, id },
  request: { method: 'PUT', url: `${String(resource['resourceType'])}/${id}`, ...request },
});

const observation = (subject: string, extra: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: subject },
  ...extra,
});

const UUID = (n: number) => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface ResponseEntry {
  resource?: JsonObject;
  response: { status: string; location?: string; etag?: string; outcome?: JsonObject };
}

const entries = (answer: Answer) => answer.body['entry'] as unknown as ResponseEntry[];

/** `Type/id` of what an entry made. */
const made = (answer: Answer, index: number) =>
  (entries(answer)[index]?.response.location ?? '').replace(/\/_history.*/, '');

const readMade = async (answer: Answer, index: number) =>
  (await server.send('GET', `/${made(answer, index)}`)).body;

describe('references', () => {
  test('to entries are rewritten wherever they can stand', async () => {
    const answer = await send([
      post(UUID(1), { resourceType: 'Patient', active: true }),
      post('urn:oid:2.16.840.1', { resourceType: 'Practitioner', active: true }),
      post(
        UUID(2),
        observation(UUID(1), {
          performer: [{ reference: 'urn:oid:2.16.840.1' }],
          contained: [{ resourceType: 'Device', id: 'd', patient: { reference: UUID(1) } }],
          extension: [
            { url: 'http://e/1', valueReference: { reference: UUID(1) } },
            { url: 'http://e/2', valueUri: UUID(1) },
            { url: 'http://e/3', valueCanonical: UUID(1) },
            { url: 'http://e/4', valueString: UUID(1) },
          ],
          _status: { extension: [{ url: 'http://e/5', valueReference: { reference: UUID(1) } }] },
          identifier: [{ system: 'urn:ietf:rfc:3986', value: UUID(1) }],
          text: {
            status: 'generated',
            div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${UUID(1)}">p</a> ${UUID(1)}</div>`,
          },
        }),
      ),
    ]);
    expect(answer.status).toBe(200);
    const patient = made(answer, 0);
    expect(await readMade(answer, 2)).toMatchObject({
      subject: { reference: patient },
      performer: [{ reference: made(answer, 1) }],
      contained: [{ patient: { reference: patient } }],
      extension: [
        { valueReference: { reference: patient } },
        { valueUri: patient },
        { valueCanonical: UUID(1) },
        { valueString: UUID(1) },
      ],
      _status: { extension: [{ valueReference: { reference: patient } }] },
      identifier: [{ value: UUID(1) }],
      text: {
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${patient}">p</a> ${UUID(1)}</div>`,
      },
    });
  });

  test('in a circle, to itself, and to an entry that comes later are fine', async () => {
    const answer = await send([
      post(UUID(1), observation(UUID(3), { hasMember: [{ reference: UUID(2) }] })),
      post(
        UUID(2),
        observation(UUID(3), { hasMember: [{ reference: UUID(1) }, { reference: UUID(2) }] }),
      ),
      post(UUID(3), {
        resourceType: 'Patient',
        link: [{ other: { reference: UUID(3) }, type: 'seealso' }],
      }),
    ]);
    expect(answer.status).toBe(200);
    expect(await readMade(answer, 1)).toMatchObject({
      hasMember: [{ reference: made(answer, 0) }, { reference: made(answer, 1) }],
    });
    expect(await readMade(answer, 2)).toMatchObject({
      link: [{ other: { reference: made(answer, 2) } }],
    });
  });

  test('relative to a fullUrl with a REST URL mean the entry with the same base', async () => {
    const answer = await send([
      post('http://other.example/fhir/Patient/7', { resourceType: 'Patient', active: true }),
      post('http://other.example/fhir/Observation/1', observation('Patient/7')),
      post('http://third.example/fhir/Observation/2', observation('Patient/7')),
      post(UUID(9), observation('http://other.example/fhir/Patient/7')),
    ]);
    const patient = made(answer, 0);
    expect(await readMade(answer, 1)).toMatchObject({ subject: { reference: patient } });
    expect(await readMade(answer, 2)).toMatchObject({ subject: { reference: 'Patient/7' } });
    expect(await readMade(answer, 3)).toMatchObject({ subject: { reference: patient } });
  });

  test('an http URL in a uri stays what it is', async () => {
    const url = 'http://example.org/fhir/ValueSet/1';
    const answer = await send([post(url, { resourceType: 'ValueSet', url, status: 'active' })]);
    expect(await readMade(answer, 0)).toMatchObject({ url });
  });

  test('keep the text of decimals in every entry', async () => {
    const quantity = '{"value":1.00,"unit":"g"}';
    const text = JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        post(UUID(1), { resourceType: 'Patient', active: true }),
        post(UUID(2), observation(UUID(1), { valueQuantity: 'HERE' })),
      ],
    }).replace('"HERE"', quantity);
    const answer = await server.send('POST', '', { body: text });
    const stored = await server.send('GET', `/${made(answer, 1)}`);
    expect(stored.text).toContain(`"valueQuantity":${quantity}`);
  });
});

describe('conditional references', () => {
  const practitioner = (value: string) => ({
    resourceType: 'Practitioner',
    identifier: [{ system: 'http://agb', value }],
  });
  const reference = (value: string) => `Practitioner?identifier=http://agb|${value}`;

  test('are replaced by the one match, in the store or in the Bundle', async () => {
    const { id } = await server.create(practitioner('one'));
    const answer = await send([
      post(
        UUID(1),
        observation('Patient/x', {
          performer: [{ reference: reference('one') }, { reference: reference('two') }],
        }),
      ),
      post(UUID(2), practitioner('two')),
    ]);
    expect(answer.status).toBe(200);
    expect(await readMade(answer, 0)).toMatchObject({
      performer: [{ reference: `Practitioner/${id}` }, { reference: made(answer, 1) }],
    });
  });

  test.each([
    ['nothing', [], 'conflict'],
    ['more than one', ['many', 'many'], 'multiple-matches'],
  ])('that find %s fail the transaction', async (_, values, code) => {
    for (const value of values) await server.create(practitioner(value));
    const answer = await send([
      post(UUID(1), { resourceType: 'Patient', identifier: [{ value: `with-${code}` }] }),
      post(
        UUID(2),
        observation(UUID(1), { performer: [{ reference: reference(values[0] ?? 'none') }] }),
      ),
    ]);
    expect(answer.status).toBe(412);
    expect(answer.body).toMatchObject({
      issue: [{ code, expression: ['Bundle.entry[1].resource'] }],
    });
    const left = await server.send('GET', `/Patient?identifier=with-${code}`);
    expect(left.body['entry']).toBeUndefined();
  });

  test('work outside transactions too', async () => {
    const { id } = await server.create(practitioner('single'));
    const created = await server.create(
      observation('Patient/x', { performer: [{ reference: reference('single') }] }),
    );
    expect(created).toMatchObject({ performer: [{ reference: `Practitioner/${id}` }] });
  });
});

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
        UUID(1),
        { resourceType: 'Patient', identifier: [{ value: 'order' }] },
        { ifNoneExist: 'identifier=order' },
      ),
      { request: { method: 'DELETE', url: `Patient/${id}` } },
    ]);
    expect(answer.status).toBe(200);
    expect(entries(answer).map(({ response }) => response.status)).toEqual([
      '200 OK',
      '201 Created',
      // The only match is deleted by the same transaction.
      '201 Created',
      '204 No Content',
    ]);
    const found = entries(answer)[0]?.resource as { entry: { resource: { id: string } }[] };
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
        UUID(1),
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
      post(UUID(2), observation(UUID(1))),
    ]);
    expect(entries(answer).map(({ response }) => response.status)).toEqual([
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
    expect(entries(good)[0]?.response.etag).toBe('W/"2"');
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
    expect(entries(answer)[0]?.response.status).toBe('200 OK');
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
        post(UUID(1), { resourceType: 'Patient', active: true }),
        post(UUID(1), { resourceType: 'Patient', active: true }),
      ],
    ],
    [
      'the same criteria twice',
      () =>
        [1, 2].map((n) =>
          post(
            UUID(n),
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
        post(UUID(1), { resourceType: 'Patient', identifier: [{ value: 'atomic' }] }),
        { request: { method: 'GET', url: 'Patient/not-there' } },
      ],
    ],
    [
      'an invalid resource',
      () => [
        post(UUID(1), { resourceType: 'Patient', identifier: [{ value: 'atomic' }] }),
        post(UUID(2), { resourceType: 'Patient', gender: 'unknowable' }),
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
      post(UUID(1), { resourceType: 'Patient', active: true }),
      put('response-put', { resourceType: 'Patient', active: true }),
    ];
    const plain = await send(request);
    expect(plain.body['type']).toBe('transaction-response');
    expect(entries(plain)).toHaveLength(2);
    expect(entries(plain)[0]).toMatchObject({ response: { status: '201 Created', etag: 'W/"1"' } });
    expect(entries(plain)[0]?.resource).toBeUndefined();
    const full = await send(request, { Prefer: 'return=representation' });
    expect(entries(full)[1]).toMatchObject({
      fullUrl: `${server.base}/Patient/response-put`,
      resource: { id: 'response-put', meta: { versionId: '2' } },
      response: { status: '200 OK', location: 'Patient/response-put/_history/2' },
    });
    const outcomes = await send(request, { Prefer: 'return=OperationOutcome' });
    expect(entries(outcomes)[0]?.response.outcome).toMatchObject({
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
    post(UUID(n), { resourceType: 'Patient', active: true }),
  );
  const rest = Array.from({ length: 4900 }, (_, n) =>
    post(UUID(1000 + n), observation(UUID(n % 100))),
  );
  const answer = await send([...patients, ...rest]);
  expect(answer.status).toBe(200);
  expect(entries(answer)).toHaveLength(5000);
  const found = await server.send('GET', `/Observation?subject=${made(answer, 7)}&_count=100`);
  expect(found.body['entry']).toHaveLength(49);
});

test('too many entries are refused with 413', async () => {
  const answer = await send(
    Array.from({ length: 10_001 }, () => ({ request: { method: 'DELETE', url: 'Patient/x' } })),
  );
  expect(answer.status).toBe(413);
});

describe('batch', () => {
  const batch = (entry: unknown[]) =>
    server.send('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });

  test('does each entry by itself', async () => {
    const answer = await batch([
      post(UUID(1), { resourceType: 'Patient', active: true }),
      post(UUID(2), { resourceType: 'Patient', gender: 'unknowable' }),
      { request: { method: 'GET', url: 'Patient/not-there' } },
      { request: { method: 'GET', url: 'metadata' } },
      { request: { method: 'DELETE', url: 'Patient/not-there' } },
      {
        resource: { resourceType: 'Patient', nonsense: 1 },
        request: { method: 'POST', url: 'Patient' },
      },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body['type']).toBe('batch-response');
    expect(entries(answer).map(({ response }) => response.status)).toEqual([
      '201 Created',
      '422 Unprocessable Entity',
      '404 Not Found',
      '200 OK',
      '204 No Content',
      '400 Bad Request',
    ]);
    expect(entries(answer)[1]?.response.outcome).toMatchObject({
      issue: [{ code: 'code-invalid' }],
    });
    expect(entries(answer)[3]?.resource).toMatchObject({ resourceType: 'CapabilityStatement' });
  });
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
