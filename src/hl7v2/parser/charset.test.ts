// HL7 table 0211, and what senders mean by it.
import fc from 'fast-check';
import { charsetOf, decodeAs, decodeBytes, encodeText, type Charset } from './charset.js';

const RULES = { fallback: 'windows-1252' } as const;

test.each([
  ['8859/1', 'windows-1252'],
  ['ISO-8859-1', 'windows-1252'],
  ['ISO8859-1', 'windows-1252'],
  ['ISO_IR 100', 'windows-1252'],
  ['CP1252', 'windows-1252'],
  ['8859/15', 'iso-8859-15'],
  ['8859/2', 'iso-8859-2'],
  ['UNICODE UTF-8', 'utf-8'],
  ['UTF8', 'utf-8'],
  ['UNICODE', 'utf-8'],
  ['ASCII', 'us-ascii'],
  ['', undefined],
  ['ISO IR 999', undefined],
  ['8859/12', undefined],
])('%j means %s', (name, charset) => {
  expect(charsetOf(name)).toBe(charset);
});

describe('bytes become text', () => {
  test.each([
    ['8859/1', [0x80, 0x92, 0xeb], { text: '€’ë', charset: 'windows-1252' }],
    ['8859/15', [0xa4, 0xeb], { text: '€ë', charset: 'iso-8859-15' }],
    ['UTF-8', [0xc3, 0xab], { text: 'ë', charset: 'utf-8' }],
    [
      'UTF-8',
      [0x41, 0xeb],
      { text: 'Aë', charset: 'windows-1252', warning: 'declared-utf8-but-is-not' },
    ],
    ['', [0xc3, 0xab], { text: 'ë', charset: 'utf-8' }],
    ['', [0x41, 0xeb], { text: 'Aë', charset: 'windows-1252' }],
    [
      'ASCII',
      [0x41, 0xeb],
      { text: 'Aë', charset: 'windows-1252', warning: 'declared-ascii-but-is-not' },
    ],
    ['ISO IR 999', [0xc3, 0xab], { text: 'ë', charset: 'utf-8', warning: 'unknown' }],
    ['8859/1', [0xef, 0xbb, 0xbf, 0xc3, 0xab], { text: 'ë', charset: 'utf-8' }],
  ])('declared %j: %j', (declared, bytes, expected) => {
    expect(decodeBytes(Buffer.from(bytes), declared, RULES)).toEqual(expected);
  });

  test('the rule of the feed wins', () => {
    const override: Charset = 'iso-8859-15';
    expect(decodeBytes(Buffer.from([0xa4]), 'UTF-8', { ...RULES, override }).text).toBe('€');
  });
});

test('the bytes of every charset survive', () => {
  const charsets: Charset[] = ['windows-1252', 'iso-8859-15', 'iso-8859-2', 'iso-8859-9'];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.constantFrom(...charsets), (raw, charset) => {
      const bytes = Buffer.from(raw);
      expect(encodeText(decodeAs(bytes, charset), charset)).toEqual(bytes);
    }),
  );
});

test('what a charset can not say becomes a question mark', () => {
  expect(encodeText('a€漢é', 'us-ascii').toString('latin1')).toBe('a???');
  expect(encodeText('€', 'iso-8859-2').toString('latin1')).toBe('?');
  expect(encodeText('€', 'windows-1252')).toEqual(Buffer.from([0x80]));
});
