/** Resources that matches refer to, or that refer to them: https://hl7.org/fhir/R4/search.html#include */
import type { Key } from '../../search/keys.js';
import type { SearchScope } from '../../search/query.js';
import { ATTACHMENT_PATH } from '../../search/attachments.js';
import { bigintArray } from '../arrays.js';
import { MEMBER_PATH } from '../entry-rows.js';
import type { SearchTools } from './find.js';
import { allOf, anyOf, Printer } from './printer.js';
import { filterSql } from './filters.js';
import { statementName } from './statement-names.js';

export interface IncludeRequest {
  /** Where to start from. */
  readonly rids: readonly number[];
  /** Index paths of the references; undefined: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Types of the resources that come; undefined: any. */
  readonly types: readonly string[] | undefined;
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

/** What the resources refer to, each once. */
export function includedResources(
  tools: SearchTools,
  request: IncludeRequest,
): Promise<IncludedResource[]> {
  return follow(tools, request, { from: 'rid', to: 'target' });
}

/** What refers to the resources, each once. */
export function revincludedResources(
  tools: SearchTools,
  request: IncludeRequest,
): Promise<IncludedResource[]> {
  return follow(tools, request, { from: 'target', to: 'rid' });
}

async function follow(
  { session, types }: SearchTools,
  request: IncludeRequest,
  { from, to }: { readonly from: 'rid' | 'target'; readonly to: 'rid' | 'target' },
): Promise<IncludedResource[]> {
  if (request.rids.length === 0 || request.types?.length === 0) return [];
  const printer = new Printer(types);
  const tests = [
    's.target is not null',
    request.paths === undefined
      ? isReferencePath('s.path', printer)
      : printer.isOneOf('s.path', request.paths),
  ];
  if (request.types !== undefined) {
    tests.push(anyOf(request.types.map((type) => `(${printer.isRidOf(`s.${to}`, type)})`)));
  }
  const start = printer.add(bigintArray(request.rids), 'bigint[]');
  const limits = areWithin(request.within ?? [], printer);
  const text = `select f.rid, r.id, v.body::text as body
    from (
      select distinct s.${to} as rid from unnest(${start}) as k(rid)
      join search_entry s on s.${from} = k.rid where ${tests.join(' and ')} offset 0
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

/** Memberships of compartments and the contents of attachments are no references. */
function isReferencePath(column: string, printer: Printer): string {
  return `${column} <> ${printer.key(MEMBER_PATH)} and ${column} <> ${printer.key(ATTACHMENT_PATH)}`;
}

/** For each scope: `r` is of another type, or fulfils its criteria. */
function areWithin(scopes: readonly SearchScope[], printer: Printer): string[] {
  const groups = new Map<string, SearchScope[]>();
  for (const scope of scopes) {
    const name = sharedCriteria(scope) ?? scope.type;
    groups.set(name, [...(groups.get(name) ?? []), scope]);
  }
  return [...groups.values()].map((group) => {
    const isOther = group.map(({ type }) => `not (${printer.isRidOf('r.rid', type)})`);
    const [{ type, criteria } = { type: '', criteria: [] }] = group;
    const filters = criteria.map((one) => filterSql(one, { alias: 'r', type }, printer));
    return `((${allOf(isOther)}) or (${allOf(filters)}))`;
  });
}

/** Many types have the same limit, a patient's compartment, which is tested alike for all of them. */
function sharedCriteria({ criteria }: SearchScope): string | undefined {
  return criteria.every(({ kind }) => kind === 'patient-compartment')
    ? JSON.stringify(criteria)
    : undefined;
}
