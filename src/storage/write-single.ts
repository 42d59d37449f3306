/**
 * The statement for one write. It has plain parameters where the batch has arrays: a third of the
 * time for a resource by itself (docs/decisions/0003-binary-arrays.md).
 */
import type { IndexEntries } from '../search/index-entries.js';
import { keyPairArray } from './arrays.js';
import { METHODS, type RowWrite, type Statement } from './row-write.js';
import { SIDE_TABLES, sideTableBits, type SideTable } from './side-tables.js';

/** Texts by name: built once for each combination of tables. */
const texts = new Map<string, string>();

/**
 * Answers one row `(rid)` when it wrote, none when the resource is no longer in the expected
 * version or, for a new one, already exists.
 */
export function singleWriteStatement(write: RowWrite): Statement {
  const bits = sideTableBits(write);
  const isNew = write.rid === undefined;
  const stale = isNew ? 0 : write.stale;
  const name = `write-${isNew ? 'new' : 'next'}-${bits}-${stale}`;
  let text = texts.get(name);
  if (text === undefined) {
    text = buildText(write, bits, stale);
    texts.set(name, text);
  }
  return { name, text, values: [...rowValues(write, bits), ...sideValues(write)] };
}

function rowValues(write: RowWrite, bits: number): unknown[] {
  const { entries } = write;
  return [
    write.rid ?? null,
    write.type,
    write.id,
    write.patients[0] ?? null,
    instant(write.updated),
    write.version,
    write.body === undefined,
    bits,
    ...dateValues(entries),
    keyPairArray([entries.tokens]),
    METHODS[write.method],
    write.body ?? null,
    write.expected,
  ];
}

function dateValues({ mainDate }: IndexEntries): unknown[] {
  if (mainDate === undefined) return [null, null, null];
  return [instant(mainDate.low), instant(mainDate.high), mainDate.offset];
}

/** Milliseconds to a text that PostgreSQL reads as `timestamptz`. */
function instant(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return milliseconds > 0 ? 'infinity' : '-infinity';
  return new Date(milliseconds).toISOString();
}

function sideValues(write: RowWrite): Buffer[] {
  return SIDE_TABLES.filter((table) => table.count(write) > 0).flatMap((table) =>
    table.columns([write]).map((column) => column.values),
  );
}

/** Parameters 1 to 15 are those of `rowValues`. */
function buildText(write: RowWrite, bits: number, stale: number): string {
  const parts = [
    write.rid === undefined ? NEW_ROW : NEXT_ROW,
    `version_row as (
       insert into version (rid, patient, updated, version, type, method, body)
       select rid, patient, $5::timestamptz, $6::integer, $2::smallint, $13::smallint, $14::json from written)`,
    ...SIDE_TABLES.filter(({ bit }) => (stale & bit) !== 0).map(cleanup),
  ];
  let parameter = 15;
  for (const table of SIDE_TABLES.filter(({ bit }) => (bits & bit) !== 0)) {
    const columns = table.columns([write]);
    parts.push(sideInsert(table, columns, parameter));
    parameter += columns.length;
  }
  return `with ${parts.join(',\n')}\nselect rid from written`;
}

const NEW_ROW = `new_row as (select ($2::bigint << 44) | nextval('resource_sequence') as rid where $1::bigint is null and $15::integer = 0),
written as (
  insert into resource (rid, patient, updated, date_low, date_high, version, type, date_zone, deleted, side_tables, id, tokens)
  select rid, case when $4::bigint < 0 then rid else $4::bigint end, $5::timestamptz, $9::timestamptz, $10::timestamptz,
    $6::integer, $2::smallint, $11::smallint, $7::boolean, $8::smallint, $3::text, $12::bigint[]
  from new_row
  on conflict (type, id) do nothing
  returning rid, patient)`;

const NEXT_ROW = `written as (
  update resource
  set patient = case when $4::bigint < 0 then rid else $4::bigint end, updated = $5::timestamptz,
    date_low = $9::timestamptz, date_high = $10::timestamptz, version = $6::integer,
    date_zone = $11::smallint, deleted = $7::boolean, side_tables = $8::smallint, tokens = $12::bigint[]
  where rid = $1::bigint and version = $15::integer and type = $2::smallint and id = $3::text
  returning rid, patient)`;

function cleanup(table: SideTable): string {
  return `stale_${table.name} as (delete from ${table.name} where rid = (select rid from written))`;
}

function sideInsert(
  table: SideTable,
  columns: readonly { name: string; type: string; isRid?: true }[],
  before: number,
): string {
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type }, index) => `$${before + index + 1}::${type}[]`).join(', ');
  const values = columns
    .map(({ name, isRid }) => (isRid ? `case when t.${name} < 0 then w.rid else t.${name} end` : `t.${name}`))
    .join(', ');
  return `into_${table.name} as (
       insert into ${table.name} (rid, patient, ${names})
       select w.rid, w.patient, ${values} from written w, unnest(${arrays}) as t(${names}))`;
}
