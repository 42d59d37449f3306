/**
 * Which index leads a search. PostgreSQL left to itself intersects bitmaps of common codes with a
 * patient's few rows, or walks a type in order of date in the hope of a rare code; so the leading
 * index is chosen here, and the statement is written such that it cannot be turned round.
 */
import type { Criterion, LinkPath, SearchScope } from '../../search/query.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { lookUpCalled, lookUpCallers } from './canonicals.js';
import { entryTest, identifierTest, type EntryCriterion } from './entry-tests.js';
import { matchingRows, testCost } from './estimates.js';
import { filterSql, scopeFilters, updatedFilter } from './filters.js';
import { allOf, instant, lookUp, type Printer, type Row } from './printer.js';
import { dateLowRange } from './ranges.js';
import type { SearchStatistics } from './statistics.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

/** A way to come by the rows that fulfil a criterion. */
export interface Lead {
  readonly criterion: Criterion;
  /** True when the rows need no further test of the criterion. */
  readonly exact: boolean;
  /** Rows that come, about. */
  readonly rows: number;
  /** Rows that are read for them, about. */
  readonly work: number;
  /** For the explanation of a search: which index leads. */
  readonly name: string;
  /** A select of the rids alone, of resources in force, where they can be had without the rows. */
  readonly rids?: (printer: Printer) => string;
  /** What stands behind `from` and `where`; each row of the type once. */
  readonly print: (
    row: Row,
    printer: Printer,
  ) => { readonly from: string; readonly where: string[] };
}

/** The lead with the fewest rows; undefined when no criterion has one. */
export function bestLead(scope: SearchScope, statistics: SearchStatistics): Lead | undefined {
  return scope.criteria
    .flatMap((criterion) => leadOf(criterion, scope.type, statistics) ?? [])
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
    where: [printer.isRidOf(`${row.alias}.rid`, row.type)],
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
  type: string,
  statistics: SearchStatistics,
): Lead | undefined {
  const rows = matchingRows(criterion, type, statistics);
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
      return entryLead(criterion, lead);
    default:
      return linkLead(criterion, statistics, { lead, rows });
  }
}

type MakeLead = (
  name: string,
  print: Lead['print'],
  facts?: Partial<Pick<Lead, 'exact' | 'work' | 'rids'>>,
) => Lead;

/** Rows read to find those of a scope. */
function workOf(scope: SearchScope, statistics: SearchStatistics): number {
  return bestLead(scope, statistics)?.work ?? statistics.typeRows(scope.type);
}

function allLead(
  criterion: Of<'all'>,
  type: string,
  statistics: SearchStatistics,
): Lead | undefined {
  const inner = bestLead({ type, criteria: criterion.of }, statistics);
  return inner && { ...inner, criterion, exact: false };
}

function anyLead(
  criterion: Of<'any'>,
  type: string,
  statistics: SearchStatistics,
): Lead | undefined {
  const leads = criterion.of.map((inner) => leadOf(inner, type, statistics));
  if (leads.length === 0 || !leads.every((lead) => lead !== undefined)) return undefined;
  const [single, ...others] = leads;
  if (single !== undefined && others.length === 0)
    return { ...single, criterion, exact: single.exact };
  return {
    criterion,
    exact: leads.every((lead) => lead.exact),
    rows: leads.reduce((sum, lead) => sum + lead.rows, 0),
    work: leads.reduce((sum, lead) => sum + lead.work, 0),
    name: leads.map((lead) => lead.name).join(' or '),
    print: (row, printer) => {
      const parts = leads.map((lead) => {
        const own = printer.row(row.type);
        const { from, where } = lead.print(own, printer);
        return `select ${own.alias}.rid from ${from} where ${allOf(where)}`;
      });
      return byRid(distinct(parts), row, printer);
    },
  };
}

/** Each rid that one of the selects gives, once. */
function distinct(selects: readonly string[]): string {
  return `select distinct rid from (${selects.join(' union all ')}) u`;
}

/**
 * The select of a lead that alone decides what a search finds: resources need not be looked at to
 * count them, or to find the first in order of creation.
 */
export function decidingRids(scope: SearchScope, lead: Lead | undefined): Lead['rids'] {
  return lead?.exact === true && scope.criteria.length === 1 ? lead.rids : undefined;
}

/** The rows whose rids a subquery gives. */
function byRid(
  select: string,
  row: Row,
  printer: Printer,
): { readonly from: string; readonly where: string[] } {
  const keys = printer.alias('k');
  return {
    from: `(${select} offset 0) ${keys} ${lookUp('resource', row.alias, `x.rid = ${keys}.rid`)}`,
    where: [printer.isOfType(row)],
  };
}

function entryLead(criterion: EntryCriterion, lead: MakeLead): Lead | undefined {
  if (criterion.kind === 'text' && criterion.match === 'contains') return undefined;
  if (criterion.kind === 'date') return dateLead(criterion, lead);
  return ridLead(lead, criterion.kind, (printer) => {
    const entry = printer.alias('s');
    const test =
      criterion.kind === 'identifier'
        ? identifierTest(criterion, entry, printer)
        : entryTest(criterion, entry, printer);
    return `select distinct ${entry}.rid from search_entry ${entry} where ${test}`;
  });
}

