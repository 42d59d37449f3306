/** The rows of `search_entry`: for each kind its columns, and the arrays that bring them. */
import type { CanonicalEntry, ExtraEntry } from '../search/index-entries.js';
import type { Key } from '../search/keys.js';
import {
  bigintArray,
  booleanArray,
  doubleArray,
  integerArray,
  keyArray,
  smallintArray,
  textArray,
  timestampArray,
} from './arrays.js';
import type { RowWrite } from './row-write.js';

export interface EntryColumn {
  readonly name: string;
  readonly type: string;
  readonly values: Buffer;
}

export interface EntryKind {
  readonly name: string;
  /** Tells the statements with and without this kind apart. */
  readonly bit: number;
  readonly count: (write: RowWrite) => number;
  /** The columns besides rid and patient, over all these writes in order. */
  readonly columns: (writes: readonly RowWrite[]) => EntryColumn[];
}

/** Path of the rows that say in which further patients' compartments a resource is. */
export const MEMBER_PATH = { high: 0, low: 0 };

/** Path of the rows that say what canonical references call a resource. */
export const CANONICAL_PATH = { high: 0, low: 1 };

const DOUBLE = 'double precision';

export const ENTRY_KINDS: readonly EntryKind[] = [
  {
    name: 'string',
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
    name: 'date',
    bit: 2,
    count: ({ entries }) => entries.dates.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.dates);
      const spans = rows.map((row) => row.span);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        {
          name: 'date_low',
          type: 'timestamptz',
          values: timestampArray(spans.map(({ low }) => low)),
        },
        {
          name: 'date_high',
          type: 'timestamptz',
          values: timestampArray(spans.map(({ high }) => high)),
        },
        {
          name: 'date_zone',
          type: 'smallint',
          values: smallintArray(spans.map(({ offset }) => offset)),
        },
      ];
    },
  },
  {
    name: 'quantity',
    bit: 4,
    count: ({ entries }) => entries.quantities.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.quantities);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'low', type: DOUBLE, values: doubleArray(rows.map((row) => row.low)) },
        { name: 'high', type: DOUBLE, values: doubleArray(rows.map((row) => row.high)) },
        { name: 'unit', type: 'bigint', values: keyArray(rows.map((row) => row.unit)) },
        { name: 'unit_low', type: DOUBLE, values: doubleArray(rows.map((row) => row.unitLow)) },
        { name: 'unit_high', type: DOUBLE, values: doubleArray(rows.map((row) => row.unitHigh)) },
        {
          name: 'code_system',
          type: 'bigint',
          values: keyArray(rows.map((row) => row.codeSystem)),
        },
      ];
    },
  },
  {
    name: 'reference',
    bit: 8,
    count: ({ targets, patients }) => targets.length + Math.max(0, patients.length - 1),
    columns: (writes) => {
      const paths = writes.flatMap(({ entries, patients }) => [
        ...entries.references.map((row) => row.path),
        ...patients.slice(1).map(() => MEMBER_PATH),
      ]);
      const targets = writes.flatMap((write) => [...write.targets, ...write.patients.slice(1)]);
      return [
        { name: 'path', type: 'bigint', values: keyArray(paths) },
        { name: 'target', type: 'bigint', values: bigintArray(targets) },
      ];
    },
  },
  {
    name: 'identifier',
    bit: 16,
    count: ({ entries }) => entries.identifiers.length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => entries.identifiers);
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'system', type: 'text', values: textArray(rows.map((row) => row.system)) },
        { name: 'text', type: 'text', values: textArray(rows.map((row) => row.value)) },
      ];
    },
  },
  {
    name: 'canonical',
    bit: 32,
    count: ({ entries }) => canonicalsOf(entries).length,
    columns: (writes) => {
      const rows = writes.flatMap(({ entries }) => canonicalsOf(entries));
      return [
        { name: 'path', type: 'bigint', values: keyArray(rows.map((row) => row.path)) },
        { name: 'system', type: 'text', values: textArray(rows.map((row) => row.version)) },
        { name: 'text', type: 'text', values: textArray(rows.map((row) => row.url)) },
      ];
    },
  },
  {
    name: 'extra',
    bit: 64,
    count: ({ entries }) => entries.extras.length,
    columns: (writes) => extraColumns(writes.flatMap(({ entries }) => entries.extras)),
  },
];

