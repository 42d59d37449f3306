// docs/medmij-services.md: a PGO never gets a citizen service number
import fc from 'fast-check';
import { BSN_SYSTEM, isBsn } from '../../fhir/bsn.js';
import { decimalFromText } from '../../fhir/decimal.js';
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { withPlainExpressions } from '../../testing/plain-expressions.js';
import { BsnMask, numbersOf } from './bsn-mask.js';

const KNOWN = '999900468';
const OTHER = '999900481';
const mask = new BsnMask([KNOWN]);

function masked(value: JsonObject): JsonValue {
  const copy = structuredClone(value);
  mask.apply(copy);
  return JSON.parse(JSON.stringify(copy)) as JsonValue;
}

const ABSENT = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' },
  ],
};

describe('what is masked', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'an Identifier of the system',
      { system: BSN_SYSTEM, value: OTHER },
      { system: BSN_SYSTEM, _value: ABSENT },
    ],
    [
      'its system as an OID',
      { system: 'urn:oid:2.16.840.1.113883.2.4.6.3', value: '1' },
      { system: 'urn:oid:2.16.840.1.113883.2.4.6.3', _value: ABSENT },
    ],
    ['a Coding of it', { system: BSN_SYSTEM, code: OTHER }, { system: BSN_SYSTEM, _code: ABSENT }],
    ['a number without a system', { value: OTHER }, { _value: ABSENT }],
    ['a number in a text', { valueString: `BSN: ${OTHER}.` }, { valueString: 'BSN: *********.' }],
    [
      'a number in groups',
      { text: '9999.00.481 of 999 900 481' },
      { text: '********* of *********' },
    ],
    ['a known one in any groups', { text: '99-99.00 468' }, { text: '*********' }],
    ['a known one in a code', { code: `nr${KNOWN}` }, { code: 'nr*********' }],
    ['a known one that is an integer', { valueInteger: 999900468 }, { _valueInteger: ABSENT }],
    [
      'a search for it',
      { url: `http://x/Patient?identifier=${BSN_SYSTEM}|${OTHER}&a=b` },
      { url: 'http://x/Patient?identifier=*********&a=b' },
    ],
    ['texts in arrays', { given: ['Jan', OTHER] }, { given: ['Jan', '*********'] }],
  ])('%s', (_, value, expected) => {
    expect(masked(value)).toEqual(expected);
  });

  test.each([
    `<div>${OTHER}</div>`,
    `<div>999<b>900</b>481</div>`,
    `<div>&#57;99900481</div>`,
    `<div>9999.00.481</div>`,
  ])('narrative, however it is marked up: %s', (div) => {
    const resource = { resourceType: 'Patient', text: { status: 'generated', div } };
    expect(mask.suspects(JSON.stringify(resource))).toBe(true);
    expect(masked(resource)).toMatchObject({ text: { status: 'empty' } });
  });
});

describe('what stays', () => {
  test.each<JsonObject>([
    { system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: OTHER },
    { system: 'phone', value: OTHER },
    { reference: `Patient/${OTHER}` },
    { id: KNOWN },
    { valueString: '123456789 is no such number, nor is 9999004810' },
    { data: Buffer.from(KNOWN).toString('base64') },
    { system: BSN_SYSTEM, _value: ABSENT },
    { valueDecimal: decimalFromText('999900468.10') },
  ])('%j', (value) => {
    expect(masked(value)).toEqual(value);
  });
});

test('no text with a number in it passes as clean, and none of them is left in it', () => {
  const digits = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String).filter(isBsn);
  const around = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => !/\d$|^\d/.test(text));
  fc.assert(
    fc.property(digits, around, around, fc.boolean(), (number, before, after, isDeep) => {
      const text = `${before}${number}${after}`;
      const value: JsonObject = isDeep ? { a: [{ note: text }] } : { valueString: text };
      expect(mask.suspects(JSON.stringify(value))).toBe(true);
      expect(JSON.stringify(masked(value))).not.toContain(number);
    }),
    { numRuns: 500 },
  );
});

test('a number that begins with a zero is known without it too', () => {
  const short = new BsnMask(['012345672']);
  expect(short.suspects('{"code":"x12345672"}')).toBe(true);
  const value: JsonObject = { code: 'x12345672' };
  short.apply(value);
  expect(value).toEqual({ code: 'x*********' });
});

test('the numbers of a Patient are those of the system', () => {
  const identifier = [
    { system: BSN_SYSTEM, value: KNOWN },
    { system: BSN_SYSTEM, value: 'onbekend' },
    { system: 'http://x', value: OTHER },
  ];
  expect(numbersOf({ identifier })).toEqual([KNOWN]);
  expect(numbersOf({})).toEqual([]);
});

test('a number is suspected in narrative of any length, also in pieces', async () => {
  const textOf = (end: string): string =>
    JSON.stringify({ text: { div: `<div>${'x "y" '.repeat(3_000_000)}${end}</div>` } });
  await withPlainExpressions(() => {
    expect(new BsnMask([KNOWN]).suspects(textOf('9999<b>00468</b>'))).toBe(true);
    expect(new BsnMask([KNOWN]).suspects(textOf('9999<b>0046</b>'))).toBe(false);
  });
});
