/** Date parameters as they are asked: https://hl7.org/fhir/R4/search.html#date */
import { parseDate } from '../../fhir/date.js';
import { anyOf } from '../criterion.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, Prefix } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { splitPrefix } from './prefix.js';

/** @param values of the comma list, still escaped */
export function dateCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  if (asked.modifier !== undefined) throw unknownModifier(asked.name, asked.modifier);
  const searchPaths = paths.map(({ search }) => search);
  return anyOf(
    values.map((value) => ({ kind: 'date', paths: searchPaths, ...parseDateValue(value, asked) })),
  );
}

export interface AskedDate {
  readonly prefix: Prefix;
  readonly low: number;
  readonly high: number;
  /** True when the value has no time part. */
  readonly local: boolean;
}

/** A date with its prefix; with `ap` already widened. */
export function parseDateValue(
  value: string,
  { name, parsing }: Pick<Asked, 'name' | 'parsing'>,
): AskedDate {
  const [prefix, text] = splitPrefix(value);
  // A plus sign that was not escaped in the URL arrives as a space.
  const date = parseDate(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
  if (date === undefined || Math.abs(date.offset ?? 0) > MAX_OFFSET) {
    throw wrongValue(name, 'a value is no date or time that exists');
  }
  const slack = prefix === 'ap' ? approximation(date, parsing.context.now()) : 0;
  return {
    prefix,
    low: Math.max(date.low - slack, FIRST),
    high: Math.min(date.high + slack, LAST),
    local: !date.hasTime,
  };
}

/** Zones reach to 14 hours from UTC. */
const MAX_OFFSET = 14 * 60;
const DAY = 24 * 60 * 60 * 1000;

/** The years that FHIR dates can have: from 0001 up to, not including, 10000. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.UTC(10_000, 0, 1);

/** To each side: a tenth of the gap between now and the date, and no less than a day. */
function approximation({ low, high }: { low: number; high: number }, now: number): number {
  const gap = now < low ? low - now : Math.max(0, now - high);
  return Math.max(DAY, gap / 10);
}
