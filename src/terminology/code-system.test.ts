// https://hl7.org/fhir/R4/codesystem.html#hierachy
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { CodeSystemIndex, knownCodeSystem } from './code-system.js';

const property = (code: string, valueCode: string): JsonObject => ({ code, valueCode });

/** `a` over `b` (nested) over `c` (parent) and `d` (subsumedBy); `e` over `d` (child); `f` alone. */
const ALPHABET: JsonObject = {
  url: 'http://cs.example/alphabet',
  content: 'complete',
  concept: [
    { code: 'a', concept: [{ code: 'b' }] },
    { code: 'c', property: [property('parent', 'b'), property('parent', 'nobody')] },
    { code: 'd', property: [property('subsumedBy', 'b')] },
    { code: 'e', property: [property('child', 'd')] },
    { code: 'f' },
  ],
};

const sorted = (codes: Iterable<string>): string => [...codes].sort().join(' ');

describe('the hierarchy of a code system', () => {
  const index = new CodeSystemIndex(ALPHABET);

  test.each([
    ['a', 'a b c d'],
    ['b', 'b c d'],
    ['c', 'c'],
    ['e', 'd e'],
    ['f', 'f'],
  ])('below %s: %s', (code, codes) => {
    expect(sorted(index.below(code))).toBe(codes);
  });

  test.each([
    ['a', 'a'],
    ['c', 'a b c'],
    ['d', 'a b d e'],
    ['f', 'f'],
  ])('above %s: %s', (code, codes) => {
    expect(sorted(index.above(code))).toBe(codes);
  });

  test('says when a code is not there', () => {
    expect(() => index.below('x')).toThrow('not in the code system http://cs.example/alphabet');
  });

  test('ends where it goes in a circle', () => {
    const circle = new CodeSystemIndex({
      concept: [
        { code: 'a', property: [property('parent', 'b')] },
        { code: 'b', property: [property('parent', 'a')] },
      ],
    });
    expect(sorted(circle.below('a'))).toBe('a b');
    expect(sorted(circle.above('a'))).toBe('a b');
  });

  test('takes a code that is there twice as one', () => {
    const twice = new CodeSystemIndex({
      concept: [
        { code: 'a', concept: [{ code: 'x' }] },
        { code: 'b', concept: [{ code: 'x' }] },
      ],
    });
    expect(sorted(twice.above('x'))).toBe('a b x');
  });
});

describe('a code system', () => {
  const known = (codeSystem: JsonObject | undefined, canonical = 'http://cs.example') =>
    knownCodeSystem(canonical, { valueSet: () => undefined, codeSystem: () => codeSystem });

  test('is read once', () => {
    expect(known(ALPHABET)).toBe(known(ALPHABET));
  });

  test('that is not there is named', () => {
    expect(() => known(undefined)).toThrow('the code system http://cs.example is not known');
  });

  test.each(['fragment', 'example', 'not-present', 'supplement', undefined])(
    'of which only a part may be there is refused: %s',
    (content) => {
      const part = { ...ALPHABET, content };
      expect(() => known(part)).toThrow('http://cs.example is not known to this server in full');
    },
  );

  test('without concepts is refused', () => {
    expect(() => known({ content: 'complete' })).toThrow('in full');
  });

  test('is not named when the name is no URI', () => {
    expect(() => known(undefined, '999911120 of J. Jansen')).toThrow(
      'the code system is not known to this server',
    );
  });
});
