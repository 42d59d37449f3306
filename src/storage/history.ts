/** History of one resource, of a type, of everything: https://hl7.org/fhir/R4/http.html#history */
import type { ResourceKey } from '../fhir/resource.js';
import { smallintArray } from './arrays.js';
import type { Session } from './database.js';
import { instant } from './instant.js';
import type { ResourceTypes } from './resource-types.js';
import { methodName, type StoredVersion } from './versions.js';

/** A place in a history, newest first: everything behind it is older. */
export interface HistoryPosition {
  readonly updated: Date;
  readonly rid: number;
  readonly version: number;
}

export interface HistoryFilter {
  /** Versions made at or after this instant. */
  readonly since?: Date;
  /** Versions in force at some moment of this span. */
  readonly at?: { readonly low: Date; readonly high: Date };
  /** Continue behind this place. */
  readonly after?: HistoryPosition;
  readonly limit: number;
}

export interface HistoryEntry extends StoredVersion, HistoryPosition {}

export interface HistoryRow {
  readonly rid: number;
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly updated: Date;
  readonly method: number;
  readonly body: string | null;
}

/** Undefined when the resource was never stored. */
export async function historyOfInstance(
  session: Session,
  types: ResourceTypes,
  key: ResourceKey,
  filter: HistoryFilter,
): Promise<HistoryEntry[] | undefined> {
  const [resource] = await session.query<{ rid: number }>({
    name: 'history-resource',
    text: 'select rid from resource where type = $1 and id = $2 and version > 0',
    values: [types.number(key.type), key.id],
  });
  if (resource === undefined) return undefined;
  const rows = await session.query<HistoryRow>({
    name: 'history-instance',
    text: `select v.rid, v.type, $7::text as id, v.version, v.updated, v.method, v.body::text as body
      from version v
      where v.rid = $1 and v.version < $2 and ${FILTERS}
      order by v.version desc limit $6`,
    values: [
      resource.rid,
      filter.after?.version ?? 2_147_483_647,
      ...filterValues(filter),
      filter.limit,
      key.id,
    ],
  });
  return rows.map((row) => entry(row, types));
}

/** How many versions a resource has that a filter lets through. */
export async function countInstanceHistory(
  session: Session,
  types: ResourceTypes,
  key: ResourceKey,
  filter: HistoryFilter,
): Promise<number> {
  const [row] = await session.query<{ count: number }>({
    name: 'history-count',
    text: `select count(*) as count from version v
      where v.rid = (select rid from resource where type = $1 and id = $2) and ${FILTERS}`,
    values: [types.number(key.type), key.id, ...filterValues(filter)],
  });
  return row?.count ?? 0;
}

/** History of one type or several. Each type is read by itself in the order of its index. */
export async function historyOfTypes(
  session: Session,
  types: ResourceTypes,
  names: readonly string[],
  filter: HistoryFilter,
): Promise<HistoryEntry[]> {
  const { after } = filter;
  const rows = await session.query<HistoryRow>({
    name: 'history-types',
    text: `select page.*, r.id, v.body::text as body
      from (
        select found.* from unnest($1::smallint[]) as t(type)
        cross join lateral (
          select v.rid, v.type, v.version, v.updated, v.method
          from version v
          where v.type = t.type and (v.updated, v.rid, v.version) < ($2::timestamptz, $7::bigint, $8::integer)
            and ${FILTERS}
          order by v.updated desc, v.rid desc, v.version desc limit $6
        ) found
        order by found.updated desc, found.rid desc, found.version desc limit $6
      ) page
      join resource r on r.rid = page.rid
      join version v on v.rid = page.rid and v.version = page.version
      order by page.updated desc, page.rid desc, page.version desc`,
    values: [
      smallintArray(names.map((name) => types.number(name))),
      after?.updated.toISOString() ?? 'infinity',
      ...filterValues(filter),
      filter.limit,
      after?.rid ?? 0,
      after?.version ?? 0,
    ],
  });
  return rows.map((row) => entry(row, types));
}

/** A version is in force until the next one is made. */
const FILTERS = `v.updated >= $3::timestamptz and ($4::timestamptz is null or (v.updated < $5::timestamptz and coalesce(
  (select n.updated from version n where n.rid = v.rid and n.version = v.version + 1), 'infinity') > $4::timestamptz))`;

/** Parameters 3 to 5. */
function filterValues(filter: HistoryFilter): unknown[] {
  return [
    instant(filter.since?.getTime() ?? -Infinity),
    filter.at === undefined ? null : instant(filter.at.low.getTime()),
    filter.at === undefined ? null : instant(filter.at.high.getTime()),
  ];
}

export function entry(row: HistoryRow, types: ResourceTypes): HistoryEntry {
  return {
    key: { type: types.name(row.type), id: row.id },
    rid: row.rid,
    version: row.version,
    updated: row.updated,
    method: methodName(row.method),
    body: row.body ?? undefined,
  };
}
