/** Functions on strings and conversions: https://hl7.org/fhirpath/N1/#string-manipulation */
import type { Apply } from './environment.js';
import { atom, FhirPathError, number, QuantityValue, single, Temporal, text } from './values.js';
import type { Atom, Collection } from './values.js';

const MAX_MATCHED = 10_000;

/** Gives nothing when the string or an argument is missing. */
function onText(apply: (value: string, args: readonly string[]) => Atom): Apply {
  return (input, args) => {
    const value = text(input);
    const texts = args.map(text);
    if (value === undefined || !texts.every((one) => one !== undefined)) return [];
    return [apply(value, texts)];
  };
}

const expressions = new Map<string, RegExp>();

function regex(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`;
  let known = expressions.get(key);
  if (known === undefined) {
    try {
      known = new RegExp(source, flags);
    } catch {
      throw new FhirPathError('the regular expression is not valid');
    }
    if (expressions.size > 500) expressions.clear();
    expressions.set(key, known);
  }
  return known;
}

/** Profiles bring their own expressions; on long texts a bad one could run for ever. */
function matchable(value: string): string {
  if (value.length > MAX_MATCHED) throw new FhirPathError('the text is too long for matches()');
  return value;
}

function asText(value: Atom): string {
  if (value instanceof Temporal) return value.text;
  if (value instanceof QuantityValue) return `${value.value} '${value.unit}'`;
  return String(value);
}

function converted(convert: (value: Atom) => Atom | undefined): Apply {
  return (input) => {
    const item = single(input);
    const value = item === undefined ? undefined : atom(item);
    const result = value === undefined ? undefined : convert(value);
    return result === undefined ? [] : [result];
  };
}

function toInteger(value: Atom): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function toDecimal(value: Atom): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') {
    return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  }
  return typeof value === 'number' ? value : undefined;
}

const substring: Apply = (input, args) => {
  const value = text(input);
  const start = number(args[0] ?? []);
  if (value === undefined || start === undefined || start < 0 || start >= value.length) return [];
  const length = args[1] === undefined ? undefined : number(args[1]);
  return [length === undefined ? value.slice(start) : value.slice(start, start + length)];
};

const join: Apply = (input, args) => {
  const texts = input.map((item) => text([item]) ?? '');
  return input.length === 0 ? [] : [texts.join(text(args[0] ?? []) ?? '')];
};

const numeric =
  (apply: (value: number) => number): Apply =>
  (input): Collection => {
    const value = number(input);
    return value === undefined ? [] : [apply(value)];
  };

export const STRING_FUNCTIONS: Readonly<Record<string, Apply>> = {
  startsWith: onText((value, [prefix = '']) => value.startsWith(prefix)),
  endsWith: onText((value, [suffix = '']) => value.endsWith(suffix)),
  contains: onText((value, [part = '']) => value.includes(part)),
  indexOf: onText((value, [part = '']) => value.indexOf(part)),
  matches: onText((value, [source = '']) => regex(source, 's').test(matchable(value))),
  replace: onText((value, [from = '', to = '']) => value.replaceAll(from, () => to)),
  replaceMatches: onText((value, [from = '', to = '']) =>
    matchable(value).replace(regex(from, 'gs'), to),
  ),
  lower: onText((value) => value.toLowerCase()),
  upper: onText((value) => value.toUpperCase()),
  trim: onText((value) => value.trim()),
  length: onText((value) => value.length),
  toChars: (input) => Array.from(text(input) ?? ''),
  split: (input, args) => text(input)?.split(text(args[0] ?? []) ?? '') ?? [],
  substring,
  join,
  toString: converted(asText),
  toInteger: converted(toInteger),
  toDecimal: converted(toDecimal),
  abs: numeric(Math.abs),
  ceiling: numeric(Math.ceil),
  floor: numeric(Math.floor),
  truncate: numeric(Math.trunc),
};
