// https://hl7.org/fhir/R4/http.html#transactional-integrity and the setting REFERENTIAL_INTEGRITY
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

const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const GONE = 'Patient/not-there';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ REFERENTIAL_INTEGRITY: 'enforce' });
});

afterAll(async () => {
  await server.stop();
});

const patient = { resourceType: 'Patient', active: true };
const createPatient = async () => `Patient/${(await server.create(patient)).id}`;
const createObservation = async (subject: string, extra: object = {}) =>
  (await server.create(observation(subject, extra))).id;
const send = (method: string, path: string, body?: unknown, headers = {}) =>
  server.send(method, path, { body, headers });
const transaction = (entry: unknown[]) => sendBundle(server, 'transaction', entry);
const patch = (id: string, operation: object) =>
  send('PATCH', `/Observation/${id}`, JSON.stringify([operation]), JSON_PATCH);

function expectDangling(answer: Answer, name = GONE): void {
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [
      {
        code: 'processing',
        diagnostics: `The reference to ${name} leads nowhere.`,
        expression: [expect.stringMatching(/^[A-Z]\w+\..*reference$/)],
      },
    ],
  });
}

function expectHeld(answer: Answer): void {
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ issue: [{ code: 'conflict' }] });
}

describe('a reference that leads nowhere', () => {
  test('is refused on create, and nothing is stored', async () => {
    const identifier = [{ value: 'dangling-create' }];
    expectDangling(await send('POST', '/Observation', observation(GONE, { identifier })));
    const found = await server.send('GET', '/Observation?identifier=dangling-create');
    expect(found.body['entry']).toBeUndefined();
  });

  test('is refused on conditional create and conditional update', async () => {
    const body = observation(GONE);
    const create = { 'If-None-Exist': 'identifier=none-1' };
    expectDangling(await send('POST', '/Observation', body, create));
    expectDangling(await send('PUT', '/Observation?identifier=none-2', body));
  });

  test('is refused on update, and the version before stays', async () => {
    const id = await createObservation(await createPatient());
    expectDangling(await send('PUT', `/Observation/${id}`, { ...observation(GONE), id }));
    const current = await server.send('GET', `/Observation/${id}`);
    expect(current.headers.get('etag')).toBe('W/"1"');
  });

  test('is refused on patch', async () => {
    const id = await createObservation(await createPatient());
    expectDangling(await patch(id, { op: 'replace', path: '/subject/reference', value: GONE }));
  });

  test.each([
    ['to a version', `${GONE}/_history/1`],
    ['by an absolute URL of this server', `http://fhir.example/fhir/${GONE}`],
  ])('is refused when it is written as one %s', async (_, reference) => {
    expectDangling(await send('POST', '/Observation', observation(reference)));
  });

  test('is refused wherever it stands', async () => {
    const extension = [{ url: 'http://e', valueReference: { reference: GONE } }];
    const contained = [{ resourceType: 'Organization', id: 'o', name: 'x', extension }];
    const inContained = { contained, managingOrganization: { reference: '#o' } };
    expectDangling(await send('POST', '/Patient', { ...patient, extension }));
    expectDangling(await send('POST', '/Patient', { ...patient, ...inContained }));
    expectDangling(
      await send('POST', '/Patient', { ...patient, birthDate: '2000', _birthDate: { extension } }),
    );
  });

  test('is refused when the target has been deleted', async () => {
    const target = await createPatient();
    expect((await send('DELETE', `/${target}`)).status).toBe(204);
    expectDangling(await send('POST', '/Observation', observation(target)), target);
  });

  test('fails its own entry of a batch only', async () => {
    const answer = await sendBundle(server, 'batch', [
      post(uuid(1), observation(GONE)),
      post(uuid(2), observation(await createPatient())),
    ]);
    expect(responseEntries(answer).map(({ response }) => response.status)).toEqual([
      '422 Unprocessable Entity',
      '201 Created',
    ]);
  });

  test('fails the whole transaction', async () => {
    const before = { ...patient, identifier: [{ value: 'dangling-transaction' }] };
    expectDangling(await transaction([post(uuid(1), before), post(uuid(2), observation(GONE))]));
    const found = await server.send('GET', '/Patient?identifier=dangling-transaction');
    expect(found.body['entry']).toBeUndefined();
  });

  test('brought in by a patch fails the whole transaction', async () => {
    const id = await createObservation(await createPatient());
    const data = JSON.stringify([{ op: 'replace', path: '/subject/reference', value: GONE }]);
    const resource = {
      resourceType: 'Binary',
      contentType: 'application/json-patch+json',
      data: Buffer.from(data).toString('base64'),
    };
    const request = { method: 'PATCH', url: `Observation/${id}` };
    expectDangling(await transaction([{ resource, request }]));
  });
});

