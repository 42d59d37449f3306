/** Writes new versions of resources with their index rows. */
import { keyText, type ResourceKey } from '../fhir/resource.js';
import { noEntries, type IndexEntries } from '../search/index-entries.js';
import { withContainedRows } from './contained-rows.js';
import { WriteConflict } from './database-errors.js';
import type { Session } from './database.js';
import type { ResourceTypes } from './resource-types.js';
import type { Method, RowWrite } from './row-write.js';
import type { ResourceState } from './versions.js';
import { batchReindexStatement, batchWriteStatement } from './write-batch.js';
import { singleWriteStatement } from './write-single.js';

/** A new version of a resource. */
export interface ResourceWrite {
  readonly key: ResourceKey;
  /** What is in force now; undefined when the resource has no row yet. */
  readonly current: ResourceState | undefined;
  readonly version: number;
  readonly updated: Date;
  readonly method: Method;
  /** JSON text with id, version id and last update in it; undefined for a deletion. */
  readonly body: string | undefined;
  /** Undefined for a deletion. */
  readonly entries: IndexEntries | undefined;
}

/** What finds the rids of resources outside the batch. */
export type ResolveKeys = (keys: Iterable<ResourceKey>) => Promise<Map<string, number>>;

/**
 * The rows to write, with every reference turned into a rid or a place in the batch; behind those of
 * the writes come those of contained resources.
 */
export async function prepareRows(
  writes: readonly ResourceWrite[],
  types: ResourceTypes,
  resolve: ResolveKeys,
): Promise<RowWrite[]> {
  const batch = new Map(
    writes.map(({ key, current }, index) => [keyText(key), current?.rid ?? -(index + 1)]),
  );
  const outside = new Map<string, ResourceKey>();
  for (const write of writes) {
    for (const mentioned of mentions(write)) {
      const name = keyText(mentioned);
      if (!batch.has(name)) outside.set(name, mentioned);
    }
  }
  const found = outside.size === 0 ? undefined : await resolve(outside.values());
  const ridOf = (key: ResourceKey): number => {
    const name = keyText(key);
    const rid = batch.get(name) ?? found?.get(name);
    if (rid === undefined) throw new Error('A referenced resource has no row.');
    return rid;
  };
  const contained: RowWrite[] = [];
  const rows = writes.map((write) => {
    const row = rowWrite(write, types, ridOf);
    if (!hasContained(write)) return row;
    const { key, entries } = write;
    const place = -(writes.length + contained.length + 1);
    const container = { key, entries, row, target: ridOf(key) };
    const [own, ...others] = withContainedRows(container, types, place, ridOf);
    contained.push(...others);
    return own;
  });
  return [...rows, ...contained];
}

function hasContained(
  write: ResourceWrite,
): write is ResourceWrite & { readonly entries: IndexEntries } {
  return (write.entries?.contained?.length ?? 0) > 0;
}

function mentions({ entries }: ResourceWrite): ResourceKey[] {
  if (entries === undefined) return [];
  return [
    ...entries.references,
    ...entries.patients.map((id) => ({ type: 'Patient', id })),
    ...(entries.contained ?? []).flatMap((contained) => contained.entries.references),
  ];
}

function rowWrite(
  write: ResourceWrite,
  types: ResourceTypes,
  ridOf: (key: ResourceKey) => number,
): RowWrite {
  const entries = write.entries ?? noEntries();
  return {
    type: types.number(write.key.type),
    id: write.key.id,
    rid: write.current?.rid,
    expected: write.current?.version ?? 0,
    hasEntries: write.current?.hasEntries ?? false,
    hadContained: write.current?.hasContained ?? false,
    hasContained: false,
    isContained: false,
    version: write.version,
    updated: write.updated.getTime(),
    method: write.method,
    body: write.body,
    entries,
    patients: entries.patients.map((id) => ridOf({ type: 'Patient', id })),
    targets: entries.references.map(ridOf),
  };
}

/**
 * Writes all rows, or none; gives the rid of each.
 * @throws WriteConflict when a resource is no longer in the version that was read
 */
export async function writeRows(session: Session, rows: readonly RowWrite[]): Promise<number[]> {
  const [first, ...others] = rows;
  if (first === undefined) return [];
  if (others.length === 0 && !first.hadContained) {
    const [written] = await session.query<{ rid: number }>(singleWriteStatement(first));
    if (written === undefined) throw new WriteConflict();
    return [written.rid];
  }
  const [written] = await session.query<{ rids: string[] }>(batchWriteStatement(rows));
  return (written?.rids ?? []).map(Number);
}

/** Replaces the rows that searches read, and nothing else. The resources must be locked. */
export async function rewriteIndexRows(session: Session, rows: readonly RowWrite[]): Promise<void> {
  if (rows.length > 0) await session.query(batchReindexStatement(rows));
}
