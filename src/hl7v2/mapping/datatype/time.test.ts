// HL7 v2.8, 2A.2.22 (DT), 2A.2.23 (DTM), 2A.2.75 (TM)
import fc from 'fast-check';
import { parseDate } from '../../../fhir/date.js';
import { rulesOf, siteOf, valueOf } from '../../../testing/hl7v2/message-of.js';
import { date, dateTime, instant, period, plusMinutes, time } from './time.js';

const dateTimeOf = (text: string) => dateTime(valueOf(text), siteOf());

describe('a DTM as a FHIR dateTime', () => {
  test.each([
    ['1938', '1938'],
    ['194706', '1947-06'],
    ['19470600', '1947-06'],
    ['19500000', '1950'],
    ['20260315', '2026-03-15'],
    ['2026031514', '2026-03-15T14:00:00+01:00'],
    ['202603151430', '2026-03-15T14:30:00+01:00'],
    ['20260315143059', '2026-03-15T14:30:59+01:00'],
    ['20260315143059.25', '2026-03-15T14:30:59.25+01:00'],
    ['20260715143059', '2026-07-15T14:30:59+02:00'],
    ['20260715143059-0500', '2026-07-15T14:30:59-05:00'],
    ['20220102161545+0200', '2022-01-02T16:15:45+02:00'],
    ['20220102161545+0000', '2022-01-02T16:15:45+00:00'],
    ['2026-01-15T10:20:30Z', '2026-01-15T10:20:30+00:00'],
    ['2026-01-15', '2026-01-15'],
  ])('%s is %s', (text, expected) => {
    expect(dateTimeOf(text)).toBe(expected);
  });

  test.each(['', '""', '0', '00000000', '00000000000000'])('%j says nothing', (text) => {
    const site = siteOf();
    expect(dateTime(valueOf(text), site)).toBeUndefined();
    expect(site.warnings).toEqual([]);
  });

  test.each(['20261301', '20260230', '20260315250000', '202603151460', 'gisteren', '2026-3-1'])(
    '%s does not exist and is reported without its value',
    (text) => {
      const site = siteOf();
      expect(dateTime(valueOf(text), site)).toBeUndefined();
      expect(site.warnings).toEqual([
        expect.objectContaining({ rule: 'date-invalid', path: 'ZZZ-1[1]' }),
      ]);
      expect(JSON.stringify(site.warnings)).not.toContain(text);
    },
  );

  test('the hour that comes twice in October is taken the first time, and flagged', () => {
    const site = siteOf();
    expect(dateTime(valueOf('20261025023000'), site)).toBe('2026-10-25T02:30:00+02:00');
    expect(rulesOf(site)).toEqual(['date-ambiguous']);
  });

  test('the hour that is skipped in March has the offset from before, and is flagged', () => {
    const site = siteOf();
    expect(dateTime(valueOf('20260329023000'), site)).toBe('2026-03-29T02:30:00+01:00');
    expect(rulesOf(site)).toEqual(['date-skipped']);
  });

  test('another time zone can be set', () => {
    const site = siteOf({ timeZone: 'America/Paramaribo' });
    expect(dateTime(valueOf('20260315143059'), site)).toBe('2026-03-15T14:30:59-03:00');
  });

  test.each([
    ['DD-MM-YYYY', '15-03-2026 14:30', '2026-03-15T14:30:00+01:00'],
    ['MM/DD/YYYY', '03/15/2026', '2026-03-15'],
    ['DD.MM.YYYY', '5.3.2026', '2026-03-05'],
  ])('a form of the sender: %s', (form, text, expected) => {
    expect(dateTime(valueOf(text), siteOf({ dateForms: [form] }))).toBe(expected);
    expect(dateTimeOf(text)).toBeUndefined();
  });

  test('is a FHIR dateTime whatever the digits', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 14 });
    fc.assert(
      fc.property(digits, (all) => {
        const text = dateTimeOf(all.join(''));
        return text === undefined || parseDate(text) !== undefined;
      }),
    );
  });
});

test('a date ends with the day', () => {
  expect(date(valueOf('19890118103000'), siteOf())).toBe('1989-01-18');
});

test('an instant has at least a day', () => {
  expect(instant(valueOf('202603'), siteOf())).toBeUndefined();
  expect(instant(valueOf('20260315'), siteOf())).toBe('2026-03-15T00:00:00+01:00');
});

test.each([
  ['1430', '14:30:00'],
  ['143059', '14:30:59'],
  ['143059.5', '14:30:59.5'],
  ['1430+0100', '14:30:00'],
  ['2530', undefined],
])('a TM %s is %s', (text, expected) => {
  expect(time(valueOf(text), siteOf())).toBe(expected);
});

test('a period that ends before it begins keeps its begin', () => {
  const site = siteOf();
  const value = valueOf('20260315^20260314');
  expect(period(value.part(1), value.part(2), site)).toEqual({ start: '2026-03-15' });
  expect(rulesOf(site)).toEqual(['period-reversed']);
});

test('minutes are added in the zone of the time', () => {
  expect(plusMinutes('2026-03-15T23:50:00+01:00', 20)).toBe('2026-03-16T00:10:00+01:00');
  expect(plusMinutes('2026-03-15T12:00:00Z', -30)).toBe('2026-03-15T11:30:00Z');
});
