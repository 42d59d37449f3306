/**
 * Number and quantity parameters: https://hl7.org/fhir/R4/search.html#quantity. A stored number is
 * a point; the precision of a search value is the searcher's.
 */
import { decimalValue } from '../../fhir/decimal.js';
import { isObject, objectAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { QuantityEntry } from '../index-entries.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';
import { nextAbove, nextBelow } from './next-double.js';

/** Turns UCUM values into the canonical unit of their dimension; undefined for what is not UCUM. */
export type UnitConverter = (
  code: string,
) => { readonly unit: string; convert(value: number): number } | undefined;

export const UCUM = 'http://unitsofmeasure.org';
/** The system of `Money.currency`. */
export const CURRENCIES = 'urn:iso:std:iso:4217';

/** A bound that is open does not count itself: `< 5` goes up to 5, and 5 is not among it. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly openLow: boolean;
  readonly openHigh: boolean;
}

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
  const bounds = type === 'Range' ? rangeBounds(value) : quantityBounds(value);
  if (bounds === undefined) return undefined;
  const unit = type === 'Range' ? unitOfRange(value) : unitOf(value, type);
  const { low, high } = closed(bounds, same);
  if (unit === undefined) return { path, low, high };
  const { key, convert: toUnit } = unitUnder(path, unit, convert);
  const { low: unitLow, high: unitHigh } = closed(bounds, toUnit);
  return { path, low, high, unit: key, unitLow, unitHigh };
}

/** https://hl7.org/fhir/R4/datatypes-definitions.html#Quantity.comparator */
function quantityBounds(quantity: JsonObject): Bounds | undefined {
  const value = decimalValue(quantity['value']);
  if (value === undefined) return undefined;
  const comparator = stringAt(quantity, 'comparator') ?? '';
  return {
    low: comparator.startsWith('<') ? -Infinity : value,
    high: comparator.startsWith('>') ? Infinity : value,
    openLow: comparator === '>',
    openHigh: comparator === '<',
  };
}

function rangeBounds(range: JsonObject): Bounds | undefined {
  const low = decimalValue(objectAt(range, 'low')?.['value']);
  const high = decimalValue(objectAt(range, 'high')?.['value']);
  if (low === undefined && high === undefined) return undefined;
  return { low: low ?? -Infinity, high: high ?? Infinity, openLow: false, openHigh: false };
}

/** Open bounds move by the smallest step there is, after the conversion, which rounds. */
function closed(bounds: Bounds, toUnit: (value: number) => number): { low: number; high: number } {
  const low = toUnit(bounds.low);
  const high = toUnit(bounds.high);
  return {
    low: bounds.openLow ? nextAbove(low) : low,
    high: bounds.openHigh ? nextBelow(high) : high,
  };
}

/** What a value is measured in; an empty system is none. */
export interface Unit {
  readonly system: string;
  readonly code: string;
}

function unitOf(value: JsonObject, type: string): Unit | undefined {
  if (type === 'Money') {
    const code = stringAt(value, 'currency');
    return code === undefined ? undefined : { system: CURRENCIES, code };
  }
  const code = stringAt(value, 'code') ?? stringAt(value, 'unit');
  return code === undefined ? undefined : { system: stringAt(value, 'system') ?? '', code };
}

function unitOfRange(range: JsonObject): Unit | undefined {
  return unitOf(objectAt(range, 'low') ?? objectAt(range, 'high') ?? {}, 'Quantity');
}

/** A unit as it is indexed: its key under a path, and how values get into it. */
export interface IndexedUnit {
  readonly key: Key;
  readonly convert: (value: number) => number;
}

/** UCUM units become the canonical unit of their dimension; others are what they are. */
export function unitUnder(path: Key, { system, code }: Unit, convert: UnitConverter): IndexedUnit {
  const canonical = system === UCUM ? convert(code) : undefined;
  return {
    key: tokenKey(path, TOKEN_FORMS.systemAndCode, system, canonical?.unit ?? code),
    convert: canonical === undefined ? same : (value) => canonical.convert(value),
  };
}

function same(value: number): number {
  return value;
}
