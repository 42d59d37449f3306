/** Comparisons of ordered values as SQL: https://hl7.org/fhir/R4/search.html#prefix */
import type { DateCriterion, NumberTest } from '../../search/query.js';
import { instant, type Printer } from './printer.js';

/** Columns of a span, from `low` up to, not including, `high`. */
interface SpanColumns {
  readonly low: string;
  readonly high: string;
}

/**
 * A date's span against the asked one. A bound without a time is a day on the calendar of the place
 * where the value was written, so the value is then taken in its own local time.
 * @param owner alias of the row that has date_low, date_high and date_zone
 */
export function dateTest(criterion: DateCriterion, owner: string, printer: Printer): string {
  const { local } = criterion;
  const column = (name: string): string =>
    local
      ? `${owner}.${name} + coalesce(${owner}.date_zone, 0) * interval '1 minute'`
      : `${owner}.${name}`;
  // Only bounds that are used may become parameters.
  const asked = {
    low: () => printer.add(instant(criterion.low), 'timestamptz'),
    high: () => printer.add(instant(criterion.high), 'timestamptz'),
  };
  return spanTest(criterion, { low: column('date_low'), high: column('date_high') }, asked);
}

interface AskedSpan {
  readonly low: () => string;
  readonly high: () => string;
}

function spanTest({ prefix }: DateCriterion, stored: SpanColumns, asked: AskedSpan): string {
  const within = (): string =>
    `(${stored.low} >= ${asked.low()} and ${stored.high} <= ${asked.high()})`;
  switch (prefix) {
    case 'eq':
      return within();
    case 'ne':
      return `(${stored.low} < ${asked.low()} or ${stored.high} > ${asked.high()})`;
    case 'gt':
      return `${stored.high} > ${asked.high()}`;
    case 'lt':
      return `${stored.low} < ${asked.low()}`;
    case 'ge':
      return `(${stored.high} > ${asked.high()} or ${within()})`;
    case 'le':
      return `(${stored.low} < ${asked.low()} or ${within()})`;
    case 'sa':
      return `${stored.low} >= ${asked.high()}`;
    case 'eb':
      return `${stored.high} <= ${asked.low()}`;
    case 'ap':
      return `(${stored.low} < ${asked.high()} and ${stored.high} > ${asked.low()})`;
  }
}

/** Local time is at most this far from UTC. */
const MOST_ZONE = 15 * 3_600_000;

/**
 * A range of `low` columns in which every match lies, so that an index can be used; undefined where
 * there is none.
 */
export function dateLowRange({
  prefix,
  low,
  high,
  local,
}: DateCriterion): { readonly from: number; readonly to: number } | undefined {
  const slack = local ? MOST_ZONE : 0;
  switch (prefix) {
    case 'eq':
      return { from: low - slack, to: high + slack };
    case 'lt':
    case 'eb':
      return { from: -Infinity, to: low + slack };
    case 'le':
      return { from: -Infinity, to: high + slack };
    case 'sa':
      return { from: high - slack, to: Infinity };
    case 'gt':
    case 'ge':
    case 'ne':
    case 'ap':
      return undefined;
  }
}

/** A number's bounds, both included, against the asked value. */
export function numberTest(test: NumberTest, columns: SpanColumns, printer: Printer): string {
  const number = (value: number): string => printer.add(value, 'double precision');
  const { low, high } = columns;
  switch (test.prefix) {
    case 'eq':
      return `(${low} >= ${number(test.low)} and ${high} < ${number(test.high)})`;
    case 'ne':
      return `(${low} < ${number(test.low)} or ${high} >= ${number(test.high)})`;
    case 'gt':
      return `${high} > ${number(test.value)}`;
    case 'lt':
      return `${low} < ${number(test.value)}`;
    case 'ge':
      return `${high} >= ${number(test.value)}`;
    case 'le':
      return `${low} <= ${number(test.value)}`;
    case 'sa':
      return `${low} > ${number(test.value)}`;
    case 'eb':
      return `${high} < ${number(test.value)}`;
    case 'ap':
      return `(${low} <= ${number(test.high)} and ${high} >= ${number(test.low)})`;
  }
}
