import { describe, expect, test } from '@jest/globals';
import type { SortKey } from '../../search/query.js';
import type { FoundResource } from '../../storage/search/find.js';
import { comparePositions, milliseconds } from './positions.js';

describe('moments as PostgreSQL writes them', () => {
  test.each([
    ['2026-11-21 15:08:51.123+00', '2026-11-21T15:08:51.123Z'],
    ['2026-11-21 15:08:51+01', '2026-11-21T14:08:51Z'],
    ['2026-11-21 15:08:51.5-03:30', '2026-11-21T18:38:51.500Z'],
    ['1900-01-01 00:19:32+00:19:32', '1900-01-01T00:00:00Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00Z'],
    ['0001-12-31 23:00:00+00 BC', '0000-12-31T23:00:00Z'],
    ['10000-01-01 00:00:00+00', '+010000-01-01T00:00:00Z'],
  ])('%s', (text, iso) => {
    expect(milliseconds(text)).toBe(Date.parse(iso));
  });

  test('that have no end', () => {
    expect([milliseconds('infinity'), milliseconds('-infinity')]).toEqual([Infinity, -Infinity]);
  });
});

describe('the order of positions', () => {
  const by = (key: SortKey['by'], descending = false): SortKey => ({
    by: key,
    paths: [],
    places: [],
    descending,
  });
  const sorted = (sort: SortKey[], positions: FoundResource['position'][]) =>
    [...positions].sort((one, other) => comparePositions(one, other, sort));

  test.each([
    ['number', ['-Infinity', '-1.5', '9', '10', 'Infinity']],
    ['date', ['-infinity', '0001-01-01 00:00:00+00', '2026-01-01 00:00:00+00', 'infinity']],
    ['text', ['A', 'a', 'ab', '\uffee', '\u{1f600}']],
  ] as const)('by %s', (key, values) => {
    const inOrder = values.map((value, index): FoundResource['position'] => [value, index]);
    expect(sorted([by(key)], [...inOrder].reverse())).toEqual(inOrder);
    expect(sorted([by(key, true)], inOrder)).toEqual([...inOrder].reverse());
  });

  test('what has no value is last either way, and equals go by rid as the first key does', () => {
    const none: FoundResource['position'] = [null, 1];
    const [one, two]: FoundResource['position'][] = [
      ['a', 2],
      ['a', 3],
    ];
    expect(sorted([by('text')], [none, two!, one!])).toEqual([one, two, none]);
    expect(sorted([by('text', true)], [none, one!, two!])).toEqual([two, one, none]);
    expect(
      sorted(
        [],
        [two!, none, one!].map((position) => [position.at(-1) as number]),
      ),
    ).toEqual([[1], [2], [3]]);
  });
});
