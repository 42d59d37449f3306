/** Resources that matches refer to, or that refer to them: https://hl7.org/fhir/R4/search.html#include */
import { ATTACHMENT_PATH } from '../../search/attachments.js';
import { CONTAINER_PATH } from '../../search/contained.js';
import { keyText, type Key } from '../../search/keys.js';
import { typelessName } from '../../search/criterion.js';
import type { SearchScope } from '../../search/query.js';
import { bigintArray } from '../arrays.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { CONTAINED_RIDS } from '../resource-types.js';
import { lookUpCalled, lookUpCallers } from './canonicals.js';
import type { SearchTools } from './find.js';
import { allOf, Printer } from './printer.js';
import { filterSql } from './filters.js';
import { statementName } from './statement-names.js';

export interface IncludeRequest {
  /** Where to start from. */
  readonly rids: readonly number[];
  /** Index paths of the references; undefined: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Index paths of canonical references. */
  readonly urlPaths: readonly Key[];
  /** Types of the resources that come; undefined: any. */
  readonly types: readonly string[] | undefined;
  /** What can come when any type is asked for: others need no thought. Undefined: all. */
  readonly possible?: readonly string[] | undefined;
  /** What the resources of some types must fulfil besides; a type comes once at most. */
  readonly within?: readonly SearchScope[];
  readonly limit: number;
}

export interface IncludedResource {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  /** JSON text. */
  readonly body: string;
}

/** Paths that are there for the server's own use. */
const NO_REFERENCES = [MEMBER_PATH, CONTAINER_PATH, ATTACHMENT_PATH];

/** What the resources refer to, each once. */
export function includedResources(
  tools: SearchTools,
  request: IncludeRequest,
): Promise<IncludedResource[]> {
  return follow(tools, request, (start, printer) => {
    const rids = referredRids(start, request, { from: 'rid', to: 'target' }, printer);
    if (request.urlPaths.length === 0) return rids;
    const isPath = printer.isOneOf('s.path', request.urlPaths);
    const named = `select c.rid from ${start} join search_entry s on s.rid = k.rid and ${isPath}
      ${lookUpCalled('s', 'c', printer)} where ${isOfTypes('c.rid', request, printer)}`;
    return [...rids, named];
  });
}

/** What refers to the resources, each once. */
export function revincludedResources(
  tools: SearchTools,
  request: IncludeRequest,
): Promise<IncludedResource[]> {
  return follow(tools, request, (start, printer) => {
    const rids = referredRids(start, request, { from: 'target', to: 'rid' }, printer);
    if (request.urlPaths.length === 0) return rids;
    const isPath = printer.isOneOf('x.path', request.urlPaths);
    const naming = `select s.rid from ${start} ${lookUpCallers('k', 's', isPath, printer)}
      where ${isOfTypes('s.rid', request, printer)}`;
    return [...rids, naming];
  });
}

/** Selects of rids, along references that have a target. */
function referredRids(
  start: string,
  request: IncludeRequest,
  { from, to }: { readonly from: 'rid' | 'target'; readonly to: 'rid' | 'target' },
  printer: Printer,
): string[] {
  const { paths } = request;
  if (paths?.length === 0) return [];
  const isPath =
    paths === undefined
      ? `s.path not in (${NO_REFERENCES.map(keyText).join(', ')})`
      : printer.isOneOf('s.path', paths);
  // What is contained comes with its container.
  return [
    `select s.${to} as rid from ${start} join search_entry s on s.${from} = k.rid
      where s.target is not null and ${isPath} and s.${to} < ${CONTAINED_RIDS}
      and ${isOfTypes(`s.${to}`, request, printer)}`,
  ];
}

function isOfTypes(rid: string, { types }: IncludeRequest, printer: Printer): string {
  return types === undefined ? 'true' : printer.isRidOfAny(rid, types);
}

/** @param select makes selects of rids, from the rows `k` of a `from` item */
async function follow(
  { session, types }: SearchTools,
  request: IncludeRequest,
  select: (start: string, printer: Printer) => string[],
): Promise<IncludedResource[]> {
  if (request.rids.length === 0 || request.types?.length === 0) return [];
  const printer = new Printer(types);
  const start = `unnest(${printer.add(bigintArray(request.rids), 'bigint[]')}) as k(rid)`;
  const selects = select(start, printer);
  if (selects.length === 0) return [];
  const limits = areWithin(request.within ?? [], 'r', printer);
  const text = `select f.rid, r.id, v.body::text as body
    from (
      select distinct rid from (${selects.join(' union all ')}) u offset 0
    ) f
    join resource r on r.rid = f.rid
    join version v on v.rid = r.rid and v.version = r.version
    where ${allOf(['not r.deleted', ...limits])} order by f.rid limit ${request.limit}`;
  const rows = await session.query<{ rid: number; id: string; body: string }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return rows.map((row) => ({ ...row, type: types.nameOfRid(row.rid) }));
}

/** For each scope: the row of `resource` is of another type, or fulfils its criteria. */
export function areWithin(
  scopes: readonly SearchScope[],
  alias: string,
  printer: Printer,
): string[] {
  const groups = new Map<string, SearchScope[]>();
  for (const scope of scopes) {
    const name = typelessName(scope);
    groups.set(name, [...(groups.get(name) ?? []), scope]);
  }
  return [...groups.values()].map((group) => {
    const types = group.map(({ type }) => type);
    const [{ type, criteria } = { type: '', criteria: [] }] = group;
    const filters = criteria.map((one) => filterSql(one, { alias, type }, printer));
    return `(not ${printer.isRidOfAny(`${alias}.rid`, types)} or (${allOf(filters)}))`;
  });
}
