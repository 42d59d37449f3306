/**
 * Strict FHIR JSON: https://hl7.org/fhir/R4/json.html. What is not allowed anywhere (repeated keys,
 * nulls, empty arrays and objects) is refused by the structure checks in `validation/`; this file
 * refuses what those can't see.
 */
import { isUtf8 } from 'node:buffer';
import { FhirError } from '../../fhir/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { DEFAULT_FORMAT_LIMITS, type FormatLimits } from '../limits.js';
import { scanJson } from './scan.js';
import { findSyntaxError } from './syntax-error.js';
import { findDuplicateKey } from './duplicate-key.js';

/**
 * Bytes of a body to text, without a byte order mark.
 * @throws FhirError `malformed` with the line, for anything but UTF-8.
 */
export function decodeUtf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw new FhirError('malformed', `The body is not valid UTF-8: line ${badLine(bytes)}.`);
  }
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const LINE_FEED = 10;

/** Number of the first line that is not UTF-8. */
function badLine(bytes: Buffer): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}

/**
 * JSON text to a tree in which every number keeps its precision (see `fhir/decimal.ts`).
 * @throws FhirError `malformed` with line and column, never with the text itself.
 */
export function parseJson(text: string, limits: FormatLimits = DEFAULT_FORMAT_LIMITS): JsonValue {
  if (text.includes('\\u')) checkEscapes(text);
  const scan = scanJson(text, limits.maxDepth);
  const value = parseScanned(scan.text, text);
  if (countMembers(value, limits.maxArrayLength) !== scan.members) {
    const path = findDuplicateKey(text);
    throw new FhirError('malformed', `The JSON has the same key twice in one object: ${path}.`, {
      expression: path,
    });
  }
  return value;
}

/** An escape behind an even number of backslashes: not an escaped backslash followed by a `u`. */
const CONTROL_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:00(?:0[0-8bcef]|1[0-9a-f])|fff[ef])/i;
const SURROGATE_ESCAPE = /\\ud[89a-f]/i;
/** Any escape; what follows a backslash is never the beginning of another one. */
const ESCAPE = /\\(?:u([0-9a-f]{4})|[^])/gi;
const ESCAPE_LENGTH = 6;

/**
 * Characters that FHIR strings may not have can only come in as escapes:
 * https://hl7.org/fhir/R4/datatypes.html#string
 */
function checkEscapes(text: string): void {
  const bad = CONTROL_ESCAPE.test(text) || (SURROGATE_ESCAPE.test(text) && hasLoneSurrogate(text));
  if (bad) {
    throw new FhirError('malformed', 'The JSON has a string with a character that is not allowed.');
  }
}

function hasLoneSurrogate(text: string): boolean {
  /** Where the second half of a pair has to be. */
  let expected: number | undefined;
  for (const { index, 1: digits = '' } of text.matchAll(ESCAPE)) {
    const isSecond = /^d[c-f]/i.test(digits);
    if (expected === undefined ? isSecond : index !== expected || !isSecond) return true;
    expected = /^d[89ab]/i.test(digits) ? index + ESCAPE_LENGTH : undefined;
  }
  return expected !== undefined;
}

/** @throws FhirError `malformed` when the text is no JSON object with a `resourceType`. */
export function parseJsonResource(text: string, limits?: FormatLimits): Resource {
  const value = parseJson(text, limits);
  if (!isObject(value)) {
    throw new FhirError('malformed', 'The body is not a JSON object.');
  }
  if (typeof value['resourceType'] !== 'string') {
    throw new FhirError('malformed', 'The JSON object has no "resourceType".', {
      expression: 'resourceType',
    });
  }
  return value as Resource;
}

function parseScanned(scanned: string, original: string): JsonValue {
  try {
    return JSON.parse(scanned) as JsonValue;
  } catch {
    throw new FhirError('malformed', `The body is not valid JSON${errorPosition(original)}.`);
  }
}

/** In words; the parser's own message is not used, since it can quote the text. */
function errorPosition(text: string): string {
  if (text.trim() === '') return ': it is empty';
  const offset = findSyntaxError(text);
  if (offset >= text.length) return ': it ends too early';
  const before = text.slice(0, offset);
  return `: line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`;
}

function countMembers(value: JsonValue, maxArrayLength: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value)
    ? countInArray(value, maxArrayLength)
    : countInObject(value, maxArrayLength);
}

function countInObject(object: JsonObject, maxArrayLength: number): number {
  let count = 0;
  for (const name in object) {
    const value = object[name];
    count += typeof value === 'object' ? 1 + countMembers(value, maxArrayLength) : 1;
  }
  return count;
}

function countInArray(array: readonly JsonValue[], maxArrayLength: number): number {
  if (array.length > maxArrayLength) {
    throw new FhirError('malformed', `The JSON has an array of more than ${maxArrayLength} items.`);
  }
  let count = 0;
  for (const value of array) {
    if (typeof value === 'object') count += countMembers(value, maxArrayLength);
  }
  return count;
}
