// docs/medmij-services.md: what a PGO sends
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { createCallers } from '../testing/callers.js';
import { ANNA, BRAM, pgo, ref } from '../testing/medmij/world.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'base' }, SILENT, callers);
  const put = (content: JsonObject): Promise<Answer> =>
    server.send('PUT', `/Patient/${stringAt(content, 'id') ?? ''}`, { body: content });
  for (const [id, value] of [
    ['anna', ANNA],
    ['bram', BRAM],
  ] as const) {
    await put({
      resourceType: 'Patient',
      id,
      identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value }],
      birthDate: '1980-05-01',
    });
  }
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';
const patientUrl = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000001';
const senderUrl = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000002';

function entry(resource: JsonObject & { resourceType: string }, fullUrl?: string): JsonObject {
  return {
    ...(fullUrl === undefined ? {} : { fullUrl }),
    resource,
    request: { method: 'POST', url: resource.resourceType },
  };
}

function copy(content: JsonObject = {}): JsonObject & { resourceType: string } {
  return {
    resourceType: 'Patient',
    meta: { profile: [`${NICTIZ}nl-core-Patient`] },
    identifier: [
      {
        system: 'http://fhir.nl/fhir/NamingSystem/bsn',
        _value: {
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
              valueCode: 'masked',
            },
          ],
        },
      },
    ],
    name: [
      {
        use: 'official',
        family: 'Dijks',
        _family: {
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/humanname-own-name',
              valueString: 'Dijks',
            },
          ],
        },
      },
    ],
    birthDate: '1980-05-01',
    ...content,
  };
}

function correction(text: string, content: JsonObject = {}): JsonObject & { resourceType: string } {
  return {
    resourceType: 'Communication',
    meta: { profile: [`${NICTIZ}dwv-PatientCorrectionsCommunication`] },
    status: 'completed',
    subject: ref(patientUrl),
    sender: ref(patientUrl),
    recipient: [ref(senderUrl)],
    payload: [{ contentString: text }],
    ...content,
  };
}

const organisation = {
  resourceType: 'Organization',
  meta: { profile: [`${NICTIZ}nl-core-HealthcareProvider-Organization`] },
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: '01234567' }],
  name: 'Huisartsenpraktijk',
};

function request(...communications: (JsonObject & { resourceType: string })[]): JsonObject {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...communications.map((one) => entry(one)),
      entry(copy(), patientUrl),
      entry(organisation, senderUrl),
    ],
  };
}

const corrections = pgo({ services: ['correctieverzoek-1.0'] });

function send(body: JsonObject, access = corrections, more: JsonObject = {}): Promise<Answer> {
  return server.send('POST', '/', {
    body,
    headers: { ...callers.as(access), Prefer: 'return=representation', ...more },
  });
}

const resources = (answer: Answer): JsonObject[] =>
  objectsAt(answer.body, 'entry').map(({ resource }) => resource as JsonObject);

async function count(type: string): Promise<unknown> {
  return (await server.send('GET', `/${type}?_summary=count`)).body['total'];
}

describe('a request for correction', () => {
  test('is stored with its own Patient, linked to the one of the token, and acknowledged', async () => {
    const answer = await send(request(correction('Mijn adres is anders')));
    expect(answer.status).toBe(200);
    expect(answer.body['type']).toBe('transaction-response');
    const [communication, patient, organization, outcome, ...more] = resources(answer);
    expect(more).toEqual([]);
    expect([communication, organization].map((one) => one?.['resourceType'])).toEqual([
      'Communication',
      'Organization',
    ]);
    expect(patient?.['link']).toEqual([
      {
        other: {
          reference: 'Patient/anna',
          extension: [expect.objectContaining({ valueCode: 'unknown' })],
        },
        type: 'seealso',
      },
    ]);
    expect(communication?.['subject']).toMatchObject({
      reference: `Patient/${stringAt(patient ?? {}, 'id') ?? ''}`,
      display: 'Dijks',
    });
    expect(outcome).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'information',
          code: 'informational',
          details: { text: expect.stringContaining('ontvangen') as unknown },
        },
      ],
    });
    for (const one of objectsAt(answer.body, 'entry')) {
      const id = stringAt(one['resource'] as JsonObject, 'id') ?? '-';
      expect(stringAt(one, 'fullUrl')?.endsWith(id)).toBe(true);
    }
    expect(JSON.stringify(answer.body)).not.toContain(ANNA);
  });

  test('that is sent again is answered the same, and stored once', async () => {
    const body = request(correction('Twee keer'), correction('Nog een'));
    const first = await send(body);
    const before = await count('Communication');
    const renamed = JSON.parse(
      JSON.stringify(body).replaceAll('0a1b2c3d-0000', '0a1b2c3d-9999'),
    ) as JsonObject;
    const second = await send(renamed);
    expect(
      resources(second)
        .map(({ id }) => id)
        .slice(0, -1),
    ).toEqual(
      resources(first)
        .map(({ id }) => id)
        .slice(0, -1),
    );
    expect([second.status, await count('Communication')]).toEqual([200, before]);
  });

  test('that comes in several times at once is stored once', async () => {
    const before = Number(await count('Communication'));
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => send(request(correction('Tegelijk')))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await count('Communication')).toBe(before + 1);
  });

  test('of the same words by another PGO, or about another patient, is another one', async () => {
    const before = Number(await count('Communication'));
    for (const facts of [{ pgo: 'other.example' }, { patient: 'bram' }]) {
      const answer = await send(
        request(correction('Mijn adres is anders')),
        pgo({ services: ['correctieverzoek-1.0'], ...facts }),
      );
      expect(answer.status).toBe(200);
    }
    expect(await count('Communication')).toBe(before + 2);
  });
});

