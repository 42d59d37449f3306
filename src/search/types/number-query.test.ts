// https://hl7.org/fhir/R4/search.html#number: the digits of a value tell how precise it is
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNumberValue } from './number-query.js';

test.each([
  ['100', 99.5, 100.5],
  ['100.00', 99.995, 100.005],
  ['5.40', 5.395, 5.405],
  ['5.4', 5.35, 5.45],
  ['1e2', 95, 105],
  ['1.0e2', 95, 105],
  ['1E-3', 0.00095, 0.00105],
  ['0', -0.5, 0.5],
  ['-0', -0.5, 0.5],
  ['-5.4', -5.45, -5.35],
  ['+5', 4.5, 5.5],
  ['007', 6.5, 7.5],
  ['9007199254740993', 9007199254740992.5, 9007199254740993.5],
])('%s is from %p up to %p', (text, low, high) => {
  expect(parseNumberValue(text, 'x')).toEqual({ prefix: 'eq', value: Number(text), low, high });
});

test.each([
  ['ap100', 90, 110],
  ['ap-100', -110, -90],
  ['ap3', 2.5, 3.5],
  ['ap0', -0.5, 0.5],
])('%s reaches a tenth to each side, or as far as its digits leave open', (text, low, high) => {
  expect(parseNumberValue(text, 'x')).toMatchObject({ prefix: 'ap', low, high });
});

test('the range lies around the value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e90, max: 1e90 }), (value) => {
      fc.pre(Math.abs(value) > 1e-90);
      const { low, high, value: parsed } = parseNumberValue(String(value), 'x');
      expect(parsed).toBe(value);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }),
  );
});
