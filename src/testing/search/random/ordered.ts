/** Every ordered parameter with every prefix and value: chance alone would seldom meet a boundary. */
import { NAIVE_TYPES, parametersOf } from '../naive/parameters.js';
import { BIRTH_DATES, DATES, MOMENTS, NUMBERS, UCUM } from './pools.js';
import type { RandomSearch } from './searches.js';

const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];

const DAYS = [...DATES, ...MOMENTS];

const WITH_UNIT: Readonly<Record<string, readonly string[]>> = {
  'value-quantity': ['g', 'mg', 'mm[Hg]', 'Cel'].flatMap((unit) =>
    NUMBERS.flatMap((number) => [`${number}`, `${number}|${UCUM}|${unit}`]),
  ),
  'onset-age': ['1', '30', '40', '40.0', '40.5'].flatMap((age) => [age, `${age}|${UCUM}|a`]),
  length: ['1', '60', '90'].flatMap((time) => [`${time}|${UCUM}|min`, `${time}||h`]),
  probability: ['0', '0.1', '0.5', '5.4', '10', '20', '50', '99.5', '100', '100.0'],
};

/** A search for each. */
export function orderedSearches(): RandomSearch[] {
  return NAIVE_TYPES.flatMap((type) =>
    Object.entries(parametersOf(type)).flatMap(([code, { kind }]) => {
      const values = kind === 'date' ? daysOf(code) : kind === 'quantity' ? WITH_UNIT[code] : [];
      return [...new Set(values)].flatMap((value) =>
        PREFIXES.map((prefix): RandomSearch => ({
          type,
          parameters: [[code, prefix + value]],
          count: 1000,
        })),
      );
    }),
  );
}

function daysOf(code: string): readonly string[] {
  return code === 'birthdate' ? BIRTH_DATES : DAYS;
}
