/** Many identifier searches in one statement: what conditional requests and references ask. */
import { keyText, type Key } from '../../search/keys.js';
import type { IdentifierValue } from '../../search/query.js';
import type { ResourceKey } from '../../fhir/resource.js';
import { keyArray, smallintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';

/** A search for one identifier. */
export interface IdentifierQuery {
  readonly type: string;
  readonly path: Key;
  readonly value: IdentifierValue;
}

/** Runs many identifier searches at once; for each the ids found, at most two of them. */
export async function findManyByIdentifier(
  session: Session,
  types: ResourceTypes,
  queries: readonly IdentifierQuery[],
): Promise<string[][]> {
  const rows = await session.query<{ ord: number; ids: string[] }>({
    name: 'find-identifiers',
    text: `select wanted.ord::integer as ord, found.ids
      from unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[]) with ordinality
        as wanted(path, system, value, type, ord)
      cross join lateral (
        select array_agg(id) as ids from (
          select distinct r.id
          from search_entry s join resource r on r.rid = s.rid
          where s.path = wanted.path and s.text = wanted.value and s.system is not null
            and (wanted.system is null or s.system = wanted.system)
            and r.type = wanted.type and not r.deleted
          limit 2
        ) first_two
      ) found
      where found.ids is not null`,
    values: [
      queries.map(({ path }) => keyText(path)),
      textArray(queries.map(({ value }) => value.system)),
      textArray(queries.map(({ value }) => value.value)),
      smallintArray(queries.map(({ type }) => types.number(type))),
    ],
  });
  const found: string[][] = queries.map(() => []);
  for (const { ord, ids } of rows) found[ord - 1] = ids;
  return found;
}

/** Resources of a type that have one of some identifiers. */
export interface IdentifierLookup {
  readonly type: string;
  /** Every index path of the parameter `identifier` of the type. */
  readonly paths: readonly Key[];
  readonly values: readonly IdentifierValue[];
}

/** The keys of all resources that any of the lookups finds, each once; at most `most` of them. */
export async function findAllByIdentifier(
  session: Session,
  types: ResourceTypes,
  { lookups, most }: { readonly lookups: readonly IdentifierLookup[]; readonly most: number },
): Promise<ResourceKey[]> {
  const wanted = lookups.flatMap(({ type, paths, values }) =>
    paths.flatMap((path) => values.map((value) => ({ type, path, value }))),
  );
  if (wanted.length === 0) return [];
  const rows = await session.query<{ type: number; id: string }>({
    name: 'find-all-identifiers',
    text: `select distinct r.type, r.id
      from unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[])
        as wanted(path, system, value, type)
      join search_entry s on s.path = wanted.path and s.text = wanted.value
        and s.system = wanted.system
      join resource r on r.rid = s.rid and r.type = wanted.type and not r.deleted
      limit $5::integer`,
    values: [
      keyArray(wanted.map(({ path }) => path)),
      textArray(wanted.map(({ value }) => value.system ?? '')),
      textArray(wanted.map(({ value }) => value.value)),
      smallintArray(wanted.map(({ type }) => types.number(type))),
      most,
    ],
  });
  return rows.map(({ type, id }) => ({ type: types.name(type), id }));
}
