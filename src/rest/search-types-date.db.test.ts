// Date parameters: https://hl7.org/fhir/R4/search.html#date
import { describe } from '@jest/globals';
import { searchTables, type Row } from '../testing/search/tables.js';

const at = (effectiveDateTime?: string) => ({
  status: 'final',
  code: { text: 'x' },
  ...(effectiveDateTime === undefined ? {} : { effectiveDateTime }),
});
const during = (period?: object) => ({
  status: 'finished',
  class: { code: 'AMB' },
  ...(period === undefined ? {} : { period }),
});
const subject = { reference: 'Patient/p' };
const performed = (performedDateTime: string) => ({
  status: 'completed',
  subject,
  performedDateTime,
});
const ordered = (occurrenceTiming: object) => ({
  status: 'active',
  intent: 'order',
  subject,
  occurrenceTiming,
});
const prescribed = (...timings: object[]) => ({
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { text: 'x' },
  dosageInstruction: timings.map((timing) => ({ timing })),
});

const { finds, refuses } = searchTables({
  Observation: {
    year: at('2020'),
    month: at('2020-03'),
    day: at('2020-03-15'),
    second: at('2020-03-15T10:00:00Z'),
    milli: at('2020-03-15T10:00:00.500Z'),
    before: at('2020-03-14'),
    after: at('2020-03-16'),
    none: at(),
  },
  Encounter: {
    jan: during({ start: '2019-01-01', end: '2019-01-31' }),
    'to-jan': during({ end: '2019-01-31' }),
    'from-feb': during({ start: '2019-02-01' }),
    'jan-feb': during({ start: '2019-01-15', end: '2019-02-15' }),
    // To the end of its last second.
    moment: during({ start: '2019-01-31T23:59:59Z', end: '2019-02-01T00:00:00Z' }),
    none: during(),
  },
  Procedure: {
    // In summer time: the day begins two hours before that of UTC.
    'late-nl': performed('2026-11-10T23:30:00+02:00'),
    'early-nl': performed('2026-11-11T00:30:00+02:00'),
    'late-utc': performed('2026-11-10T23:30:00Z'),
    'early-utc': performed('2026-11-11T00:30:00Z'),
    'late-us': performed('2026-11-10T23:30:00-05:00'),
    day: performed('2026-11-10'),
  },
  ServiceRequest: {
    events: ordered({ event: ['2021-01-05', '2021-01-01'] }),
    bounds: ordered({
      repeat: { boundsPeriod: { start: '2021-02-01', end: '2021-02-10' }, frequency: 1 },
    }),
    open: ordered({ repeat: { boundsPeriod: { start: '2021-03-01' } } }),
    vague: ordered({ repeat: { frequency: 1, period: 1, periodUnit: 'd' } }),
  },
  MedicationRequest: {
    twice: prescribed(
      { event: ['2021-01-01T08:00:00Z', '2021-01-03T08:00:00Z'] },
      { event: ['2021-01-05'] },
    ),
    once: prescribed({ event: ['2021-01-02'] }),
  },
  Patient: {
    first: { birthDate: '0001-01-01' },
    old: { birthDate: '1899-12-31' },
    leap: { birthDate: '2000-02-29' },
    young: { birthDate: '2000-03' },
    last: { birthDate: '9999-12-31' },
    unborn: {},
  },
  DiagnosticReport: {
    issued: { status: 'final', code: { text: 'x' }, issued: '2020-01-01T00:00:00.123+01:00' },
  },
});

/** What each prefix finds with one value. */
function prefixes(type: string, parameter: string, value: string, found: Record<string, string>) {
  const rows = Object.entries(found).map(([prefix, ids]): Row => {
    return [`${parameter}=${prefix}${value}`, ids];
  });
  finds(type, [...rows, [`${parameter}=${value}`, found['eq'] ?? '']]);
}

describe('each prefix with a day', () => {
  prefixes('Observation', 'date', '2020-03-15', {
    eq: 'day second milli',
    ne: 'year month before after',
    gt: 'year month after',
    lt: 'year month before',
    ge: 'year month after day second milli',
    le: 'year month before day second milli',
    sa: 'after',
    eb: 'before',
    ap: 'year month day second milli before after',
  });
});

describe('each prefix with a month', () => {
  prefixes('Observation', 'date', '2020-03', {
    eq: 'month day second milli before after',
    ne: 'year',
    gt: 'year',
    lt: 'year',
    ge: 'year month day second milli before after',
    le: 'year month day second milli before after',
    sa: '',
    eb: '',
    ap: 'year month day second milli before after',
  });
});

