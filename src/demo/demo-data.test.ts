import { describe, expect, test } from '@jest/globals';
import { isExactDecimal } from '../fhir/decimal.js';
import { isObject, objectAt, objectsAt, stringAt } from '../fhir/json.js';
import type { JsonObject, JsonValue } from '../fhir/json.js';
import { isLogicalId } from '../fhir/resource.js';
import type { Resource } from '../fhir/resource.js';
import { DEMO_PATIENTS, demoBundles } from './demo-data.js';

const bundles = demoBundles();
const entries = bundles.flatMap((bundle) => objectsAt(bundle, 'entry'));
const resources = entries.map((entry) => objectAt(entry, 'resource') as Resource);
const addresses = resources.map(addressOf);

function addressOf(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

/** All objects in a tree, with the tree itself. */
function objectsIn(value: JsonValue | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** All strings in a tree. */
function stringsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

function passesElfproef(bsn: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(bsn[index]), 0);
  return sum % 11 === 0;
}

describe('the patients', () => {
  test('have different citizen service numbers from the test range', () => {
    const bsns = DEMO_PATIENTS.map(({ bsn }) => bsn);
    expect(bsns.length).toBeGreaterThanOrEqual(12);
    expect(new Set(bsns).size).toBe(bsns.length);
    expect(bsns.filter((bsn) => !/^9999\d{5}$/.test(bsn))).toEqual([]);
    expect(bsns.filter((bsn) => !passesElfproef(bsn))).toEqual([]);
  });

  test('are the ones in the Bundles', () => {
    const inBundles = resources
      .filter((resource) => resource.resourceType === 'Patient')
      .map((patient) => ({
        id: patient.id,
        bsn: stringAt(objectsAt(patient, 'identifier')[0] ?? {}, 'value'),
      }));
    expect(DEMO_PATIENTS.map(({ id, bsn }) => ({ id, bsn }))).toEqual(inBundles);
  });

  test('have names with prefixes, with diacritics and of a partner', () => {
    const names = DEMO_PATIENTS.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Henk van der Berg',
        'Marijke de Vries-Bakker',
        "Cees van 't Hof",
        'Elif Yılmaz',
        'Noëlle Lefèvre',
      ]),
    );
  });
});

describe('the Bundles', () => {
  test('are transactions: the infrastructure, then one for each patient', () => {
    expect(bundles.map(({ type }) => type)).toEqual(bundles.map(() => 'transaction'));
    expect(bundles.map(({ id }) => id)).toEqual([
      'demo-infrastructure',
      ...DEMO_PATIENTS.map(({ id }) => id),
    ]);
  });

  test('put every resource under its own id', () => {
    const requests = entries.map((entry) => objectAt(entry, 'request'));
    expect(requests).toEqual(addresses.map((url) => ({ method: 'PUT', url })));
    expect(entries.map((entry) => stringAt(entry, 'fullUrl'))).toEqual(
      addresses.map((address) => `https://vuurtoren.dev/demo/${address}`),
    );
  });

  test('hold what is about one patient', () => {
    const strays = bundles.slice(1).flatMap((bundle) =>
      objectsIn(bundle['entry'])
        .map((object) => stringAt(object, 'reference') ?? '')
        .filter((reference) => reference.startsWith('Patient/'))
        .filter((reference) => reference !== `Patient/${bundle.id ?? ''}`),
    );
    expect(strays).toEqual([]);
  });

  test('are the same every time', () => {
    expect(JSON.stringify(demoBundles())).toBe(JSON.stringify(bundles));
  });
});

