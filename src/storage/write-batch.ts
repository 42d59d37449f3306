/**
 * The statement for many writes. Each column travels as one binary array, so a Bundle of a thousand
 * entries is one round trip, and all or nothing.
 */
import {
  bigintArray,
  booleanArray,
  integerArray,
  keyPairArray,
  smallintArray,
  textArray,
  timestampArray,
} from './arrays.js';
import { CONTAINER_PATH } from '../search/contained.js';
import { keyText } from '../search/keys.js';
import { CONTAINED_RIDS } from './resource-types.js';
import { METHODS, type RowWrite, type Statement } from './row-write.js';
import {
  ENTRY_KINDS,
  entryBits,
  INSERT_COLUMNS,
  selectList,
  type EntryColumn,
  type EntryKind,
} from './entry-rows.js';

const OWN_RID = '(select a from rids)[t.ord]';
const OWN_PATIENT = '(select a from patients)[t.ord]';

/** Texts by name: built once for each combination of kinds of rows. */
const texts = new Map<string, string>();

/** The rows of one kind, each with the position of the write it belongs to. */
interface PlacedRows {
  readonly bit: number;
  readonly ords: Buffer;
  readonly columns: readonly EntryColumn[];
}

/**
 * Answers one row `(rids)` with the rid of each write in order.
 * @throws (the database does) with SQLSTATE VT409 when one of the resources is no longer in the
 * expected version, or a new one already exists; then nothing is written.
 */
export function batchWriteStatement(writes: readonly RowWrite[]): Statement {
  return statement(writes, VERSIONS, 'write-many');
}

/** The same without new versions: only the rows that searches read are replaced. */
export function batchReindexStatement(writes: readonly RowWrite[]): Statement {
  return statement(writes, NO_VERSIONS, 'index-many');
}

function statement(writes: readonly RowWrite[], versions: string, title: string): Statement {
  const rows = ENTRY_KINDS.flatMap((kind) => place(kind, writes));
  const bits = rows.reduce((sum, { bit }) => sum | bit, 0);
  const updates = writes.some((write) => write.rid !== undefined);
  const replaces = writes.some((write) => write.hasEntries);
  const contains = writes.some((write) => write.isContained || write.hadContained);
  const name = `${title}-${updates ? 'u' : 'n'}${replaces ? 'r' : ''}${contains ? 'c' : ''}-${bits}`;
  let text = texts.get(name);
  if (text === undefined) {
    text = buildText(rows, { versions, updates, replaces, contains });
    texts.set(name, text);
  }
  const entryValues = rows.flatMap(({ ords, columns }) => [
    ords,
    ...columns.map((column) => column.values),
  ]);
  return { name, text, values: [...rowValues(writes), ...entryValues] };
}

function place(kind: EntryKind, writes: readonly RowWrite[]): PlacedRows[] {
  const ords: number[] = [];
  writes.forEach((write, index) => {
    for (let row = kind.count(write); row > 0; row--) ords.push(index + 1);
  });
  if (ords.length === 0) return [];
  return [{ bit: kind.bit, ords: integerArray(ords), columns: kind.columns(writes) }];
}

function rowValues(writes: readonly RowWrite[]): Buffer[] {
  const column = <T>(pick: (write: RowWrite) => T): T[] => writes.map(pick);
  const tokens = column((write) => write.entries.tokens);
  let end = 0;
  const ends = tokens.map((keys) => (end += keys.length / 2));
  const starts = ends.map((last, index) => last - (tokens[index]?.length ?? 0) / 2 + 1);
  return [
    bigintArray(column((write) => write.rid)),
    smallintArray(column((write) => write.type)),
    textArray(column((write) => write.id)),
    bigintArray(column((write) => write.patients[0])),
    timestampArray(column((write) => write.updated)),
    integerArray(column((write) => write.version)),
    booleanArray(column((write) => write.body === undefined)),
    booleanArray(column((write) => entryBits(write) !== 0)),
    timestampArray(column((write) => write.entries.mainDate?.low)),
    timestampArray(column((write) => write.entries.mainDate?.high)),
    smallintArray(column((write) => write.entries.mainDate?.offset)),
    integerArray(starts),
    integerArray(ends),
    keyPairArray(tokens),
    // A contained resource has no version of its own.
    smallintArray(column((write) => (write.isContained ? undefined : METHODS[write.method]))),
    textArray(column((write) => (write.isContained ? undefined : write.body))),
    integerArray(column((write) => write.expected)),
    booleanArray(column((write) => write.hasContained)),
  ];
}

interface Wanted {
  readonly versions: string;
  /** Some of the resources are there. */
  readonly updates: boolean;
  /** Some of them have entries, which have to go. */
  readonly replaces: boolean;
  /** Some of them contain others, or did. */
  readonly contains: boolean;
}

