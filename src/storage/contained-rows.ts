/**
 * The rows of contained resources: see `search/contained.ts`. They come with each version of their
 * container and go with it, so nobody but the container refers to them.
 */
import type { ResourceKey } from '../fhir/resource.js';
import { containedType, CONTAINER_PATH } from '../search/contained.js';
import type { ContainedEntries, FragmentEntry, IndexEntries } from '../search/index-entries.js';
import type { ResourceTypes } from './resource-types.js';
import type { RowWrite } from './row-write.js';

/** Where a contained resource is, from the id of its row. */
export interface ContainedPlace {
  readonly container: ResourceKey;
  /** Among those of the container, from 0. */
  readonly position: number;
}

/** The first part of an id: `Type/id/position`. The write adds the rid, which tells versions apart. */
function rowId({ type, id }: ResourceKey, { position }: ContainedEntries): string {
  return `${type}/${id}/${position}`;
}

/** @param id of the row of a contained resource */
export function containedPlace(id: string): ContainedPlace {
  const [type = '', containerId = '', position = ''] = id.split('/');
  return { container: { type, id: containerId }, position: Number(position) };
}

/** A container on its way to the database. */
export interface Container {
  readonly key: ResourceKey;
  readonly entries: IndexEntries;
  readonly row: RowWrite;
  /** Its rid, or minus its position in the batch. */
  readonly target: number;
}

/**
 * Rows of what the container contains, and the container's own with its references to them.
 * @param place minus the position in the batch that the first of the rows gets
 * @param ridOf the rid of another resource, or minus its position in the batch
 */
export function withContainedRows(
  { key, entries, row, target }: Container,
  types: ResourceTypes,
  place: number,
  ridOf: (key: ResourceKey) => number,
): readonly [container: RowWrite, ...contained: RowWrite[]] {
  const contained = entries.contained ?? [];
  const targets = new Map<string, number>([['', target]]);
  contained.forEach(({ id }, index) => {
    // Of two with one id, which is not allowed, references mean the first.
    if (id !== undefined && !targets.has(id)) targets.set(id, place - index);
  });
  const rows = contained.map((one): RowWrite => {
    const own = one.entries;
    const linked = withReferences(own, own.references.map(ridOf), targets);
    return {
      ...row,
      type: types.number(containedType(one.type)),
      id: rowId(key, one),
      rid: undefined,
      expected: 0,
      hasEntries: false,
      hadContained: false,
      hasContained: false,
      isContained: true,
      entries: {
        ...linked.entries,
        references: [...linked.entries.references, { path: CONTAINER_PATH, ...key }],
      },
      targets: [...linked.targets, target],
    };
  });
  const linked = withReferences(entries, row.targets, targets);
  return [{ ...row, ...linked, hasContained: rows.length > 0 }, ...rows];
}

/** The entries with the references within the container, as far as they lead somewhere. */
function withReferences(
  entries: IndexEntries,
  targets: readonly number[],
  local: ReadonlyMap<string, number>,
): Pick<RowWrite, 'entries' | 'targets'> {
  const found = (entries.fragments ?? []).flatMap(({ path, id }: FragmentEntry) => {
    const target = local.get(id);
    return target === undefined ? [] : [{ path, target }];
  });
  // Only the path of such a reference is written; the target says where it leads.
  const references = found.map(({ path }) => ({ path, type: '', id: '' }));
  return {
    entries: { ...entries, references: [...entries.references, ...references] },
    targets: [...targets, ...found.map(({ target }) => target)],
  };
}
