// https://hl7.org/fhir/R4/datatypes.html#dateTime
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysInMonth, parseDate } from './date.js';

const span = (text: string) => {
  const date = parseDate(text);
  return date && [new Date(date.low).toISOString(), new Date(date.high).toISOString()];
};

describe('parseDate', () => {
  test.each([
    ['2020', '2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z'],
    ['2020-02', '2020-02-01T00:00:00.000Z', '2020-03-01T00:00:00.000Z'],
    ['2020-12', '2020-12-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z'],
    ['2020-02-29', '2020-02-29T00:00:00.000Z', '2020-03-01T00:00:00.000Z'],
    ['2020-01-01T10:00Z', '2020-01-01T10:00:00.000Z', '2020-01-01T10:01:00.000Z'],
    ['2020-01-01T10:00:05Z', '2020-01-01T10:00:05.000Z', '2020-01-01T10:00:06.000Z'],
    ['2020-01-01T00:30:00+01:00', '2019-12-31T23:30:00.000Z', '2019-12-31T23:30:01.000Z'],
    ['2020-01-01T10:00:00.5Z', '2020-01-01T10:00:00.500Z', '2020-01-01T10:00:00.600Z'],
    ['2020-01-01T10:00:00.123456Z', '2020-01-01T10:00:00.123Z', '2020-01-01T10:00:00.124Z'],
    ['0044-03-15', '0044-03-15T00:00:00.000Z', '0044-03-16T00:00:00.000Z'],
  ])('%s lasts from %s to %s', (text, low, high) => {
    expect(span(text)).toEqual([low, high]);
  });

  test.each([
    '',
    '20',
    '2020-13',
    '2020-00',
    '2020-02-30',
    '2021-02-29',
    '2020-01-01T24:00:00Z',
    '2020-01-01T10',
    'x2020',
    '2020-1-1',
    '0000',
    '2020-01-01T10:60:00Z',
    '2020-01-01 10:00:00Z',
  ])('%j is no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test('knows how far the written time is ahead of UTC', () => {
    expect(parseDate('2020-01-01T00:00:00-05:30')?.offset).toBe(-330);
    expect(parseDate('2020-01-01T00:00:00Z')?.offset).toBe(0);
    expect(parseDate('2020-01-01')?.offset).toBeUndefined();
  });

  test('agrees with Date on every instant', () => {
    const instant = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => {
        expect(parseDate(date.toISOString())?.low).toBe(date.getTime());
      }),
    );
  });
});

test('daysInMonth agrees with Date', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1583, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      (year, month) => {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      },
    ),
  );
});
