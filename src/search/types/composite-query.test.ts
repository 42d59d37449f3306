// https://hl7.org/fhir/R4/search.html#combining: the parts of one repetition belong together
import { describe, expect, test } from '@jest/globals';
import { matches } from '../../testing/search/matching.js';
import { criterionOf, index } from '../../testing/search/parsing.js';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const UCUM = 'http://unitsofmeasure.org';

const component = (code: string, value: object) => ({
  code: { coding: [{ system: LOINC, code }, { code: `local-${code}` }] },
  ...value,
});

const pressure = index({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: LOINC, code: '85354-9' }] },
  component: [
    component('8480-6', { valueQuantity: { value: 120, system: UCUM, code: 'mm[Hg]' } }),
    component('8462-4', { valueQuantity: { value: 80, system: UCUM, code: 'mm[Hg]' } }),
    component('pos', {
      valueCodeableConcept: { coding: [{ system: SNOMED, code: '33586001' }, { code: 'sit' }] },
    }),
  ],
});

const observation = (code: string, value: object) =>
  index({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    ...value,
  });

const found = (query: string, indexed = pressure) =>
  matches(criterionOf(indexed.resource.resourceType, query), indexed);

describe('code and quantity', () => {
  test.each([
    ['component-code-value-quantity=8480-6$120', true],
    [`component-code-value-quantity=${LOINC}|8480-6$120||mm[Hg]`, true],
    [`component-code-value-quantity=${LOINC}|8480-6$gt119|${UCUM}|mm[Hg]`, true],
    ['component-code-value-quantity=|local-8480-6$120', true],
    ['component-code-value-quantity=8462-4$120,8480-6$120', true],
    ['combo-code-value-quantity=8480-6$120', true],
    ['component-code-value-quantity=8462-4$120', false],
    ['component-code-value-quantity=8480-6$80', false],
    ['component-code-value-quantity=|8480-6$120', false],
    ['component-code-value-quantity=http://other|8480-6$120', false],
    ['component-code-value-quantity=8480-6$lt100', false],
    ['component-code-value-quantity=8480-6$120||g', false],
    ['component-code-value-quantity:missing=false', true],
    ['code-value-quantity:missing=true', true],
  ])('%s: %p', (query, expected) => {
    expect(found(query)).toBe(expected);
  });
});

describe('code and code', () => {
  test.each([
    ['pos$33586001', true],
    [`${LOINC}|pos$${SNOMED}|33586001`, true],
    [`pos$${SNOMED}|33586001`, true],
    ['|local-pos$|sit', true],
    ['pos$sit', true],
    ['pos$|33586001', false],
    [`${SNOMED}|pos$33586001`, false],
    [`pos$${LOINC}|33586001`, false],
    ['8480-6$33586001', false],
  ])('component-code-value-concept=%s: %p', (value, expected) => {
    expect(found(`component-code-value-concept=${value}`)).toBe(expected);
  });
});

test('code and string, code and date', () => {
  const text = observation('x', { valueString: 'Rood en blauw' });
  expect(found('code-value-string=x$rood', text)).toBe(true);
  expect(found(`code-value-string=${LOINC}|x$rood`, text)).toBe(true);
  expect(found('code-value-string=x$blauw', text)).toBe(false);
  expect(found('code-value-string=y$rood', text)).toBe(false);
  const date = observation('x', { valueDateTime: '2020-05-05' });
  expect(found(`code-value-date=${LOINC}|x$ge2020-05`, date)).toBe(true);
  expect(found('code-value-date=x$lt2020-05-05', date)).toBe(false);
  expect(found(`code-value-date=${SNOMED}|x$2020`, date)).toBe(false);
});

test('code and reference', () => {
  const document = index({
    resourceType: 'DocumentReference',
    status: 'current',
    relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/1' } }],
  });
  expect(found('relationship=replaces$DocumentReference/1', document)).toBe(true);
  expect(found('relationship=replaces$1', document)).toBe(true);
  const system = 'http://hl7.org/fhir/document-relationship-type';
  expect(found(`relationship=${system}|replaces$1`, document)).toBe(true);
  expect(found('relationship=http://wrong|replaces$1', document)).toBe(false);
  expect(found('relationship=|replaces$1', document)).toBe(false);
  expect(found('relationship=appends$DocumentReference/1', document)).toBe(false);
  expect(found('relationship=replaces$DocumentReference/2', document)).toBe(false);
});

test('code and two numbers', () => {
  const sequence = index({
    resourceType: 'MolecularSequence',
    coordinateSystem: 0,
    referenceSeq: {
      chromosome: { coding: [{ system: 'http://chromosomes', code: '1' }] },
      windowStart: 100,
      windowEnd: 200,
    },
  });
  const query = (value: string) => found(`chromosome-window-coordinate=${value}`, sequence);
  expect(query('1$lt150$gt150')).toBe(true);
  expect(query('http://chromosomes|1$100$200')).toBe(true);
  expect(query('1$200$100')).toBe(false);
  expect(query('2$100$200')).toBe(false);
});

test('code and a value of several types', () => {
  const group = index({
    resourceType: 'Group',
    type: 'person',
    actual: true,
    characteristic: [
      { code: { coding: [{ code: 'g' }] }, valueCodeableConcept: { coding: [{ code: 'm' }] } },
      { code: { coding: [{ code: 'b' }] }, valueBoolean: true },
    ],
  });
  expect(found('characteristic-value=g$m', group)).toBe(true);
  expect(found('characteristic-value=b$true', group)).toBe(true);
  expect(found('characteristic-value=g$true', group)).toBe(false);
});

test.each([
  'code-value-quantity=8480-6',
  'code-value-quantity=8480-6$',
  'code-value-quantity=$5',
  'code-value-quantity=a$5$6',
  `code-value-quantity=${LOINC}|$5`,
  'code-value-quantity=a$five',
  'code-value-quantity=a\\$5',
  'code-value-concept=a$http://s|',
  'code-value-date=a$2020-13',
  'code-value-quantity:exact=a$5',
])('refused: %s', (query) => {
  expect(() => criterionOf('Observation', query)).toThrow(/value-/);
});

test('composites that no path can follow are no search parameters', () => {
  expect(() => criterionOf('MolecularSequence', 'chromosome-variant-coordinate=1$1$2')).toThrow(
    /no such search parameter/,
  );
});
