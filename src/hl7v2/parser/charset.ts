/**
 * Characters and bytes: HL7 table 0211 (MSH-18) as it is used in practice.
 * ISO 8859-1 is always read as Windows-1252: bytes 80 to 9F are never meant as control characters.
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Names as the WHATWG Encoding Standard has them. */
export type Charset = 'us-ascii' | 'utf-8' | 'windows-1252' | `iso-8859-${number}`;

/** Something about the characters that a person should look at; the message is still taken. */
export type CharsetWarning = 'declared-utf8-but-is-not' | 'declared-ascii-but-is-not' | 'unknown';

export interface DecodedText {
  readonly text: string;
  readonly charset: Charset;
  readonly warning?: CharsetWarning;
}

export interface CharsetRules {
  /** What the sender uses, whatever its messages say. */
  readonly override?: Charset;
  /** What is meant when MSH-18 is empty and the bytes are not UTF-8. */
  readonly fallback: Charset;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether the bytes start with the mark that Windows programs put before UTF-8. */
export function startsWithByteOrderMark(bytes: Buffer): boolean {
  return bytes.subarray(0, BOM.length).equals(BOM);
}

/**
 * The charset that a name in MSH-18 means.
 * @returns undefined for an empty or unknown name
 */
export function charsetOf(name: string): Charset | undefined {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (/^(US)?ASCII$|^ISOIR6$/.test(plain)) return 'us-ascii';
  if (/^(UNICODE)?(UTF8)?$/.test(plain) && plain !== '') return 'utf-8';
  if (/^(ISOIR192)$/.test(plain)) return 'utf-8';
  if (/^((WINDOWS|WIN|CP)1252|ISOIR100|LATIN1|(ISO)?88591)$/.test(plain)) return 'windows-1252';
  const part = /^(?:ISO)?8859([2-9]|1[03-6])$/.exec(plain)?.[1];
  return part === undefined ? undefined : `iso-8859-${Number(part)}`;
}

/**
 * Turns the bytes of a message into text. Never fails: bytes that are not what the message
 * declares are read as Windows-1252, in which every byte is a character, and a warning says so.
 * @param declared the first repetition of MSH-18, as it stands; '' when it is empty
 */
export function decodeBytes(bytes: Buffer, declared: string, rules: CharsetRules): DecodedText {
  if (startsWithByteOrderMark(bytes)) {
    const rest = bytes.subarray(BOM.length);
    return rules.override === undefined ? decodeUtf8(rest) : decodeBytes(rest, declared, rules);
  }
  const known = rules.override ?? charsetOf(declared);
  if (known === 'utf-8') return decodeUtf8(bytes);
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), charset: known ?? rules.fallback };
  if (known !== undefined && known !== 'us-ascii') {
    return { text: decodeSingleByte(bytes, known), charset: known };
  }
  const guess = isUtf8(bytes) ? 'utf-8' : singleByte(rules.fallback);
  const decoded = { text: decodeAs(bytes, guess), charset: guess };
  if (known === 'us-ascii') return { ...decoded, warning: 'declared-ascii-but-is-not' };
  return declared === '' ? decoded : { ...decoded, warning: 'unknown' };
}

function singleByte(charset: Charset): Charset {
  return charset === 'utf-8' || charset === 'us-ascii' ? 'windows-1252' : charset;
}

function decodeUtf8(bytes: Buffer): DecodedText {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), charset: 'utf-8' };
  return {
    text: decodeSingleByte(bytes, 'windows-1252'),
    charset: 'windows-1252',
    warning: 'declared-utf8-but-is-not',
  };
}

/** Characters of bytes 80 to 9F in Windows-1252; the five unused ones stay what they are. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const tables = new Map<Charset, string>();

/** The 256 characters of a single-byte charset. */
function tableOf(charset: Charset): string {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const latin1 = all.toString('latin1');
  const table =
    charset === 'windows-1252'
      ? latin1.slice(0, 0x80) + WINDOWS_1252 + latin1.slice(0xa0)
      : charset === 'us-ascii'
        ? latin1
        : new TextDecoder(charset).decode(all);
  tables.set(charset, table);
  return table;
}

function decodeSingleByte(bytes: Buffer, charset: Charset): string {
  const latin1 = bytes.toString('latin1');
  const table = tableOf(charset);
  return latin1.replace(/[\x80-\xff]/g, (character) => table[character.charCodeAt(0)] ?? character);
}

/** Text of some bytes of a message whose charset is known, as escapes like `\XEB\` hold them. */
export function decodeAs(bytes: Buffer, charset: Charset): string {
  if (charset === 'utf-8') return bytes.toString('utf8');
  return decodeSingleByte(bytes, charset);
}

/** Bytes of a text. What the charset can't say becomes a question mark. */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  if (isPlainAscii(text)) return Buffer.from(text, 'latin1');
  const table = tableOf(charset);
  const limit = charset === 'us-ascii' ? 0x80 : 0x100;
  const bytes = Array.from(text, (character) => {
    const byte = table.indexOf(character);
    return byte < 0 || byte >= limit ? 0x3f : byte;
  });
  return Buffer.from(bytes);
}

function isPlainAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}