/** Parameters 1 to 18 are those of `rowValues`. */
function buildText(
  rows: readonly PlacedRows[],
  { versions, updates, replaces, contains }: Wanted,
): string {
  const parts = [
    RIDS,
    PATIENTS,
    INPUT,
    inserted(contains ? CONTAINED_ID : 'id'),
    updates ? UPDATED : 'updated as (select where false)',
    versions,
    ...(replaces ? [STALE] : []),
    ...(updates && contains ? [STALE_CONTAINED] : []),
    ...(rows.length > 0 ? [entryInsert(rows)] : []),
  ];
  return `with ${parts.join(',\n')}
select ensure_written((select count(*) from inserted) + (select count(*) from updated),
  (select count(*) from input)) as written, (select a from rids) as rids`;
}

/** A negative rid is the position of another write in the batch. */
function resolved(expression: string): string {
  return `case when ${expression} < 0 then (select a from rids)[-${expression}] else ${expression} end`;
}

const RIDS = `rids as (
  select array_agg(coalesce(t.rid, (t.type::bigint << 44) | nextval('resource_sequence')) order by t.ord) as a
  from unnest($1::bigint[], $2::smallint[]) with ordinality as t(rid, type, ord))`;

const PATIENTS = `patients as (
  select array_agg(${resolved('t.patient')} order by t.ord) as a
  from unnest($4::bigint[]) with ordinality as t(patient, ord))`;

const INPUT = `input as (
  select t.*, ${OWN_RID} as rid, ${OWN_PATIENT} as patient
  from unnest($1::bigint[], $2::smallint[], $3::text[], $5::timestamptz[], $6::integer[], $7::boolean[], $8::boolean[],
    $9::timestamptz[], $10::timestamptz[], $11::smallint[], $12::integer[], $13::integer[], $17::integer[], $18::boolean[]) with ordinality
    as t(known, type, id, updated, version, deleted, has_entries, date_low, date_high, date_zone, first, last, expected, has_contained, ord))`;

/**
 * In one order for all, so that two that make the same resources don't wait for one another in a circle.
 * @param id of the row
 */
const inserted = (id: string): string => `inserted as (
  insert into resource (rid, patient, updated, date_low, date_high, version, type, date_zone, deleted, has_entries, has_contained, id, tokens)
  select rid, patient, updated, date_low, date_high, version, type, date_zone, deleted, has_entries, has_contained, ${id}, ($14::bigint[])[first:last]
  from input where known is null
  order by type, id collate "C"
  on conflict (type, id) do nothing
  returning 1)`;

/** With the rid at its end, which tells the contained resources of two versions apart. */
const CONTAINED_ID = `case when rid < ${CONTAINED_RIDS} then id else id || '/' || rid end`;

const UPDATED = `updated as (
  update resource r
  set patient = i.patient, updated = i.updated, date_low = i.date_low, date_high = i.date_high, version = i.version,
    date_zone = i.date_zone, deleted = i.deleted, has_entries = i.has_entries, has_contained = i.has_contained, tokens = ($14::bigint[])[i.first:i.last]
  from input i
  where i.known is not null and r.rid = i.rid and r.version = i.expected
  returning 1)`;

const VERSIONS = `versions as (
  insert into version (rid, patient, updated, version, type, method, body)
  select ${OWN_RID}, ${OWN_PATIENT}, t.updated, t.version, t.type, t.method, t.body::json
  from unnest($5::timestamptz[], $6::integer[], $2::smallint[], $15::smallint[], $16::text[]) with ordinality
    as t(updated, version, type, method, body, ord)
  where t.method is not null)`;

/** Has the parameters of the versions, without which PostgreSQL would not know their types. */
const NO_VERSIONS = 'versions as (select $15::smallint[], $16::text[])';

const STALE = `stale as (
  delete from search_entry where rid in (select rid from input where known is not null))`;

/** What the former versions contained. */
const STALE_CONTAINED = `stale_contained as (
  delete from resource where rid in (
    select e.rid from input i join search_entry e on e.target = i.rid and e.path = ${keyText(CONTAINER_PATH)}
    where i.known is not null)
  returning rid),
stale_contained_entries as (
  delete from search_entry where rid in (select rid from stale_contained))`;

/** One insert for the rows of all kinds. */
function entryInsert(rows: readonly PlacedRows[]): string {
  let parameter = 18;
  const selects = rows.map(({ columns }) => {
    const ords = `$${++parameter}::integer[]`;
    const arrays = columns.map(({ type }) => `$${++parameter}::${type}[]`).join(', ');
    const names = columns.map(({ name }) => name).join(', ');
    return `select ${OWN_RID}, ${OWN_PATIENT}, ${selectList(columns, resolved)} from unnest(${ords}, ${arrays}) as t(ord, ${names})`;
  });
  return `entry_rows as (
  insert into search_entry (rid, patient, ${INSERT_COLUMNS})
  ${selects.join('\n  union all ')})`;
}
