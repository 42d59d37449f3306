// What is stored has been judged: https://hl7.org/fhir/R4/validation.html, and by $validate without
// being stored: https://hl7.org/fhir/R4/resource-operation-validate.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, type JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { observation, post, put, responseEntries, sendBundle, uuid } from '../testing/bundles.js';
import { until } from '../testing/process.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const NAMED = 'http://example.org/StructureDefinition/named-patient';
const ABOUT_NAMED = 'http://example.org/StructureDefinition/about-named';
const NL_PATIENT = 'http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient';

let server: TestServer;

const profile = (url: string, type: string, element: object): JsonObject & Resource => ({
  resourceType: 'StructureDefinition',
  url,
  name: 'Profile',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type,
  baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
  derivation: 'constraint',
  differential: { element: [element as JsonObject] },
});

beforeAll(async () => {
  server = await startTestServer();
  await server.create(
    profile(NAMED, 'Patient', { id: 'Patient.name', path: 'Patient.name', min: 1 }),
  );
  await server.create(
    profile(ABOUT_NAMED, 'Observation', {
      id: 'Observation.subject',
      path: 'Observation.subject',
      type: [{ code: 'Reference', targetProfile: [NAMED] }],
    }),
  );
  // Every process hears of them when they are stored.
  const { structures } = server.core.environment;
  await until(() => structures.structure(ABOUT_NAMED, '') !== undefined);
});

afterAll(async () => {
  await server.stop();
});

const patient = (more: object = {}): JsonObject & { resourceType: string } => ({
  resourceType: 'Patient',
  ...more,
});
const claiming = (url: string, resource: JsonObject): JsonObject & { resourceType: string } => ({
  ...(resource as JsonObject & { resourceType: string }),
  meta: { profile: [url] },
});
const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  server.send(method, path, { body });

/** `severity rule expression` of the errors and warnings. */
function findings(outcome: JsonObject): string[] {
  return objectsAt(outcome, 'issue').flatMap(({ severity, details, expression }) => {
    if (severity === 'information') return [];
    const rule = (details as { coding?: { code: string }[] } | undefined)?.coding?.[0]?.code;
    const parts = [severity, rule, expression] as (string | undefined)[];
    return [parts.filter((part) => part !== undefined).join(' ')];
  });
}

describe('a write', () => {
  test('is refused by a profile that it claims, with profile, rule and element', async () => {
    const answer = await send('POST', '/Patient', claiming(NAMED, patient()));
    expect(answer.status).toBe(422);
    expect(answer.body['issue']).toEqual([
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-authority',
            valueUri: NAMED,
          },
        ],
        severity: 'error',
        code: 'required',
        details: {
          coding: [
            {
              system: 'https://vuurtoren.dev/fhir/CodeSystem/validation-rule',
              code: 'cardinality-min',
            },
          ],
        },
        diagnostics: 'Patient: the element "name" is missing.',
        expression: ['Patient'],
      },
    ]);
  });

  test('is judged by the Dutch profiles', async () => {
    const right = claiming(NL_PATIENT, patient({ birthDate: '1970-03-04' }));
    expect((await send('POST', '/Patient', right)).status).toBe(201);
    const wrong = claiming(
      NL_PATIENT,
      patient({ address: [{ use: 'home', country: 'NL', type: 'x' }] }),
    );
    const refused = await send('POST', '/Patient', wrong);
    expect([refused.status, findings(refused.body)[0]]).toEqual([
      422,
      'error binding-required Patient.address[0].type',
    ]);
  });

  test.each<[string, JsonObject, number]>([
    ['an unknown element', { nonsense: true }, 400],
    ['a list that is none', { name: { family: 'x' } }, 400],
    ['an empty object', { maritalStatus: {} }, 400],
    ['a value outside its type', { birthDate: 'yesterday' }, 422],
    ['a code outside its value set', { gender: 'x' }, 422],
    ['a broken constraint', { telecom: [{ value: '06' }] }, 422],
    [
      'a modifier extension that is not known',
      { modifierExtension: [{ url: 'http://e', valueCode: 'x' }] },
      422,
    ],
  ])('with %s is refused', async (_, more, status) => {
    const answer = await send('POST', '/Patient', patient(more));
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome']);
  });

  test('that a profile forbids an element in can be read all the same: 422', async () => {
    const url = 'http://example.org/StructureDefinition/no-photo';
    await server.create(
      profile(url, 'Patient', { id: 'Patient.photo', path: 'Patient.photo', max: '0' }),
    );
    await until(() => server.core.environment.structures.structure(url, '') !== undefined);
    const answer = await send(
      'POST',
      '/Patient',
      claiming(url, patient({ photo: [{ title: 'x' }] })),
    );
    expect([answer.status, findings(answer.body)]).toEqual([
      422,
      ['error cardinality-max Patient.photo[0]'],
    ]);
  });

  test('has errors first, and then what was remarked', async () => {
    const claims = { profile: ['http://example.org/unknown', NAMED] };
    const answer = await send('POST', '/Patient', patient({ meta: claims }));
    expect(findings(answer.body)).toEqual([
      'error cardinality-min Patient',
      'warning profile-unknown Patient',
    ]);
  });

  test('that was remarked on is stored, and the remarks are told to who asks for them', async () => {
    const body = patient({ meta: { profile: ['http://example.org/unknown'] } });
    const answer = await server.send('POST', '/Patient', {
      body,
      headers: { Prefer: 'return=OperationOutcome' },
    });
    expect([answer.status, findings(answer.body)]).toEqual([
      201,
      ['warning profile-unknown Patient'],
    ]);
  });

  test('follows references to what is stored, where a profile says what they lead to', async () => {
    const named = await server.create(patient({ name: [{ text: 'x' }] }));
    const nameless = await server.create(patient());
    const about = (id: string) => claiming(ABOUT_NAMED, observation(`Patient/${id}`));
    expect((await send('POST', '/Observation', about(named.id))).status).toBe(201);
    const refused = await send('POST', '/Observation', about(nameless.id));
    expect([refused.status, findings(refused.body)]).toEqual([
      422,
      ['error reference-profile Observation.subject'],
    ]);
    // What is not there can't be judged.
    expect((await send('POST', '/Observation', about('not-there'))).status).toBe(201);
  });

  test('by update, conditional update and patch is judged as well', async () => {
    const { id } = await server.create(claiming(NAMED, patient({ name: [{ text: 'x' }] })));
    const nameless = claiming(NAMED, patient({ id }));
    expect((await send('PUT', `/Patient/${id}`, nameless)).status).toBe(422);
    expect((await send('PUT', `/Patient?_id=${id}`, nameless)).status).toBe(422);
    const patched = await server.send('PATCH', `/Patient/${id}`, {
      body: JSON.stringify([{ op: 'remove', path: '/name' }]),
      headers: { 'Content-Type': 'application/json-patch+json' },
    });
    expect([patched.status, findings(patched.body)]).toEqual([
      422,
      ['error cardinality-min Patient'],
    ]);
    expect((await send('GET', `/Patient/${id}`)).headers.get('etag')).toBe('W/"1"');
  });
});