/** Rows that are seldom there, of any kind. */
function extraColumns(rows: readonly ExtraEntry[]): EntryColumn[] {
  const keys = (name: string, pick: (row: ExtraEntry) => Key | undefined): EntryColumn => ({
    name,
    type: 'bigint',
    values: keyArray(rows.map(pick)),
  });
  const doubles = (name: string, pick: (row: ExtraEntry) => number | undefined): EntryColumn => ({
    name,
    type: DOUBLE,
    values: doubleArray(rows.map(pick)),
  });
  const moments = (name: string, pick: (row: ExtraEntry) => number | undefined): EntryColumn => ({
    name,
    type: 'timestamptz',
    values: timestampArray(rows.map(pick)),
  });
  const texts = (name: string, pick: (row: ExtraEntry) => string | undefined): EntryColumn => ({
    name,
    type: 'text',
    values: textArray(rows.map(pick)),
  });
  return [
    keys('path', ({ path }) => path),
    {
      name: 'repetition',
      type: 'integer',
      values: integerArray(rows.map((row) => row.repetition)),
    },
    { name: 'unranked', type: 'boolean', values: booleanArray(rows.map((row) => row.unranked)) },
    texts('text', ({ text }) => text),
    texts('system', ({ system }) => system),
    moments('date_low', ({ span }) => span?.low),
    moments('date_high', ({ span }) => span?.high),
    {
      name: 'date_zone',
      type: 'smallint',
      values: smallintArray(rows.map(({ span }) => span?.offset)),
    },
    doubles('low', ({ low }) => low),
    doubles('high', ({ high }) => high),
    keys('unit', ({ unit }) => unit),
    doubles('unit_low', ({ unitLow }) => unitLow),
    doubles('unit_high', ({ unitHigh }) => unitHigh),
    keys('code_system', ({ codeSystem }) => codeSystem),
  ];
}

/** Canonical references, and what the resource itself is called by them. */
function canonicalsOf({ canonicals, canonical }: RowWrite['entries']): readonly CanonicalEntry[] {
  return canonical === undefined
    ? canonicals
    : [...canonicals, { path: CANONICAL_PATH, ...canonical }];
}

/** The bits of the kinds of rows that a write has. */
export function entryBits(write: RowWrite): number {
  let bits = 0;
  for (const kind of ENTRY_KINDS) if (kind.count(write) > 0) bits |= kind.bit;
  return bits;
}

/** The columns of every kind; an insert gives all of them, null where a kind has none. */
export const ALL_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['path', 'bigint'],
  ['target', 'bigint'],
  ['date_low', 'timestamptz'],
  ['date_high', 'timestamptz'],
  ['low', DOUBLE],
  ['high', DOUBLE],
  ['unit', 'bigint'],
  ['unit_low', DOUBLE],
  ['unit_high', DOUBLE],
  ['code_system', 'bigint'],
  ['date_zone', 'smallint'],
  ['text', 'text'],
  ['system', 'text'],
  ['repetition', 'integer'],
  ['unranked', 'boolean'],
];

/** A select list for rows `t` of one kind. @param resolve turns a target into a rid */
export function selectList(
  columns: readonly EntryColumn[],
  resolve: (expression: string) => string,
): string {
  const own = new Set(columns.map(({ name }) => name));
  return ALL_COLUMNS.map(([name, type]) => {
    if (!own.has(name)) return `null::${type}`;
    return name === 'target' ? resolve('t.target') : `t.${name}`;
  }).join(', ');
}

export const INSERT_COLUMNS = ALL_COLUMNS.map(([name]) => name).join(', ');
