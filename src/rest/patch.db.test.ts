// https://hl7.org/fhir/R4/http.html#patch and https://hl7.org/fhir/R4/fhirpatch.html
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

const PATIENT = {
  resourceType: 'Patient',
  identifier: [
    { system: 'http://a', value: '1' },
    { system: 'http://b', value: '2' },
    { system: 'http://c', value: '3' },
  ],
  active: true,
  name: [{ family: 'Jansen', given: ['Piet', 'Jan'] }],
  birthDate: '1980-01-02',
  deceasedBoolean: false,
};

async function patched(
  body: unknown,
  contentType: string,
  resource: JsonObject & { resourceType: string } = PATIENT,
): Promise<Answer> {
  const { id } = await server.create(structuredClone(resource));
  return server.send('PATCH', `/${resource.resourceType}/${id}`, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': contentType },
  });
}

describe('JSON Patch', () => {
  const jsonPatch = (...operations: object[]) => patched(operations, 'application/json-patch+json');

  test('does all six operations', async () => {
    const answer = await jsonPatch(
      { op: 'test', path: '/active', value: true },
      { op: 'replace', path: '/active', value: false },
      { op: 'add', path: '/name/0/given/1', value: 'Klaas' },
      { op: 'add', path: '/name/-', value: { text: 'Pietje' } },
      { op: 'remove', path: '/birthDate' },
      { op: 'copy', from: '/identifier/0', path: '/identifier/-' },
      { op: 'move', from: '/identifier/1', path: '/identifier/0' },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('W/"2"');
    expect(answer.body).toMatchObject({
      active: false,
      name: [{ given: ['Piet', 'Klaas', 'Jan'] }, { text: 'Pietje' }],
    });
    expect(answer.body['birthDate']).toBeUndefined();
    const identifiers = answer.body['identifier'] as { value: string }[];
    expect(identifiers.map(({ value }) => value)).toEqual(['2', '1', '3', '1']);
  });

  test('keeps the text of decimals it does not touch, and of those it brings', async () => {
    const { id } = await server.create({ resourceType: 'Basic', code: { text: 'x' } });
    const send = (method: string, path: string, body: string, type = 'application/fhir+json') =>
      server.send(method, path, { body, headers: { 'Content-Type': type } });
    await send(
      'PUT',
      `/Basic/${id}`,
      `{"resourceType":"Basic","id":"${id}","code":{"text":"x"},"extension":[{"url":"http://e","valueDecimal":1.00}]}`,
    );
    const answer = await send(
      'PATCH',
      `/Basic/${id}`,
      '[{"op":"test","path":"/extension/0/valueDecimal","value":1.0},{"op":"add","path":"/extension/-","value":{"url":"http://f","valueDecimal":0.10}}]',
      'application/json-patch+json',
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"valueDecimal":1.00}');
    expect(answer.text).toContain('"valueDecimal":0.10}');
  });

  test.each([
    ['a failing test', [{ op: 'test', path: '/active', value: false }], 422],
    ['a path that is not there', [{ op: 'replace', path: '/photo/0', value: {} }], 422],
    ['a result that is not valid', [{ op: 'replace', path: '/gender', value: 'x' }], 422],
    ['an unknown element', [{ op: 'add', path: '/nonsense', value: 1 }], 400],
    ['another id', [{ op: 'replace', path: '/id', value: 'other' }], 422],
    ['another type', [{ op: 'replace', path: '/resourceType', value: 'Person' }], 422],
    ['an unknown operation', [{ op: 'increment', path: '/active' }], 400],
    ['no path', [{ op: 'remove' }], 400],
    ['no value', [{ op: 'add', path: '/active' }], 400],
    ['a prototype', [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 400],
    ['no array', { op: 'remove', path: '/active' }, 400],
    ['no operation', [], 400],
  ])('with %s is refused', async (_, body, status) => {
    const answer = await patched(body, 'application/json-patch+json');
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('FHIRPath Patch', () => {
  const operation = (...parts: object[]) => ({ name: 'operation', part: parts });
  const type = (code: string) => ({ name: 'type', valueCode: code });
  const path = (text: string) => ({ name: 'path', valueString: text });
  const name = (text: string) => ({ name: 'name', valueString: text });
  const index = (at: string, value: number) => ({ name: at, valueInteger: value });
  const value = (of: object) => ({ name: 'value', ...of });
  const fhirPathPatch = (...operations: object[]) =>
    patched({ resourceType: 'Parameters', parameter: operations }, 'application/fhir+json');

  test('adds a single element, a repetition, a choice and an element in parts', async () => {
    const answer = await fhirPathPatch(
      operation(type('add'), path('Patient'), name('gender'), value({ valueCode: 'male' })),
      operation(
        type('add'),
        path('Patient'),
        name('name'),
        value({ valueHumanName: { text: 'P' } }),
      ),
      operation(
        type('add'),
        path('Patient.name[0]'),
        name('given'),
        value({ valueString: 'Klaas' }),
      ),
      operation(type('add'), path('Patient'), name('multipleBirth'), value({ valueInteger: 2 })),
      operation(
        type('add'),
        path('Patient'),
        name('contact'),
        value({
          part: [
            { name: 'name', valueHumanName: { text: 'c' } },
            { name: 'gender', valueCode: 'female' },
          ],
        }),
      ),
    );
    expect(answer.body).toMatchObject({
      gender: 'male',
      name: [{ given: ['Piet', 'Jan', 'Klaas'] }, { text: 'P' }],
      multipleBirthInteger: 2,
      contact: [{ name: { text: 'c' }, gender: 'female' }],
    });
  });

  test('inserts, replaces, deletes and moves', async () => {
    const answer = await fhirPathPatch(
      operation(
        type('insert'),
        path('Patient.name.given'),
        index('index', 1),
        value({ valueString: 'Klaas' }),
      ),
      operation(type('replace'), path('Patient.birthDate'), value({ valueDate: '1981' })),
      operation(type('replace'), path('Patient.deceased'), value({ valueDateTime: '2020' })),
      operation(type('delete'), path("Patient.identifier.where(system = 'http://b')")),
      operation(
        type('move'),
        path('Patient.identifier'),
        index('source', 1),
        index('destination', 0),
      ),
      operation(type('delete'), path('Patient.photo')),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      name: [{ given: ['Piet', 'Klaas', 'Jan'] }],
      birthDate: '1981',
      deceasedDateTime: '2020',
      identifier: [{ value: '3' }, { value: '1' }],
    });
    expect(answer.body['deceasedBoolean']).toBeUndefined();
  });

  test('reaches extensions of primitives, and keeps them beside their values', async () => {
    const extension = [{ url: 'http://e', valueString: 'x' }];
    const answer = await patched(
      {
        resourceType: 'Parameters',
        parameter: [
          operation(
            type('replace'),
            path('Patient.birthDate.extension[0].value'),
            value({ valueString: 'y' }),
          ),
          operation(type('delete'), path('Patient.name[0].given[0]')),
        ],
      },
      'application/fhir+json',
      {
        ...PATIENT,
        _birthDate: { extension },
        name: [{ given: ['Piet', 'Jan'], _given: [null, { extension }] }],
      },
    );
    expect(answer.body).toMatchObject({
      _birthDate: { extension: [{ url: 'http://e', valueString: 'y' }] },
      name: [{ given: ['Jan'], _given: [{ extension }] }],
    });
  });

  test('comes in XML as well', async () => {
    const { id } = await server.create(PATIENT);
    const answer = await server.send('PATCH', `/Patient/${id}`, {
      headers: { 'Content-Type': 'application/fhir+xml', Accept: 'application/fhir+json' },
      body:
        '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>' +
        '<part><name value="type"/><valueCode value="replace"/></part>' +
        '<part><name value="path"/><valueString value="Patient.active"/></part>' +
        '<part><name value="value"/><valueBoolean value="false"/></part></parameter></Parameters>',
    });
    expect(answer.body['active']).toBe(false);
  });

  test.each([
    ['an unknown type', operation(type('swap'), path('Patient')), 400],
    ['no path', operation(type('delete')), 400],
    ['a path that is no FHIRPath', operation(type('delete'), path('Patient.name[[')), 400],
    ['a path to a value', operation(type('delete'), path('Patient.name.count()')), 400],
    [
      'several elements to replace',
      operation(type('replace'), path('Patient.identifier'), value({ valueIdentifier: {} })),
      422,
    ],
    [
      'an element that is already there',
      operation(type('add'), path('Patient'), name('active'), value({ valueBoolean: true })),
      422,
    ],
    [
      'an element that does not exist',
      operation(type('add'), path('Patient'), name('nonsense'), value({ valueBoolean: true })),
      422,
    ],
    [
      'an index behind the end',
      operation(
        type('insert'),
        path('Patient.identifier'),
        index('index', 9),
        value({ valueIdentifier: { value: 'x' } }),
      ),
      422,
    ],
    [
      'a negative index',
      operation(
        type('insert'),
        path('Patient.identifier'),
        index('index', -1),
        value({ valueIdentifier: { value: 'x' } }),
      ),
      400,
    ],
    [
      'a value of another type',
      operation(type('replace'), path('Patient.birthDate'), value({ valueQuantity: { value: 1 } })),
      400,
    ],
    ['a parameter of another name', { name: 'nonsense' }, 400],
  ])('with %s is refused', async (_, wrong, status) => {
    const answer = await fhirPathPatch(wrong);
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  test('that is no Parameters resource is refused', async () => {
    expect((await patched(PATIENT, 'application/fhir+json')).status).toBe(400);
  });
});

test('an unknown kind of patch is 415', async () => {
  expect((await patched([], 'application/xml-patch+xml')).status).toBe(415);
});

test('If-Match is checked', async () => {
  const { id } = await server.create(PATIENT);
  const patch = (tag: string) =>
    server.send('PATCH', `/Patient/${id}`, {
      body: JSON.stringify([{ op: 'replace', path: '/active', value: false }]),
      headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': tag },
    });
  expect((await patch('W/"2"')).status).toBe(412);
  expect((await patch('W/"1"')).status).toBe(200);
});

test('what is not there can not be patched', async () => {
  const patch = (id: string) =>
    server.send('PATCH', `/Patient/${id}`, {
      body: '[{"op":"remove","path":"/active"}]',
      headers: { 'Content-Type': 'application/json-patch+json' },
    });
  expect((await patch('nobody')).status).toBe(404);
  const { id } = await server.create(PATIENT);
  await server.send('DELETE', `/Patient/${id}`);
  expect((await patch(id)).status).toBe(410);
});
