/**
 * Which index leads a search. PostgreSQL left to itself intersects bitmaps of common codes with a
 * patient's few rows, or walks a type in order of date in the hope of a rare code; so the leading
 * index is chosen here, and the statement is written such that it cannot be turned round.
 */
import type { Criterion, LinkPath, SearchScope } from '../../search/query.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { lookUpCalled, lookUpCallers } from './canonicals.js';
import { isInRowOf, linksOf, type ChainLink } from './chains.js';
import { entryLead } from './entry-lead.js';
import type { EntryCriterion } from './entry-tests.js';
import { matchingRows, testCost } from './estimates.js';
import { filterSql, scopeFilters, updatedFilter } from './filters.js';
import type { Lead, MakeLead, Of, RidSelect } from './lead-type.js';
import { allOf, lookUp, type Printer, type Row, type RowType } from './printer.js';
import { byRid, distinct } from './rid-selects.js';
import type { SearchStatistics } from './statistics.js';

/** The lead with the fewest rows; undefined when no criterion has one. */
export function bestLead(scope: SearchScope, statistics: SearchStatistics): Lead | undefined {
  return scope.criteria
    .flatMap((criterion) => leadOf(criterion, scope, statistics) ?? [])
    .sort((one, other) => one.work - other.work)[0];
}

/** What testing all criteria but that of the lead costs for one row. */
export function restCost(scope: SearchScope, lead: Lead | undefined): number {
  return scope.criteria
    .filter((criterion) => lead?.exact !== true || criterion !== lead.criterion)
    .reduce((cost, criterion) => cost + testCost(criterion), 0);
}

/** Behind `from`: the rows of a scope, led by its best index. */
export function printScope(
  scope: SearchScope,
  row: Row,
  printer: Printer,
  statistics: SearchStatistics,
): { readonly from: string; readonly where: string[] } {
  return printLed(scope, bestLead(scope, statistics), row, printer);
}

export function printLed(
  scope: SearchScope,
  lead: Lead | undefined,
  row: Row,
  printer: Printer,
): { readonly from: string; readonly where: string[] } {
  const led = lead?.print(row, printer) ?? {
    from: `resource ${row.alias}`,
    where: [printer.isRidOf(`${row.alias}.rid`, row)],
  };
  const rest = scope.criteria.filter(
    (criterion) => lead?.exact !== true || criterion !== lead.criterion,
  );
  return {
    from: led.from,
    where: [...led.where, ...scopeFilters({ ...scope, criteria: rest }, row, printer)],
  };
}

function leadOf(
  criterion: Criterion,
  type: RowType,
  statistics: SearchStatistics,
): Lead | undefined {
  const rows = matchingRows(criterion, type.type, statistics);
  const lead: MakeLead = (name, print, facts = {}) => ({
    criterion,
    exact: true,
    rows,
    work: rows,
    name,
    print,
    ...facts,
  });
  switch (criterion.kind) {
    case 'all':
      return allLead(criterion, type, statistics);
    case 'any':
      return anyLead(criterion, type, statistics);
    case 'keys':
      // The keys name the type; a condition on it would only bring in another index.
      return lead('token', (row, printer) => ({
        from: `resource ${row.alias}`,
        where: [
          `${row.alias}.tokens ${criterion.keys.length === 1 ? '@>' : '&&'} ${printer.keys(criterion.keys)}`,
        ],
      }));
    case 'id':
      return lead('id', (row, printer) => ({
        from: `resource ${row.alias}`,
        where: [
          printer.isOfType(row),
          `${row.alias}.id = any(${printer.add(criterion.ids, 'text[]')})`,
        ],
      }));
    case 'updated':
      return lead('updated', (row, printer) => ({
        from: `resource ${row.alias}`,
        where: [printer.isOfType(row), updatedFilter(criterion, row, printer)],
      }));
    case 'date':
    case 'number':
    case 'quantity':
    case 'text':
    case 'identifier':
      return entryLead(criterion, statistics, lead);
    default:
      return linkLead(criterion, type, statistics, { lead, rows });
  }
}

/** Rows read to find those of a scope. */
function workOf(scope: SearchScope, statistics: SearchStatistics): number {
  return bestLead(scope, statistics)?.work ?? statistics.typeRows(scope.type);
}

function allLead(
  criterion: Of<'all'>,
  type: RowType,
  statistics: SearchStatistics,
): Lead | undefined {
  const inner = bestLead({ ...rowType(type), criteria: criterion.of }, statistics);
  return inner && { ...inner, criterion, exact: false };
}

