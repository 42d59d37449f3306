// https://hl7.org/fhir/R4/patient-operation-match.html
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { appWith, createCallers } from '../../testing/callers.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../../testing/server.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const HOSPITAL = 'urn:oid:2.16.528.1.1007.1';

const callers = createCallers();
let server: TestServer;
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer({}, SILENT, { authenticate: callers.authenticate });
  const people: Record<string, JsonObject> = {
    noor: {
      identifier: [
        { system: BSN, value: '999900006' },
        { system: HOSPITAL, value: '1' },
      ],
      name: [{ use: 'official', family: 'de Wit', given: ['Noor'] }],
      birthDate: '1980-05-01',
      gender: 'female',
    },
    nora: {
      identifier: [{ system: HOSPITAL, value: '2' }],
      name: [{ use: 'official', family: 'de Wit', given: ['Nora'] }],
      birthDate: '1980-05-01',
      gender: 'female',
    },
    other: {
      identifier: [{ system: HOSPITAL, value: '3' }],
      name: [{ use: 'official', family: 'Zwart', given: ['Piet'] }],
      birthDate: '1980-05-01',
      gender: 'male',
    },
  };
  for (const [name, person] of Object.entries(people)) {
    ids[name] = (await server.create({ resourceType: 'Patient', ...person })).id;
  }
});
afterAll(() => server.stop());

function match(patient: JsonObject, more: readonly JsonObject[] = []): Promise<Answer> {
  const resource = { resourceType: 'Patient', ...patient };
  const parameter = [{ name: 'resource', resource }, ...more];
  const body = { resourceType: 'Parameters', parameter };
  return server.send('POST', '/Patient/$match', { body });
}

/** Who was found: names, with their grades. */
function graded({ body }: Answer): string[] {
  return objectsAt(body, 'entry').map((entry) => {
    const id = stringAt(objectAt(entry, 'resource') ?? {}, 'id');
    const name = Object.keys(ids).find((one) => ids[one] === id) ?? '';
    const [extension] = objectsAt(objectAt(entry, 'search') ?? {}, 'extension');
    expect(extension?.['url']).toBe('http://hl7.org/fhir/StructureDefinition/match-grade');
    return `${name} ${stringAt(extension ?? {}, 'valueCode') ?? ''}`;
  });
}

const NOOR = {
  name: [{ family: 'Wit, de', given: ['Noor'] }],
  birthDate: '1980-05-01',
  gender: 'female',
};

test('demographics propose, the likeliest first, each with its score', async () => {
  const answer = await match(NOOR);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 2 });
  expect(graded(answer)).toEqual(['noor probable', 'nora possible']);
  const scores = objectsAt(answer.body, 'entry').map(
    (entry) => objectAt(entry, 'search')?.['score'],
  );
  expect(scores).toEqual([...scores].sort((one, two) => Number(two) - Number(one)));
  expect(graded(await match(NOOR, [{ name: 'count', valueInteger: 1 }]))).toEqual([
    'noor probable',
  ]);
});

test('a number is certain; one that contradicts the rest is not', async () => {
  const bsn = { identifier: [{ system: BSN, value: '999900006' }] };
  expect(graded(await match({ ...NOOR, ...bsn }))).toContain('noor certain');
  const number = { identifier: [{ system: HOSPITAL, value: '3' }] };
  expect(graded(await match(number))).toEqual(['other certain']);
  const overlay = { ...number, name: [{ family: 'Bakker' }], birthDate: '1955-11-12' };
  expect(graded(await match(overlay))).toEqual(['other possible']);
});

test('only certain matches: one, or none', async () => {
  const only = [{ name: 'onlyCertainMatches', valueBoolean: true }];
  expect(graded(await match(NOOR, only))).toEqual([]);
  const bsn = { identifier: [{ system: BSN, value: '999900006' }] };
  expect(graded(await match({ ...NOOR, ...bsn }, only))).toEqual(['noor certain']);
  const two = { identifier: [...bsn.identifier, { system: HOSPITAL, value: '2' }] };
  expect(graded(await match({ ...NOOR, ...two }, only))).toEqual([]);
});

test('nobody is no error', async () => {
  const { status, body } = await match({ name: [{ family: 'Niemand' }], birthDate: '1900-01-02' });
  expect([status, body['total'], body['entry']]).toEqual([200, 0, undefined]);
});

test('a Patient alone will do', async () => {
  const body = { resourceType: 'Patient', ...NOOR };
  const answer = await server.send('POST', '/Patient/$match', { body });
  expect(graded(answer)).toEqual(['noor probable', 'nora possible']);
});

test.each([
  [{ resourceType: 'Parameters', parameter: [] }],
  [
    {
      resourceType: 'Parameters',
      parameter: [{ name: 'resource', resource: { resourceType: 'Person' } }],
    },
  ],
  [
    {
      resourceType: 'Parameters',
      parameter: [
        { name: 'count', valueInteger: 0 },
        { name: 'resource', resource: { resourceType: 'Patient' } },
      ],
    },
  ],
  [{ resourceType: 'Parameters', parameter: [{ name: 'other' }] }],
  [{ resourceType: 'Observation', status: 'final' }],
])('what makes no sense is refused: %j', async (body) => {
  expect((await server.send('POST', '/Patient/$match', { body })).status).toBe(400);
});

test('compares only what the caller may read', async () => {
  const body = { resourceType: 'Patient', ...NOOR };
  const ask = async (scope: string): Promise<string[]> => {
    const headers = callers.as(appWith(scope, { patient: ids['nora'] ?? '' }));
    const answer = await server.send('POST', '/Patient/$match', { body, headers });
    expect(answer.status).toBe(200);
    return graded(answer);
  };
  expect(await ask('system/Patient.rs')).toEqual(['noor probable', 'nora possible']);
  expect(await ask('patient/Patient.rs')).toEqual(['nora possible']);
});

test('is declared, and has no instance level', async () => {
  const { body } = await server.send('GET', '/metadata');
  const types = objectsAt(objectsAt(body, 'rest')[0] ?? {}, 'resource');
  const patient = types.find(({ type }) => type === 'Patient') ?? {};
  expect(objectsAt(patient, 'operation')).toContainEqual({
    name: 'match',
    definition: 'http://hl7.org/fhir/OperationDefinition/Patient-match',
  });
  expect((await server.send('POST', '/Patient/1/$match', { body: NOOR })).status).not.toBe(200);
});
