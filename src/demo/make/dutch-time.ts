/** Local time in the Netherlands as FHIR instants, by the European rule for summer time. */

/** @param local `2024-03-11T08:45` @returns with seconds and offset: `2024-03-11T08:45:00+01:00` */
export function dutchTime(local: string): string {
  const offset = isSummer(local) ? '+02:00' : '+01:00';
  return `${local}${local.length === 16 ? ':00' : ''}${offset}`;
}

/** The start of a day, `2024-03-11`, as an instant. */
export function startOfDay(date: string): string {
  return dutchTime(`${date}T00:00`);
}

/** The last second of a day. */
export function endOfDay(date: string): string {
  return dutchTime(`${date}T23:59:59`);
}

/** The instant `minutes` after a local time. */
export function minutesLater(local: string, minutes: number): string {
  const later = new Date(Date.parse(`${local}:00Z`) + minutes * 60_000).toISOString();
  return dutchTime(later.slice(0, 16));
}

/** The day of a local time: `2024-03-11`. */
export function dayOf(local: string): string {
  return local.slice(0, 10);
}

/** From the last Sunday of March at two o'clock to the last Sunday of October at three. */
function isSummer(local: string): boolean {
  const year = Number(local.slice(0, 4));
  return local >= `${lastSunday(year, 3)}T02:00` && local < `${lastSunday(year, 10)}T03:00`;
}

function lastSunday(year: number, month: number): string {
  const lastDay = new Date(Date.UTC(year, month, 0));
  lastDay.setUTCDate(lastDay.getUTCDate() - lastDay.getUTCDay());
  return lastDay.toISOString().slice(0, 10);
}
