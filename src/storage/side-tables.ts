/** The tables that hold index rows besides the token array: which columns, from which entries. */
import {
  bigintArray,
  doubleArray,
  keyArray,
  smallintArray,
  textArray,
  timestampArray,
} from './arrays.js';
import type { RowWrite } from './row-write.js';

export interface SideColumn {
  readonly name: string;
  readonly type: string;
  readonly values: Buffer;
  /** True when a negative value is the position of another write in the batch. */
  readonly isRid?: true;
}

export interface SideTable {
  readonly name: string;
  /** Its bit in `resource.side_tables`. */
  readonly bit: number;
  /** How many rows a write has in it. */
  readonly count: (write: RowWrite) => number;
  /** The columns besides rid and patient, over all these writes in order. */
  readonly columns: (writes: readonly RowWrite[]) => SideColumn[];
}

export const SIDE_TABLES: readonly SideTable[] = [
  {
    name: 'search_string',
    bit: 1,
    count: ({ entries }) => entries.strings.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.strings);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'text', type: 'text', values: textArray(rows.map((row) => row.text)) },
      ];
    },
  },
  {
    name: 'search_date',
    bit: 2,
    count: ({ entries }) => entries.dates.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.dates);
      const spans = rows.map((row) => row.span);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'low', type: 'timestamptz', values: timestampArray(spans.map(({ low }) => low)) },
        { name: 'high', type: 'timestamptz', values: timestampArray(spans.map(({ high }) => high)) },
        { name: 'zone', type: 'smallint', values: smallintArray(spans.map(({ offset }) => offset)) },
      ];
    },
  },
  {
    name: 'search_quantity',
    bit: 4,
    count: ({ entries }) => entries.quantities.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.quantities);
      const double = 'double precision';
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'low', type: double, values: doubleArray(rows.map((row) => row.low)) },
        { name: 'high', type: double, values: doubleArray(rows.map((row) => row.high)) },
        { name: 'unit', type: 'bigint', values: keyArray(rows.map((row) => row.unit)) },
        { name: 'unit_low', type: double, values: doubleArray(rows.map((row) => row.unitLow)) },
        { name: 'unit_high', type: double, values: doubleArray(rows.map((row) => row.unitHigh)) },
        { name: 'code_system', type: 'bigint', values: keyArray(rows.map((row) => row.codeSystem)) },
      ];
    },
  },
  {
    name: 'search_reference',
    bit: 8,
    count: ({ entries }) => entries.references.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.references);
      const targets = writes.flatMap((write) => write.targets);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'target', type: 'bigint', values: bigintArray(targets), isRid: true },
      ];
    },
  },
  {
    name: 'search_identifier',
    bit: 16,
    count: ({ entries }) => entries.identifiers.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.identifiers);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'system', type: 'text', values: textArray(rows.map((row) => row.system)) },
        { name: 'value', type: 'text', values: textArray(rows.map((row) => row.value)) },
      ];
    },
  },
  {
    name: 'compartment_member',
    bit: 32,
    count: ({ patients }) => Math.max(0, patients.length - 1),
    columns: (writes) => {
      const others = writes.flatMap(({ patients }) => patients.slice(1));
      return [{ name: 'member_of', type: 'bigint', values: bigintArray(others), isRid: true }];
    },
  },
];

/** The bits of the side tables that a write has rows in. */
export function sideTableBits(write: RowWrite): number {
  let bits = 0;
  for (const table of SIDE_TABLES) if (table.count(write) > 0) bits |= table.bit;
  return bits;
}
