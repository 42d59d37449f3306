/** Milliseconds since the epoch as a text that PostgreSQL reads as `timestamptz`. */
export function instant(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return milliseconds > 0 ? 'infinity' : '-infinity';
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  const text = date.toISOString();
  if (year >= 1 && year <= 9999) return text;
  // The span of 9999-12-31 ends in the year 10000, and that of 0001-01-01 can begin in 1 BC.
  const rest = text.slice(text.indexOf('-', 1));
  return year > 0 ? `${year}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
}