function anyLead(
  criterion: Of<'any'>,
  type: RowType,
  statistics: SearchStatistics,
): Lead | undefined {
  const leads = criterion.of.map((inner) => leadOf(inner, type, statistics));
  if (leads.length === 0 || !leads.every((lead) => lead !== undefined)) return undefined;
  const [single, ...others] = leads;
  if (single !== undefined && others.length === 0)
    return { ...single, criterion, exact: single.exact };
  const rids = everyRid(leads);
  return {
    criterion,
    exact: leads.every((lead) => lead.exact),
    rows: leads.reduce((sum, lead) => sum + lead.rows, 0),
    work: leads.reduce((sum, lead) => sum + lead.work, 0),
    name: leads.map((lead) => lead.name).join(' or '),
    ...(rids === undefined ? {} : { rids }),
    print: (row, printer) => {
      if (rids !== undefined) return byRid(rids.print(printer), row, printer);
      const parts = leads.map((lead) => {
        const own = printer.row(row);
        const { from, where } = lead.print(own, printer);
        return `select ${own.alias}.rid from ${from} where ${allOf(where)}`;
      });
      return byRid(distinct(parts), row, printer);
    },
  };
}

/** The rids that any of the leads gives, when all can give them without the rows. */
function everyRid(leads: readonly Lead[]): RidSelect | undefined {
  const selects = leads.flatMap(({ rids }) => rids ?? []);
  if (selects.length < leads.length) return undefined;
  return {
    print: (printer) => distinct(selects.map((select) => select.print(printer))),
    certain: selects.every(({ certain }) => certain),
  };
}

/**
 * The select of a lead that alone decides what a search finds: resources need not be looked at to
 * count them, or to find the first in order of creation.
 */
export function decidingRids(scope: SearchScope, lead: Lead | undefined): Lead['rids'] {
  return lead?.exact === true && scope.criteria.length === 1 ? lead.rids : undefined;
}

interface LeadFacts {
  readonly lead: MakeLead;
  readonly rows: number;
}

function linkLead(
  criterion: Exclude<Criterion, EntryCriterion | Of<'all' | 'any' | 'keys' | 'id' | 'updated'>>,
  type: RowType,
  statistics: SearchStatistics,
  { lead, rows }: LeadFacts,
): Lead | undefined {
  switch (criterion.kind) {
    case 'reference':
      return referenceLead(criterion, lead);
    case 'chain':
      return lead(
        'chain',
        (row, printer) => {
          const parts = criterion.scopes.flatMap((scope) =>
            linksOf(criterion.paths, scope).map((link) =>
              chainRids(link, row.type, printer, statistics),
            ),
          );
          return byRid(distinct(parts), row, printer);
        },
        {
          work: rows + criterion.scopes.reduce((sum, scope) => sum + workOf(scope, statistics), 0),
        },
      );
    case 'has':
      return hasLead(criterion, type, statistics, { lead, rows });
    case 'patient-compartment':
      return lead('patient', (row, printer) => ofPatient(criterion.id, row, printer));
    case 'patients-compartment':
      return lead(
        'chain',
        (row, printer) =>
          byRid(distinct(compartmentRids(criterion.scope, row, printer, statistics)), row, printer),
        { work: rows + workOf(criterion.scope, statistics) },
      );
    case 'list':
      return lead('list', (row, printer) =>
        byRid(
          `select distinct s.target as rid from search_entry s where s.rid = ${printer.ridOf({ type: 'List', id: criterion.id })} and s.path = ${printer.key(criterion.path)}`,
          row,
          printer,
        ),
      );
    default:
      return undefined;
  }
}

/** Most have the patient in their row; the others are members besides that. */
function ofPatient(id: string, row: Row, printer: Printer): ReturnType<Lead['print']> {
  const own = printer.row(row);
  const other = printer.row(row);
  const patient = printer.ridOf({ type: 'Patient', id: id });
  const members = lookUp('resource', other.alias, 'x.rid = s.rid');
  return {
    from: `(select ${own.alias}.* from resource ${own.alias}
              where ${own.alias}.patient = ${patient} and ${printer.isOfType(own)}
            union all select ${other.alias}.* from search_entry s ${members}
              where s.path = ${printer.key(MEMBER_PATH)} and s.target = ${patient}
              and ${other.alias}.patient is distinct from ${patient} and ${printer.isOfType(other)}
            offset 0) ${row.alias}`,
    where: [],
  };
}

function hasLead(
  { paths, scope }: Of<'has'>,
  type: RowType,
  statistics: SearchStatistics,
  { lead, rows }: LeadFacts,
): Lead {
  const print = (printer: Printer): string =>
    distinct(paths.map((path) => hasRids(path, scope, type, printer, statistics)));
  return lead('has', (row, printer) => byRid(print(printer), row, printer), {
    work: rows + 2 * workOf(scope, statistics),
    // What is referred to need not be there.
    rids: { print, certain: false },
  });
}

