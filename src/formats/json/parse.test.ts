// https://hl7.org/fhir/R4/json.html
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalText, isExactDecimal } from '../../fhir/decimal.js';
import type { JsonValue } from '../../fhir/json.js';
import { withPlainExpressions } from '../../testing/plain-expressions.js';
import { parseJson, parseJsonResource } from './parse.js';
import { findSyntaxError } from './syntax-error.js';
import { writeJson } from './write.js';

/** A JSON number in any spelling. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 25n }).map(String)),
    fc.option(fc.stringMatching(/^[0-9]{1,20}$/)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-', 'E-'), fc.nat(30))),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      sign + whole + (fraction === null ? '' : `.${fraction}`) + (exponent?.join('') ?? ''),
  );

/** JSON text with numbers in any spelling, strings of any kind, and white space here and there. */
const { json } = fc.letrec<{ json: string; scalar: string; array: string; object: string }>(
  (tie) => ({
    scalar: fc.oneof(
      numberText,
      fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
      fc.constantFrom('true', 'false', 'null'),
    ),
    array: fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    object: fc
      .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), tie('json')), {
        maxLength: 4,
        selector: ([name]) => name,
      })
      .map(
        (members) =>
          `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`,
      ),
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('scalar'),
      tie('array'),
      tie('object'),
    ),
  }),
);

describe('parseJson and writeJson', () => {
  test('give back the same text, whatever the numbers look like', () => {
    fc.assert(
      fc.property(json, (text) => {
        fc.pre(!/\\u00[01]/.test(text) && !/"(?:__proto__|\d+)":/.test(text));
        expect(writeJson(parseJson(text))).toBe(text);
      }),
    );
  });

  test.each(['1.00', '-0', '1e3', '0.10', '1000000000000000000000', '1E-7', '0.0000001'])(
    'keep the number %s',
    (text) => {
      const value = parseJson(`[${text}]`) as JsonValue[];
      expect(isExactDecimal(value[0])).toBe(true);
      expect(decimalText(value[0] as never)).toBe(text);
    },
  );

  test.each(['1', '0', '-1.5', '37.26488519462158', '1e+21'])(
    'have %s as a plain number',
    (text) => {
      expect(parseJson(text)).toBe(Number(text));
    },
  );

  test('do not touch what looks like a number inside a string', () => {
    const text = '{"a":"x: 1.00, 2.0]","b":["1.0"],"c":"\\"1.00"}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":[1,{"c":1,"d":2,"c":3}]}}', 'a.b[1].c'],
    ['{"a":"{","b":"}","a":1}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('name the key that stands twice in %s', (text, path) => {
    expect(() => parseJson(text)).toThrow(`same key twice in one object: ${path}.`);
  });

  test('refuse what is nested too deep before they recurse', () => {
    expect(() => parseJson('['.repeat(101) + ']'.repeat(101))).toThrow('deeper than 100');
    expect(() => parseJson('['.repeat(1_000_000))).toThrow('deeper than 100');
    expect(parseJson('['.repeat(100) + ']'.repeat(100))).toBeDefined();
  });

  test.each([
    '"\\u0000"',
    '"\\u001f"',
    '"\\ufffe"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d-\\ude00"',
    '"\\ud83d\\t"',
    '["\\ud83d","\\ude00"]',
    '"\\ud83d\\ud83d\\ude00"',
    '"a\\\\\\u0001"',
  ])('refuse the character in %s', (text) => {
    expect(() => parseJson(text)).toThrow('character that is not allowed');
  });

  test.each([
    '"\\\\u0000"',
    '"\\\\ud800"',
    '"\\ud83d\\ude00\\uD83D\\uDE01"',
    '"\\t\\r\\n"',
    '"\\u00e9"',
  ])('accept %s', (text) => {
    expect(parseJson(text)).toBe(JSON.parse(text));
  });
});

test('strings of any length are read, and complaints about what comes behind them are right', async () => {
  const long = `"data":"${'QUJD'.repeat(5_000_000)}"`;
  await withPlainExpressions(() => {
    expect(() => parseJson(`{${long},"a":"\\ud83d\\ude00"}`)).not.toThrow();
    expect(() => parseJson(`{${long},"a":"\\ud83d"}`)).toThrow('character that is not allowed');
    expect(() => parseJson(`{${long},"a":1,"a":2}`)).toThrow('same key twice in one object: a.');
    expect(() => parseJson(`{${long},\n"a"}`)).toThrow('line 2, column 4');
  });
});

describe('parseJsonResource', () => {
  test.each(['[]', '1', 'null', '"x"'])('refuses %s, which is no object', (text) => {
    expect(() => parseJsonResource(text)).toThrow('not a JSON object');
  });

  test.each(['{}', '{"resourceType":1}'])('refuses %s, which has no type', (text) => {
    expect(() => parseJsonResource(text)).toThrow('resourceType');
  });
});

describe('findSyntaxError', () => {
  test('finds one just where JSON.parse fails', () => {
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.constantFrom('', '}', ',', ':', '"', 'x', '['),
        (text, at, extra) => {
          const position = at % (text.length + 1);
          const broken = text.slice(0, position) + extra + text.slice(position + 1);
          let valid = true;
          try {
            JSON.parse(broken);
          } catch {
            valid = false;
          }
          const found = findSyntaxError(broken);
          // Whole text: the error, if any, is that it ends too early.
          if (valid) expect(found).toBe(broken.length);
          else expect(found).toBeLessThanOrEqual(broken.length);
          if (found < broken.length) expect(valid).toBe(false);
        },
      ),
    );
  });

  test.each([
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1]]', 3],
    ['{"a":tru}', 5],
    ['{"a":"b\nc"}', 5],
    ['[1,', 3],
  ])('in %s at %i', (text, offset) => {
    expect(findSyntaxError(text)).toBe(offset);
  });
});
