// docs/medmij-services.md: what every answer to a PGO is like, and what it never has in it
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../fhir/json.js';
import { createCallers } from '../testing/callers.js';
import { createMedmijWorld, numbersIn, pgo } from '../testing/medmij/world.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'off' }, SILENT, callers);
  await createMedmijWorld(server);
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const ALL = [
  '900000101',
  'vaccinaties-2.0',
  'medicatie-3.0',
  'overgevoeligheden-2.0',
  'beelden-1.0',
];
const anna = pgo({ services: ALL });

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return server.send('GET', path, { headers: { ...callers.as(anna), ...headers } });
}

const PATHS = [
  '/Patient',
  '/Patient/anna',
  '/Immunization',
  '/Immunization/prik-anna',
  '/Immunization?_include=Immunization:patient&_include=Immunization:performer',
  '/Immunization?_elements=extension,identifier',
  '/Immunization?_summary=true',
  '/Immunization?_contained=both',
  '/MedicationRequest?_include=*',
  '/MedicationRequest?_include=MedicationRequest:reason&_include=MedicationRequest:subject',
  '/MedicationRequest/ma-anna',
  '/Condition/reden-anna',
  '/Flag?_include=Flag:patient&_revinclude=Provenance:target',
  '/DocumentReference?status=current',
  '/DocumentReference/brief-anna',
  '/Organization/ggd',
];

describe('the numbers of persons', () => {
  test.each(
    PATHS.flatMap((path) => [
      [path, 'json'],
      [path, 'xml'],
    ]),
  )('are in no answer to %s as %s', async (path, format) => {
    const { status, text } = await get(path, { Accept: `application/fhir+${format}` });
    expect([status, numbersIn(text)]).toEqual([200, []]);
    expect(text).toMatch(/anna|ggd/);
  });

  test.each([
    '/Patient?identifier=http://fhir.nl/fhir/NamingSystem/bsn|999900468',
    '/Immunization?patient.identifier=http://fhir.nl/fhir/NamingSystem/bsn|999900468',
    '/Immunization?nonsense=999900468',
    '/Immunization?date=999900468',
    '/Immunization/999900468x',
    '/999900468',
    '/Immunization?_count=999900468x',
  ])('are in no link and no error: %s', async (path) => {
    const { text } = await get(path);
    expect(numbersIn(text)).toEqual([]);
    expect(text).not.toContain('NamingSystem/bsn|');
  });

  test('leave a mark in their place', async () => {
    const { body } = await get('/Patient/anna');
    const [identifier, other] = objectsAt(body, 'identifier');
    expect(identifier).toEqual({
      system: 'http://fhir.nl/fhir/NamingSystem/bsn',
      _value: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
            valueCode: 'masked',
          },
        ],
      },
    });
    expect(other).toEqual({ system: 'http://ids.example', value: 'nr-anna' });
  });

  test('are there for others', async () => {
    const { text } = await server.send('GET', '/Patient/anna');
    expect(numbersIn(text)).toEqual(['999900468']);
  });
});

describe('an answer', () => {
  test('names what each reference leads to, or says that it can not', async () => {
    const { body } = await get('/Immunization?_include=Immunization:performer');
    const references = inside(body, (object) => typeof object['reference'] === 'string');
    expect(references.length).toBeGreaterThan(3);
    for (const reference of references) {
      const isUnknown = objectsAt(reference, 'extension').length > 0;
      expect([reference['reference'], reference['display'] !== undefined || isUnknown]).toEqual([
        reference['reference'],
        true,
      ]);
    }
    const [match] = objectsAt(body, 'entry');
    const immunization = match?.['resource'] as JsonObject;
    expect(objectsAt(immunization, 'performer').map(({ actor }) => actor)).toEqual([
      { reference: 'Organization/ggd', display: 'GGD' },
      { reference: '#mother', display: 'Moeder *********' },
    ]);
    expect(immunization['location']).toMatchObject({ extension: [{ valueCode: 'unknown' }] });
  });

  test('has a profile on each resource, decimals as they were stored, and URLs that end in the id', async () => {
    const { body, text } = await get('/Immunization?_include=Immunization:patient');
    for (const { fullUrl, resource } of objectsAt(body, 'entry')) {
      const one = resource as JsonObject;
      const type = stringAt(one, 'resourceType') ?? '';
      expect(one['meta']).toMatchObject({
        profile: [`http://hl7.org/fhir/StructureDefinition/${type}`],
      });
      expect(fullUrl).toBe(`${server.base}/${type}/${stringAt(one, 'id') ?? ''}`);
    }
    expect(text).toContain('"value":1.5');
  });

  test('repeats what was asked, and has no link besides when it is all there is', async () => {
    const { body } = await get('/Immunization?_include=Immunization:patient&status=completed');
    expect(body['link']).toEqual([
      {
        relation: 'self',
        url: `${server.base}/Immunization?_include=Immunization:patient&status=completed`,
      },
    ]);
  });

  test('has no total that is more than it shows', async () => {
    const { body } = await get('/MedicationRequest?_count=1&_total=accurate');
    expect(body['total']).toBe(1);
    const paged = await get('/Condition?_count=1');
    expect(paged.status).toBe(403);
  });
});

function inside(
  value: JsonValue | undefined,
  isWanted: (object: JsonObject) => boolean,
): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => inside(item, isWanted));
  if (!isObject(value)) return [];
  const deeper = Object.values(value).flatMap((inner) => inside(inner, isWanted));
  return isWanted(value) ? [value, ...deeper] : deeper;
}
