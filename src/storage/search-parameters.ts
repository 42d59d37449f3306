/** Search parameters that this database adds, and which of them everything is indexed for. */
import { textArray } from './arrays.js';
import type { Session } from './database.js';
import { ridRange, type ResourceTypes } from './resource-types.js';

/** Where the database announces that one of them has changed: see the migrations. */
export const SEARCH_PARAMETER_CHANNEL = 'vuurtoren_search_parameter';

export interface StoredSearchParameters {
  /** JSON texts of the SearchParameter resources in force. */
  readonly bodies: readonly string[];
  /** Fingerprint by canonical URL of those that everything is indexed for. */
  readonly indexed: ReadonlyMap<string, string>;
  /** Names of this version's index paths that resources lack. */
  readonly pendingPaths: ReadonlySet<string>;
}

export async function loadSearchParameters(
  session: Session,
  types: ResourceTypes,
): Promise<StoredSearchParameters> {
  const [from, to] = ridRange(types.number('SearchParameter'));
  const bodies = await session.query<{ body: string }>({
    name: 'search-parameters',
    text: `select v.body::text as body from resource r join version v on v.rid = r.rid and v.version = r.version
      where r.rid >= ${from} and r.rid < ${to} and not r.deleted order by r.rid`,
    values: [],
  });
  const indexed = await session.query<{ url: string; fingerprint: string }>({
    name: 'indexed-search-parameters',
    text: 'select url, fingerprint from indexed_search_parameter',
    values: [],
  });
  const pending = await session.query<{ name: string }>({
    name: 'pending-index-paths',
    text: 'select name from pending_index_path',
    values: [],
  });
  return {
    bodies: bodies.map(({ body }) => body),
    indexed: new Map(indexed.map(({ url, fingerprint }) => [url, fingerprint])),
    pendingPaths: new Set(pending.map(({ name }) => name)),
  };
}

/** Everything is indexed for these parameters and paths, and for no others that were stored here. */
export async function markIndexed(
  session: Session,
  parameters: readonly { readonly url: string; readonly fingerprint: string }[],
  paths: readonly string[],
): Promise<void> {
  await session.query({
    name: 'mark-indexed',
    text: `with gone as (
        delete from indexed_search_parameter where url <> all($1::text[])
      ), done as (
        delete from pending_index_path where name = any($3::text[])
      )
      insert into indexed_search_parameter (url, fingerprint)
      select url, fingerprint from unnest($1::text[], $2::text[]) as p(url, fingerprint)
      on conflict (url) do update set fingerprint = excluded.fingerprint`,
    values: [
      textArray(parameters.map(({ url }) => url)),
      textArray(parameters.map(({ fingerprint }) => fingerprint)),
      textArray(paths),
    ],
  });
}

/** Forgets parameters that are no longer stored: if they come back, they are new. */
export async function forgetIndexed(session: Session, urls: readonly string[]): Promise<void> {
  await session.query({
    name: 'forget-indexed',
    text: 'delete from indexed_search_parameter where url = any($1::text[])',
    values: [textArray(urls)],
  });
}

const FACT = 'index-paths';

/**
 * Compares the index paths of this version with those that the resources in the database were
 * indexed for, and remembers the new ones as pending. Call it before the first worker starts.
 * @param fingerprint of the definitions; the names are only asked for when it has changed
 * @returns how many paths are pending
 */
export async function compareIndexPaths(
  session: Session,
  fingerprint: string,
  names: () => readonly string[],
): Promise<number> {
  const [fact] = await session.query<{ value: string }>({
    name: '',
    text: `select value from server_fact where name = '${FACT}'`,
    values: [],
  });
  const [known, ...knownNames] = fact?.value.split('\n') ?? [];
  if (known !== fingerprint) {
    const current = names();
    const before = new Set(knownNames);
    const added = current.filter((name) => !before.has(name));
    await session.query({
      name: '',
      text: `with pending as (
          insert into pending_index_path (name)
          select name from unnest($1::text[]) as n(name) where exists (select 1 from version)
          on conflict do nothing
        )
        insert into server_fact (name, value) values ('${FACT}', $2)
        on conflict (name) do update set value = excluded.value`,
      values: [textArray(added), [fingerprint, ...current].join('\n')],
    });
  }
  const [row] = await session.query<{ count: number }>({
    name: '',
    text: 'select count(*) as count from pending_index_path',
    values: [],
  });
  return row?.count ?? 0;
}