describe('the resources', () => {
  test('have legal ids, each once', () => {
    expect(resources.filter(({ id }) => id === undefined || !isLogicalId(id))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('refer only to each other', () => {
    const known = new Set(addresses);
    const references = resources
      .flatMap(objectsIn)
      .flatMap((object) => [stringAt(object, 'reference'), binaryUrl(object)])
      .filter((reference) => reference !== undefined);
    expect(references.length).toBeGreaterThan(resources.length);
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });

  function binaryUrl(object: JsonObject): string | undefined {
    const url = stringAt(object, 'url');
    return url?.startsWith('Binary/') === true ? url : undefined;
  }

  test('name the type that they refer to', () => {
    const mismatches = resources
      .flatMap(objectsIn)
      .filter((object) => stringAt(object, 'reference') !== undefined)
      .filter(({ reference, type }) => typeof type === 'string' && !isOfType(reference, type));
    expect(mismatches).toEqual([]);
  });

  function isOfType(reference: JsonValue | undefined, type: string): boolean {
    return typeof reference === 'string' && reference.startsWith(`${type}/`);
  }

  test('claim a profile of Nictiz where there is one', () => {
    const without = resources.filter((resource) => resource.meta?.profile === undefined);
    expect([...new Set(without.map(kindOf))].sort()).toEqual([
      'Appointment',
      'Binary',
      'DiagnosticReport of the laboratory',
      'DocumentReference',
      'Observation of lung function',
    ]);
  });

  function kindOf(resource: Resource): string {
    const codes = stringsIn(resource['category']);
    if (resource.resourceType === 'DiagnosticReport' && codes.includes('LAB')) {
      return 'DiagnosticReport of the laboratory';
    }
    if (resource.resourceType === 'Observation' && codes.includes('procedure')) {
      return 'Observation of lung function';
    }
    return resource.resourceType;
  }

  test.each([
    ['Observation', 100],
    ['MedicationRequest', 30],
    ['Condition', 30],
    ['Medication', 20],
    ['Encounter', 20],
    ['Coverage', 15],
    ['Immunization', 12],
    ['Specimen', 12],
    ['Organization', 10],
    ['PractitionerRole', 8],
    ['Practitioner', 8],
    ['RelatedPerson', 10],
    ['DiagnosticReport', 10],
    ['Procedure', 10],
    ['AllergyIntolerance', 8],
    ['Appointment', 8],
    ['DocumentReference', 6],
    ['MedicationDispense', 5],
    ['Location', 4],
    ['ServiceRequest', 4],
    ['EpisodeOfCare', 4],
    ['Flag', 4],
    ['Goal', 4],
    ['CarePlan', 3],
    ['Consent', 3],
    ['Device', 3],
    ['DeviceUseStatement', 3],
    ['MedicationStatement', 3],
    ['CareTeam', 2],
    ['NutritionOrder', 1],
    ['Binary', 1],
  ])('are enough of %s: at least %i', (type, count) => {
    const ofType = resources.filter(({ resourceType }) => resourceType === type);
    expect(ofType.length).toBeGreaterThanOrEqual(count);
  });

  test('span the years, with statuses other than the usual', () => {
    const statuses = new Set(resources.map(({ status }) => status));
    for (const status of ['cancelled', 'corrected', 'not-done', 'on-hold', 'noshow', 'stopped']) {
      expect(statuses).toContain(status);
    }
    const years = new Set(stringsIn(resources).map((text) => /^20\d\d(?=-)/.exec(text)?.[0]));
    for (let year = 2015; year <= 2026; year += 1) expect(years).toContain(String(year));
  });

  test('keep the zeros of their decimals', () => {
    const values = resources
      .flatMap((resource) => objectsIn(resource))
      .map(({ value }) => value)
      .filter(isExactDecimal);
    expect(values.length).toBeGreaterThan(5);
    expect(values.map((value) => value.replace(/^.*:/, ''))).toContain('6.10');
  });

  test('have no empty texts, lists or objects', () => {
    const all = resources.flatMap(objectsIn);
    const members = all.flatMap((object) => Object.values(object));
    expect(members.filter((member) => member === '' || member === undefined)).toEqual([]);
    expect(members.filter((member) => Array.isArray(member) && member.length === 0)).toEqual([]);
    expect(all.filter((object) => Object.keys(object).length === 0)).toEqual([]);
  });
});
