/**
 * One pass over JSON text, before `JSON.parse`, for what a parsed tree no longer shows: numbers
 * that a JavaScript number would change, how many members there are (a repeated key is silently
 * dropped by the parser), and how deep the nesting goes.
 */
import { FhirError } from '../../fhir/errors.js';
import { decimalFromText } from '../../fhir/decimal.js';
import { endOfString } from './string-end.js';

const QUOTE = 34;
const COLON = 58;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export interface Scan {
  /** The text itself, or, where exact decimals were found, the text with those marked. */
  readonly text: string;
  /** Number of object members in the whole text. */
  readonly members: number;
}

/**
 * @throws FhirError `malformed` when objects and arrays are nested deeper than `maxDepth`:
 * recursive code after this point is safe.
 */
// eslint-disable-next-line complexity -- the loop over every character of every body: calls would show
export function scanJson(text: string, maxDepth: number): Scan {
  let members = 0;
  let depth = 0;
  let copiedTo = 0;
  let marked = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = endOfString(text, at);
    else if (char === COLON) members++;
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > maxDepth) throw tooDeep(maxDepth);
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--;
    else if (char === MINUS || (char >= ZERO && char <= NINE)) {
      const end = endOfNumber(text, at);
      const mark = markIfInexact(text.slice(at, end));
      if (mark !== undefined) {
        marked += text.slice(copiedTo, at) + mark;
        copiedTo = end;
      }
      at = end - 1;
    }
  }
  return { text: copiedTo === 0 ? text : marked + text.slice(copiedTo), members };
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumberChar(text.charCodeAt(end))) end++;
  return end;
}

/** Digits, `+ - . E e`. */
function isNumberChar(char: number): boolean {
  return (
    (char >= ZERO && char <= NINE) ||
    char === 43 ||
    char === MINUS ||
    char === 46 ||
    char === 69 ||
    char === 101
  );
}

/** The JSON string that stands for a number which JSON.parse would change; wrong numbers stay. */
function markIfInexact(number: string): string | undefined {
  const value = decimalFromText(number);
  return typeof value === 'string' && JSON_NUMBER.test(number) ? JSON.stringify(value) : undefined;
}

function tooDeep(maxDepth: number): FhirError {
  return new FhirError('malformed', `The JSON is nested deeper than ${maxDepth} levels.`);
}
