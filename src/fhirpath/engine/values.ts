/**
 * The values of FHIRPath collections, their equality and their order:
 * https://hl7.org/fhirpath/N1/#equality, https://hl7.org/fhirpath/N1/#comparison
 */
import { decimalValue, isExactDecimal } from '../../fhir/decimal.js';
import { isObject, type JsonValue } from '../../fhir/json.js';
import { FhirNode } from './node.js';

/** A date, time or both, as text. */
export class Temporal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class QuantityValue {
  readonly value: number;
  readonly unit: string;
  constructor(value: number, unit: string) {
    this.value = value;
    this.unit = unit;
  }
}

export type Atom = string | number | boolean | Temporal | QuantityValue;
export type Item = FhirNode | Atom;
export type Collection = readonly Item[];

/** An expression can't be evaluated on what it was given. */
export class FhirPathError extends Error {}

const TEMPORAL_TYPES = new Set(['date', 'dateTime', 'instant', 'time']);

/** The value of a primitive or Quantity; undefined for other elements and for primitives without one. */
export function atom(item: Item): Atom | undefined {
  if (!(item instanceof FhirNode)) return item;
  const { value, type } = item;
  if (typeof value === 'string') {
    if (isExactDecimal(value)) return decimalValue(value);
    return TEMPORAL_TYPES.has(type) ? new Temporal(value) : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return isObject(value) && 'value' in value ? quantity(item) : undefined;
}

const QUANTITIES = new Set([
  'Quantity',
  'Age',
  'Duration',
  'Distance',
  'Count',
  'Money',
  'SimpleQuantity',
]);

function quantity({ type, value }: FhirNode): QuantityValue | undefined {
  if (!QUANTITIES.has(type) || !isObject(value)) return undefined;
  const amount = decimalValue(value['value']);
  const unit = value['code'] ?? value['unit'];
  if (amount === undefined) return undefined;
  return new QuantityValue(amount, typeof unit === 'string' ? unit : '1');
}

/** The single value of a collection; undefined when empty. */
export function single(items: Collection): Item | undefined {
  if (items.length > 1) throw new FhirPathError('one item is expected where there are several');
  return items[0];
}

/** https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections */
export function truth(items: Collection): boolean | undefined {
  const item = single(items);
  if (item === undefined) return undefined;
  const value = item instanceof FhirNode ? item.value : item;
  return typeof value === 'boolean' ? value : true;
}

/** The string of a collection of at most one item. */
export function text(items: Collection): string | undefined {
  const item = single(items);
  if (item === undefined) return undefined;
  const value = atom(item);
  if (value instanceof Temporal) return value.text;
  if (value !== undefined && typeof value !== 'string') {
    throw new FhirPathError('a string is expected');
  }
  return value;
}

export function number(items: Collection): number | undefined {
  const item = single(items);
  if (item === undefined) return undefined;
  const value = atom(item);
  if (value !== undefined && typeof value !== 'number') {
    throw new FhirPathError('a number is expected');
  }
  return value;
}

/**
 * Undefined when it can't be told: dates of different precision. Of primitives with a value only
 * that counts; two without one are equal when their ids and extensions are.
 */
export function equalItems(one: Item, other: Item): boolean | undefined {
  if (one === other) return true;
  const left = atom(one);
  const right = atom(other);
  if (left === undefined || right === undefined) {
    return left === right && one instanceof FhirNode && other instanceof FhirNode
      ? sameJson(one.value, other.value) && sameJson(one.extra, other.extra)
      : false;
  }
  return equalAtoms(left, right);
}

function equalAtoms(left: Atom, right: Atom): boolean | undefined {
  if (left instanceof Temporal || right instanceof Temporal) {
    const order = compareTemporals(temporal(left), temporal(right));
    return order === undefined ? undefined : order === 0;
  }
  if (left instanceof QuantityValue && right instanceof QuantityValue) {
    return left.unit === right.unit && left.value === right.value;
  }
  return left === right;
}

/** A date beside a string is compared as a date, as the specification converts it. */
function temporal(value: Atom): Temporal | undefined {
  if (value instanceof Temporal) return value;
  return typeof value === 'string' ? new Temporal(value) : undefined;
}

export function equal(left: Collection, right: Collection): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  for (const [index, item] of left.entries()) {
    const other = right[index];
    const same = other === undefined ? false : equalItems(item, other);
    if (same !== true) return same;
  }
  return true;
}

