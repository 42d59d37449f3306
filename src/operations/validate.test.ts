// https://hl7.org/fhir/R4/resource-operation-validate.html
import { describe, expect, test } from '@jest/globals';
import { SYSTEM_ACCESS } from '../access/context.js';
import { objectsAt } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import type { Environment, RunWithin } from '../interactions/environment.js';
import { read } from '../interactions/read.js';
import type { OperationRequest, OperationTarget } from '../interactions/types.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { BASE, structure } from '../testing/synthetic-structures.js';
import { createValidator } from '../validation/validate.js';
import { validateOperation } from './validate.js';

const stored: Record<string, Resource> = {
  'Patient/1': { resourceType: 'Patient', id: '1' },
  'Patient/named': { resourceType: 'Patient', id: 'named', name: [{ text: 'x' }] },
};

const structures = [
  structure('named', 'Patient', [{ id: 'Patient.name', min: 1 }]),
  structure('about', 'Observation', [
    {
      id: 'Observation.subject',
      type: [{ code: 'Reference', targetProfile: [`${BASE}named`] }],
    },
  ]),
];

const environment = {
  settings: { base: 'http://here/fhir', referentialIntegrity: 'off' },
  validator: createValidator(DEFINITIONS, {
    structures: {
      structure: (canonical) => structures.find(({ url }) => url === canonical),
      valueSet: () => undefined,
      profilesOf: () => [],
    },
  }),
  definitions: DEFINITIONS,
  structures: { packages: [] },
  reader: {
    readManyCurrent: (keys: readonly ResourceKey[]) =>
      Promise.resolve(
        new Map(
          keys.flatMap(({ type, id }) => {
            const resource = stored[`${type}/${id}`];
            return resource === undefined
              ? []
              : [[`${type}/${id}`, { body: JSON.stringify(resource) }] as const];
          }),
        ),
      ),
    readCurrent: ({ type, id }: ResourceKey) => {
      const resource = stored[`${type}/${id}`];
      return Promise.resolve(
        resource && { exists: true, version: 1, body: JSON.stringify(resource) },
      );
    },
  },
} as unknown as Environment;

const SYSTEM: OperationTarget = { level: 'system' };
const PATIENTS: OperationTarget = { level: 'type', type: 'Patient' };
const PATIENT_1: OperationTarget = { level: 'instance', key: { type: 'Patient', id: '1' } };

interface Asked extends Pick<OperationRequest, 'target' | 'body' | 'text'> {
  readonly query?: OperationRequest['parameters'];
}

const run: RunWithin = (surroundings, request) =>
  request.kind === 'read' ? read(surroundings, request) : Promise.reject(new Error('no read'));

const validated = ({ query = [], ...asked }: Asked): Promise<Resource> =>
  validateOperation(
    environment,
    { kind: 'operation', name: 'validate', parameters: query, ...asked },
    { run, access: SYSTEM_ACCESS },
  );

/** `severity code-of-the-rule expression` of each issue. */
async function issues(request: Asked): Promise<string[]> {
  const outcome = await validated(request);
  return objectsAt(outcome, 'issue').map((issue) => {
    const { details, expression, severity } = issue as Record<string, never>;
    const rule = (details as { coding: { code: string }[] } | undefined)?.coding[0]?.code;
    return [severity, rule, expression].filter((part) => part !== undefined).join(' ');
  });
}

const patient = (more: object = {}): Resource => ({ resourceType: 'Patient', ...more });

const parameters = (...parameter: object[]): Resource =>
  ({ resourceType: 'Parameters', parameter }) as unknown as Resource;

const named: [string, string][] = [['profile', `${BASE}named`]];
const MISSING = ['error cardinality-min Patient'];

