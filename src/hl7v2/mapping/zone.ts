/** Local time to UTC offset, by the IANA time zone database that Node.js has. */

const HOUR = 3_600_000;
const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets change at full hours at most; the bound keeps odd dates from filling the memory. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 50_000;

/** Whether Node.js knows a time zone by that name. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Minutes that a zone is ahead of UTC at an instant, in milliseconds since the epoch. */
export function offsetAt(zone: string, instant: number): number {
  const hour = Math.floor(instant / HOUR);
  const key = `${zone} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(hour * HOUR)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0 } = parts;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hours, minute);
  const offset = Math.round((local.getTime() - hour * HOUR) / MINUTE);
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

export interface LocalOffset {
  /** Minutes ahead of UTC. */
  readonly minutes: number;
  /** The clock was set back and showed this time twice, or forward and never showed it. */
  readonly certainty: 'certain' | 'ambiguous' | 'skipped';
}

/**
 * The offset of a local time. Of two the earlier instant's, which is summer time.
 * @param local the time that the clock shows, as if it were UTC, in milliseconds since the epoch
 */
export function offsetOfLocal(zone: string, local: number): LocalOffset {
  const before = offsetAt(zone, local - 24 * HOUR);
  const after = offsetAt(zone, local + 24 * HOUR);
  const valid = [...new Set([before, after])].filter(
    (minutes) => offsetAt(zone, local - minutes * MINUTE) === minutes,
  );
  const [first, second] = valid;
  if (first === undefined) return { minutes: before, certainty: 'skipped' };
  if (second === undefined) return { minutes: first, certainty: 'certain' };
  return { minutes: Math.max(first, second), certainty: 'ambiguous' };
}
