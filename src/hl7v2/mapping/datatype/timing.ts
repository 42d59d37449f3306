/**
 * TQ, TQ1 and RPT: when and how often. HL7 v2.8, 2A.2.81 (TQ), 4.5.4 (TQ1). As far as an order or a
 * dose needs it; whatever else was sent stays readable as text.
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { element, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { lookUpCode } from '../table/code-table.js';
import { PRIORITY } from '../table/order.js';
import { decimal, integer } from './nm.js';
import { period } from './time.js';

/** When something is to be done. */
export interface ReadTiming {
  readonly quantity: Source;
  readonly repeat: JsonObject | undefined;
  /** The repeat pattern as it was sent. */
  readonly pattern: string | undefined;
  readonly timesOfDay: readonly string[];
  readonly period: JsonObject | undefined;
  readonly priority: string | undefined;
  readonly text: string | undefined;
  readonly from: Source;
}

/** TQ: of ORC-7, OBR-27, RXE-1 and SCH-11, before TQ1 took its place in 2.5. */
export function tq(source: Source, site: Site): ReadTiming | undefined {
  if (!source.isValued) return undefined;
  const interval = source.part(2);
  const pattern = interval.part(1).string;
  const times = interval.part(2).string;
  return {
    quantity: source.part(1),
    pattern,
    repeat: repeatOf(pattern, durationOf(source.part(3).string)),
    timesOfDay: explicitTimes(times),
    period: period(source.part(4), source.part(5), site),
    priority: priority(source.part(6), site),
    text: source.part(8).string,
    from: source,
  };
}

/** TQ1. @param fields its fields by number */
export function tq1(fields: (number: number) => Source, site: Site): ReadTiming {
  const pattern = fields(3).part(1).string;
  const bounds = fields(6).part(1).string;
  const unit = fields(6).part(2).part(1).string;
  return {
    quantity: fields(2),
    pattern,
    repeat: repeatOf(
      pattern,
      bounds === undefined ? undefined : durationOf(`${unit ?? ''}${bounds}`),
      {
        count: integer(fields(14)),
      },
    ),
    timesOfDay: fields(4).repetitions.flatMap((source) => explicitTimes(source.string)),
    period: period(fields(7), fields(8), site),
    priority: priority(fields(9), site),
    text: fields(11).string ?? fields(10).string,
    from: fields(3),
  };
}

/** HL7 table 0485 to request-priority; without a counterpart there is none. */
export function priority(source: Source, site: Site): string | undefined {
  return source.isValued
    ? lookUpCode(source, site, { field: 'TQ1-9', table: '0485' }, PRIORITY)
    : undefined;
}

/** `0800,2000` or `08-20`. */
function explicitTimes(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[,;~-]/).flatMap((one) => {
    const match = /^([01]\d|2[0-3]):?([0-5]\d)?$/.exec(one.trim());
    return match === null ? [] : [`${match[1] ?? ''}:${match[2] ?? '00'}:00`];
  });
}

const UNITS: Readonly<Record<string, string>> = {
  S: 's',
  M: 'min',
  H: 'h',
  D: 'd',
  W: 'wk',
  L: 'mo',
};

/** `D7`: seven days. */
function durationOf(text: string | undefined): JsonObject | undefined {
  const match = /^([SMHDWL])(\d+)$/i.exec(text ?? '');
  const unit = UNITS[(match?.[1] ?? '').toUpperCase()];
  const value = decimal(match?.[2]);
  if (unit === undefined || value === undefined) return undefined;
  return object({
    value,
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
}

/** HL7 table 0335, repeat pattern. */
function frequencyOf(pattern: string | undefined): JsonObject | undefined {
  const text = (pattern ?? '').toUpperCase().replace(/\s+/g, '');
  const every = /^Q(\d+)([SMHDWL])$/.exec(text);
  if (every !== null) {
    const periodUnit = UNITS[every[2] ?? ''];
    return object({ frequency: 1, period: Number(every[1]), periodUnit });
  }
  const times = TIMES_A_DAY[text] ?? Number(/^(\d+)D?X(?:PD|DD|D)?$/.exec(text)?.[1]);
  return Number.isInteger(times) && times > 0
    ? { frequency: times, period: 1, periodUnit: 'd' }
    : undefined;
}

const TIMES_A_DAY: Readonly<Record<string, number>> = {
  QD: 1,
  QAM: 1,
  QPM: 1,
  QHS: 1,
  DAILY: 1,
  BID: 2,
  TID: 3,
  QID: 4,
};

function repeatOf(
  pattern: string | undefined,
  bounds: JsonObject | undefined,
  { count }: { readonly count?: number | undefined } = {},
): JsonObject | undefined {
  const once = pattern?.toUpperCase() === 'ONCE' ? 1 : count;
  return element({
    boundsDuration: bounds,
    count: once !== undefined && once > 0 ? once : undefined,
    ...frequencyOf(pattern),
  });
}

/** A FHIR Timing with the pattern as text. Undefined when nothing says when or how often. */
export function timingElement(read: ReadTiming): JsonObject | undefined {
  const { repeat, period: bounds, pattern, timesOfDay } = read;
  // tim-10: times of day and an offset or "when" exclude each other; neither is read here.
  const whole = element({
    ...repeat,
    boundsDuration: bounds === undefined ? repeat?.['boundsDuration'] : undefined,
    boundsPeriod: bounds,
    timeOfDay: timesOfDay.length === 0 ? undefined : [...timesOfDay],
  });
  return element({ repeat: whole, code: pattern === undefined ? undefined : { text: pattern } });
}

/** When an order is to be carried out: at a time, in a period, or repeatedly. */
export function occurrenceOf(
  read: ReadTiming,
): { readonly type: string; readonly value: JsonValue } | undefined {
  const { period: bounds, repeat, timesOfDay } = read;
  if (repeat !== undefined || timesOfDay.length > 0) {
    const value = timingElement(read);
    return value === undefined ? undefined : { type: 'Timing', value };
  }
  if (bounds === undefined) return undefined;
  const { start, end } = bounds;
  return start !== undefined && end === undefined
    ? { type: 'DateTime', value: start }
    : { type: 'Period', value: bounds };
}

/** As needed: HL7 table 0335 PRN, maybe behind another pattern. */
export function isAsNeeded(pattern: string | undefined): boolean {
  return /^PRN|PRN$/i.test(pattern ?? '');
}
