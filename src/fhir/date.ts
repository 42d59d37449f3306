/**
 * FHIR dates and times as spans of time: `2020-05` is the whole of May.
 * https://hl7.org/fhir/R4/datatypes.html#dateTime
 */

const DATE_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

export interface ParsedDate {
  /** First instant, and the instant behind the last one, in milliseconds since the epoch. */
  readonly low: number;
  readonly high: number;
  /** Minutes ahead of UTC; undefined when the text has no time zone. */
  readonly offset: number | undefined;
  readonly hasTime: boolean;
}

/**
 * Reads a date, dateTime or instant of any precision; what has no time zone is taken as UTC.
 * Returns undefined for text that is no date, or a day that does not exist.
 */
export function parseDate(text: string): ParsedDate | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (!isInRange(match)) return undefined;
  const offset = zone === undefined ? undefined : zoneOffset(zone);
  const shift = (offset ?? 0) * MINUTE;
  const start = (y: number, m: number, d: number): number => utc(y, m, d) - shift;
  const y = Number(year);
  if (month === undefined) {
    return { low: start(y, 1, 1), high: start(y + 1, 1, 1), offset, hasTime: false };
  }
  const m = Number(month);
  if (day === undefined) {
    return { low: start(y, m, 1), high: start(y, m + 1, 1), offset, hasTime: false };
  }
  const midnight = start(y, m, Number(day));
  if (hour === undefined) {
    return { low: midnight, high: midnight + DAY, offset, hasTime: false };
  }
  const low = midnight + timeOfDay(Number(hour), Number(minute), Number(second ?? '0'), fraction);
  return { low, high: low + precision(second, fraction), offset, hasTime: true };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

function isInRange(match: RegExpExecArray): boolean {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const isDay = year >= 1 && isBetween(1, month, 12) && isBetween(1, day, daysInMonth(year, month));
  return isDay && hour < 24 && minute < 60 && second <= 60;
}

function isBetween(low: number, value: number, high: number): boolean {
  return low <= value && value <= high;
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return year >= 100
    ? Date.UTC(year, month - 1, day)
    : new Date(0).setUTCFullYear(year, month - 1, day);
}

function timeOfDay(
  hour: number,
  minute: number,
  second: number,
  fraction: string | undefined,
): number {
  const milliseconds = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  return (hour * 60 + minute) * MINUTE + second * SECOND + milliseconds;
}

/** How long the written time lasts: a minute, a second, or a part of one (at least 1 ms). */
function precision(second: string | undefined, fraction: string | undefined): number {
  if (second === undefined) return MINUTE;
  if (fraction === undefined) return SECOND;
  return fraction.length >= 3 ? 1 : 10 ** (3 - fraction.length);
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Days in a month of the Gregorian calendar. @param month 1 to 12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return leap ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
