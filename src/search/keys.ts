/**
 * How a value becomes an index key. Extraction and query both come here, so they cannot disagree.
 *
 * A key is 64 bits of HalfSipHash-1-3 (Aumasson and Bernstein; the 64-bit output of its reference),
 * keyed with a secret of the database, so that nobody can make values that collide. It works on
 * 32-bit words, which JavaScript does fast. What decides whose data a row is, is never left to a
 * key: identifiers, references and compartments are compared exactly.
 */

/** A 64-bit key as two signed 32-bit halves. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

/**
 * Which form of a token a key stands for: `code`, `system|code`, `system|`, the presence of the
 * parameter (`:missing`), and the forms of other equality searches.
 */
export const TOKEN_FORMS = {
  code: 1,
  systemAndCode: 2,
  system: 3,
  noSystem: 4,
  present: 5,
  absent: 6,
  exactString: 7,
  ofType: 8,
  identifier: 9,
  versioned: 10,
  /** The row's patient is not the one that this path points at. */
  otherPatient: 11,
  /** Without its parameters: see `types/mime-type.ts`. */
  bareMimeType: 12,
} as const;

export type TokenForm = (typeof TOKEN_FORMS)[keyof typeof TOKEN_FORMS];

const SEPARATOR = 0xffff;

/** Result of the last hash: functions that allocate nothing can return only one number. */
let high = 0;
let low = 0;

let v0 = 0;
let v1 = 0;
let v2 = 0;
let v3 = 0;

function round(): void {
  v0 = (v0 + v1) | 0;
  v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
  v0 = (v0 << 16) | (v0 >>> 16);
  v2 = (v2 + v3) | 0;
  v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
  v0 = (v0 + v3) | 0;
  v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
  v2 = (v2 + v1) | 0;
  v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
  v2 = (v2 << 16) | (v2 >>> 16);
}

function absorb(word: number): void {
  v3 ^= word;
  round();
  v0 ^= word;
}

/** Two UTF-16 units a word; the separator keeps `a` + `bc` apart from `ab` + `c`. */
function absorbText(text: string): void {
  const end = text.length & ~1;
  for (let at = 0; at < end; at += 2) {
    absorb(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
  }
  absorb((end < text.length ? text.charCodeAt(end) : 0) | (SEPARATOR << 16));
}

function hash(key: Key, form: number, first: string, second: string): void {
  v0 = key.high;
  v1 = key.low ^ 0xee;
  v2 = 0x6c796765 ^ key.high;
  v3 = 0x74656462 ^ key.low;
  absorb(form);
  absorbText(first);
  absorbText(second);
  absorb(first.length ^ (second.length << 16));
  v2 ^= 0xee;
  round();
  round();
  round();
  high = v1 ^ v3;
  v1 ^= 0xdd;
  round();
  round();
  round();
  low = v1 ^ v3;
}

/** The key of an index path, such as `Observation.code`. @param secret the database's hash key */
export function pathKey(secret: Key, path: string): Key {
  hash(secret, 0, path, '');
  return { high, low };
}

/** The key for one form of a value under a path, appended to `keys` as two numbers. */
// eslint-disable-next-line max-params -- called for every key of every resource; nothing is allocated
export function pushTokenKey(
  keys: number[],
  path: Key,
  form: TokenForm,
  system: string,
  code: string,
): void {
  hash(path, form, system, code);
  keys.push(high, low);
}

/** The same key by itself. */
export function tokenKey(path: Key, form: TokenForm, system: string, code: string): Key {
  hash(path, form, system, code);
  return { high, low };
}

/** A key for anything else that is told apart by a text, such as a lock. */
export const textKey = pathKey;

/** The key as PostgreSQL's `bigint` in text. */
export function keyText(key: Key): string {
  return ((BigInt(key.high) << 32n) | BigInt(key.low >>> 0)).toString();
}
