// https://www.rvig.nl/bsn-voor-burgers: what a citizen service number looks like
import { expect, test } from '@jest/globals';
import { isBsn } from './bsn.js';

test.each([
  ['999990019', true],
  ['999911120', true],
  ['012345672', true],
  ['12345672', true],
  ['999990018', false],
  ['123456789', false],
  ['000000000', false],
  ['0', false],
  ['9999900190', false],
  ['99999001x', false],
  ['', false],
])('%s: %s', (text, expected) => {
  expect(isBsn(text)).toBe(expected);
});
