import { describe, expect, test } from '@jest/globals';
import { dutchTime, endOfDay, minutesLater, startOfDay } from './dutch-time.js';

describe('local time in the Netherlands', () => {
  test.each([
    ['2026-01-05T09:30', '2026-01-05T09:30:00+01:00'],
    ['2026-03-29T01:59', '2026-03-29T01:59:00+01:00'],
    ['2026-03-29T03:00', '2026-03-29T03:00:00+02:00'],
    ['2026-07-14T10:00', '2026-07-14T10:00:00+02:00'],
    ['2026-10-25T01:00', '2026-10-25T01:00:00+02:00'],
    ['2026-10-25T03:00', '2026-10-25T03:00:00+01:00'],
    ['2024-10-27T12:00:30', '2024-10-27T12:00:30+01:00'],
  ])('%s is %s', (local, instant) => {
    expect(dutchTime(local)).toBe(instant);
  });

  test('a day begins at midnight and ends a second before the next', () => {
    expect(startOfDay('2025-06-12')).toBe('2025-06-12T00:00:00+02:00');
    expect(endOfDay('2025-11-04')).toBe('2025-11-04T23:59:59+01:00');
  });

  test('minutes run past midnight', () => {
    expect(minutesLater('2025-12-31T23:45', 30)).toBe('2026-01-01T00:15:00+01:00');
  });
});
