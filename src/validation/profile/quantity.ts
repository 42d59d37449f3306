/** The order of quantities, and moments that are given as a duration from now. */
import { daysInMonth } from '../../fhir/date.js';
import { decimalValue } from '../../fhir/decimal.js';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { createUnitConverter } from '../../terminology/ucum.js';

const UCUM = 'http://unitsofmeasure.org';

/** The UCUM unit of a code; undefined for what is no UCUM. Shared, for it keeps what it has read. */
export const ucumUnit = createUnitConverter();

/** Below zero, zero or above; `unknown` where there is no telling. */
export type Order = number | 'unknown';

/**
 * A quantity beside the limit of one, by their canonical units where both have UCUM units.
 * https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_
 */
export function quantityOrder(value: JsonValue | undefined, limit: JsonObject): Order {
  if (!isObject(value)) return 0;
  const own = decimalValue(value['value']);
  const bound = decimalValue(limit['value']);
  if (own === undefined || bound === undefined) return 0;
  if (hasUnitOf(value, limit)) return Math.sign(own - bound);
  const from = unitOf(value);
  const to = unitOf(limit);
  const comparable = from !== undefined && from.unit === to?.unit;
  return comparable ? Math.sign(from.convert(own) - to.convert(bound)) : 'unknown';
}

function hasUnitOf(value: JsonObject, limit: JsonObject): boolean {
  return limit['code'] === undefined
    ? limit['unit'] === undefined || value['unit'] === limit['unit']
    : value['code'] === limit['code'] && value['system'] === limit['system'];
}

function unitOf({ system, code }: JsonObject): ReturnType<typeof ucumUnit> {
  return system === UCUM && typeof code === 'string' ? ucumUnit(code) : undefined;
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Milliseconds of the UCUM units of time of a fixed length. */
const FIXED: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  min: 60 * SECOND,
  h: 3600 * SECOND,
  d: DAY,
  wk: 7 * DAY,
};

/** Months of those that the calendar gives its length. */
const CALENDAR: Readonly<Record<string, number>> = { mo: 1, a: 12 };

/**
 * @param now milliseconds since the epoch
 * @param duration a Quantity of time in UCUM
 * @param sign -1 for before now, 1 for after
 * @returns an instant; undefined for what is no duration
 */
export function momentFrom(now: number, duration: JsonObject, sign: 1 | -1): string | undefined {
  const { code } = duration;
  const amount = decimalValue(duration['value']);
  if (amount === undefined || typeof code !== 'string') return undefined;
  const fixed = FIXED[code];
  if (fixed !== undefined) return isoOf(now + sign * amount * fixed);
  const months = CALENDAR[code];
  if (months === undefined) return undefined;
  return isoOf(monthsFrom(now, sign * Math.round(amount * months)));
}

/** A month after 31 January is the last of February. */
function monthsFrom(now: number, months: number): number {
  const moment = new Date(now);
  const day = moment.getUTCDate();
  moment.setUTCDate(1);
  moment.setUTCMonth(moment.getUTCMonth() + months);
  moment.setUTCDate(Math.min(day, daysInMonth(moment.getUTCFullYear(), moment.getUTCMonth() + 1)));
  return moment.getTime();
}

function isoOf(milliseconds: number): string | undefined {
  const moment = new Date(milliseconds);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
