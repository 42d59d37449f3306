/**
 * Whether somebody is old enough for MedMij: 16 years, on the calendar of the Netherlands. Pure.
 * https://afsprakenstelsel.medmij.nl/ (Beschikbaarheidstoets)
 */

const MINIMUM_AGE = 16;

const CALENDAR = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** @param now milliseconds since the epoch. @returns the date in the Netherlands: `2026-11-22` */
export function dutchDate(now: number): string {
  const parts = new Map(CALENDAR.formatToParts(now).map(({ type, value }) => [type, value]));
  return ['year', 'month', 'day'].map((part) => parts.get(part as 'year') ?? '').join('-');
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * @param birthDate as FHIR has it; of a date that is less precise the last day counts, so that nobody
 * is taken for older than he is
 * @param today a date of the form `2026-11-22`
 */
export function isOldEnough(birthDate: string | undefined, today: string): boolean {
  const [, year, month = '12', day = '31'] = DATE.exec(birthDate ?? '') ?? [];
  if (year === undefined) return false;
  // The birthday itself counts. One of 29 February comes on 1 March where there is none.
  const reached = `${String(Number(year) + MINIMUM_AGE).padStart(4, '0')}-${month}-${day}`;
  return reached <= today;
}
