/**
 * Numbers with units: NM with OBX-6, SN, CQ. HL7 v2.8, 2A.2.70 (SN), 2A.2.12 (CQ).
 * Units become UCUM where they are UCUM in any of the spellings that are met.
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { createUnitConverter } from '../../../terminology/ucum.js';
import { element, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import { UNIT_SPELLINGS } from '../table/units.js';
import { decimal, localDecimal } from './nm.js';

const ucum = createUnitConverter();

/** A unit of a Quantity: its text as it was sent, and its UCUM code. */
export interface Unit {
  readonly unit?: string;
  readonly system?: string;
  readonly code?: string;
}

/** Reads a unit (CWE): the text stays what was sent, the code is UCUM if there is one. */
export function readUnit(source: Source, site: Site, field: string): Unit {
  // The first coding, or the alternate one when only that was sent.
  const first = [1, 2].some((part) => source.part(part).isValued) ? 1 : 4;
  const [sent, name, system] = [0, 1, 2].map((part) => source.part(first + part).string);
  const text = sent ?? name;
  if (text === undefined) return {};
  const isUcum = system?.toUpperCase() === 'UCUM' || system === '2.16.840.1.113883.6.8';
  const [mapped] = site.codeMaps.translate([field], { code: text });
  const code = mapped?.code ?? ucumCode(text, isUcum);
  const unit = isUcum ? (name ?? text) : text;
  if (code === undefined) {
    site.warn(source, 'unit-unknown', { code: text });
    return { unit };
  }
  return { unit, system: SYSTEM.ucum, code };
}

/** The UCUM code for a spelling of a unit; undefined when there is none. */
export function ucumCode(text: string, isUcum = false): string | undefined {
  const compact = text.replace(/\s+/g, '').replace(/[µμ]/g, 'u').replace(/[²³]/g, powerDigit);
  const spelt = UNIT_SPELLINGS[compact.toLowerCase()];
  if (isUcum && ucum(text) !== undefined) return text;
  if (spelt !== undefined) return spelt;
  return ucum(compact) === undefined ? undefined : compact;
}

function powerDigit(character: string): string {
  return character === '²' ? '2' : '3';
}

/** A Quantity; undefined when the number can not be read. */
export function quantity(
  value: string | undefined,
  unit: Unit,
  comparator?: string,
): JsonObject | undefined {
  const number = decimal(value);
  return number === undefined ? undefined : object({ value: number, comparator, ...unit });
}

/** A Quantity from a text such as `>90` or `10,3`; undefined when there is more or less to it. */
export function textQuantity(text: string, unit: Unit): JsonObject | undefined {
  const match = /^(<=|>=|<|>|=<|=>|≤|≥)?\s*([+-]?\d*[.,]?\d+)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, digits = ''] = match;
  const number = localDecimal(digits);
  return number === undefined
    ? undefined
    : object({ value: number, comparator: comparatorOf(sign), ...unit });
}

const COMPARATORS: Readonly<Record<string, string | undefined>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
};

function comparatorOf(sign: string | undefined): string | undefined {
  return COMPARATORS[sign ?? ''];
}

/** What an SN is in FHIR, by the name of the type of `value[x]`. */
export type StructuredNumeric =
  | { readonly type: 'Quantity' | 'Ratio' | 'Range'; readonly value: JsonObject }
  | { readonly type: 'string'; readonly value: string };

/**
 * SN: comparator ^ number ^ separator ^ number. A ratio (`:` and `/`), a range (`-`), a quantity; what
 * is none of these stays text.
 */
export function structuredNumeric(source: Source, unit: Unit): StructuredNumeric | undefined {
  const [comparator, one, separator, other] = [1, 2, 3, 4].map((part) => source.part(part).string);
  const first = quantity(one, unit, comparatorOf(comparator));
  const second = quantity(other, unit);
  const isExact = comparator === undefined || comparator === '=';
  const isKnown = isExact || comparatorOf(comparator) !== undefined;
  if (first !== undefined && isKnown) {
    if (separator === undefined && other === undefined) return { type: 'Quantity', value: first };
    const pair = second === undefined ? undefined : pairOf(first, separator, second, isExact);
    if (pair !== undefined) return pair;
  }
  const text = [comparator, one, separator, other, unit.unit]
    .filter((part) => part !== undefined)
    .join(' ');
  return source.isValued ? { type: 'string', value: text } : undefined;
}

function pairOf(
  first: JsonObject,
  separator: string | undefined,
  second: JsonObject,
  isExact: boolean,
): StructuredNumeric | undefined {
  if (separator === ':' || separator === '/') {
    return { type: 'Ratio', value: { numerator: first, denominator: second } };
  }
  return separator === '-' && isExact
    ? { type: 'Range', value: { low: first, high: second } }
    : undefined;
}

/** CQ: a number and its unit in subcomponents. */
export function compositeQuantity(
  source: Source,
  site: Site,
  field: string,
): JsonObject | undefined {
  return quantity(source.part(1).string, readUnit(source.part(2), site, field));
}

/** Low and high of a range in words: `135-145`, `< 5`, `4,0 - 7,8`. Without them: undefined. */
export function rangeOf(text: string, unit: Unit): JsonObject | undefined {
  const number = String.raw`([+-]?\d+(?:[.,]\d+)?)`;
  const between = new RegExp(`^${number}\\s*(?:-|–|tot|to)\\s*${number}$`).exec(text.trim());
  if (between !== null) {
    return element({ low: bound(between[1], unit), high: bound(between[2], unit) });
  }
  const open = new RegExp(`^(<=|>=|<|>|≤|≥)\\s*${number}$`).exec(text.trim());
  if (open === null) return undefined;
  const end = bound(open[2], unit);
  return element(/^[<≤]/.test(open[1] ?? '') ? { high: end } : { low: end });
}

function bound(digits: string | undefined, unit: Unit): JsonValue | undefined {
  const value = localDecimal(digits ?? '');
  return value === undefined ? undefined : object({ value, ...unit });
}
