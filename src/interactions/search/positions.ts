/** The order of resources that several statements found. */
import type { SortKey } from '../../search/query.js';
import type { FoundResource } from '../../storage/search/find.js';

type Position = FoundResource['position'];

/** As storage orders: by the sort keys, then by rid in the direction of the first. */
export function comparePositions(one: Position, other: Position, sort: readonly SortKey[]): number {
  for (const [index, { by, descending }] of sort.entries()) {
    const [left = null, right = null] = [one[index], other[index]] as (string | null)[];
    if (left === null && right === null) continue;
    // Without a value: last, either way.
    if (left === null) return 1;
    if (right === null) return -1;
    const order = compareKeys(left, right, by);
    if (order !== 0) return descending ? -order : order;
  }
  const order = Number(one.at(-1)) - Number(other.at(-1));
  return sort[0]?.descending === true ? -order : order;
}

function compareKeys(one: string, other: string, by: SortKey['by']): number {
  switch (by) {
    case 'updated':
    case 'date':
      return compareNumbers(milliseconds(one), milliseconds(other));
    case 'number':
      return compareNumbers(Number(one), Number(other));
    case 'id':
    case 'text':
    case 'content':
      // By code point, as the collation "C" of PostgreSQL does.
      return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
}

function compareNumbers(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const TIMESTAMP =
  /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d(?:\.\d+)?)([+-]\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/;

/**
 * PostgreSQL writes `2026-11-21 15:08:51.123+00`, and `infinity` for an open end; of long ago, zones
 * have seconds too.
 * @returns milliseconds since the epoch
 */
export function milliseconds(timestamp: string): number {
  if (timestamp.endsWith('infinity')) return timestamp.startsWith('-') ? -Infinity : Infinity;
  const parts = TIMESTAMP.exec(timestamp) ?? [];
  const number = (index: number): number => Number(parts[index] ?? 0);
  const year = timestamp.endsWith(' BC') ? 1 - number(1) : number(1);
  const date = new Date(0);
  date.setUTCFullYear(year, number(2) - 1, number(3));
  const sign = parts[7]?.startsWith('-') === true ? -1 : 1;
  const ahead = seconds(number(7), sign * number(8), sign * number(9));
  return date.getTime() + (seconds(number(4), number(5), number(6)) - ahead) * 1000;
}

function seconds(hours: number, minutes: number, rest: number): number {
  return (hours * 60 + minutes) * 60 + rest;
}
