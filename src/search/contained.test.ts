// https://hl7.org/fhir/R4/search.html#contained
import { describe, expect, test } from '@jest/globals';
import { criterionOf, index } from '../testing/search/parsing.js';
import { matches } from '../testing/search/matching.js';
import { containedKey, containedType, isContainedType, resourceType } from './contained.js';
import { alsoContained, onlyContained } from './contained-scope.js';
import type { Criterion } from './query.js';

test('types of contained resources are told from others', () => {
  expect(containedType('Medication')).toBe('#Medication');
  expect([isContainedType('#Medication'), isContainedType('Medication')]).toEqual([true, false]);
  expect([resourceType('#Medication'), resourceType('Medication')]).toEqual([
    'Medication',
    'Medication',
  ]);
});

test('a key moved twice is the key itself', () => {
  const key = { high: -5, low: 7 };
  expect(containedKey(key)).not.toEqual(key);
  expect(containedKey(containedKey(key))).toEqual(key);
});

const OBSERVATION = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://s', code: 'a' }] },
  effectiveDateTime: '2020-05-01',
  issued: '2020-05-02T00:00:00Z',
  valueQuantity: { value: 5.4, system: 'http://unitsofmeasure.org', code: 'g' },
  subject: { reference: 'Patient/p' },
  performer: [{ reference: 'Organization/x', identifier: { system: 'http://i', value: 'y' } }],
  identifier: [{ system: 'http://i', value: '1' }],
};

describe('a criterion finds a contained resource as it finds the same resource by itself', () => {
  const container = index({ resourceType: 'Basic', id: 'b', contained: [OBSERVATION] });
  const [contained] = container.entries.contained ?? [];
  const inside = { ...container, entries: contained!.entries, resource: OBSERVATION };
  const outside = index(OBSERVATION);

  test.each([
    'code=a',
    'code=http://s|a',
    'code:not=b',
    'status=final',
    '_id=o1',
    'date=2020-05-01',
    'date=ge2020-05',
    'value-quantity=5.4',
    'value-quantity=5400||mg',
    'code-value-quantity=a$5.4',
    'subject=Patient/p',
    'patient=p',
    'performer:identifier=http://i|y',
    'identifier=http://i|1',
    'subject:missing=false',
    'encounter:missing=true',
    '_filter=code eq a and status eq final',
    'code=b',
    'status=amended',
    '_id=o2',
    'date=2021',
    'value-quantity=6',
    'subject=Patient/q',
    'identifier=2',
    'encounter:missing=false',
  ])('%s', (query) => {
    const criterion = criterionOf('Observation', query);
    const scope = { type: 'Observation', criteria: [criterion] };
    const [only] = onlyContained(scope).criteria as [Criterion];
    const [also] = alsoContained(scope).criteria as [Criterion];
    const expected = matches(criterion, outside);
    const mainDate = contained!.entries.mainDate;
    expect(mainDate).toEqual(outside.entries.mainDate);
    expect([matches(only, inside), matches(also, inside), matches(also, outside)]).toEqual([
      expected,
      expected,
      expected,
    ]);
    // Neither meets what is meant for the other, but for what says that something is not there.
    if (!/not|missing=true|date=/.test(query)) {
      expect([matches(criterion, inside), matches(only, outside)]).toEqual(
        query.startsWith('_id') ? [expected, false] : [false, false],
      );
    }
  });
});

test('references within a container are kept apart from others', () => {
  const { entries } = index({
    resourceType: 'MedicationRequest',
    contained: [{ resourceType: 'Medication', id: 'm', manufacturer: { reference: '#o' } }, {}, 1],
    medicationReference: { reference: '#m' },
    subject: { reference: 'Patient/p' },
  });
  expect(entries.references.map(({ type, id }) => `${type}/${id}`)).toEqual(['Patient/p']);
  expect(new Set(entries.fragments?.map(({ id }) => id))).toEqual(new Set(['m']));
  expect(entries.contained?.map(({ type, id, position }) => [type, id, position])).toEqual([
    ['Medication', 'm', 0],
  ]);
  expect(entries.contained?.[0]?.entries.fragments?.map(({ id }) => id)).toEqual(['o']);
});
