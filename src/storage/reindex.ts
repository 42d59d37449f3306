/** Index rows made anew for resources as they are: no version comes of it. */
import type { IndexEntries } from '../search/index-entries.js';
import type { Session } from './database.js';
import { ridRange, type ResourceTypes } from './resource-types.js';
import { resourceState, STATE_COLUMNS, type StateRow } from './versions.js';
import type { ResourceWrite } from './write.js';

/** Resources of one type between two rids, both included. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
}

export const CHUNK_ROWS = 1000;

const FACT = 'reindex-plan';

/**
 * Puts all resources of these types on the list, in chunks. What is left of a plan of the same name
 * stays as it is, what is left of another one goes.
 */
export async function planReindex(
  session: Session,
  types: ResourceTypes,
  names: readonly string[],
  plan: string,
): Promise<void> {
  const [same] = await session.query({
    name: '',
    text: `select 1 from server_fact where name = '${FACT}' and value = $1 and exists (select 1 from reindex_chunk)`,
    values: [plan],
  });
  if (same !== undefined) return;
  await session.query({ name: '', text: 'delete from reindex_chunk', values: [] });
  for (const name of names) {
    const [from, to] = ridRange(types.number(name));
    await session.query({
      name: '',
      text: `insert into reindex_chunk (first, last)
        select min(rid), max(rid) from (
          select rid, (row_number() over (order by rid) - 1) / ${CHUNK_ROWS} as part
          from resource where rid >= ${from} and rid < ${to} and not deleted
        ) r group by part`,
      values: [],
    });
  }
  await session.query({
    name: '',
    text: `insert into server_fact (name, value) values ('${FACT}', $1)
      on conflict (name) do update set value = excluded.value`,
    values: [plan],
  });
}

/** Chunks that are left. */
export async function chunksLeft(session: Session): Promise<number> {
  const [row] = await session.query<{ count: number }>({
    name: '',
    text: 'select count(*) as count from reindex_chunk',
    values: [],
  });
  return row?.count ?? 0;
}

/** Takes a chunk that nobody else works on; it is gone when the transaction commits. */
export async function takeChunk(session: Session): Promise<Chunk | undefined> {
  const [row] = await session.query<{ first: number; last: number }>({
    name: 'take-chunk',
    text: `delete from reindex_chunk where first = (
        select first from reindex_chunk order by first limit 1 for update skip locked
      ) returning first, last`,
    values: [],
  });
  return row;
}

/** What a resource has to be indexed for. @param body JSON text */
export type ExtractEntries = (body: string) => IndexEntries;

/** The resources of a chunk with new entries; nobody can change them until the transaction ends. */
export async function reindexedWrites(
  session: Session,
  types: ResourceTypes,
  { first, last }: Chunk,
  extract: ExtractEntries,
): Promise<ResourceWrite[]> {
  const rows = await session.query<StateRow & { body: string }>({
    name: 'hold-chunk',
    text: `select ${STATE_COLUMNS}, v.body::text as body
      from (select * from resource where rid >= $1 and rid <= $2 and not deleted order by rid for update) r
      join version v on v.rid = r.rid and v.version = r.version order by r.rid`,
    values: [first, last],
  });
  return rows.map((row) => {
    const current = resourceState(row, types);
    return {
      key: current.key,
      current,
      version: row.version,
      updated: row.updated,
      method: 'PUT',
      // Not written; it says that the resource is there.
      body: row.body,
      entries: extract(row.body),
    };
  });
}