describe('in a Bundle', () => {
  const wrong = claiming(NAMED, patient({ gender: 'x' }));

  test('a transaction names the place of everything that is wrong, and stores nothing', async () => {
    const answer = await sendBundle(server, 'transaction', [
      post(uuid(1), patient({ identifier: [{ value: 'in-transaction' }] })),
      post(uuid(2), wrong),
    ]);
    expect([answer.status, findings(answer.body)]).toEqual([
      422,
      [
        'error binding-required Bundle.entry[1].resource.gender',
        'error cardinality-min Bundle.entry[1].resource',
      ],
    ]);
    const left = await send('GET', '/Patient?identifier=in-transaction');
    expect(left.body['entry']).toBeUndefined();
  });

  test('references are followed to other entries', async () => {
    const about = (id: number) => claiming(ABOUT_NAMED, observation(uuid(id)));
    const good = await sendBundle(server, 'transaction', [
      post(uuid(1), patient({ name: [{ text: 'x' }] })),
      post(uuid(2), about(1)),
    ]);
    expect(good.status).toBe(200);
    const bad = await sendBundle(server, 'transaction', [
      post(uuid(1), patient()),
      post(uuid(2), about(1)),
    ]);
    expect([bad.status, findings(bad.body)]).toEqual([
      422,
      ['error reference-profile Bundle.entry[1].resource.subject'],
    ]);
  });

  test('a batch fails the entry, and names it', async () => {
    const answer = await sendBundle(server, 'batch', [
      post(uuid(1), patient()),
      post(uuid(2), wrong),
    ]);
    const [good, bad] = responseEntries(answer);
    expect([good?.response.status, bad?.response.status]).toEqual([
      '201 Created',
      '422 Unprocessable Entity',
    ]);
    expect(findings(bad?.response.outcome ?? {})).toEqual([
      'error binding-required Bundle.entry[1].resource.gender',
      'error cardinality-min Bundle.entry[1].resource',
    ]);
  });

  test.each(['transaction', 'batch'] as const)(
    'the result of a patch in a %s is judged',
    async (type) => {
      const { id } = await server.create(claiming(NAMED, patient({ name: [{ text: 'x' }] })));
      const data = Buffer.from(JSON.stringify([{ op: 'remove', path: '/name' }])).toString(
        'base64',
      );
      const resource = { resourceType: 'Binary', contentType: 'application/json-patch+json', data };
      const request = { method: 'PATCH', url: `Patient/${id}` };
      const answer = await sendBundle(server, type, [
        put('other', patient()),
        { resource, request },
      ]);
      const outcome = type === 'batch' ? responseEntries(answer)[1]?.response.outcome : answer.body;
      expect(findings(outcome ?? {})).toEqual(['error cardinality-min Bundle.entry[1]']);
      expect(JSON.stringify(outcome)).toContain('Bundle.entry[1]: Patient: the element');
    },
  );
});

