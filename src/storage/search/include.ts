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

/** References that are followed. */
export interface IncludeWay {
  /** Index paths of the references; undefined: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Index paths of canonical references. */
  readonly urlPaths: readonly Key[];
  /** Types of the resources that come; undefined: any. */
  readonly types: readonly string[] | undefined;
  /** What can come when any type is asked for: others need no thought. Undefined: all. */
  readonly possible?: readonly string[] | undefined;
}

export interface IncludeRequest extends IncludeWay {
  /** Where to start from. */
  readonly rids: readonly number[];
  /** Others from the same resources, in the same statement. */
  readonly also?: readonly IncludeWay[];
  /** Ways to what the others start from: one step more in the same statement. */
  readonly via?: readonly IncludeWay[];
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
  return follow(tools, request, (start, ways, printer) => [
    ...referredRids(start, ways, { from: 'rid', to: 'target' }, printer),
    ...ways.filter(hasUrls).map((way) => {
      const isPath = printer.isOneOf('s.path', way.urlPaths);
      return `select c.rid from ${start} join search_entry s on s.rid = k.rid and ${isPath}
        ${lookUpCalled('s', 'c', printer)} where ${isOfTypes('c.rid', way, printer)}`;
    }),
  ]);
}

/** What refers to the resources, each once. */
export function revincludedResources(
  tools: SearchTools,
  request: IncludeRequest,
): Promise<IncludedResource[]> {
  return follow(tools, request, (start, ways, printer) => [
    ...referredRids(start, ways, { from: 'target', to: 'rid' }, printer),
    ...ways.filter(hasUrls).map((way) => {
      const isPath = printer.isOneOf('x.path', way.urlPaths);
      return `select s.rid from ${start} ${lookUpCallers('k', 's', isPath, printer)}
        where ${isOfTypes('s.rid', way, printer)}`;
    }),
  ]);
}

function hasUrls({ urlPaths }: IncludeWay): boolean {
  return urlPaths.length > 0;
}

/** Selects rids, along references that have a target: one scan for all ways. */
function referredRids(
  start: string,
  ways: readonly IncludeWay[],
  { from, to }: { readonly from: 'rid' | 'target'; readonly to: 'rid' | 'target' },
  printer: Printer,
): string[] {
  const followed = ways.filter(({ paths }) => paths?.length !== 0);
  if (followed.length === 0) return [];
  const named = followed.flatMap(({ paths }) => paths ?? []);
  const isAny = followed.every(({ paths }) => paths !== undefined)
    ? printer.isOneOf('s.path', named)
    : `s.path not in (${NO_REFERENCES.map(keyText).join(', ')})`;
  const isOfWay = followed.map((way) => {
    const isType = isOfTypes(`s.${to}`, way, printer);
    const isWhole = way.paths === undefined || followed.length === 1;
    return isWhole ? isType : `(${printer.isOneOf('s.path', way.paths)} and ${isType})`;
  });
  // What is contained comes with its container.
  return [
    `select s.${to} as rid from ${start} join search_entry s on s.${from} = k.rid
      where s.target is not null and ${isAny} and s.${to} < ${CONTAINED_RIDS}
      and (${isOfWay.join(' or ')})`,
  ];
}

function isOfTypes(rid: string, { types }: IncludeWay, printer: Printer): string {
  return types === undefined ? 'true' : printer.isRidOfAny(rid, types);
}

/** @param select makes selects of rids, from the rows `k` of a `from` item */
async function follow(
  { session, types }: SearchTools,
  request: IncludeRequest,
  select: (start: string, ways: readonly IncludeWay[], printer: Printer) => string[],
): Promise<IncludedResource[]> {
  const ways = [request, ...(request.also ?? [])].filter((way) => way.types?.length !== 0);
  if (request.rids.length === 0 || ways.length === 0) return [];
  const printer = new Printer(types);
  const given = `unnest(${printer.add(bigintArray(request.rids), 'bigint[]')}) as k(rid)`;
  const start = request.via === undefined ? given : reached(given, request, request.via, printer);
  const selects = select(start, ways, printer);
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

/** What one step leads to, as a place to start from: what is in force, and within the limits. */
function reached(
  given: string,
  { within = [] }: IncludeRequest,
  via: readonly IncludeWay[],
  printer: Printer,
): string {
  const ways = via.filter((way) => way.types?.length !== 0);
  const selects = referredRids(given, ways, { from: 'rid', to: 'target' }, printer);
  if (selects.length === 0) return `(select null::bigint where false) as k(rid)`;
  const types = new Set(via.flatMap((way) => way.types ?? []));
  const own = within.filter(({ type }) => types.has(type));
  const limits = areWithin(own, 'b', printer);
  return `(select b.rid from (select distinct rid from (${selects.join(' union all ')}) w offset 0) d
    join resource b on b.rid = d.rid where ${allOf(['not b.deleted', ...limits])}) as k(rid)`;
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