describe('each prefix with a year', () => {
  const all = 'year month day second milli before after';
  prefixes('Observation', 'date', '2020', {
    eq: all,
    ne: '',
    gt: '',
    lt: '',
    ge: all,
    le: all,
    sa: '',
    eb: '',
    ap: all,
  });
  prefixes('Observation', 'date', '2019', {
    eq: '',
    ne: all,
    gt: all,
    lt: '',
    ge: all,
    le: '',
    sa: all,
    eb: '',
  });
});

describe('each prefix with a second', () => {
  prefixes('Observation', 'date', '2020-03-15T10:00:00Z', {
    eq: 'second milli',
    ne: 'year month day before after',
    gt: 'year month day after',
    lt: 'year month day before',
    ge: 'year month day after second milli',
    le: 'year month day before second milli',
    sa: 'after',
    eb: 'before',
    ap: 'year month day second milli before after',
  });
});

describe('each prefix with a millisecond', () => {
  prefixes('Observation', 'date', '2020-03-15T10:00:00.500Z', {
    eq: 'milli',
    ne: 'year month day second before after',
    gt: 'year month day second after',
    lt: 'year month day second before',
    ge: 'year month day second after milli',
    le: 'year month day second before milli',
    sa: 'after',
    eb: 'before',
  });
  prefixes('DiagnosticReport', 'issued', '2019-12-31T23:00:00.123Z', {
    eq: 'issued',
    ne: '',
    gt: '',
    lt: '',
    ge: 'issued',
    le: 'issued',
    sa: '',
    eb: '',
  });
  finds('DiagnosticReport', [
    ['issued=2019-12-31T23:00:00.122Z', ''],
    ['issued=gt2019-12-31T23:00:00.122Z', 'issued'],
    ['issued=2019-12-31T23:00:00Z', 'issued'],
    ['issued=2020-01-01', 'issued'],
    ['issued=2019-12-31', ''],
  ]);
});

describe('a minute', () => {
  finds('Observation', [
    ['date=2020-03-15T10:00Z', 'second milli'],
    ['date=2020-03-15T10:01Z', ''],
    ['date=lt2020-03-15T10:01Z&date=sa2020-03-15T09:59Z', 'second milli'],
  ]);
});

describe('periods with open ends', () => {
  prefixes('Encounter', 'date', '2019-01', {
    eq: 'jan',
    ne: 'to-jan from-feb jan-feb moment',
    gt: 'from-feb jan-feb moment',
    lt: 'to-jan',
    ge: 'jan from-feb jan-feb moment',
    le: 'jan to-jan',
    sa: 'from-feb',
    eb: '',
    ap: 'jan to-jan from-feb jan-feb moment',
  });
  prefixes('Encounter', 'date', '2019-02-01', {
    eq: '',
    ne: 'jan to-jan from-feb jan-feb moment',
    gt: 'from-feb jan-feb',
    lt: 'jan to-jan jan-feb moment',
    ge: 'from-feb jan-feb',
    le: 'jan to-jan jan-feb moment',
    sa: '',
    eb: 'jan to-jan',
  });
  prefixes('Encounter', 'date', '2019-01-31T23:59:59Z', {
    eq: '',
    gt: 'from-feb jan-feb moment',
    lt: 'jan to-jan jan-feb',
    ge: 'from-feb jan-feb moment',
    le: 'jan to-jan jan-feb',
    sa: 'from-feb',
    eb: '',
  });
  finds('Encounter', [
    ['date=ap1990', 'to-jan'],
    ['date=lt0001', 'to-jan'],
    ['date=gt9999', 'from-feb'],
    ['date=ge2019-01-10&date=le2019-01-20', 'jan to-jan jan-feb'],
    ['date:missing=true', 'none'],
    ['date:missing=false', 'jan to-jan from-feb jan-feb moment'],
  ]);
});

describe('a day is compared with the local date of the stored value', () => {
  prefixes('Procedure', 'date', '2026-11-10', {
    eq: 'late-nl late-utc late-us day',
    ne: 'early-nl early-utc',
    gt: 'early-nl early-utc',
    lt: '',
    ge: 'late-nl late-utc late-us day early-nl early-utc',
    le: 'late-nl late-utc late-us day',
    sa: 'early-nl early-utc',
    eb: '',
  });
  prefixes('Procedure', 'date', '2026-11-11', {
    eq: 'early-nl early-utc',
    lt: 'late-nl late-utc late-us day',
    ge: 'early-nl early-utc',
    le: 'late-nl late-utc late-us day early-nl early-utc',
    sa: '',
    eb: 'late-nl late-utc late-us day',
  });
  finds('Procedure', [
    ['date=2026-11', 'late-nl early-nl late-utc early-utc late-us day'],
    ['date=2026-11-09,2026-11-11', 'early-nl early-utc'],
  ]);
});

