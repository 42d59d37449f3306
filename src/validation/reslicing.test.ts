// Slices of slices: https://hl7.org/fhir/R4/profiling.html#reslicing
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import {
  coded,
  component,
  findings,
  observation,
  slicing,
  type Element,
  type Slicing,
} from '../testing/synthetic-structures.js';

const B = component('b');

describe('slices of slices', () => {
  // a: at most two; of those one with a method, and at most one with a note in its value.
  const elements = (inner: Slicing | undefined): Element[] => [
    { id: 'Observation.component', slicing: slicing('value', 'code') },
    {
      id: 'Observation.component:a',
      sliceName: 'a',
      max: '2',
      ...(inner === undefined ? {} : { slicing: inner }),
    },
    { id: 'Observation.component:a.code', patternCodeableConcept: coded('a') },
    { id: 'Observation.component:a/whole', sliceName: 'a/whole', min: 1, max: '1' },
    { id: 'Observation.component:a/whole.code', patternCodeableConcept: coded('a') },
    { id: 'Observation.component:a/whole.value[x]', min: 1, type: [{ code: 'integer' }] },
    { id: 'Observation.component:a/text', sliceName: 'a/text', max: '1' },
    { id: 'Observation.component:a/text.code', patternCodeableConcept: coded('a') },
    { id: 'Observation.component:a/text.value[x]', min: 1, type: [{ code: 'string' }] },
  ];
  const whole = component('a', { valueInteger: 1 });
  const text = component('a', { valueString: 'x' });
  const other = component('a', { valueBoolean: true });
  const judged = (inner: Slicing | undefined, component: JsonObject[]): string[] =>
    findings(elements(inner), observation({ component }));

  test.each([
    [[whole, text, B], []],
    [[whole, other], []],
    [[text], ['error cardinality-min Observation']],
    [[whole, whole], ['error cardinality-max Observation.component[1]']],
    [[whole, text, text].slice(0, 2), []],
    [[B], ['error cardinality-min Observation']],
  ])('are told apart within their slice: %j', (component, expected) => {
    expect(judged(slicing('type', 'value'), component)).toEqual(expected);
  });

  test('may be closed', () => {
    const closed = slicing('type', 'value', { rules: 'closed' });
    expect(judged(closed, [whole, other])).toEqual([
      'error slicing-closed Observation.component[1]',
    ]);
    expect(judged(closed, [whole, B])).toEqual([]);
  });

  test('may be ordered', () => {
    const ordered = slicing('type', 'value', { ordered: true });
    expect(judged(ordered, [whole, text])).toEqual([]);
    expect(judged(ordered, [text, whole])).toEqual([
      'error slicing-order Observation.component[1]',
    ]);
  });

  test('that say nothing else have the discriminators of their slice', () => {
    expect(judged(undefined, [whole])).toEqual([]);
    expect(judged(undefined, [whole, whole])).toEqual([
      'error cardinality-max Observation.component[1]',
    ]);
  });
});
