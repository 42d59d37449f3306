// https://hl7.org/fhir/R4/observation-operation-lastn.html
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { latestOfEach, type CodedObservation } from './observation-groups.js';

const coded = (...codes: string[]) => ({
  coding: codes.map((code) => ({ system: 'http://s', code })),
});
const text = (value: string) => ({ text: value });
const at = (moment: string | null, code: object, id = ''): CodedObservation & { id: string } => ({
  moment,
  code: code as CodedObservation['code'],
  id,
});

describe('groups, as the table of the specification has them', () => {
  test.each([
    [[coded('a'), coded('b'), coded('c')], 3],
    [[coded('a'), coded('b'), coded('a', 'c')], 2],
    [[coded('a'), coded('b'), coded('a', 'b')], 1],
    [[text('textM'), text('Text'), text('t e x t')], 3],
    [[text('same'), text('same')], 1],
    [
      [
        coded('a'),
        { coding: [{ system: 'http://other', code: 'a' }] },
        { coding: [{ code: 'a' }] },
      ],
      3,
    ],
    [[{ ...coded('a'), text: 'x' }, text('x')], 2],
    [[coded('a', 'b'), coded('c', 'd'), coded('b', 'c'), coded('d')], 1],
    [[{}, {}], 2],
    [[{ coding: [{ display: 'only' }] }, { coding: [{ display: 'only' }] }], 2],
  ])('%j are %s', (codes, count) => {
    const observations = codes.map((code, index) => at(String(9 - index), code));
    expect(latestOfEach(observations, 1)).toHaveLength(count);
  });

  test('none at all', () => {
    expect(latestOfEach([], 1)).toEqual([]);
    expect(latestOfEach([at('1', {}), { code: undefined, moment: null }], 5)).toHaveLength(2);
  });
});

describe('of each group', () => {
  const series = [
    at('5', coded('a'), 'a5'),
    at('5', coded('b'), 'b5'),
    at('4', coded('a'), 'a4'),
    at('3', coded('a'), 'a3'),
    at('3', coded('a'), 'a3 too'),
    at('2', coded('a'), 'a2'),
    at(null, coded('b'), 'b some time'),
    at(null, coded('b'), 'b some other time'),
  ];
  const ids = (max: number) => latestOfEach(series, max).map(({ id }) => id);

  test.each([
    [1, ['a5', 'b5']],
    [2, ['a5', 'b5', 'a4', 'b some time']],
    [3, ['a5', 'b5', 'a4', 'a3', 'a3 too', 'b some time', 'b some other time']],
    [9, series.map(({ id }) => id)],
  ])('the last %s, and those of the same moment', (max, expected) => {
    expect(ids(max)).toEqual(expected);
  });
});

test('are what grouping step by step gives', () => {
  const code = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {
    minLength: 1,
    maxLength: 2,
  });
  const observation = fc.record({ codes: code, moment: fc.nat({ max: 6 }) });
  fc.assert(
    fc.property(
      fc.array(observation, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      (all, max) => {
        const sorted = [...all]
          .sort((one, other) => other.moment - one.moment)
          .map((one, index) => ({ ...one, index }));
        const groups: { codes: Set<string>; members: typeof sorted }[] = [];
        for (const one of sorted) {
          const joined = groups.filter(({ codes }) => one.codes.some((own) => codes.has(own)));
          for (const group of joined) groups.splice(groups.indexOf(group), 1);
          groups.push({
            codes: new Set([...one.codes, ...joined.flatMap(({ codes }) => [...codes])]),
            members: [one, ...joined.flatMap(({ members }) => members)],
          });
        }
        const expected = groups.flatMap(({ members }) => {
          const newest = members.sort((one, other) => one.index - other.index);
          const least = newest[Math.min(max, newest.length) - 1]?.moment ?? 0;
          return newest.filter(({ moment }, index) => index < max || moment === least);
        });
        const found = latestOfEach(
          sorted.map(({ codes, moment, index }) => ({
            ...at(String(moment), coded(...codes)),
            index,
          })),
          max,
        );
        expect(found.map(({ index }) => index)).toEqual(
          expected.map(({ index }) => index).sort((one, other) => one - other),
        );
      },
    ),
  );
});
