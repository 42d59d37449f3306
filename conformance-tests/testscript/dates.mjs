/** The placeholders of dates in scripts, fixtures and resources to load. */

const DATE = /\$\{DATE,\s*([\w-]+),\s*([DWMY]),\s*([+-]?\d+)\s*\}/g;

/**
 * @param {Date} now
 * @returns {string} the date here, `YYYY-MM-DD`
 */
export function localDate(now = new Date()) {
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Fills in `${DATE, T, D, -10}`: ten days before the date in variable T; W, M and Y are weeks, months
 * and years. A day that a month lacks becomes the last one that it has.
 *
 * @param {string} text
 * @param {(variable: string) => string | undefined} valueOf
 * @returns {string}
 * @throws when the variable holds no date
 */
export function withDates(text, valueOf) {
  return text.replace(DATE, (placeholder, variable, unit, count) => {
    const date = /^\d{4}-\d{2}-\d{2}/.exec(valueOf(variable) ?? '')?.[0];
    if (date === undefined) throw new Error(`${placeholder}: ${variable} holds no date.`);
    return shifted(date, unit, Number(count));
  });
}

/**
 * @param {string} date `YYYY-MM-DD`
 * @param {'D' | 'W' | 'M' | 'Y'} unit
 * @param {number} count may be negative
 * @returns {string} `YYYY-MM-DD`
 */
export function shifted(date, unit, count) {
  const [year, month, day] = date.split('-').map(Number);
  if (unit === 'D' || unit === 'W') {
    return iso(Date.UTC(year, month - 1, day + count * (unit === 'W' ? 7 : 1)));
  }
  const months = count * (unit === 'Y' ? 12 : 1);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

function iso(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
