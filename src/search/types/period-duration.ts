/**
 * A duration that stands in for an end of a Period: the extension of Nictiz' TimeInterval, of which
 * any two of start, end and duration may be given.
 * https://simplifier.net/packages/nictiz.fhir.nl.r4.nl-core (ext-TimeInterval.Duration)
 */
import { decimalValue } from '../../fhir/decimal.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';

const EXTENSION = 'http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Duration';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** UCUM codes of time that last equally long every time. */
const FIXED: Readonly<Record<string, number>> = {
  s: SECOND,
  min: 60 * SECOND,
  h: 3600 * SECOND,
  d: DAY,
  wk: 7 * DAY,
};
/** Those of the calendar, in months. */
const MONTHS: Readonly<Record<string, number>> = { mo: 1, a: 12 };

/** Moves a moment by a period's duration; undefined when the period has none. */
export function periodDuration(
  period: JsonObject,
): ((moment: number, sign: 1 | -1) => number) | undefined {
  if (period['extension'] === undefined) return undefined;
  const extension = objectsAt(period, 'extension').find(({ url }) => url === EXTENSION);
  const duration = extension && objectAt(extension, 'valueDuration');
  const value = duration && decimalValue(duration['value']);
  const unit = duration && stringAt(duration, 'code');
  if (value === undefined || unit === undefined) return undefined;
  const fixed = FIXED[unit];
  if (fixed !== undefined) return (moment, sign) => moment + sign * value * fixed;
  const months = MONTHS[unit];
  if (months === undefined) return undefined;
  return (moment, sign) => addMonths(moment, sign * value * months);
}

function addMonths(moment: number, months: number): number {
  const date = new Date(moment);
  date.setUTCMonth(date.getUTCMonth() + Math.round(months));
  return date.getTime();
}
