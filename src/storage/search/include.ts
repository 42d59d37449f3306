/** Resources that matches refer to, or that refer to them: https://hl7.org/fhir/R4/search.html#include */
import { CONTAINER_PATH } from '../../search/contained.js';
import { keyText, type Key } from '../../search/keys.js';
import { bigintArray } from '../arrays.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { CONTAINED_RIDS } from '../resource-types.js';
import type { SearchTools } from './find.js';
import { anyOf, Printer } from './printer.js';
import { statementName } from './statement-names.js';

export interface IncludeRequest {
  /** Where to start from. */
  readonly rids: readonly number[];
  /** Index paths of the references; undefined: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Types of the resources that come; undefined: any. */
  readonly types: readonly string[] | undefined;
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
const NO_REFERENCES = [MEMBER_PATH, CONTAINER_PATH];

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
      ? `s.path not in (${NO_REFERENCES.map(keyText).join(', ')})`
      : printer.isOneOf('s.path', request.paths),
    // What is contained comes with its container.
    `s.${to} < ${CONTAINED_RIDS}`,
  ];
  if (request.types !== undefined) {
    tests.push(anyOf(request.types.map((type) => `(${printer.isRidOf(`s.${to}`, { type })})`)));
  }
  const start = printer.add(bigintArray(request.rids), 'bigint[]');
  const text = `select f.rid, r.id, v.body::text as body
    from (
      select distinct s.${to} as rid from unnest(${start}) as k(rid)
      join search_entry s on s.${from} = k.rid where ${tests.join(' and ')} offset 0
    ) f
    join resource r on r.rid = f.rid
    join version v on v.rid = r.rid and v.version = r.version
    where not r.deleted order by f.rid limit ${request.limit}`;
  const rows = await session.query<{ rid: number; id: string; body: string }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return rows.map((row) => ({ ...row, type: types.nameOfRid(row.rid) }));
}
