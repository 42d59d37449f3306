/** Reads versions of single resources. */
import type { ResourceKey, VersionKey } from '../fhir/resource.js';
import { smallintArray, textArray } from './arrays.js';
import type { Session } from './database.js';
import type { ResourceTypes } from './resource-types.js';
import { METHODS, type Method } from './row-write.js';

/** One version as it is stored. */
export interface StoredVersion {
  readonly key: ResourceKey;
  readonly version: number;
  readonly updated: Date;
  readonly method: Method;
  /** JSON text; undefined for a deletion. */
  readonly body: string | undefined;
}

/** The version in force of a resource, and what a write to it must know. */
export interface CurrentVersion extends StoredVersion {
  readonly rid: number;
  readonly sideTables: number;
}

interface CurrentRow {
  readonly rid: number;
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly side_tables: number;
  readonly updated: Date;
  readonly method: number | null;
  readonly body: string | null;
}

const CURRENT_COLUMNS =
  'r.rid, r.type, r.id, r.version, r.side_tables, r.updated, v.method, v.body::text as body';

/**
 * The version in force; undefined when there is no row at all. Version 0 means that the resource
 * was only ever pointed at.
 */
export async function readCurrent(
  session: Session,
  types: ResourceTypes,
  key: ResourceKey,
): Promise<CurrentVersion | undefined> {
  const [row] = await session.query<CurrentRow>({
    name: 'read-current',
    text: `select ${CURRENT_COLUMNS}
      from resource r left join version v on v.rid = r.rid and v.version = r.version
      where r.type = $1 and r.id = $2`,
    values: [types.number(key.type), key.id],
  });
  return row === undefined ? undefined : currentVersion(row, types);
}

/**
 * The same for many resources at once.
 * @param lock holds the rows until the transaction ends; in one order for all, so that two
 * transactions don't wait for one another in a circle
 */
export async function readManyCurrent(
  session: Session,
  types: ResourceTypes,
  keys: readonly ResourceKey[],
  lock: boolean,
): Promise<Map<string, CurrentVersion>> {
  if (keys.length === 0) return new Map();
  const rows = await session.query<CurrentRow>({
    name: lock ? 'lock-many' : 'read-many',
    text: `select ${CURRENT_COLUMNS}
      from (
        select r.* from unnest($1::smallint[], $2::text[]) as k(type, id)
        join resource r on r.type = k.type and r.id = k.id
        order by r.rid
        ${lock ? 'for update of r' : ''}
      ) r
      left join version v on v.rid = r.rid and v.version = r.version`,
    values: [
      smallintArray(keys.map((key) => types.number(key.type))),
      textArray(keys.map((key) => key.id)),
    ],
  });
  return new Map(rows.map((row) => [`${types.name(row.type)}/${row.id}`, currentVersion(row, types)]));
}

/** One version of a resource; undefined when there is none of that number. */
export async function readVersion(
  session: Session,
  types: ResourceTypes,
  key: VersionKey,
): Promise<StoredVersion | undefined> {
  const [row] = await session.query<{ updated: Date; method: number; body: string | null }>({
    name: 'read-version',
    text: `select v.updated, v.method, v.body::text as body
      from resource r join version v on v.rid = r.rid
      where r.type = $1 and r.id = $2 and v.version = $3`,
    values: [types.number(key.type), key.id, key.version],
  });
  if (row === undefined) return undefined;
  return {
    key: { type: key.type, id: key.id },
    version: key.version,
    updated: row.updated,
    method: methodName(row.method),
    body: row.body ?? undefined,
  };
}

function currentVersion(row: CurrentRow, types: ResourceTypes): CurrentVersion {
  return {
    key: { type: types.name(row.type), id: row.id },
    rid: row.rid,
    version: row.version,
    updated: row.updated,
    method: methodName(row.method ?? METHODS.DELETE),
    body: row.body ?? undefined,
    sideTables: row.side_tables,
  };
}

const METHOD_NAMES = new Map<number, string>(
  Object.entries(METHODS).map(([name, number]) => [number, name]),
);

export function methodName(number: number): Method {
  return (METHOD_NAMES.get(number) ?? 'PUT') as Method;
}
