/**
 * TS, DTM, DT and TM: dates and times of any precision. HL7 v2.8, 2A.2.22 (DT), 2A.2.23 (DTM),
 * 2A.2.75 (TM). Precision and zone are kept; a time without a zone is in the zone of the feed.
 */
import { daysInMonth } from '../../../fhir/date.js';
import type { JsonObject } from '../../../fhir/json.js';
import { element } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { offsetOfLocal } from '../zone.js';

/** A point in time as far as it was written. */
export interface Moment {
  readonly year: string;
  readonly month?: string;
  readonly day?: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  /** With its full stop. */
  readonly fraction?: string;
  /** `+0100` */
  readonly zone?: string;
}

const STANDARD =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\.\d{1,9})?)?)?)?)?)?([+-]\d{4})?$/;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const OTHER = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/;

/**
 * Reads a date or time; undefined for one that does not exist. What is `00` in a date is unknown, as
 * in Dutch registers: the date ends there.
 * @param forms dates of the sender besides HL7's: `DD-MM-YYYY`, `MM/DD/YYYY`
 */
export function readMoment(text: string, forms: readonly string[] = []): Moment | undefined {
  const match = STANDARD.exec(text) ?? ISO.exec(text);
  const parts: readonly (string | undefined)[] = match?.slice(1) ?? otherForm(text, forms);
  const [year = '0000', month, day, ...clock] = parts;
  return year === '0000' ? undefined : withDay(year, [month ?? '00', day ?? '00'], clock);
}

function withDay(
  year: string,
  [month, day]: readonly [string, string],
  clock: readonly (string | undefined)[],
): Moment | undefined {
  if (month === '00') return { year };
  if (!isBetween(1, month, 12)) return undefined;
  if (day === '00') return { year, month };
  if (!isBetween(1, day, daysInMonth(Number(year), Number(month)))) return undefined;
  return withClock({ year, month, day }, clock);
}

/** A day with its time; undefined for a time that does not exist. */
function withClock(
  day: Moment,
  [hour, minute, second, fraction, zone]: readonly (string | undefined)[],
): Moment | undefined {
  if (hour === undefined) return day;
  if (!isTimeOfDay(hour, minute, second)) return undefined;
  return {
    ...day,
    hour,
    ...(minute !== undefined && { minute }),
    ...(second !== undefined && { second }),
    ...(fraction !== undefined && { fraction }),
    ...(zone !== undefined && { zone: zone === 'Z' ? '+0000' : zone.replace(':', '') }),
  };
}

function otherForm(text: string, forms: readonly string[]): readonly (string | undefined)[] {
  const match = OTHER.exec(text);
  if (match === null) return [];
  const [, one = '', two = '', three = '', ...time] = match;
  for (const form of forms) {
    const order = form.split(/[^YMD]+/);
    const parts = [one, two, three];
    const part = (letter: string) => parts[order.findIndex((name) => name.startsWith(letter))];
    const year = part('Y');
    if (year?.length === 4) {
      return [year, part('M')?.padStart(2, '0'), part('D')?.padStart(2, '0'), ...time];
    }
  }
  return [];
}

function isBetween(low: number, text: string, high: number): boolean {
  return low <= Number(text) && Number(text) <= high;
}

function isTimeOfDay(hour: string, minute = '00', second = '00'): boolean {
  return isBetween(0, hour, 23) && isBetween(0, minute, 59) && isBetween(0, second, 59);
}

/** FHIR date: as far as the day. */
export function date(source: Source, site: Site): string | undefined {
  const moment = momentOf(source, site);
  return moment === undefined ? undefined : dateText(moment);
}

/** FHIR dateTime: with a zone as soon as there is a time. */
export function dateTime(source: Source, site: Site): string | undefined {
  const moment = momentOf(source, site);
  if (moment === undefined) return undefined;
  return moment.hour === undefined ? dateText(moment) : withTime(moment, source, site);
}

/** FHIR instant: undefined unless there is a day; without a time, the begin of the day. */
export function instant(source: Source, site: Site): string | undefined {
  const moment = momentOf(source, site);
  if (moment?.day === undefined) return undefined;
  return withTime({ hour: '00', ...moment }, source, site);
}

/** Milliseconds since the epoch of an {@link instant}. */
export function epoch(source: Source, site: Site): number | undefined {
  const text = instant(source, site);
  return text === undefined ? undefined : Date.parse(text);
}

/** Whether a date or time goes as far as the minute. */
export function hasTime(source: Source): boolean {
  return /^\d{12}|T\d{2}:\d{2}/.test(source.code ?? '');
}

/** FHIR time: TM, or the time of a DTM. */
export function time(source: Source, site: Site): string | undefined {
  const match = /^(\d{2})(\d{2})(?:(\d{2})(\.\d+)?)?(?:[+-]\d{4})?$/.exec(source.code ?? '');
  const [, hour, minute, second = '00', fraction = ''] = match ?? [];
  if (hour !== undefined && minute !== undefined && isTimeOfDay(hour, minute, second)) {
    return `${hour}:${minute}:${second}${fraction}`;
  }
  if (source.isValued) site.warn(source, 'date-invalid');
  return undefined;
}

function momentOf(source: Source, site: Site): Moment | undefined {
  const text = source.code;
  if (text === undefined) return undefined;
  // All zeros are how some systems write that they don't know.
  if (/^0+$/.test(text)) return undefined;
  const moment = readMoment(text, site.settings.dateForms);
  if (moment === undefined) site.warn(source, 'date-invalid');
  return moment;
}

function dateText({ year, month, day }: Moment): string {
  return [year, month, day].filter((part) => part !== undefined).join('-');
}

function withTime(moment: Moment, source: Source, site: Site): string {
  const { hour = '00', minute = '00', second = '00', fraction = '' } = moment;
  const local = `${dateText(moment)}T${hour}:${minute}:${second}`;
  const offset = moment.zone === undefined ? zoneOf(local, source, site) : readZone(moment.zone);
  return `${local}${fraction}${offsetText(offset)}`;
}

function zoneOf(local: string, source: Source, site: Site): number {
  const { minutes, certainty } = offsetOfLocal(site.settings.timeZone, Date.parse(`${local}Z`));
  if (certainty === 'ambiguous') site.warn(source, 'date-ambiguous');
  if (certainty === 'skipped') site.warn(source, 'date-skipped');
  return minutes;
}

function readZone(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** A FHIR Period; one that ends before it begins keeps its begin (per-1). */
export function period(start: Source, end: Source, site: Site): JsonObject | undefined {
  const [from, to] = [start, end].map((source) =>
    source.isValued ? dateTime(source, site) : undefined,
  );
  const isReversed = from !== undefined && to !== undefined && Date.parse(to) < Date.parse(from);
  if (isReversed) site.warn(end, 'period-reversed');
  return element({ start: from, end: isReversed ? undefined : to });
}

/** Adds minutes to a FHIR instant or dateTime with a time; its zone is kept. */
export function plusMinutes(text: string, minutes: number): string {
  const match = /(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const zone = match?.[1] ?? 'Z';
  const offset = zone === 'Z' ? 0 : readZone(zone.replace(':', ''));
  const shifted = new Date(Date.parse(text) + (minutes + offset) * 60_000);
  return `${shifted.toISOString().slice(0, 19)}${zone}`;
}
