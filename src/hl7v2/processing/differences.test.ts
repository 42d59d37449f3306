import { expect, test } from '@jest/globals';
import { differencesOf } from './differences.js';

test('what is the same is no difference, whatever the order of members', () => {
  expect(differencesOf({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
});

test('names what was added, removed and changed, as deep as it is', () => {
  const before = { id: '1', name: [{ family: 'A', given: ['B'] }], active: true };
  const after = { id: '1', name: [{ family: 'C', given: ['B', 'D'] }], gender: 'male' };
  expect(differencesOf(before, after)).toEqual([
    { path: 'name[0].family', before: 'A', after: 'C' },
    { path: 'name[0].given[1]', after: 'D' },
    { path: 'active', before: true },
    { path: 'gender', after: 'male' },
  ]);
});

test('what changes its type is one difference', () => {
  expect(differencesOf({ a: [1] }, { a: { b: 1 } })).toEqual([
    { path: 'a', before: [1], after: { b: 1 } },
  ]);
});
