/** Quantity parameters as they are asked: https://hl7.org/fhir/R4/search.html#quantity */
import { anyOf } from '../criterion.js';
import type { Key } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, NumberTest, QuantityCriterion } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { splitValue, unescapeValue } from '../value.js';
import { parseNumberValue } from './number-query.js';
import { CURRENCIES, UCUM, unitUnder, type Unit } from './quantity.js';

/**
 * @param values of the comma list, still escaped
 * @param codeSystem for composites: see `NumberCriterion`
 */
export function quantityCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
  codeSystem?: Key,
): Criterion {
  if (asked.modifier !== undefined) throw unknownModifier(asked.name, asked.modifier);
  const check = codeSystem === undefined ? {} : { codeSystem };
  return anyOf(
    values.flatMap((value): Criterion[] => {
      const [number = '', ...unit] = splitValue(value, '|').map(unescapeValue);
      const test = parseNumberValue(number, asked.name);
      const units = parseUnit(unit, asked);
      if (units === undefined) {
        return [
          { kind: 'number', paths: paths.map(({ search }) => search.key), ...test, ...check },
        ];
      }
      return paths.flatMap((path) =>
        units
          .filter(({ system }) => system !== CURRENCIES || isMoney(path))
          .map((asUnit) => ({ ...inUnit(path, test, asUnit, asked), ...check })),
      );
    }),
  );
}

/**
 * `|system|code`, or `||code` in any system: as a UCUM code, as the unit of a quantity without a
 * system, or as a currency. Undefined when no unit is asked.
 */
function parseUnit(parts: readonly string[], { name, parsing }: Asked): Unit[] | undefined {
  const [system = '', code = ''] = parts;
  if (parts.length === 0 || (parts.length === 2 && system === '' && code === '')) return undefined;
  if (parts.length !== 2 || code === '') {
    throw wrongValue(name, 'a value is not of the form number, number|system|code or number||code');
  }
  if (system !== '') return [{ system, code }];
  const isUcum = parsing.context.convertUnit(code) !== undefined;
  const units = [
    { system: '', code },
    { system: CURRENCIES, code },
  ];
  return isUcum ? [{ system: UCUM, code }, ...units] : units;
}

/** True where values can be money; of what the FHIRPath engine finds, nobody knows. */
function isMoney({ types }: QueryPath): boolean {
  return types.length === 0 || types.includes('Money');
}

function inUnit(path: QueryPath, test: NumberTest, unit: Unit, asked: Asked): QuantityCriterion {
  const { name, parsing } = asked;
  const { key, convert } = unitUnder(path.search.key, unit, parsing.context.convertUnit);
  const value = convert(test.value);
  const low = convert(test.low);
  const high = convert(test.high);
  if (![value, low, high].every(Number.isFinite))
    throw wrongValue(name, 'a number is out of range');
  return {
    kind: 'quantity',
    path: path.search.key,
    unit: key,
    prefix: test.prefix,
    value,
    low,
    high,
  };
}