describe('a reference that leads somewhere', () => {
  test('is accepted to what is there, to itself, and to another version', async () => {
    const target = await createPatient();
    await createObservation(target);
    await createObservation(`${target}/_history/1`);
    await createObservation(`http://fhir.example/fhir/${target}`);
    const self = { ...patient, link: [{ other: { reference: 'Patient/me' }, type: 'seealso' }] };
    expect((await send('PUT', '/Patient/me', { ...self, id: 'me' })).status).toBe(201);
  });

  test('is accepted to a contained resource', async () => {
    await createObservation('#p', { contained: [{ ...patient, id: 'p' }] });
  });

  test.each([
    'http://elsewhere.example/fhir/Patient/1',
    'urn:uuid:6b1f2a3c-6f2a-4b59-9d0b-2f6f1b0c7a11',
    'urn:oid:1.2.3',
  ])('is accepted to %s, which is not of this server', async (reference) => {
    await createObservation(reference);
  });

  test('without a literal reference is accepted', async () => {
    const subject = { identifier: { value: '1' }, display: 'somebody' };
    expect((await send('POST', '/Observation', { ...observation(''), subject })).status).toBe(201);
  });

  test('is accepted between entries of a transaction, also in a circle', async () => {
    const answer = await transaction([
      post(uuid(1), observation(uuid(3), { hasMember: [{ reference: uuid(2) }] })),
      post(uuid(2), observation('Patient/circle', { hasMember: [{ reference: uuid(1) }] })),
      post(uuid(3), patient),
      put('circle', patient),
    ]);
    expect(answer.status).toBe(200);
    expect((await server.send('GET', `/${made(answer, 1)}`)).body).toMatchObject({
      subject: { reference: 'Patient/circle' },
      hasMember: [{ reference: made(answer, 0) }],
    });
  });

  test('inside a stored Bundle is a matter of that Bundle', async () => {
    const entry = [
      { fullUrl: 'http://elsewhere.example/Patient/7', resource: { ...patient, id: '7' } },
      { fullUrl: 'http://elsewhere.example/Observation/8', resource: observation('Patient/7') },
    ];
    await server.create({ resourceType: 'Bundle', type: 'collection', entry });
  });
});

