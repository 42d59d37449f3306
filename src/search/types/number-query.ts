/** Number parameters as they are asked: https://hl7.org/fhir/R4/search.html#number */
import { anyOf } from '../criterion.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, NumberTest } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { splitPrefix } from './prefix.js';

/** @param values of the comma list, still escaped */
export function numberCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  { name, modifier }: Asked,
): Criterion {
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  const keys = paths.map(({ search }) => search.key);
  return anyOf(
    values.map((value) => ({ kind: 'number', paths: keys, ...parseNumberValue(value, name) })),
  );
}

const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** No measurement has more; their squares still fit a double. */
const MAX_LENGTH = 60;
const MAX_EXPONENT = 100;

/** A number with its prefix, and the range that its digits imply. */
export function parseNumberValue(value: string, name: string): NumberTest {
  const [prefix, text] = splitPrefix(value);
  const match = text.length > MAX_LENGTH ? null : NUMBER.exec(text);
  if (match === null) throw wrongValue(name, 'a value is no number');
  const [, sign, whole = '', decimals, exponentText] = match;
  const power = exponentText ?? '0';
  // The specification reads 1e2 as 1.0e2: from 95 up to 105.
  const fraction = decimals ?? (exponentText === undefined ? '' : '0');
  if (Math.abs(Number(power)) > MAX_EXPONENT) throw wrongValue(name, 'a number is out of range');
  const digits = BigInt(whole + fraction) * (sign === '-' ? -10n : 10n);
  const exponent = Number(power) - fraction.length - 1;
  // Half a unit of the last digit to each side, exactly: 5.40 is from 5.395 up to 5.405.
  const low = Number(`${digits - 5n}e${exponent}`);
  const high = Number(`${digits + 5n}e${exponent}`);
  const exact = Number(text);
  if (prefix !== 'ap') return { prefix, value: exact, low, high };
  // A tenth to each side, or what the digits leave open when that is more.
  const tenth = Math.abs(exact) / 10;
  return {
    prefix,
    value: exact,
    low: Math.min(low, exact - tenth),
    high: Math.max(high, exact + tenth),
  };
}
