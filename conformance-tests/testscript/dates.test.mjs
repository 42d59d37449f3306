// `${DATE, T, D, -10}` in scripts, fixtures and resources to load
import { localDate, shifted, withDates } from './dates.mjs';

test.each([
  ['2026-11-22', 'D', -10, '2026-11-12'],
  ['2026-01-05', 'D', -10, '2025-12-26'],
  ['2026-11-22', 'D', 0, '2026-11-22'],
  ['2026-11-22', 'W', -2, '2026-11-08'],
  ['2026-01-31', 'M', 1, '2026-02-28'],
  ['2024-03-31', 'M', -1, '2024-02-29'],
  ['2026-11-22', 'M', -370, '1996-01-22'],
  ['2024-02-29', 'Y', 1, '2025-02-28'],
  ['2026-11-22', 'Y', -30, '1996-11-22'],
])('%s shifted by %s %i is %s', (date, unit, count, expected) => {
  expect(shifted(date, unit, count)).toBe(expected);
});

test('placeholders are filled in wherever they stand', () => {
  const text = 'ge${DATE, T, D, -1}T10:00:00+02:00&le${DATE,T,M,+1} ${DATE, T, Q, 1} ${T}';
  expect(withDates(text, () => '2026-11-22')).toBe(
    'ge2026-11-21T10:00:00+02:00&le2026-12-22 ${DATE, T, Q, 1} ${T}',
  );
});

test('a variable without a date is told', () => {
  expect(() => withDates('${DATE, T, D, 1}', () => undefined)).toThrow('T holds no date');
  expect(() => withDates('${DATE, T, D, 1}', () => 'tomorrow')).toThrow('T holds no date');
});

test('today is the date of the calendar here', () => {
  expect(localDate(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
