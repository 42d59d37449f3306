// Texts of tens of megabytes, with expressions as a long-running process compiles them.
import { expect, test } from '@jest/globals';
import { withPlainExpressions } from '../testing/plain-expressions.js';
import { hasOnlyBase64, isHex } from './long-text.js';

const LONG = 'QUJD'.repeat(10_000_000);

test.each([
  ['', true],
  ['QUJD', true],
  ['QUI=', true],
  ['QQ==', true],
  ['QUI', true],
  ['QU\nJD \n', true],
  ['QUJD===', false],
  ['QQ= =', false],
  ['QU=D', false],
  ['QUJ-', false],
])('%p has only what base64 has: %p', (text, expected) => {
  expect(hasOnlyBase64(text)).toBe(expected);
});

test.each([
  ['', true],
  ['0aF9', true],
  ['0a1', false],
  ['0g', false],
])('%p is hexadecimal: %p', (text, expected) => {
  expect(isHex(text)).toBe(expected);
});

test('any length will do, and a wrong character is found wherever it is', async () => {
  await withPlainExpressions(() => {
    expect(hasOnlyBase64(LONG)).toBe(true);
    expect(hasOnlyBase64(`${LONG}QU*D`)).toBe(false);
    expect(isHex('0A'.repeat(10_000_000))).toBe(true);
    expect(isHex(`${'0A'.repeat(10_000_000)}0G`)).toBe(false);
  });
});
