/**
 * What the records of a patient refer to besides one another: practitioners, organisations,
 * locations, medications and the like. https://hl7.org/fhir/R4/patient-operation-everything.html
 */
import { CONTAINER_PATH } from '../../search/contained.js';
import { keyText, type Key } from '../../search/keys.js';
import type { SearchScope } from '../../search/query.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { instant } from '../instant.js';
import { CONTAINED_RIDS } from '../resource-types.js';
import type { SearchTools } from './find.js';
import { areWithin, type IncludedResource } from './include.js';
import { printScope } from './lead.js';
import { allOf, Printer } from './printer.js';
import { statementName } from './statement-names.js';

export interface ReferencedRequest {
  /** Id of the Patient whose records they are. */
  readonly patient: string;
  /** The records, as many scopes as there are types. */
  readonly records: readonly SearchScope[];
  /** Types that may be passed through on the way; left out: any. */
  readonly visible?: readonly string[];
  /** What the resources of some of them must fulfil besides. */
  readonly within?: readonly SearchScope[];
  /** What tells of the records that it refers to (Provenance): its type and the paths. */
  readonly telling?: { readonly type: string; readonly paths: readonly Key[] };
  /** Types of the resources that come, of those that are visible; undefined: any. */
  readonly types: readonly string[] | undefined;
  /** Milliseconds since the epoch: those that were updated then or later. */
  readonly since?: number;
  /** In order of creation behind this one. */
  readonly after?: number;
  readonly limit: number;
}

/**
 * Each once, directly referred to or over others of them. Nothing is among them that is a record of
 * any patient, or that refers to a record of another one.
 */
export async function referencedResources(
  tools: SearchTools,
  request: ReferencedRequest,
): Promise<IncludedResource[]> {
  if (request.records.length === 0) return [];
  const { session, types } = tools;
  await tools.statistics.refresh();
  const printer = new Printer(types);
  const text = `with recursive ${printRecords(tools, request, printer)},
    reached(rid) as (
      (${printStarts(request, printer)})
      union
      select s.target from reached f join search_entry s on s.rid = f.rid
      ${printShared('s.target', request, printer)} and ${IS_REFERENCE}
    )
    select r.rid, r.id, v.body::text as body
    from reached f join resource r on r.rid = f.rid
    join version v on v.rid = r.rid and v.version = r.version
    where ${allOf(wantedTests(request, printer))} order by r.rid limit ${request.limit}`;
  const rows = await session.query<{ rid: number; id: string; body: string }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return rows.map((row) => ({ ...row, type: types.nameOfRid(row.rid) }));
}

const IS_REFERENCE = `s.target is not null
  and s.path not in (${[MEMBER_PATH, CONTAINER_PATH].map(keyText).join(', ')}) and s.target < ${CONTAINED_RIDS}`;

/** The rids of the records, and of what is contained in them, which refers to resources as well. */
function printRecords(
  { statistics }: SearchTools,
  { records }: ReferencedRequest,
  printer: Printer,
): string {
  const selects = records.map((scope) => {
    const row = printer.row(scope);
    const { from, where } = printScope(scope, row, printer, statistics);
    return `select ${row.alias}.rid from ${from} where ${allOf(where)}`;
  });
  return `records(rid) as materialized (${selects.join(' union all ')}),
    parts(rid) as materialized (
      select rid from records union all
      select l.rid from records f join search_entry l on l.target = f.rid and l.path = ${keyText(CONTAINER_PATH)}
    )`;
}

/** What the records refer to, and what tells of them. */
function printStarts(request: ReferencedRequest, printer: Printer): string {
  const { telling } = request;
  const starts = [
    `select s.target as rid from parts f join search_entry s on s.rid = f.rid
      ${printShared('s.target', request, printer)} and ${IS_REFERENCE}`,
  ];
  if (telling !== undefined) {
    starts.push(`select s.rid from records f join search_entry s on s.target = f.rid
      ${printShared('s.rid', request, printer)}
      and ${printer.isOneOf('s.path', telling.paths)} and ${printer.isRidOf('s.rid', telling)}`);
  }
  return starts.join(' union ');
}

/** A join and its condition: the resource belongs to no patient, and tells nothing of another one. */
function printShared(
  rid: string,
  { patient, visible, within = [] }: ReferencedRequest,
  printer: Printer,
): string {
  const own = printer.ridOf({ type: 'Patient', id: patient });
  const tests = [
    't.patient is null',
    'not t.deleted',
    `not exists (
      select 1 from search_entry o join resource x on x.rid = o.target
      where o.rid = t.rid and o.target is not null and x.patient is not null and x.patient <> ${own} offset 0)`,
  ];
  if (visible !== undefined) tests.push(printer.isRidOfAny('t.rid', visible));
  tests.push(...areWithin(within, 't', printer));
  return `join resource t on t.rid = ${rid} where ${allOf(tests)}`;
}

function wantedTests({ types, since, after }: ReferencedRequest, printer: Printer): string[] {
  const tests = ['not r.deleted'];
  if (types !== undefined) {
    tests.push(printer.isRidOfAny('r.rid', types));
  }
  if (since !== undefined) {
    tests.push(`r.updated >= ${printer.add(instant(since), 'timestamptz')}`);
  }
  if (after !== undefined) tests.push(`r.rid > ${printer.add(after, 'bigint')}`);
  return tests;
}
