/** Dates as the specification reads them: https://hl7.org/fhir/R4/search.html#date */

/** From `from` up to, not including, `to`, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Minutes that the written time is ahead of UTC. */
  readonly zone: number;
  /** True when it is written without a time. */
  readonly isDay: boolean;
}

export function spanOf(text: string): Span {
  const [date = '', time] = text.split('T');
  if (time === undefined) return { ...wholeDays(date), zone: 0, isDay: true };
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? text : `${text}Z`;
  const from = Date.parse(zoned);
  return { from, to: from + duration(time), zone: zoneOf(time), isDay: false };
}

function wholeDays(date: string): { from: number; to: number } {
  const parts = date.split('-').length;
  const from = new Date(`${date}${'-01'.repeat(3 - parts)}T00:00:00Z`);
  const to = new Date(from);
  if (parts === 1) to.setUTCFullYear(to.getUTCFullYear() + 1);
  else if (parts === 2) to.setUTCMonth(to.getUTCMonth() + 1);
  else to.setUTCDate(to.getUTCDate() + 1);
  return { from: from.getTime(), to: to.getTime() };
}

function duration(time: string): number {
  const clock = time.replace(/(?:Z|[+-]\d\d:\d\d)$/, '');
  const [, fraction] = clock.split('.');
  if (fraction !== undefined) return 1000 / 10 ** Math.min(3, fraction.length);
  return clock.split(':').length === 3 ? 1000 : 60_000;
}

function zoneOf(time: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const DAY = 86_400_000;

/** A stored span against an asked one. @param now milliseconds: `ap` depends on it */
export function compareSpans(prefix: string, stored: Span, asked: Span, now: number): boolean {
  // A day is one of the place where the value was written.
  const shift = asked.isDay ? stored.zone * 60_000 : 0;
  const [low, high] = [stored.from + shift, stored.to + shift];
  const isWithin = asked.from <= low && high <= asked.to;
  const reachesAbove = high > asked.to;
  const reachesBelow = low < asked.from;
  const holds: Readonly<Record<string, boolean>> = {
    eq: isWithin,
    ne: !isWithin,
    gt: reachesAbove,
    lt: reachesBelow,
    ge: reachesAbove || isWithin,
    le: reachesBelow || isWithin,
    sa: low >= asked.to,
    eb: high <= asked.from,
    ap: isAbout([low, high], asked, now),
  };
  return holds[prefix] === true;
}

/** A tenth of the gap between now and the date to each side, and a day at least. */
function isAbout([low, high]: readonly [number, number], asked: Span, now: number): boolean {
  const isNow = asked.from <= now && now <= asked.to;
  const gap = isNow ? 0 : Math.min(Math.abs(asked.from - now), Math.abs(asked.to - now));
  const slack = Math.max(DAY, gap / 10);
  return low < asked.to + slack && high > asked.from - slack;
}
