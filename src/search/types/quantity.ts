/**
 * Number and quantity parameters: https://hl7.org/fhir/R4/search.html#quantity. A stored number is
 * a point; the precision of a search value is the searcher's.
 */
import { decimalValue } from '../../fhir/decimal.js';
import { isObject, objectAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { QuantityEntry } from '../index-entries.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';

/** Turns UCUM values into the canonical unit of their dimension; undefined for what is not UCUM. */
export type UnitConverter = (
  code: string,
) => { readonly unit: string; convert(value: number): number } | undefined;

export const UCUM = 'http://unitsofmeasure.org';

type Bounds = Pick<QuantityEntry, 'low' | 'high'>;

/** The entry for a decimal, integer, Quantity, Money or Range; undefined when it has no number. */
export function quantityEntry(
  value: JsonValue,
  type: string,
  path: Key,
  convert: UnitConverter,
): QuantityEntry | undefined {
  const number = decimalValue(value);
  if (number !== undefined) return { path, low: number, high: number };
  if (!isObject(value)) return undefined;
  if (type === 'Range') return rangeEntry(value, path, convert);
  const bounds = quantityBounds(value);
  if (bounds === undefined) return undefined;
  return { path, ...bounds, ...unitPart(unitOf(value, type), bounds, path, convert) };
}

/** `< 5` is everything below 5: https://hl7.org/fhir/R4/datatypes-definitions.html#Quantity.comparator */
function quantityBounds(quantity: JsonObject): Bounds | undefined {
  const value = decimalValue(quantity['value']);
  if (value === undefined) return undefined;
  const comparator = stringAt(quantity, 'comparator');
  return {
    low: comparator?.startsWith('<') === true ? -Infinity : value,
    high: comparator?.startsWith('>') === true ? Infinity : value,
  };
}

function rangeEntry(
  range: JsonObject,
  path: Key,
  convert: UnitConverter,
): QuantityEntry | undefined {
  const lowest = objectAt(range, 'low');
  const highest = objectAt(range, 'high');
  const low = lowest && decimalValue(lowest['value']);
  const high = highest && decimalValue(highest['value']);
  if (low === undefined && high === undefined) return undefined;
  const bounds = { low: low ?? -Infinity, high: high ?? Infinity };
  const unit = unitOf(lowest ?? highest ?? {}, 'Quantity');
  return { path, ...bounds, ...unitPart(unit, bounds, path, convert) };
}

interface Unit {
  readonly system: string;
  readonly code: string;
}

function unitOf(value: JsonObject, type: string): Unit | undefined {
  if (type === 'Money') {
    const code = stringAt(value, 'currency');
    return code === undefined ? undefined : { system: 'urn:iso:std:iso:4217', code };
  }
  const code = stringAt(value, 'code') ?? stringAt(value, 'unit');
  return code === undefined ? undefined : { system: stringAt(value, 'system') ?? '', code };
}

function unitPart(
  unit: Unit | undefined,
  bounds: Bounds,
  path: Key,
  convert: UnitConverter,
): Pick<QuantityEntry, 'unit' | 'unitLow' | 'unitHigh'> {
  if (unit === undefined) return {};
  const canonical = unit.system === UCUM ? convert(unit.code) : undefined;
  if (canonical === undefined) {
    return {
      unit: tokenKey(path, TOKEN_FORMS.systemAndCode, unit.system, unit.code),
      unitLow: bounds.low,
      unitHigh: bounds.high,
    };
  }
  return {
    unit: tokenKey(path, TOKEN_FORMS.systemAndCode, UCUM, canonical.unit),
    unitLow: canonical.convert(bounds.low),
    unitHigh: canonical.convert(bounds.high),
  };
}
