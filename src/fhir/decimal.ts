/**
 * FHIR decimals have a precision: 1.00 is not 1 (https://hl7.org/fhir/R4/datatypes.html#decimal).
 * A JavaScript number cannot hold that. In a parsed tree a number whose text a JavaScript number
 * would not reproduce therefore stands as an *exact decimal*: a string that begins with a mark
 * which no FHIR string can contain (U+0000), followed by the number's own text.
 */

const MARK = '\u0000n:';

/** A string in a parsed tree that stands for a number with just this text. */
export type ExactDecimal = string & { readonly exactDecimal: unique symbol };

/** The tree value for a number with the text `text`: a plain number wherever that loses nothing. */
export function decimalFromText(text: string): number | ExactDecimal {
  const value = Number(text);
  return String(value) === text ? value : ((MARK + text) as ExactDecimal);
}

export function isExactDecimal(value: unknown): value is ExactDecimal {
  return typeof value === 'string' && value.startsWith(MARK);
}

/** The text of a decimal in a parsed tree, as it was written. */
export function decimalText(value: number | ExactDecimal): string {
  return typeof value === 'number' ? String(value) : value.slice(MARK.length);
}

/** The nearest JavaScript number, or undefined when `value` is no decimal at all. */
export function decimalValue(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return isExactDecimal(value) ? Number(decimalText(value)) : undefined;
}

const MARKED_IN_JSON = /"\\u0000n:([^"]*)"/g;

/** Turns the exact decimals in the output of `JSON.stringify` back into numbers. */
export function unmarkDecimals(json: string): string {
  return json.includes('"\\u0000n:') ? json.replace(MARKED_IN_JSON, '$1') : json;
}
