/** Reads versions of single resources. */
import { keyText, type ResourceKey, type VersionKey } from '../fhir/resource.js';
import { smallintArray, textArray } from './arrays.js';
import type { Session } from './database.js';
import type { ResourceTypes } from './resource-types.js';
import { METHODS, type Method } from './row-write.js';

/** What a write must know of a resource: which version is in force, and whether it exists. */
export interface ResourceState {
  readonly key: ResourceKey;
  readonly rid: number;
  /** 0: the resource was only ever pointed at. */
  readonly version: number;
  readonly updated: Date;
  /** False when it was deleted, or never stored. */
  readonly exists: boolean;
  /** Whether it has rows in `search_entry`. */
  readonly hasEntries: boolean;
  /** Whether what it contains has rows. */
  readonly hasContained: boolean;
}

/** One version as it is stored. */
export interface StoredVersion {
  readonly key: ResourceKey;
  readonly version: number;
  readonly updated: Date;
  readonly method: Method;
  /** JSON text; undefined for a deletion. */
  readonly body: string | undefined;
}

/** The version in force with its text. */
export interface CurrentVersion extends ResourceState {
  /** JSON text; undefined when the resource does not exist. */
  readonly body: string | undefined;
}

export interface StateRow {
  readonly rid: number;
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly updated: Date;
  readonly deleted: boolean;
  readonly has_entries: boolean;
  readonly has_contained: boolean;
}

interface CurrentRow extends StateRow {
  readonly body: string | null;
}

export const STATE_COLUMNS =
  'r.rid, r.type, r.id, r.version, r.updated, r.deleted, r.has_entries, r.has_contained';

/** Undefined when there is no row at all. */
export async function readState(
  session: Session,
  types: ResourceTypes,
  key: ResourceKey,
): Promise<ResourceState | undefined> {
  const [row] = await session.query<StateRow>({
    name: 'read-state',
    text: `select ${STATE_COLUMNS} from resource r where r.type = $1 and r.id = $2`,
    values: [types.number(key.type), key.id],
  });
  return row === undefined ? undefined : resourceState(row, types);
}

/** The state with the text of the version in force. */
export async function readCurrent(
  session: Session,
  types: ResourceTypes,
  key: ResourceKey,
): Promise<CurrentVersion | undefined> {
  const [row] = await session.query<CurrentRow>({
    name: 'read-current',
    text: `select ${STATE_COLUMNS}, v.body::text as body
      from resource r left join version v on v.rid = r.rid and v.version = r.version
      where r.type = $1 and r.id = $2`,
    values: [types.number(key.type), key.id],
  });
  return row === undefined ? undefined : currentVersion(row, types);
}

/** The same for many resources at once, by `Type/id`. */
export async function readManyCurrent(
  session: Session,
  types: ResourceTypes,
  keys: readonly ResourceKey[],
): Promise<Map<string, CurrentVersion>> {
  if (keys.length === 0) return new Map();
  const rows = await session.query<CurrentRow>({
    name: 'read-many',
    text: `select ${STATE_COLUMNS}, v.body::text as body
      from unnest($1::smallint[], $2::text[]) as k(type, id)
      join resource r on r.type = k.type and r.id = k.id
      left join version v on v.rid = r.rid and v.version = r.version`,
    values: keyArrays(types, keys),
  });
  return byKey(rows.map((row) => currentVersion(row, types)));
}

/**
 * Locks the rows of these resources until the transaction ends. In one order for all, so that two
 * transactions don't wait for one another in a circle.
 */
export async function lockStates(
  session: Session,
  types: ResourceTypes,
  keys: readonly ResourceKey[],
): Promise<Map<string, ResourceState>> {
  if (keys.length === 0) return new Map();
  const rows = await session.query<StateRow>({
    name: 'lock-states',
    text: `select ${STATE_COLUMNS}
      from unnest($1::smallint[], $2::text[]) as k(type, id)
      join resource r on r.type = k.type and r.id = k.id
      order by r.rid
      for update of r`,
    values: keyArrays(types, keys),
  });
  return byKey(rows.map((row) => resourceState(row, types)));
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

function keyArrays(types: ResourceTypes, keys: readonly ResourceKey[]): Buffer[] {
  return [
    smallintArray(keys.map((key) => types.number(key.type))),
    textArray(keys.map((key) => key.id)),
  ];
}

function byKey<T extends ResourceState>(states: readonly T[]): Map<string, T> {
  return new Map(states.map((state) => [keyText(state.key), state]));
}

export function resourceState(row: StateRow, types: ResourceTypes): ResourceState {
  return {
    key: { type: types.name(row.type), id: row.id },
    rid: row.rid,
    version: row.version,
    updated: row.updated,
    exists: !row.deleted,
    hasEntries: row.has_entries,
    hasContained: row.has_contained,
  };
}

function currentVersion(row: CurrentRow, types: ResourceTypes): CurrentVersion {
  return { ...resourceState(row, types), body: row.body ?? undefined };
}

const METHOD_NAMES = new Map<number, string>(
  Object.entries(METHODS).map(([name, number]) => [number, name]),
);

export function methodName(number: number): Method {
  return (METHOD_NAMES.get(number) ?? 'PUT') as Method;
}