describe('a time is compared as a moment', () => {
  finds('Procedure', [
    ['date=2026-11-10T22:30:00Z', 'early-nl'],
    ['date=2026-11-11T00:30:00+02:00', 'early-nl'],
    ['date=2026-11-10T17:30:00-05:00', 'early-nl'],
    // Without a zone it is one of UTC.
    ['date=2026-11-10T23:30:00', 'late-utc'],
    ['date=ge2026-11-10T23:30:00Z', 'late-utc early-utc late-us day'],
    ['date=gt2026-11-10T23:30:00Z', 'early-utc late-us day'],
    ['date=lt2026-11-10T22:00:00Z', 'late-nl day'],
    ['date=le2026-11-10T21:30:00Z', 'late-nl day'],
    ['date=sa2026-11-11T00:00:00Z', 'early-utc late-us'],
    ['date=eb2026-11-10T22:30:00Z', 'late-nl'],
  ]);
});

describe('the outer limits of a Timing', () => {
  finds('ServiceRequest', [
    ['occurrence=2021-01', 'events'],
    ['occurrence=2021-01-03', ''],
    ['occurrence=ge2021-01-03&occurrence=le2021-01-03', 'events'],
    ['occurrence=2021-02', 'bounds'],
    ['occurrence=gt2021-01-04', 'events bounds open'],
    ['occurrence=gt2021-01-05', 'bounds open'],
    ['occurrence=sa2021-01-05', 'bounds open'],
    ['occurrence=eb2021-02-01', 'events'],
    // They neither begin before that day nor end with it.
    ['occurrence=le2021-01-01', ''],
    ['occurrence=le2021-01-02', 'events'],
    ['occurrence=lt2021-01-01', ''],
    ['occurrence=gt2100', 'open'],
  ]);
});

describe('several dates in one resource', () => {
  finds('MedicationRequest', [
    ['date=2021-01-01', 'twice'],
    ['date=2021-01-02', 'once'],
    ['date=2021-01-03,2021-01-02', 'twice once'],
    ['date=2021-01-05', 'twice'],
    ['date=2021-01-04', ''],
    ['date=ge2021-01-04', 'twice'],
    ['date=lt2021-01-02', 'twice'],
    // Each criterion can be met by another date.
    ['date=lt2021-01-02&date=gt2021-01-04', 'twice'],
    ['date=ne2021-01-02', 'twice'],
    ['date=ne2021-01-01', 'twice once'],
  ]);
});

describe('the ends of time, and days that are easily missed', () => {
  const all = 'first old leap young last';
  finds('Patient', [
    ['birthdate=0001', 'first'],
    ['birthdate=0001-01-01', 'first'],
    ['birthdate=le0001-01-01', 'first'],
    ['birthdate=lt0001-01-01', ''],
    ['birthdate=gt0001-01-01', 'old leap young last'],
    ['birthdate=9999', 'last'],
    ['birthdate=9999-12-31', 'last'],
    ['birthdate=ge9999-12-31', 'last'],
    ['birthdate=gt9999-12-31', ''],
    ['birthdate=sa9999-12-30', 'last'],
    ['birthdate=le9999-12-31', all],
    ['birthdate=ap0001', 'first'],
    ['birthdate=ne9999-12-31', 'first old leap young'],
    ['birthdate=1899', 'old'],
    ['birthdate=lt1900', 'first old'],
    ['birthdate=2000-02-29', 'leap'],
    ['birthdate=gt2000-02-28&birthdate=lt2000-03', 'leap'],
    ['birthdate=gt2000-02-29', 'young last'],
    ['birthdate=0001-01-01T00:00:00+14:00', ''],
    ['birthdate=ge0001-01-01T00:00:00+14:00', all],
    ['birthdate=le9999-12-31T23:59:59-12:00', all],
    ['birthdate:missing=true', 'unborn'],
  ]);
});

describe('what is no date, and what dates do not take', () => {
  refuses('Observation', [
    'date=',
    'date=x',
    'date=eq',
    'date=eqeq2020',
    'date=xx2020',
    'date=20',
    'date=02020',
    'date=0000',
    'date=2020-13',
    'date=2020-00',
    'date=2020-3-1',
    'date=2021-02-29',
    'date=2020-02-30',
    'date=2020-03-15T10',
    'date=2020-03-15T24:00:00Z',
    'date=2020-03-15T10:60:00Z',
    'date=2020-03-15T10:00:00+24:00',
    'date=2020-03-15 10:00',
    'date=2020,',
    'date:not=2020',
    'date:exact=2020',
    'date:text=2020',
    'date:missing=maybe',
  ]);
});
