// https://hl7.org/fhir/R4/search.html#date
import { describe, expect, test } from '@jest/globals';
import { matches } from '../../testing/search/matching.js';
import { criterionOf, index, NOW } from '../../testing/search/parsing.js';

const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** Which prefixes hold, in the order of `PREFIXES`: `x` for those that do. */
function table(stored: object, rows: readonly (readonly [bound: string, holds: string])[]): void {
  const indexed = index({ resourceType: 'Observation', status: 'final', code: {}, ...stored });
  test.each(rows)(`${JSON.stringify(stored)} %s`, (bound, holds) => {
    const found = PREFIXES.map((prefix) =>
      matches(criterionOf('Observation', `date=${prefix}${bound}`), indexed) ? 'x' : '-',
    ).join('');
    expect(found).toBe(holds);
  });
}

describe('prefixes', () => {
  //                             eq ne gt lt ge le sa eb ap
  table({ effectiveDateTime: '2013-01-14' }, [
    ['2013-01-14', 'x---xx--x'],
    ['2013-01', 'x---xx--x'],
    ['2013', 'x---xx--x'],
    ['2013-01-14T10:00', '-xxxxx--x'],
    ['2013-01-13', '-xx-x-x-x'],
    ['2013-01-15', '-x-x-x-xx'],
    ['1813-01-14', '-xx-x-x--'],
    ['2026-11-21', '-x-x-x-x-'],
  ]);
  table({ effectivePeriod: { start: '2013-01-01', end: '2013-01-31' } }, [
    ['2013-01', 'x---xx--x'],
    ['2013-01-14', '-xxxxx--x'],
    ['2012-12', '-xx-x-x-x'],
    ['2013-01-31', '-x-x-x--x'],
  ]);
  table({ effectivePeriod: { start: '2013-01-14' } }, [
    ['2013-01-13', '-xx-x-x-x'],
    ['2013-01-14', '-xx-x---x'],
    ['2013-01-15', '-xxxxx--x'],
  ]);
  table({ effectivePeriod: { end: '2013-01-14' } }, [
    ['2013-01-15', '-x-x-x-xx'],
    ['2013-01-13', '-xxxxx--x'],
  ]);
});

describe('a bound without a time is a day where the value was written', () => {
  table({ effectiveDateTime: '2020-05-02T00:30:00+02:00' }, [
    ['2020-05-02', 'x---xx--x'],
    ['2020-05-01', '-xx-x-x-x'],
    ['2020-05-01T22:30:00Z', 'x---xx--x'],
    ['2020-05-02T00:30:00 02:00', 'x---xx--x'],
    ['2020-05-02T00:30:00Z', '-x-x-x-xx'],
  ]);
});

describe('the asked span', () => {
  const date = (value: string) => criterionOf('Observation', `date=${value}`);

  test('is local only without a time', () => {
    expect(date('2020')).toMatchObject({ local: true });
    expect(date('2020-01-01T10:00')).toMatchObject({ local: false });
  });

  test('of ap is wider by a tenth of the gap between now and the date', () => {
    const day = 24 * 3600 * 1000;
    const low = Date.parse('2020-01-01');
    const high = low + day;
    const slack = (NOW - high) / 10;
    expect(date('ap2020-01-01')).toMatchObject({ low: low - slack, high: high + slack });
  });

  test('of ap is wider by a day at least', () => {
    const day = 24 * 3600 * 1000;
    const low = Date.parse('2026-11-21');
    expect(date('ap2026-11-21')).toMatchObject({ low: low - day, high: low + 2 * day });
  });

  test('stays within the years that FHIR has', () => {
    expect(date('0001')).toMatchObject({ low: Date.parse('0001-01-01T00:00:00Z') });
    expect(date('ap0001')).toMatchObject({ low: Date.parse('0001-01-01T00:00:00Z') });
    expect(date('9999')).toMatchObject({ high: Date.UTC(10_000, 0, 1) });
    expect(date('ap9999-12-31T23:59:59-14:00')).toMatchObject({ high: Date.UTC(10_000, 0, 1) });
  });

  test('of several values is one criterion each', () => {
    expect(date('2020,ge2021')).toMatchObject({ kind: 'any', of: [{ prefix: 'eq' }, {}] });
  });
});

test.each([
  '',
  'yesterday',
  '2020-13',
  '2021-02-29',
  '2020-1-1',
  '0000',
  '10000',
  '-2020',
  '2020-01-01T25:00',
  '2020-01-01T10',
  '2020-01-01T10:00+99:00',
  '2020-01-01T10:00:00,2020-',
  'eq',
  'gtgt2020',
  'xx2020',
  'GE2020',
  '2020-01-01Z',
])('no date: %p', (value) => {
  expect(() => criterionOf('Observation', `date=${value}`)).toThrow(/"date"/);
});

test('dates have no modifier but :missing', () => {
  expect(() => criterionOf('Observation', 'date:exact=2020')).toThrow(/modifier/);
  const dated = index({ resourceType: 'Observation', effectiveDateTime: '2020' });
  const undated = index({ resourceType: 'Observation' });
  const missing = criterionOf('Observation', 'date:missing=true');
  expect([matches(missing, dated), matches(missing, undated)]).toEqual([false, true]);
});

test('_lastUpdated is a moment', () => {
  const updated = (value: string) => criterionOf('Patient', `_lastUpdated=${value}`);
  const [low, high] = [Date.parse('2020-01-01'), Date.parse('2021-01-01')];
  expect(updated('2020')).toEqual({ kind: 'updated', low, high });
  expect(updated('ne2020')).toEqual({ kind: 'not', of: { kind: 'updated', low, high } });
  expect(updated('gt2020')).toEqual({ kind: 'updated', low: high, high: Infinity });
  expect(updated('sa2020')).toEqual(updated('gt2020'));
  expect(updated('ge2020')).toEqual({ kind: 'updated', low, high: Infinity });
  expect(updated('lt2020')).toEqual({ kind: 'updated', low: -Infinity, high: low });
  expect(updated('eb2020')).toEqual(updated('lt2020'));
  expect(updated('le2020')).toEqual({ kind: 'updated', low: -Infinity, high });
  expect(updated('2020,ge2021')).toMatchObject({ kind: 'any', of: [{}, {}] });
  expect(updated('ap2020')).toMatchObject({ kind: 'updated' });
  expect(() => updated('soon')).toThrow(/"_lastUpdated"/);
});