describe('nothing is stored of', () => {
  const other = copy({ birthDate: '1990-01-01' });
  const numbered = copy({
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: BRAM }],
  });
  const linked = copy({ link: [{ other: ref('Patient/bram'), type: 'seealso' }] });
  const bundle = (...entries: JsonObject[]): JsonObject => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries,
  });
  test.each<[string, JsonObject, number]>([
    ['a Patient of another day of birth', bundle(entry(other)), 422],
    ['a Patient with the number of another', bundle(entry(numbered)), 422],
    ['a Patient with links', bundle(entry(linked)), 422],
    ['a resource without the profile', bundle(entry(copy({ meta: {} }))), 422],
    [
      'a resource that breaks its profile',
      bundle(entry(copy({ gender: 'x' })), entry(correction('x'))),
      422,
    ],
    [
      'something about another patient',
      bundle(entry(correction('x', { subject: ref('Patient/bram') }))),
      403,
    ],
    [
      'something about both',
      bundle(entry(copy(), patientUrl), entry(correction('x', { sender: ref('Patient/bram') }))),
      403,
    ],
    [
      'something about nobody',
      bundle(entry(correction('x', { subject: undefined, sender: undefined }))),
      403,
    ],
    ['a type that the service does not have', bundle(entry({ resourceType: 'Observation' })), 403],
    [
      'a change',
      bundle({
        resource: { ...copy(), id: 'anna' },
        request: { method: 'PUT', url: 'Patient/anna' },
      }),
      403,
    ],
    ['a deletion', bundle({ request: { method: 'DELETE', url: 'Patient/anna' } }), 403],
    [
      'a condition',
      bundle({
        resource: copy(),
        request: { method: 'POST', url: 'Patient', ifNoneExist: 'birthdate=1980-05-01' },
      }),
      403,
    ],
    ['a read', bundle(entry(copy()), { request: { method: 'GET', url: 'Patient/anna' } }), 403],
  ])('%s', async (_what, body, status) => {
    const before = [await count('Patient'), await count('Communication')];
    const answer = await send(body);
    expect([answer.status, answer.body['resourceType']]).toEqual([status, 'OperationOutcome']);
    expect([await count('Patient'), await count('Communication')]).toEqual(before);
  });

  test('what is sent with a token for collecting', async () => {
    expect((await send(request(correction('x')), pgo())).status).toBe(403);
  });
});

test('what was sent can not be read with the token that it was sent with', async () => {
  const answer = await server.send('GET', '/Communication', { headers: callers.as(corrections) });
  expect(answer.status).toBe(403);
});

test('a care provider finds what was sent by the patient that it is linked to', async () => {
  const answer = await server.send('GET', '/Communication?subject:Patient.link=Patient/anna');
  expect(objectsAt(answer.body, 'entry').length).toBeGreaterThan(0);
});

test('a request for correction of another system is acknowledged too', async () => {
  const answer = await server.send('POST', '/', {
    body: request(correction('Van een ander systeem')),
    headers: { Prefer: 'return=representation' },
  });
  expect(resources(answer).map(({ resourceType }) => resourceType)).toEqual([
    'Communication',
    'Patient',
    'Organization',
    'OperationOutcome',
  ]);
});

describe('a Patient that another system brings', () => {
  const known = {
    resourceType: 'Patient',
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: BRAM }],
  };
  const bring = async (to: TestServer): Promise<JsonObject> => {
    const body = { resourceType: 'Bundle', type: 'transaction', entry: [entry({ ...known })] };
    const headers = { Prefer: 'return=representation' };
    const [patient = {}] = resources(await to.send('POST', '/', { body, headers }));
    return patient;
  };

  test('stays by itself', async () => {
    expect((await bring(server))['link']).toBeUndefined();
  });

  test('is linked to the one with the same number when that is wanted, and so is the next one', async () => {
    const linking = await startTestServer({ VALIDATION: 'base', PATIENT_COPIES: 'linked' });
    try {
      const first = await bring(linking);
      expect(first['link']).toBeUndefined();
      const link = [{ other: ref(`Patient/${first['id'] as string}`), type: 'seealso' }];
      expect((await bring(linking))['link']).toEqual(link);
      expect((await bring(linking))['link']).toEqual(link);
    } finally {
      await linking.stop();
    }
  });
});
