import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dutchDate, isOldEnough } from './age.js';

describe('the date in the Netherlands', () => {
  test.each([
    ['2026-11-21T22:59:59Z', '2026-11-21'],
    ['2026-11-21T23:00:00Z', '2026-11-22'],
    // Summer time
    ['2026-07-01T21:59:59Z', '2026-07-01'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('at %s is %s', (instant, date) => {
    expect(dutchDate(Date.parse(instant))).toBe(date);
  });
});

describe('sixteen years', () => {
  test.each([
    ['2010-11-22', true],
    ['2010-11-23', false],
    ['1920-01-01', true],
    // 29 February comes on 1 March in other years; sixteen years later there mostly is one.
    ['2010-11', false],
    ['2010-10', true],
    ['2010', false],
    ['2009', true],
    ['2030-01-01', false],
    [undefined, false],
    ['', false],
    ['22-11-2010', false],
    ['2010-11-22T00:00:00Z', false],
  ])('of somebody born %s, on 22 November 2026: %s', (birthDate, isOld) => {
    expect(isOldEnough(birthDate, '2026-11-22')).toBe(isOld);
  });

  test('of somebody born on 29 February', () => {
    expect(isOldEnough('2012-02-29', '2028-02-28')).toBe(false);
    expect(isOldEnough('2012-02-29', '2028-02-29')).toBe(true);
    expect(isOldEnough('2084-02-29', '2100-02-28')).toBe(false);
    expect(isOldEnough('2084-02-29', '2100-03-01')).toBe(true);
  });

  test('come no earlier for a date that is less precise', () => {
    const date = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2026-11-22'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, date, (birth, today) => {
        const [born, now] = [birth, today].map((one) => one.toISOString().slice(0, 10));
        for (const length of [4, 7]) {
          if (isOldEnough(born?.slice(0, length), now ?? ''))
            expect(isOldEnough(born, now ?? '')).toBe(true);
        }
      }),
    );
  });
});
