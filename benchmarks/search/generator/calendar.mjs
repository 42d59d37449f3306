/** The five years in which everything happens, by number of the day. */
const FIRST = Date.UTC(2021, 0, 1);
const MILLISECONDS = 86_400_000;

export const DAYS = 1826;
const FIRST_YEAR = 2021;

/** @param {number} day */
export function dateOf(day) {
  return new Date(FIRST + day * MILLISECONDS).toISOString().slice(0, 10);
}

/** First and last day of each year in which the clock is an hour ahead. */
const SUMMERS = new Map(
  Array.from({ length: 6 }, (_, index) => {
    const year = FIRST_YEAR + index;
    return [String(year), [lastSunday(year, 2), lastSunday(year, 9)]];
  }),
);

/**
 * @param {number} year
 * @param {number} month from 0; one of 31 days
 */
function lastSunday(year, month) {
  const last = new Date(Date.UTC(year, month, 31));
  return new Date(Date.UTC(year, month, 31 - last.getUTCDay())).toISOString().slice(0, 10);
}

/**
 * @param {number} day
 * @param {number} minute of the working day, which begins at eight
 */
export function momentOf(day, minute) {
  const date = dateOf(day);
  const [start, end] = SUMMERS.get(date.slice(0, 4)) ?? [];
  const zone = date >= start && date < end ? '+02:00' : '+01:00';
  const two = (value) => String(value).padStart(2, '0');
  return `${date}T${two(8 + Math.floor(minute / 60))}:${two(minute % 60)}:00${zone}`;
}
