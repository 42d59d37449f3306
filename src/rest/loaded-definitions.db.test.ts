// Definitions of packages as resources: docs/packages.md
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, type JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { until } from '../testing/process.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const NL_PATIENT = 'http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient';
const GENDERS = 'http://hl7.org/fhir/ValueSet/administrative-gender';
const OWN = 'http://example.org/StructureDefinition/own';

let server: TestServer;

const own: JsonObject & Resource = {
  resourceType: 'StructureDefinition',
  url: OWN,
  version: '1',
  name: 'Own',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
};

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const get = (path: string): Promise<Answer> => server.send('GET', path);

const matches = ({ body }: Answer): JsonObject[] =>
  objectsAt(body, 'entry').map(({ resource }) => resource as JsonObject);

const byUrl = (type: string, url: string, more = ''): Promise<Answer> =>
  get(`/${type}?url=${encodeURIComponent(url)}${more}`);

describe('a definition of a package', () => {
  test('is found by its url, in every version, and read by the id that it has', async () => {
    const found = matches(await byUrl('StructureDefinition', NL_PATIENT));
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { id, url } of found) {
      expect(url).toBe(NL_PATIENT);
      const read = await get(`/StructureDefinition/${id as string}`);
      expect([read.status, read.body.id, read.body['url']]).toEqual([200, id, NL_PATIENT]);
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const [first] = found;
    const again = matches(await get(`/StructureDefinition?_id=${first?.['id'] as string}`));
    expect(again).toEqual([first]);
  });

  test.each([
    ['ValueSet', GENDERS],
    ['CodeSystem', 'http://hl7.org/fhir/administrative-gender'],
    ['StructureDefinition', 'http://hl7.org/fhir/StructureDefinition/Patient'],
  ])('may be a %s', async (type, url) => {
    expect(matches(await byUrl(type, url))).toMatchObject([{ resourceType: type, url }]);
  });

  test('fulfils what else is asked for, or is no match', async () => {
    const count = async (more: string) =>
      matches(await byUrl('StructureDefinition', NL_PATIENT, more)).length;
    const all = await count('');
    expect(await count('&type=Patient&derivation=constraint&abstract=false')).toBe(all);
    expect(await count('&type=Observation')).toBe(0);
    expect(await count('&url:not=x')).toBe(0);
    expect(await count('&_lastUpdated=gt2000')).toBe(0);
    expect(await count('&name:contains=core')).toBe(all);
    expect(await count('&_count=1')).toBe(1);
  });

  test('counts, is given in part, and in XML', async () => {
    const total = await byUrl('ValueSet', GENDERS, '&_summary=count');
    expect([total.body['total'], total.body['entry']]).toEqual([1, undefined]);
    const [part] = matches(await byUrl('ValueSet', GENDERS, '&_elements=url'));
    expect(part).not.toHaveProperty('compose');
    const id = part?.['id'] as string;
    const xml = await get(`/ValueSet/${id}?_format=xml`);
    expect([xml.status, xml.text.includes(`<url value="${GENDERS}"/>`)]).toEqual([200, true]);
  });

  test('is not found by searches that do not name it, and has no history', async () => {
    expect((await get('/ValueSet?_count=5')).body['entry']).toBeUndefined();
    const [{ id } = {}] = matches(await byUrl('ValueSet', GENDERS));
    expect((await get(`/ValueSet/${id as string}/_history`)).status).toBe(404);
    expect((await get(`/ValueSet/${id as string}/_history/1`)).status).toBe(404);
    expect((await server.send('DELETE', `/ValueSet/${id as string}`)).status).toBe(204);
    expect((await get(`/ValueSet/${id as string}`)).status).toBe(200);
  });

  test('gives way to a stored one with its canonical and version', async () => {
    const [loaded = {}] = matches(await byUrl('ValueSet', GENDERS));
    const stored = await server.create({ ...loaded, id: 'own' } as JsonObject & Resource);
    const { structures } = server.core.environment;
    await until(() => structures.list('ValueSet').some(({ scope }) => scope === ''));
    expect(matches(await byUrl('ValueSet', GENDERS)).map(({ id }) => id)).toEqual([stored.id]);
    await server.send('DELETE', `/ValueSet/${stored.id}`);
  });
});

describe('$snapshot', () => {
  const snapshotOf = (answer: Answer): JsonObject[] =>
    objectsAt(answer.body['snapshot'] as JsonObject, 'element');

  test('of a definition of a package, by its url or id', async () => {
    const answer = await get(`/StructureDefinition/$snapshot?url=${NL_PATIENT}`);
    expect(answer.status).toBe(200);
    const ids = snapshotOf(answer).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['Patient', 'Patient.id']);
    expect(ids.length).toBeGreaterThan(100);
    const [{ id } = {}] = matches(await byUrl('StructureDefinition', NL_PATIENT));
    const byId = await get(`/StructureDefinition/${id as string}/$snapshot`);
    expect([byId.status, snapshotOf(byId)[0]?.['id']]).toEqual([200, 'Patient']);
  });

  test('of one that is sent, bare and in Parameters, or stored; it is valid', async () => {
    const { id } = await server.create(own);
    for (const answer of [
      await server.send('POST', '/StructureDefinition/$snapshot', { body: own }),
      await server.send('POST', '/StructureDefinition/$snapshot', {
        body: { resourceType: 'Parameters', parameter: [{ name: 'definition', resource: own }] },
      }),
      await get(`/StructureDefinition/${id}/$snapshot`),
    ]) {
      const name = snapshotOf(answer).find((element) => element['id'] === 'Patient.name');
      expect([answer.status, name?.['min'], name?.['max']]).toEqual([200, 1, '*']);
      const { body } = await server.send('POST', '/$validate', { body: answer.body });
      const errors = objectsAt(body, 'issue').filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }
  });

  test.each([
    ['GET', '/StructureDefinition/$snapshot', undefined, 400],
    ['GET', '/StructureDefinition/$snapshot?url=http://nowhere', undefined, 404],
    ['GET', '/StructureDefinition/not-there/$snapshot', undefined, 404],
    ['GET', '/Patient/$snapshot?url=x', undefined, 404],
    ['GET', '/$snapshot?url=x', undefined, 404],
    ['POST', '/StructureDefinition/$snapshot', { resourceType: 'Patient' }, 400],
    ['POST', '/StructureDefinition/$snapshot', { ...own, baseDefinition: OWN }, 200],
  ])('%s %s with %j is %i or told', async (method, path, body, status) => {
    const answer = await server.send(method, path, { body });
    // What a definition builds on is what is stored.
    expect([200, 422].includes(answer.status) ? 200 : answer.status).toBe(status);
  });

  test('that would lose something is refused with the elements', async () => {
    const element = [{ id: 'Patient.nonsense', path: 'Patient.nonsense', min: 1 }];
    const body = { ...own, url: `${OWN}-wrong`, differential: { element } };
    const answer = await server.send('POST', '/StructureDefinition/$snapshot', { body });
    expect([answer.status, answer.text.includes('Patient.nonsense: ')]).toEqual([422, true]);
  });

  test('is in the CapabilityStatement, for StructureDefinitions', async () => {
    const [rest = {}] = objectsAt((await get('/metadata')).body, 'rest');
    const having = objectsAt(rest, 'resource').filter((element) =>
      objectsAt(element, 'operation').some(({ name }) => name === 'snapshot'),
    );
    expect(having.map(({ type }) => type)).toEqual(['StructureDefinition']);
  });
});