/** `~`: strings without regard to case and white space, collections without order. */
export function equivalent(left: Collection, right: Collection): boolean {
  if (left.length !== right.length) return false;
  const rest = [...right];
  return left.every((item) => {
    const at = rest.findIndex((other) => equivalentItems(item, other));
    if (at < 0) return false;
    rest.splice(at, 1);
    return true;
  });
}

function equivalentItems(one: Item, other: Item): boolean {
  const left = atom(one);
  const right = atom(other);
  if (typeof left === 'string' && typeof right === 'string') return folded(left) === folded(right);
  return equalItems(one, other) === true;
}

function folded(value: string): string {
  return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Below zero, zero or above; undefined when there is no telling. */
export function compare(left: Collection, right: Collection): number | undefined {
  const one = single(left);
  const other = single(right);
  if (one === undefined || other === undefined) return undefined;
  const a = atom(one);
  const b = atom(other);
  if (a === undefined || b === undefined) return undefined;
  if (a instanceof Temporal || b instanceof Temporal)
    return compareTemporals(temporal(a), temporal(b));
  if (a instanceof QuantityValue || b instanceof QuantityValue) return compareQuantities(a, b);
  if (typeof a !== typeof b) throw new FhirPathError('values of different kinds have no order');
  return a < b ? -1 : Number(a > b);
}

function compareQuantities(a: Atom, b: Atom): number | undefined {
  const left = a instanceof QuantityValue ? a : plain(a);
  const right = b instanceof QuantityValue ? b : plain(b);
  return left.unit === right.unit ? left.value - right.value : undefined;
}

function plain(value: Atom): QuantityValue {
  if (typeof value === 'number') return new QuantityValue(value, '1');
  throw new FhirPathError('values of different kinds have no order');
}

const DATE_TIME =
  /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(?:(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(Z|[+-]\d\d:\d\d)?)?$/;
const TIME = /^T?(\d\d)(?::(\d\d))?(?::(\d\d(?:\.\d+)?))?$/;

/** Year to second in order, as far as they are given; with a zone in UTC. */
function parts(value: string): readonly number[] | undefined {
  const date = DATE_TIME.exec(value);
  if (date === null) {
    const time = TIME.exec(value);
    return time?.slice(1).filter(isText).map(Number);
  }
  const zone = date[7];
  const given = date.slice(1, 7).filter(isText).map(Number);
  return zone === undefined || zone === 'Z' || given.length < 5 ? given : inUtc(given, zone);
}

function isText(part: string | undefined): part is string {
  return part !== undefined;
}

function inUtc(given: readonly number[], zone: string): number[] {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = given;
  const shift =
    (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * (zone.startsWith('-') ? 1 : -1);
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute + shift));
  return [
    moment.getUTCFullYear(),
    moment.getUTCMonth() + 1,
    moment.getUTCDate(),
    moment.getUTCHours(),
    moment.getUTCMinutes(),
    ...given.slice(5),
  ];
}

function compareTemporals(a: Temporal | undefined, b: Temporal | undefined): number | undefined {
  const left = a === undefined ? undefined : parts(a.text);
  const right = b === undefined ? undefined : parts(b.text);
  if (left === undefined || right === undefined) return undefined;
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const one = left[index];
    const other = right[index];
    if (one === undefined || other === undefined) return undefined;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Deep equality of parsed JSON, without regard to the order of members. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    const left = decimalValue(one);
    return left !== undefined && left === decimalValue(other);
  }
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameJson(item, other[index]))
    );
  }
  if (Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => sameJson(one[name], other[name]))
  );
}
