/** NM: a number. HL7 v2.8, 2A.2.47. Its digits are kept: 1.00 stays 1.00. */
import { decimalFromText } from '../../../fhir/decimal.js';
import type { JsonValue } from '../../../fhir/json.js';
import type { Source } from '../source.js';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * A FHIR decimal from a number as people write it; undefined for anything else. `.5` becomes `0.5`
 * and `5.` becomes `5`, which FHIR has no other way to write.
 */
export function decimal(text: string | undefined): JsonValue | undefined {
  const match = NUMBER.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole + fraction === '') return undefined;
  const number = withoutLeadingZeros(whole) + (fraction === '' ? '' : `.${fraction}`);
  return decimalFromText(sign === '-' && /[1-9]/.test(number) ? `-${number}` : number);
}

function withoutLeadingZeros(digits: string): string {
  const rest = digits.replace(/^0+/, '');
  return rest === '' ? '0' : rest;
}

/** As {@link decimal}, with a comma for the decimal point as well. */
export function localDecimal(text: string): JsonValue | undefined {
  return decimal(/^[+-]?\d+,\d+$/.test(text.trim()) ? text.replace(',', '.') : text);
}

/** A whole number; undefined for anything else. */
export function integer(source: Source): number | undefined {
  const text = source.code;
  return text !== undefined && /^[+-]?\d{1,9}(?:\.0*)?$/.test(text) ? Number(text) : undefined;
}
