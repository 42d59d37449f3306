/** Many identifier searches in one statement: what conditional requests and references ask. */
import { keyText, type Key } from '../../search/keys.js';
import type { IdentifierValue } from '../../search/query.js';
import { smallintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';

/** A search for one identifier. */
export interface IdentifierQuery {
  readonly type: string;
  readonly path: Key;
  readonly value: IdentifierValue;
}

/**
 * Runs many identifier searches at once; for each the ids found, at most two of them. The identifier
 * comes first, whatever the planner thinks (`offset 0`): its plan is kept, and one that was made while
 * there were few resources of a type began with all of them.
 */
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
          from (
            select s.rid from search_entry s
            where s.path = wanted.path and s.text = wanted.value and s.system is not null
              and (wanted.system is null or s.system = wanted.system)
            offset 0
          ) s
          cross join lateral (
            select r.id from resource r
            where r.rid = s.rid and r.type = wanted.type and not r.deleted
            offset 0
          ) r
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
