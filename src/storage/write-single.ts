/**
 * The statement for one write. It has plain parameters where the batch has arrays, which takes
 * 10 to 40 percent less time for a resource by itself (docs/decisions/0003-binary-arrays.md).
 */
import type { IndexEntries } from '../search/index-entries.js';
import { keyPairArray } from './arrays.js';
import { instant } from './instant.js';
import { METHODS, type RowWrite, type Statement } from './row-write.js';
import { ENTRY_KINDS, entryBits, INSERT_COLUMNS, selectList } from './entry-rows.js';

/** Texts by name: built once for each combination of kinds of rows. */
const texts = new Map<string, string>();

/**
 * Answers one row `(rid)` when it wrote, none when the resource is no longer in the expected
 * version or, for a new one, already exists.
 */
export function singleWriteStatement(write: RowWrite): Statement {
  const bits = entryBits(write);
  const kind = write.rid === undefined ? 'new' : write.hasEntries ? 'replace' : 'next';
  const name = `write-${kind}-${bits}`;
  let text = texts.get(name);
  if (text === undefined) {
    text = buildText(write, bits);
    texts.set(name, text);
  }
  return { name, text, values: [...rowValues(write, bits), ...entryValues(write)] };
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
    bits !== 0,
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

function entryValues(write: RowWrite): Buffer[] {
  return ENTRY_KINDS.filter((kind) => kind.count(write) > 0).flatMap((kind) =>
    kind.columns([write]).map((column) => column.values),
  );
}

/** Parameters 1 to 15 are those of `rowValues`. */
function buildText(write: RowWrite, bits: number): string {
  const parts = [
    write.rid === undefined ? NEW_ROW : NEXT_ROW,
    `version_row as (
       insert into version (rid, patient, updated, version, type, method, body)
       select rid, patient, $5::timestamptz, $6::integer, $2::smallint, $13::smallint, $14::json from written)`,
  ];
  if (write.hasEntries) {
    parts.push('stale as (delete from search_entry where rid = (select rid from written))');
  }
  if (bits !== 0) parts.push(entryInsert(write));
  return `with ${parts.join(',\n')}\nselect rid from written`;
}

const NEW_ROW = `new_row as (select ($2::bigint << 44) | nextval('resource_sequence') as rid where $1::bigint is null and $15::integer = 0),
written as (
  insert into resource (rid, patient, updated, date_low, date_high, version, type, date_zone, deleted, has_entries, id, tokens)
  select rid, case when $4::bigint < 0 then rid else $4::bigint end, $5::timestamptz, $9::timestamptz, $10::timestamptz,
    $6::integer, $2::smallint, $11::smallint, $7::boolean, $8::boolean, $3::text, $12::bigint[]
  from new_row
  on conflict (type, id) do nothing
  returning rid, patient)`;

const NEXT_ROW = `written as (
  update resource
  set patient = case when $4::bigint < 0 then rid else $4::bigint end, updated = $5::timestamptz,
    date_low = $9::timestamptz, date_high = $10::timestamptz, version = $6::integer,
    date_zone = $11::smallint, deleted = $7::boolean, has_entries = $8::boolean, tokens = $12::bigint[]
  where rid = $1::bigint and version = $15::integer and type = $2::smallint and id = $3::text
  returning rid, patient)`;

/** One insert for the rows of all kinds. */
function entryInsert(write: RowWrite): string {
  let parameter = 15;
  const selects = ENTRY_KINDS.filter((kind) => kind.count(write) > 0).map((kind) => {
    const columns = kind.columns([write]);
    const arrays = columns.map(({ type }) => `$${++parameter}::${type}[]`).join(', ');
    const names = columns.map(({ name }) => name).join(', ');
    const list = selectList(
      columns,
      (target) => `case when ${target} < 0 then w.rid else ${target} end`,
    );
    return `select w.rid, w.patient, ${list} from written w, unnest(${arrays}) as t(${names})`;
  });
  return `entry_rows as (
       insert into search_entry (rid, patient, ${INSERT_COLUMNS})
       ${selects.join('\n       union all ')})`;
}