describe('$validate', () => {
  test('judges a resource at system, type and instance level, and stores nothing', async () => {
    const body = claiming(NAMED, patient({ identifier: [{ value: 'only-validated' }] }));
    for (const path of ['/$validate', '/Patient/$validate', '/Patient/1/$validate']) {
      const answer = await send('POST', path, body);
      expect([path, answer.status, findings(answer.body)]).toEqual([
        path,
        200,
        ['error cardinality-min Patient'],
      ]);
    }
    const left = await send('GET', '/Patient?identifier=only-validated');
    expect(left.body['entry']).toBeUndefined();
  });

  test('takes Parameters, several profiles, and XML', async () => {
    const body = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'resource', resource: patient() },
        { name: 'profile', valueUri: NAMED },
        { name: 'profile', valueUri: 'http://example.org/unknown' },
        { name: 'mode', valueCode: 'create' },
      ],
    };
    expect(findings((await send('POST', '/Patient/$validate', body)).body)).toEqual([
      'error profile-unknown Patient',
      'error cardinality-min Patient',
    ]);
    const xml = await server.send('POST', `/Patient/$validate?profile=${NAMED}&_format=json`, {
      body: '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>',
      headers: { 'Content-Type': 'application/fhir+xml' },
    });
    expect([xml.status, findings(xml.body)]).toEqual([200, ['error cardinality-min Patient']]);
    expect(xml.body['issue']).toMatchObject([{ location: ['Line[1] Col[1]'] }]);
  });

  test('says where in the text it is', async () => {
    const body = '{\n  "resourceType": "Patient",\n  "gender": "x"\n}';
    const answer = await server.send('POST', '/$validate', { body });
    expect(answer.body['issue']).toMatchObject([{ location: ['Line[3] Col[3]'] }]);
  });

  test('judges what is stored, by GET too', async () => {
    const { id } = await server.create(patient());
    const path = `/Patient/${id}/$validate`;
    expect((await send('GET', path)).body['issue']).toMatchObject([{ severity: 'information' }]);
    const named = await send('GET', `${path}?profile=${NAMED}`);
    expect(findings(named.body)).toEqual(['error cardinality-min Patient']);
    const deletion = await send('GET', `${path}?mode=delete`);
    expect(deletion.body['issue']).toMatchObject([{ severity: 'information' }]);
  });

  test('runs in a batch', async () => {
    const answer = await sendBundle(server, 'batch', [
      { resource: patient({ gender: 'x' }), request: { method: 'POST', url: 'Patient/$validate' } },
    ]);
    const [entry] = responseEntries(answer);
    expect(entry?.response.status).toBe('200 OK');
    expect(findings(entry?.resource ?? {})).toEqual(['error binding-required Patient.gender']);
  });

  test.each([
    ['POST', '/$validate', 400],
    ['GET', '/Patient/$validate', 400],
    ['GET', '/Patient/not-there/$validate', 404],
    ['POST', '/Nonsense/$validate', 404],
    ['POST', '/Patient/$nonsense', 404],
    ['GET', '/$validate/more', 404],
    ['GET', '/Patient/1/$validate/2', 404],
    ['PUT', '/Patient/$validate', 405],
  ])('%s %s without a body is %i', async (method, path, status) => {
    expect((await send(method, path)).status).toBe(status);
  });

  test('with a resource of another type, or another mode, is 400', async () => {
    expect((await send('POST', '/Observation/$validate', patient())).status).toBe(400);
    expect((await send('POST', '/$validate?mode=guess', patient())).status).toBe(400);
  });

  test('is in the CapabilityStatement, for the system and for every type', async () => {
    const { body } = await send('GET', '/metadata');
    const [rest = {}] = objectsAt(body, 'rest');
    const validate = {
      name: 'validate',
      definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
    };
    expect(rest['operation']).toContainEqual(validate);
    for (const { operation } of objectsAt(rest, 'resource')) {
      expect(operation).toContainEqual(validate);
    }
  });
});

describe('mode delete', () => {
  test('tells what holds a resource where references are enforced', async () => {
    const strict = await startTestServer({ REFERENTIAL_INTEGRITY: 'enforce' });
    try {
      const { id } = await strict.create(patient());
      const path = `/Patient/${id}/$validate?mode=delete`;
      expect((await strict.send('GET', path)).body['issue']).toMatchObject([
        { severity: 'information' },
      ]);
      await strict.create(observation(`Patient/${id}`));
      expect((await strict.send('GET', path)).body['issue']).toMatchObject([
        { severity: 'error', code: 'conflict' },
      ]);
    } finally {
      await strict.stop();
    }
  });
});
