// Whatever is sent: the answer is never a failure of the server, checked or unchecked.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../fhir/json.js';
import { writeJson } from '../formats/json/write.js';
import { arbitraryResource } from '../testing/arbitrary.js';
import { observation, post, put, uuid } from '../testing/bundles.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { startTestServer, type TestServer } from '../testing/server.js';

/** What stands in for some value of what is sent. */
const stray = fc.constantFrom<JsonValue>(
  ...[null, '', 'x', 1, true, [], {}, [null], [[1]], ['y'], { a: 1 }, { reference: ['q'] }],
  ...[{ start: 5 }, { coding: [null] }, { system: 1, code: {} }, [{ reference: 5 }]],
  ...['Patient/1', 'Patient?identifier=a', 'Patient?', 'metadata', '_history', '?a=b', '$x'],
  ...['PUT', 'DELETE', 'GET', 'PATCH', 'W/"1"', uuid(1), '2024-02-30'],
);

const strays = fc.array(fc.tuple(fc.nat(), stray), { minLength: 1, maxLength: 3 });

/** Every place in a tree, as what puts another value there. */
function places(value: JsonValue | undefined): ((other: JsonValue) => void)[] {
  if (typeof value !== 'object' || value === null) return [];
  const tree = value as JsonObject;
  return Object.keys(tree)
    .filter((name) => name !== 'resourceType')
    .flatMap((name) => [
      (other: JsonValue) => {
        tree[name] = other;
      },
      ...places(tree[name]),
    ]);
}

function disturbed(body: JsonValue, changes: readonly [number, JsonValue][]): JsonValue {
  const copy = structuredClone(body);
  for (const [at, value] of changes) {
    const all = places(copy);
    all[at % all.length]?.(structuredClone(value));
  }
  return copy;
}

const deletion = [
  { name: 'type', valueCode: 'delete' },
  { name: 'path', valueString: 'Patient.active' },
];
const fhirPathPatch = {
  resourceType: 'Parameters',
  parameter: [{ name: 'operation', part: deletion }],
};
const jsonPatch = [
  { op: 'add', path: '/active', value: true },
  { op: 'test', path: '/active', value: true },
  { op: 'move', from: '/active', path: '/language' },
];
const patient = { resourceType: 'Patient', identifier: [{ value: 'q' }] };
const entry = [
  post(uuid(1), patient, { ifNoneExist: 'identifier=q' }),
  put('p', { resourceType: 'Patient', link: [{ other: { reference: uuid(1) }, type: 'refer' }] }),
  {
    resource: observation('Patient?identifier=q'),
    request: { method: 'PUT', url: 'Observation?identifier=z' },
  },
  { resource: fhirPathPatch, request: { method: 'PATCH', url: 'Patient/p', ifMatch: 'W/"1"' } },
  { request: { method: 'DELETE', url: 'Patient/q' } },
  { request: { method: 'GET', url: 'Patient?_id=p', ifNoneMatch: 'W/"1"' } },
] as JsonValue[];

const FHIR = 'application/fhir+json';
const requests = fc.constantFrom<[string, string, JsonValue, string]>(
  ['POST', '', { resourceType: 'Bundle', type: 'transaction', entry }, FHIR],
  ['POST', '', { resourceType: 'Bundle', type: 'batch', entry }, FHIR],
  ['PATCH', '/Patient/p', fhirPathPatch, FHIR],
  ['PATCH', '/Patient/p', jsonPatch, 'application/json-patch+json'],
);

describe.each(['off', 'base'])('with VALIDATION=%s', (level) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ VALIDATION: level });
  });

  afterAll(async () => {
    await server.stop();
  });

  async function expectNoFailure(
    method: string,
    path: string,
    body: JsonValue,
    type: string,
  ): Promise<void> {
    for (const accept of [FHIR, 'application/fhir+xml']) {
      const headers = { 'Content-Type': type, Accept: accept };
      const answer = await server.send(method, path, { body: writeJson(body), headers });
      expect([answer.status, answer.text]).not.toContainEqual(expect.stringMatching(/"5\d\d /));
      expect(answer.status).toBeLessThan(500);
    }
  }

  test('resources with anything in any place do no harm', async () => {
    const resource = fc
      .constantFrom(...DEFINITIONS.resourceTypes)
      .chain((type) => arbitraryResource(DEFINITIONS, type));
    await fc.assert(
      fc.asyncProperty(resource, strays, (whole, changes) =>
        expectNoFailure('POST', `/${whole.resourceType}`, disturbed(whole, changes), FHIR),
      ),
      { numRuns: 60 },
    );
  });

  test('Bundles and patches with anything in any place do no harm', async () => {
    await fc.assert(
      fc.asyncProperty(requests, strays, async ([method, path, body, type], changes) => {
        await server.send('PUT', '/Patient/p', { body: { ...patient, id: 'p', active: true } });
        await expectNoFailure(method, path, disturbed(body, changes), type);
      }),
      { numRuns: 60 },
    );
  });
});
