import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyText, pathKey, pushTokenKey, TOKEN_FORMS, tokenKey, type Key } from './keys.js';

const SECRET: Key = { high: 0x01234567, low: -0x76543210 };

describe('keys', () => {
  test('are the same for the same, alone and pushed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (system, code) => {
        const path = pathKey(SECRET, 'token:Observation.code');
        const pushed: number[] = [];
        pushTokenKey(pushed, path, TOKEN_FORMS.systemAndCode, system, code);
        const { high, low } = tokenKey(path, TOKEN_FORMS.systemAndCode, system, code);
        expect(pushed).toEqual([high, low]);
      }),
    );
  });

  test('differ in path, form, secret, and where system ends and code begins', () => {
    const path = pathKey(SECRET, 'a');
    const all = [
      tokenKey(path, TOKEN_FORMS.code, '', 'ab'),
      tokenKey(path, TOKEN_FORMS.code, 'a', 'b'),
      tokenKey(path, TOKEN_FORMS.code, 'ab', ''),
      tokenKey(path, TOKEN_FORMS.code, '', 'ab\u0000'),
      tokenKey(path, TOKEN_FORMS.system, '', 'ab'),
      tokenKey(pathKey(SECRET, 'b'), TOKEN_FORMS.code, '', 'ab'),
      tokenKey(pathKey({ ...SECRET, high: 1 }, 'a'), TOKEN_FORMS.code, '', 'ab'),
    ];
    expect(new Set(all.map(keyText)).size).toBe(all.length);
  });

  test('do not collide among 200,000 values, and fill both halves evenly', () => {
    const path = pathKey(SECRET, 'token:Observation.code');
    const seen = new Set<string>();
    let ones = 0;
    for (let n = 0; n < 200_000; n++) {
      const key = tokenKey(path, TOKEN_FORMS.code, 'http://loinc.org', String(n));
      seen.add(`${key.high} ${key.low}`);
      ones += (key.high >>> 31) + (key.low & 1);
    }
    expect(seen.size).toBe(200_000);
    expect(ones / 400_000).toBeCloseTo(0.5, 2);
  });

  test('are signed 64-bit numbers in text', () => {
    expect(keyText({ high: 0, low: 1 })).toBe('1');
    expect(keyText({ high: -1, low: -1 })).toBe('-1');
    expect(keyText({ high: 0, low: -1 })).toBe('4294967295');
    expect(keyText({ high: -0x80000000, low: 0 })).toBe('-9223372036854775808');
  });
});
