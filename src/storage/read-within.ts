/** Reads single resources as far as they fulfil criteria, which are part of the statement. */
import { keyText, type ResourceKey } from '../fhir/resource.js';
import type { Criterion, SearchScope } from '../search/query.js';
import { filterSql, scopeFilters } from './search/filters.js';
import type { SearchTools } from './search/find.js';
import { allOf, Printer } from './search/printer.js';
import { statementName } from './search/statement-names.js';
import { resourceState, STATE_COLUMNS, type CurrentVersion, type StateRow } from './versions.js';

/**
 * Those of these resources that exist and fulfil the criteria of the scope, by id.
 * @param content criteria that a resource must fulfil for its text to be read
 */
export async function readWithin(
  { session, types }: SearchTools,
  scope: SearchScope,
  ids: readonly string[],
  content: readonly Criterion[],
): Promise<Map<string, CurrentVersion>> {
  if (ids.length === 0) return new Map();
  const printer = new Printer(types);
  const row = printer.row(scope);
  const { alias } = row;
  const wanted = printer.add(ids, 'text[]');
  const filters = scopeFilters(scope, row, printer);
  const readable = allOf(content.map((criterion) => filterSql(criterion, row, printer)));
  const columns = STATE_COLUMNS.replaceAll('r.', `${alias}.`);
  const text = `select ${columns}, case when ${readable} then v.body::text end as body
    from unnest(${wanted}) as k(id)
    join resource ${alias} on ${printer.isOfType(row)} and ${alias}.id = k.id
    join version v on v.rid = ${alias}.rid and v.version = ${alias}.version
    where ${allOf(filters)}`;
  const rows = await session.query<StateRow & { readonly body: string | null }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return new Map(
    rows.map((found) => [
      found.id,
      { ...resourceState(found, types), body: found.body ?? undefined },
    ]),
  );
}

/** `Type/id` of what these resources refer to, as far as it is indexed. */
export async function targetsOf(
  { session, types }: SearchTools,
  keys: readonly ResourceKey[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const printer = new Printer(types);
  const text = `select distinct t.type, t.id from search_entry s join resource t on t.rid = s.target
    where s.rid = any(${printer.ridsOf(keys)}) and s.target is not null`;
  const rows = await session.query<{ type: number; id: string }>({
    name: 'targets-of',
    text,
    values: printer.values,
  });
  return new Set(rows.map(({ type, id }) => keyText({ type: types.name(type), id })));
}