function referenceLead(criterion: Of<'reference'>, lead: MakeLead): Lead {
  const { paths, targets } = criterion;
  const [path, ...otherPaths] = paths;
  const arePatients = targets.every(({ type }) => type === 'Patient');
  if (path?.inRow === true && otherPaths.length === 0 && arePatients) {
    return lead('patient', (row, printer) => ({
      from: `resource ${row.alias}`,
      where: [filterSql(criterion, row, printer), printer.isOfType(row)],
    }));
  }
  return lead('reference', (row, printer) => {
    const entry = printer.alias('s');
    const test = printer.isOneOf(
      `${entry}.path`,
      paths.map(({ key }) => key),
    );
    return byRid(
      `select distinct ${entry}.rid from search_entry ${entry} where ${entry}.target = any(${printer.ridsOf(targets)}) and ${test}`,
      row,
      printer,
    );
  });
}

/** The rids of resources that refer to one of a scope. */
function chainRids(
  link: ChainLink,
  type: string,
  printer: Printer,
  statistics: SearchStatistics,
): string {
  const target = printer.row(link.scope);
  const { from, where } = printScope(link.scope, target, printer, statistics);
  const keys = printer.alias('t');
  const targets = `(select ${target.alias}.rid from ${from} where ${allOf(where)} offset 0) ${keys}`;
  if (link.along === 'row') {
    const own = printer.row({ type });
    const found = lookUp(
      'resource',
      own.alias,
      `x.patient = ${keys}.rid and ${printer.isOfType({ alias: 'x', type })}`,
    );
    return `select ${own.alias}.rid from ${targets} ${found} where ${printer.isAbout(own, link.path)}`;
  }
  const entry = printer.alias('s');
  if (link.along === 'url') {
    const isPath = `x.path = ${printer.key(link.path.key)}`;
    return `select ${entry}.rid from ${targets} ${lookUpCallers(keys, entry, isPath, printer)}`;
  }
  const found = lookUp(
    'search_entry',
    entry,
    `x.target = ${keys}.rid and ${printer.isOneOf('x.path', link.keys)}`,
  );
  return `select ${entry}.rid from ${targets} ${found}`;
}

/** The rids of resources in the records of the patients of a scope. */
function compartmentRids(
  scope: SearchScope,
  type: RowType,
  printer: Printer,
  statistics: SearchStatistics,
): string[] {
  const patients = (keys: string): string => {
    const patient = printer.row(scope);
    const { from, where } = printScope(scope, patient, printer, statistics);
    return `(select ${patient.alias}.rid from ${from} where ${allOf(where)} offset 0) ${keys}`;
  };
  const [owners, others] = [printer.alias('t'), printer.alias('t')];
  const own = printer.row(type);
  const isOwn = `x.patient = ${owners}.rid and ${printer.isOfType({ ...type, alias: 'x' })}`;
  const entry = printer.alias('s');
  const isMember = `x.target = ${others}.rid and x.path = ${printer.key(MEMBER_PATH)}`;
  return [
    `select ${own.alias}.rid from ${patients(owners)} ${lookUp('resource', own.alias, isOwn)}`,
    `select ${entry}.rid from ${patients(others)} ${lookUp('search_entry', entry, isMember)}
      where ${printer.isRidOf(`${entry}.rid`, type)}`,
  ];
}

/** The rids of resources that one of a scope refers to. */
// eslint-disable-next-line max-params -- what is walked, and the two tools of printing
function hasRids(
  path: LinkPath,
  scope: SearchScope,
  type: RowType,
  printer: Printer,
  statistics: SearchStatistics,
): string {
  const source = printer.row(scope);
  const { from, where } = printScope(scope, source, printer, statistics);
  if (isInRowOf(path, type)) {
    return `select ${source.alias}.patient as rid from ${from} where ${allOf(where)} and ${printer.isAbout(source, path)}`;
  }
  const entry = printer.alias('s');
  const keys = printer.alias('t');
  const sources = `(select ${source.alias}.rid from ${from} where ${allOf(where)} offset 0) ${keys}
    ${lookUp('search_entry', entry, `x.rid = ${keys}.rid and x.path = ${printer.key(path.key)}`)}`;
  if (path.byUrl === true) {
    const name = printer.alias('c');
    return `select ${name}.rid from ${sources} ${lookUpCalled(entry, name, printer)}
      where ${printer.isRidOf(`${name}.rid`, type)}`;
  }
  return `select ${entry}.target as rid from ${sources}
    where ${printer.isRidOf(`${entry}.target`, type)}`;
}

/** What tells a scope's type, without its criteria. */
function rowType({ type, alike, alsoContained }: RowType): RowType {
  return {
    type,
    ...(alike === undefined ? {} : { alike }),
    ...(alsoContained === true ? { alsoContained } : {}),
  };
}
