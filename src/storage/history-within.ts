/**
 * Versions as far as their reader may see them. A version counts when the resource as it is now
 * fulfils criteria; an older one moreover when it was about the right patient at its time. What is
 * known of an older version is the patient in its row: nothing else of it is indexed.
 */
import type { ResourceKey, VersionKey } from '../fhir/resource.js';
import type { Criterion, SearchScope } from '../search/query.js';
import { entry, type HistoryEntry, type HistoryFilter, type HistoryRow } from './history.js';
import { instant } from './instant.js';
import { filterSql, scopeFilters } from './search/filters.js';
import type { SearchTools } from './search/find.js';
import { printScope } from './search/lead.js';
import { allOf, anyOf, Printer, type Row } from './search/printer.js';
import { statementName } from './search/statement-names.js';
import { methodName, type StoredVersion } from './versions.js';

export interface VersionClause {
  /** What the version in force fulfils. */
  readonly criteria: readonly Criterion[];
  /** Which older versions count too; `patient`: those about a patient who fulfils the scope. */
  readonly older:
    { readonly kind: 'all' | 'none' } | { readonly kind: 'patient'; readonly scope: SearchScope };
}

/** Versions of resources of a type that one of the clauses lets through; none without clauses. */
export interface VersionScope {
  readonly type: string;
  readonly anyOf: readonly VersionClause[];
}

/** A condition on `v`, a version of the resource in `row`. */
function isVisible({ anyOf: clauses }: VersionScope, row: Row, printer: Printer): string {
  const tests = clauses.map(({ criteria, older }) => {
    const current = criteria.map((criterion) => filterSql(criterion, row, printer));
    return `(${allOf([...current, isRightVersion(older, row, printer)])})`;
  });
  return `not ${row.alias}.deleted and ${anyOf(tests)}`;
}

function isRightVersion(older: VersionClause['older'], { alias }: Row, printer: Printer): string {
  const inForce = `v.version = ${alias}.version`;
  switch (older.kind) {
    case 'all':
      return 'true';
    case 'none':
      return inForce;
    case 'patient': {
      const patient = printer.row(older.scope);
      const filters = scopeFilters(older.scope, patient, printer);
      return `(${inForce} or exists (select 1 from resource ${patient.alias}
        where ${patient.alias}.rid = v.patient and ${allOf([printer.isOfType(patient), ...filters])} offset 0))`;
    }
  }
}

export async function readVersionWithin(
  { session, types }: SearchTools,
  key: VersionKey,
  scope: VersionScope,
): Promise<StoredVersion | undefined> {
  const printer = new Printer(types);
  const row = printer.row(key);
  const { alias } = row;
  const text = `select v.updated, v.method, v.body::text as body
    from resource ${alias} join version v on v.rid = ${alias}.rid
    where ${printer.isOfType(row)} and ${alias}.id = ${printer.add(key.id, 'text')}
    and v.version = ${printer.add(key.version, 'integer')} and ${isVisible(scope, row, printer)}`;
  const [found] = await session.query<{ updated: Date; method: number; body: string | null }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  if (found === undefined) return undefined;
  return {
    key: { type: key.type, id: key.id },
    version: key.version,
    updated: found.updated,
    method: methodName(found.method),
    body: found.body ?? undefined,
  };
}

/** Undefined when no version counts. */
export async function historyOfInstanceWithin(
  tools: SearchTools,
  key: ResourceKey,
  filter: HistoryFilter,
  scope: VersionScope,
): Promise<HistoryEntry[] | undefined> {
  const { session, types } = tools;
  const printer = new Printer(types);
  const row = printer.row(key);
  const before = printer.add(filter.after?.version ?? 2_147_483_647, 'integer');
  const text = `select v.rid, v.type, ${row.alias}.id, v.version, v.updated, v.method, v.body::text as body
    ${instanceVersions(key, filter, scope, row, printer)}
    and v.version < ${before} order by v.version desc limit ${filter.limit}`;
  const rows = await session.query<HistoryRow>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  if (rows.length > 0) return rows.map((found) => entry(found, types));
  // The filter can leave nothing of what may be seen.
  const all = await countInstanceHistoryWithin(tools, key, { limit: 1 }, scope);
  return all === 0 ? undefined : [];
}

export async function countInstanceHistoryWithin(
  { session, types }: SearchTools,
  key: ResourceKey,
  filter: HistoryFilter,
  scope: VersionScope,
): Promise<number> {
  const printer = new Printer(types);
  const row = printer.row(key);
  const text = `select count(*) as count ${instanceVersions(key, filter, scope, row, printer)}`;
  const [found] = await session.query<{ count: number }>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return found?.count ?? 0;
}

// eslint-disable-next-line max-params -- what is asked, and the two tools of printing
function instanceVersions(
  key: ResourceKey,
  filter: HistoryFilter,
  scope: VersionScope,
  row: Row,
  printer: Printer,
): string {
  const { alias } = row;
  const tests = [
    printer.isOfType(row),
    `${alias}.id = ${printer.add(key.id, 'text')}`,
    ...moments(filter, printer),
    isVisible(scope, row, printer),
  ];
  return `from resource ${alias} join version v on v.rid = ${alias}.rid where ${allOf(tests)}`;
}

/** Of all resources of the type; the best index of the criteria leads to them. */
export async function historyOfTypeWithin(
  { session, types, statistics }: SearchTools,
  filter: HistoryFilter,
  scope: VersionScope,
): Promise<HistoryEntry[]> {
  if (scope.anyOf.length === 0) return [];
  await statistics.refresh();
  const printer = new Printer(types);
  const row = printer.row(scope);
  const { alias } = row;
  const current = scope.anyOf.map(({ criteria }): Criterion => ({ kind: 'all', of: criteria }));
  const { from, where } = printScope(
    { type: scope.type, criteria: [{ kind: 'any', of: current }] },
    row,
    printer,
    statistics,
  );
  const tests = [...where, ...moments(filter, printer), isVisible(scope, row, printer)];
  if (filter.after !== undefined) tests.push(isOlder(filter.after, printer));
  const text = `select page.*, v.body::text as body
    from (
      select v.rid, v.type, ${alias}.id, v.version, v.updated, v.method
      from ${from} join version v on v.rid = ${alias}.rid
      where ${allOf(tests)}
      order by v.updated desc, v.rid desc, v.version desc limit ${filter.limit}
    ) page join version v on v.rid = page.rid and v.version = page.version
    order by page.updated desc, page.rid desc, page.version desc`;
  const rows = await session.query<HistoryRow>({
    name: statementName(text),
    text,
    values: printer.values,
  });
  return rows.map((found) => entry(found, types));
}

function isOlder(after: NonNullable<HistoryFilter['after']>, printer: Printer): string {
  const updated = printer.add(after.updated.toISOString(), 'timestamptz');
  const rid = printer.add(after.rid, 'bigint');
  return `(v.updated, v.rid, v.version) < (${updated}, ${rid}, ${printer.add(after.version, 'integer')})`;
}

/** `_since` and `_at`; a version is in force until the next one is made. */
function moments({ since, at }: HistoryFilter, printer: Printer): string[] {
  const tests: string[] = [];
  const moment = (date: Date): string => printer.add(instant(date.getTime()), 'timestamptz');
  if (since !== undefined) tests.push(`v.updated >= ${moment(since)}`);
  if (at !== undefined) {
    tests.push(
      `v.updated < ${moment(at.high)}`,
      `coalesce((select n.updated from version n where n.rid = v.rid and n.version = v.version + 1), 'infinity') > ${moment(at.low)}`,
    );
  }
  return tests;
}