describe('deletion', () => {
  test('of a resource that another refers to is 409, until that is gone', async () => {
    const target = await createPatient();
    const id = await createObservation(target);
    expectHeld(await send('DELETE', `/${target}`));
    expect((await server.send('GET', `/${target}`)).status).toBe(200);
    expect((await send('DELETE', `/Observation/${id}`)).status).toBe(204);
    expect((await send('DELETE', `/${target}`)).status).toBe(204);
  });

  test('looks at the versions in force only', async () => {
    const [first, second] = [await createPatient(), await createPatient()];
    const id = await createObservation(first);
    const moved = { ...observation(second), id };
    expect((await send('PUT', `/Observation/${id}`, moved)).status).toBe(200);
    expect((await send('DELETE', `/${first}`)).status).toBe(204);
    expectHeld(await send('DELETE', `/${second}`));
  });

  test('of a resource that refers to itself only goes through', async () => {
    const link = [{ other: { reference: 'Patient/lonely' }, type: 'seealso' }];
    await send('PUT', '/Patient/lonely', { ...patient, id: 'lonely', link });
    expect((await send('DELETE', '/Patient/lonely')).status).toBe(204);
  });

  test.each([
    [
      'an extension',
      (target: string) => ({
        resourceType: 'Basic',
        code: { text: 'x' },
        extension: [{ url: 'https://example.org/about', valueReference: { reference: target } }],
      }),
    ],
    [
      'an element without a search parameter',
      (target: string) => ({
        resourceType: 'Patient',
        contact: [{ organization: { reference: target } }],
      }),
    ],
  ])('is held by a reference in %s', async (_, referring) => {
    const { id } = await server.create({ resourceType: 'Organization', name: 'Held' });
    const holder = await server.create(referring(`Organization/${id}`));
    expectHeld(await server.send('DELETE', `/Organization/${id}`));
    await server.send('DELETE', `/${holder.resourceType}/${holder.id}`);
    expect((await server.send('DELETE', `/Organization/${id}`)).status).toBe(204);
  });

  test('by criteria is 409 as well', async () => {
    const { id } = await server.create({ ...patient, identifier: [{ value: 'held' }] });
    await createObservation(`Patient/${id}`);
    expectHeld(await send('DELETE', '/Patient?identifier=held'));
  });

  test('in a transaction is 409 while something outside refers to it', async () => {
    const target = await createPatient();
    await createObservation(target);
    expectHeld(await transaction([{ request: { method: 'DELETE', url: target } }]));
  });

  test('in one transaction with all that refers to it goes through', async () => {
    const target = await createPatient();
    const [gone, moved] = [await createObservation(target), await createObservation(target)];
    const answer = await transaction([
      { request: { method: 'DELETE', url: target } },
      { request: { method: 'DELETE', url: `Observation/${gone}` } },
      put(moved, observation(await createPatient())),
    ]);
    expect(answer.status).toBe(200);
    expect((await server.send('GET', `/${target}`)).status).toBe(410);
  });

  test('in one transaction with something new that refers to it is 409', async () => {
    const target = await createPatient();
    expectHeld(
      await transaction([
        { request: { method: 'DELETE', url: target } },
        post(uuid(1), observation(target)),
      ]),
    );
    expect((await server.send('GET', `/${target}`)).status).toBe(200);
  });

  test('and a new reference at the same moment never both succeed', async () => {
    const targets = await Promise.all(Array.from({ length: 20 }, createPatient));
    const pairs = await Promise.all(
      targets.map(async (target) => {
        const [created, deleted] = await Promise.all([
          send('POST', '/Observation', observation(target)),
          send('DELETE', `/${target}`),
        ]);
        return [created.status, deleted.status];
      }),
    );
    for (const pair of pairs) {
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual(pair);
    }
  });
});

test('the CapabilityStatement says that references are enforced', async () => {
  const { text } = await server.send('GET', '/metadata');
  expect(text).toContain('"referencePolicy":["literal","logical","enforced","local"]');
});

describe('off', () => {
  let free: TestServer;

  beforeAll(async () => {
    free = await startTestServer({ REFERENTIAL_INTEGRITY: 'off' });
  });

  afterAll(async () => {
    await free.stop();
  });

  test('lets references lead nowhere, now or later', async () => {
    await free.create(observation(GONE));
    const { id } = await free.create(patient);
    const pointing = await free.create(observation(`Patient/${id}`));
    expect((await free.send('DELETE', `/Patient/${id}`)).status).toBe(204);
    const left = await free.send('GET', `/Observation/${pointing.id}`);
    expect(left.body).toMatchObject({ subject: { reference: `Patient/${id}` } });
    const answer = await sendBundle(free, 'transaction', [post(uuid(1), observation(GONE))]);
    expect(answer.status).toBe(200);
  });

  test('is what happens by default, and what the CapabilityStatement then says', async () => {
    const { text } = await free.send('GET', '/metadata');
    expect(text).not.toContain('"enforced"');
  });
});
