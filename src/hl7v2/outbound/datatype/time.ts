/** DT, TS and DTM: times as HL7 v2 has them, in the time zone of the destination with its offset. */
import { offsetAt } from '../../mapping/zone.js';

const MINUTE = 60_000;

/**
 * A FHIR date, dateTime or instant; '' when there is none.
 * @param zone IANA time zone; dates stay dates
 */
export function timestamp(text: string | undefined, zone: string): string {
  if (text === undefined) return '';
  const date = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (date !== null) return date.slice(1).join('');
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? '' : timestampOf(instant, zone);
}

/** @param instant milliseconds since the epoch */
export function timestampOf(instant: number, zone: string): string {
  const offset = offsetAt(zone, instant);
  const local = new Date(instant + offset * MINUTE).toISOString().slice(0, 19).replace(/\D/g, '');
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${local}${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
