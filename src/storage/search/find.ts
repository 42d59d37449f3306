/** Finds resources by criteria. */
import type { Key } from '../../search/keys.js';
import { keyText } from '../../search/keys.js';
import type { IdentifierValue, SearchQuery } from '../../search/query.js';
import { smallintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import { ridRange, type ResourceTypes } from '../resource-types.js';
import { conditionSql, Parameters } from './conditions.js';

export interface FoundResource {
  readonly rid: number;
  readonly id: string;
  /** JSON text. */
  readonly body: string;
}

export interface Page {
  readonly limit: number;
  /** Continue behind the resource with this rid. */
  readonly after?: number;
}

/** The matches in order of creation. */
export async function findResources(
  session: Session,
  types: ResourceTypes,
  query: SearchQuery,
  page: Page,
): Promise<FoundResource[]> {
  const parameters = new Parameters();
  const [from, to] = ridRange(types.number(query.type));
  const conditions = [
    `r.rid > ${parameters.add(page.after ?? from - 1, 'bigint')}`,
    `r.rid < ${parameters.add(to, 'bigint')}`,
    'not r.deleted',
    ...query.criteria.map((criterion) => conditionSql(criterion, parameters, types)),
  ];
  // Materialised, so that the limit can't lure PostgreSQL into walking the whole type in order.
  const fence = query.criteria.length > 0 ? 'materialized' : 'not materialized';
  const text = `with matched as ${fence} (
      select r.rid, r.id, r.version from resource r where ${conditions.join('\n and ')}
    )
    select page.rid, page.id, v.body::text as body
    from (select * from matched order by rid limit ${parameters.add(page.limit, 'integer')}) page
    join version v on v.rid = page.rid and v.version = page.version
    order by page.rid`;
  return session.query<FoundResource>({ name: '', text, values: parameters.values });
}

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