/** Rows of `search_entry` are there for resources in force only, and their paths name the type. */
function ridLead(lead: MakeLead, name: string, rids: (printer: Printer) => string): Lead {
  return lead(name, (row, printer) => byRid(rids(printer), row, printer), { rids });
}

/** By the low end of the span, where the comparison bounds it. */
function dateLead(criterion: Of<'date'>, lead: MakeLead): Lead | undefined {
  const range = dateLowRange(criterion);
  const [path, ...others] = criterion.paths;
  if (range === undefined || path === undefined || others.length > 0) return undefined;
  const bounds = (alias: string, printer: Printer): string =>
    `${alias}.date_low >= ${printer.add(instant(range.from), 'timestamptz')} and ${alias}.date_low < ${printer.add(instant(range.to), 'timestamptz')}`;
  if (path.inRow) {
    return lead(
      'main date',
      (row, printer) => ({
        from: `resource ${row.alias}`,
        where: [printer.isOfType(row), bounds(row.alias, printer)],
      }),
      { exact: false },
    );
  }
  return ridLead(lead, 'date', (printer) => {
    const entry = printer.alias('s');
    return `select distinct ${entry}.rid from search_entry ${entry} where ${entryTest(criterion, entry, printer)} and ${bounds(entry, printer)}`;
  });
}

function linkLead(
  criterion: Exclude<Criterion, EntryCriterion | Of<'all' | 'any' | 'keys' | 'id' | 'updated'>>,
  statistics: SearchStatistics,
  { lead, rows }: { readonly lead: MakeLead; readonly rows: number },
): Lead | undefined {
  switch (criterion.kind) {
    case 'reference':
      return referenceLead(criterion, lead);
    case 'chain':
      return lead(
        'chain',
        (row, printer) => {
          const parts = criterion.paths.flatMap((path) =>
            criterion.scopes.map((scope) => chainRids(path, scope, row.type, printer, statistics)),
          );
          return byRid(distinct(parts), row, printer);
        },
        {
          work: rows + criterion.scopes.reduce((sum, scope) => sum + workOf(scope, statistics), 0),
        },
      );
    case 'has':
      return lead(
        'has',
        (row, printer) => {
          const parts = criterion.paths.map((path) =>
            hasRids(path, criterion.scope, row, printer, statistics),
          );
          return byRid(distinct(parts), row, printer);
        },
        { work: rows + 2 * workOf(criterion.scope, statistics) },
      );
    case 'patient-compartment':
      return lead('patient', (row, printer) => {
        const own = printer.row(row.type);
        const patient = printer.ridOf({ type: 'Patient', id: criterion.id });
        return byRid(
          `select ${own.alias}.rid from resource ${own.alias} where ${own.alias}.patient = ${patient} and ${printer.isOfType(own)}
            union select s.rid from search_entry s where s.path = ${printer.key(MEMBER_PATH)} and s.target = ${patient}`,
          row,
          printer,
        );
      });
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
// eslint-disable-next-line max-params -- what is walked, and the two tools of printing
function chainRids(
  path: LinkPath,
  scope: SearchScope,
  type: string,
  printer: Printer,
  statistics: SearchStatistics,
): string {
  const target = printer.row(scope.type);
  const { from, where } = printScope(scope, target, printer, statistics);
  const keys = printer.alias('t');
  const targets = `(select ${target.alias}.rid from ${from} where ${allOf(where)} offset 0) ${keys}`;
  if (path.inRow && scope.type === 'Patient') {
    const own = printer.row(type);
    const found = lookUp(
      'resource',
      own.alias,
      `x.patient = ${keys}.rid and ${printer.isOfType({ alias: 'x', type })}`,
    );
    return `select ${own.alias}.rid from ${targets} ${found} where ${printer.isAbout(own, path)}`;
  }
  const entry = printer.alias('s');
  const along = printer.key(path.key);
  if (path.byUrl === true) {
    return `select ${entry}.rid from ${targets} ${lookUpCallers(keys, entry, `x.path = ${along}`, printer)}`;
  }
  const found = lookUp('search_entry', entry, `x.target = ${keys}.rid and x.path = ${along}`);
  return `select ${entry}.rid from ${targets} ${found}`;
}

/** The rids of resources that one of a scope refers to. */
// eslint-disable-next-line max-params -- as above
function hasRids(
  path: LinkPath,
  scope: SearchScope,
  row: Row,
  printer: Printer,
  statistics: SearchStatistics,
): string {
  const source = printer.row(scope.type);
  const { from, where } = printScope(scope, source, printer, statistics);
  if (path.inRow && row.type === 'Patient') {
    return `select ${source.alias}.patient as rid from ${from} where ${allOf(where)} and ${printer.isAbout(source, path)}`;
  }
  const entry = printer.alias('s');
  const keys = printer.alias('t');
  const sources = `(select ${source.alias}.rid from ${from} where ${allOf(where)} offset 0) ${keys}
    ${lookUp('search_entry', entry, `x.rid = ${keys}.rid and x.path = ${printer.key(path.key)}`)}`;
  if (path.byUrl === true) {
    const name = printer.alias('c');
    return `select ${name}.rid from ${sources} ${lookUpCalled(entry, name, printer)}
      where ${printer.isRidOf(`${name}.rid`, row.type)}`;
  }
  return `select ${entry}.target as rid from ${sources}
    where ${printer.isRidOf(`${entry}.target`, row.type)}`;
}
