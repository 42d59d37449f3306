import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextAbove, nextBelow } from './next-double.js';

test.each([
  [1, 1 + Number.EPSILON],
  [0, Number.MIN_VALUE],
  [-0, Number.MIN_VALUE],
  [-Number.MIN_VALUE, -0],
  [Number.MAX_VALUE, Infinity],
  [Infinity, Infinity],
])('the double above %p is %p', (value, expected) => {
  expect(nextAbove(value)).toBe(expected);
});

test('there is nothing between a double and its neighbours', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e308, max: 1e308 }), (value) => {
      const above = nextAbove(value);
      expect(above).toBeGreaterThan(value);
      expect(nextBelow(above) === value || value === 0).toBe(true);
      const middle = value / 2 + above / 2;
      expect(middle === value || middle === above).toBe(true);
    }),
  );
});
