// minValue[x], maxValue[x] and maxLength: https://hl7.org/fhir/R4/elementdefinition.html
import { describe, expect, test } from '@jest/globals';
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { JsonValue } from '../fhir/json.js';
import { findings, observation, patient } from '../testing/synthetic-structures.js';

const UCUM = 'http://unitsofmeasure.org';
const NOW = Date.UTC(2024, 4, 31, 12);

function judged(limits: Partial<ElementDefinition>, name: string, value: JsonValue): string[] {
  const element = { id: 'Observation.value[x]', ...limits };
  return findings([element], observation({ [name]: value }), { clock: () => NOW });
}

const amount = (value: number, code: string, system = UCUM): JsonValue => ({ value, system, code });

test('numbers', () => {
  const limits = { minValueInteger: 0, maxValueInteger: 3 };
  expect(judged(limits, 'valueInteger', 3)).toEqual([]);
  expect(judged(limits, 'valueInteger', 4)).toEqual(['error value-range Observation.valueInteger']);
  expect(judged(limits, 'valueInteger', -1)).toHaveLength(1);
});

test('characters, not code units', () => {
  const elements = [{ id: 'Patient.name' }, { id: 'Patient.name.family', maxLength: 3 }];
  expect(findings(elements, patient({ name: [{ family: '👩👩👩' }] }))).toEqual([]);
  expect(findings(elements, patient({ name: [{ family: 'abcd' }] }))).toEqual([
    'error max-length Patient.name[0].family',
  ]);
});

describe('dates', () => {
  const limits = { minValueDateTime: '2020-03-01', maxValueDateTime: '2020-05-01T10:00:00Z' };

  test.each([
    ['2020-03-01', 0],
    ['2020-02-28', 1],
    // May be before or after, as far as can be told.
    ['2020', 0],
    ['2020-05-01', 0],
    ['2020-05-01T12:00:00+02:00', 0],
    ['2020-05-01T12:00:00+01:00', 1],
    ['2021', 1],
  ])('%s: %i wrong', (value, wrong) => {
    expect(judged(limits, 'valueDateTime', value)).toHaveLength(wrong);
  });

  test('of a Period are those of its start and its end', () => {
    expect(judged(limits, 'valuePeriod', { start: '2020-03-02', end: '2020-04-01' })).toEqual([]);
    expect(judged(limits, 'valuePeriod', { start: '2020-02-02', end: '2020-04-01' })).toEqual([
      'error value-range Observation.valuePeriod',
    ]);
    expect(judged(limits, 'valuePeriod', { start: '2020-03-02', end: '2022' })).toHaveLength(1);
    expect(judged(limits, 'valuePeriod', { start: '2020-03-02' })).toEqual([]);
  });
});

describe('a time from now', () => {
  test.each([
    [{ minValueQuantity: { value: 1, system: UCUM, code: 'mo' } }, '2024-04-30T12:00:00Z', 0],
    [{ minValueQuantity: { value: 1, system: UCUM, code: 'mo' } }, '2024-04-30T11:59:59Z', 1],
    [{ minValueQuantity: { value: 2, system: UCUM, code: 'a' } }, '2022-05-30', 1],
    [{ maxValueQuantity: { value: 2, system: UCUM, code: 'h' } }, '2024-05-31T14:00:00Z', 0],
    [{ maxValueQuantity: { value: 2, system: UCUM, code: 'h' } }, '2024-05-31T14:00:01Z', 1],
    [{ maxValueQuantity: { value: 0, system: UCUM, code: 'd' } }, '2024-06-01', 1],
  ])('%j: %s', (limits, value, wrong) => {
    expect(judged(limits, 'valueDateTime', value)).toHaveLength(wrong);
  });

  test('in a unit that is no time could not be compared', () => {
    const limits = { minValueQuantity: { value: 1, system: UCUM, code: 'kg' } };
    expect(judged(limits, 'valueDateTime', '2020')).toEqual([
      'warning value-range Observation.valueDateTime',
    ]);
  });
});

describe('quantities', () => {
  const limits = { minValueQuantity: { value: 1, system: UCUM, code: 'g' } };

  test.each([
    [amount(1, 'g'), []],
    [amount(0.5, 'g'), ['error value-range Observation.valueQuantity']],
    [amount(0.002, 'kg'), []],
    [amount(500, 'mg'), ['error value-range Observation.valueQuantity']],
    [amount(5, 'm'), ['warning value-range Observation.valueQuantity']],
    [amount(5, 'g', 'http://other'), ['warning value-range Observation.valueQuantity']],
    [{ unit: 'g' }, []],
  ])('%j', (value, expected) => {
    expect(judged(limits, 'valueQuantity', value)).toEqual(expected);
  });

  test('with the unit as text only', () => {
    const text = { maxValueQuantity: { value: 3, unit: 'dagen' } };
    expect(judged(text, 'valueQuantity', { value: 4, unit: 'dagen' })).toHaveLength(1);
    expect(judged(text, 'valueQuantity', { value: 2, unit: 'dagen' })).toEqual([]);
  });
});