describe('what is validated', () => {
  test('a bare resource, at system and type level', async () => {
    expect(await issues({ target: SYSTEM, body: patient() })).toEqual(['information']);
    expect(await issues({ target: PATIENTS, body: patient({ gender: 'x' }) })).toEqual([
      'error binding-required Patient.gender',
    ]);
  });

  test('a resource in Parameters, with profiles and a mode', async () => {
    const profile = { name: 'profile', valueUri: `${BASE}named` };
    const body = parameters({ name: 'resource', resource: patient() }, profile);
    expect(await issues({ target: SYSTEM, body })).toEqual(MISSING);
  });

  test('Parameters themselves, where those are what is asked about', async () => {
    const target: OperationTarget = { level: 'type', type: 'Parameters' };
    expect(await issues({ target, body: parameters({ valueString: 'x' }) })).toEqual([
      'error cardinality-min Parameters.parameter[0]',
    ]);
  });

  test('what is stored', async () => {
    expect(await issues({ target: PATIENT_1 })).toEqual(['information']);
    const query: [string, string][] = [...named, ['mode', 'profile']];
    expect(await issues({ target: PATIENT_1, query })).toEqual(MISSING);
  });
});

test('profiles come from the URL as well; one that is not known is an error', async () => {
  expect(await issues({ target: PATIENTS, body: patient(), query: named })).toEqual(MISSING);
  const query: [string, string][] = [['profile', 'http://nowhere']];
  expect(await issues({ target: PATIENTS, body: patient(), query })).toEqual([
    'error profile-unknown Patient',
  ]);
});

test('references are looked up in the store, also by this server’s own URL', async () => {
  const about = (reference: string): Resource => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference },
  });
  const query: [string, string][] = [['profile', `${BASE}about`]];
  const asked = (reference: string) => issues({ target: SYSTEM, body: about(reference), query });
  expect(await asked('Patient/named')).toEqual(['information']);
  expect(await asked('Patient/1')).toEqual(['error reference-profile Observation.subject']);
  expect(await asked('http://here/fhir/Patient/1')).toEqual([
    'error reference-profile Observation.subject',
  ]);
});

describe('modes', () => {
  test.each([
    ['update', patient({ id: '1' }), ['information']],
    ['update', patient({ id: '2' }), ['error Patient.id']],
    ['update', patient(), ['error Patient.id']],
    ['create', patient(), ['information']],
  ])('%s of %j', async (mode, body, expected) => {
    expect(await issues({ target: PATIENT_1, body, query: [['mode', mode]] })).toEqual(expected);
  });

  test('delete', async () => {
    const query: [string, string][] = [['mode', 'delete']];
    expect(await issues({ target: PATIENT_1, query })).toEqual(['information']);
    await expect(issues({ target: PATIENTS, query })).rejects.toMatchObject({
      kind: 'invalid-request',
    });
  });
});

test('the lines and columns of what is wrong', async () => {
  const text = '{\n  "resourceType": "Patient",\n  "gender": "x"\n}';
  const body = JSON.parse(text) as Resource;
  const outcome = await validated({ target: SYSTEM, body, text });
  expect(objectsAt(outcome, 'issue')).toMatchObject([{ location: ['Line[3] Col[3]'] }]);
});

test('lines and columns of a resource in Parameters', async () => {
  const text =
    '{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},\n' +
    '{"name":"resource","resource":{"resourceType":"Patient",\n "gender":"x"}}]}';
  const outcome = await validated({ target: SYSTEM, body: JSON.parse(text) as Resource, text });
  expect(objectsAt(outcome, 'issue')).toMatchObject([
    { location: ['Line[3] Col[2]'], expression: ['Patient.gender'] },
  ]);
});

test.each<[string, Asked, string]>([
  ['nothing to validate', { target: SYSTEM }, 'invalid-request'],
  ['another type', { target: PATIENTS, body: { resourceType: 'Basic' } }, 'invalid-request'],
  ['another mode', { target: PATIENT_1, query: [['mode', 'x']] }, 'invalid-request'],
  [
    'a resource that is not there',
    { target: { level: 'instance', key: { type: 'Patient', id: 'none' } } },
    'not-found',
  ],
])('%s is refused', async (_title, request, kind) => {
  await expect(validated(request)).rejects.toMatchObject({ kind });
});
