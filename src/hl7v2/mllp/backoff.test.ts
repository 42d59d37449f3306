import { expect, test } from '@jest/globals';
import { pauseAfter } from './backoff.js';

const RULES = { first: 100, longest: 1000 };

test('pauses double up to the longest', () => {
  const pauses = [1, 2, 3, 4, 5, 1000].map((failures) => pauseAfter(failures, RULES, 1));
  expect(pauses).toEqual([100, 200, 400, 800, 1000, 1000]);
});

test('chance takes up to half of a pause', () => {
  expect(pauseAfter(1, RULES, 0)).toBe(50);
  expect(pauseAfter(9, RULES, 0)).toBe(500);
});
