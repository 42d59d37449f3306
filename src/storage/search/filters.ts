/**
 * A criterion as a condition on a row that is already at hand. Nothing here invites PostgreSQL to
 * look the row up by another index: arrays are compared by functions and not by operators, and
 * subqueries have an `offset 0`, over which it does not plan. Which index leads is for `plan.ts`.
 */
import type { Key } from '../../search/keys.js';
import type { Criterion, LinkPath, SearchPath, SearchScope } from '../../search/query.js';
import { MEMBER_PATH } from '../entry-rows.js';
import { bodyOf, contentTest, nearTest, wordsTest } from './body-tests.js';
import { isCalled } from './canonicals.js';
import { isInRowOf, linksOf } from './chains.js';
import type { LinkKind } from './estimates.js';
import { entryTest, identifierTest, isEntryCriterion, type EntryCriterion } from './entry-tests.js';
import { allOf, anyOf, instant, type Printer, type Row } from './printer.js';
import { dateTest } from './ranges.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

/** True for the row when the criterion holds, false or null when not. */
export function filterSql(criterion: Criterion, row: Row, printer: Printer): string {
  switch (criterion.kind) {
    case 'all':
      return `(${allOf(criterion.of.map((inner) => filterSql(inner, row, printer)))})`;
    case 'any':
      return anyOf(criterion.of.map((inner) => filterSql(inner, row, printer)));
    case 'not':
      // A test of what is absent is null, and the negation of that is true.
      return `(${filterSql(criterion.of, row, printer)}) is not true`;
    case 'keys':
    case 'id':
    case 'updated':
      return columnFilter(criterion, row, printer);
    case 'words':
    case 'content':
    case 'near':
      return bodyFilter(criterion, row, printer);
    default:
      return isEntryCriterion(criterion)
        ? entryFilter(criterion, row, printer)
        : linkFilter(criterion, row, printer);
  }
}

function columnFilter(
  criterion: Of<'keys' | 'id' | 'updated'>,
  row: Row,
  printer: Printer,
): string {
  switch (criterion.kind) {
    case 'keys':
      return keysFilter(criterion.keys, row, printer);
    case 'id':
      return `${row.alias}.id = any(${printer.add(criterion.ids, 'text[]')})`;
    case 'updated':
      return updatedFilter(criterion, row, printer);
  }
}

function keysFilter(keys: readonly Key[], { alias }: Row, printer: Printer): string {
  const [key, ...others] = keys;
  if (key !== undefined && others.length === 0) return `${printer.key(key)} = any(${alias}.tokens)`;
  return `arrayoverlap(${alias}.tokens, ${printer.keys(keys)})`;
}

export function updatedFilter(
  { low, high }: Of<'updated'>,
  { alias }: Row,
  printer: Printer,
): string {
  const bounds: string[] = [];
  if (low !== -Infinity)
    bounds.push(`${alias}.updated >= ${printer.add(instant(low), 'timestamptz')}`);
  if (high !== Infinity)
    bounds.push(`${alias}.updated < ${printer.add(instant(high), 'timestamptz')}`);
  return `(${allOf(bounds)})`;
}

function bodyFilter(
  criterion: Of<'words' | 'content' | 'near'>,
  row: Row,
  printer: Printer,
): string {
  const tests = { words: wordsTest, content: contentTest, near: nearTest };
  const test = (tests[criterion.kind] as (it: typeof criterion, printer: Printer) => string)(
    criterion,
    printer,
  );
  return exists(`(${bodyOf(row)} offset 0) v where ${test}`);
}

function entryFilter(criterion: EntryCriterion, row: Row, printer: Printer): string {
  if (criterion.kind === 'date') {
    const inRow = criterion.paths.filter((path) => path.inRow);
    const others = criterion.paths.filter((path) => !path.inRow);
    const tests = inRow.map(() => dateTest(criterion, row.alias, printer));
    if (others.length > 0) tests.push(hasEntry({ ...criterion, paths: others }, row, printer));
    return anyOf(tests);
  }
  return hasEntry(criterion, row, printer);
}

function hasEntry(criterion: EntryCriterion, { alias }: Row, printer: Printer): string {
  const entry = printer.alias('s');
  const test =
    criterion.kind === 'identifier'
      ? identifierTest(criterion, entry, printer)
      : entryTest(criterion, entry, printer);
  return exists(`search_entry ${entry} where ${entry}.rid = ${alias}.rid and ${test}`);
}

function linkFilter(criterion: Of<LinkKind>, row: Row, printer: Printer): string {
  switch (criterion.kind) {
    case 'reference':
      return referenceFilter(criterion, row, printer);
    case 'reference-type':
      return targetFilter(row, criterion.paths, printer, (target) =>
        anyOf(
          criterion.types.map(
            (type) => `(${printer.isRidOf(target, { type, alsoContained: true })})`,
          ),
        ),
      );
    case 'chain':
      return anyOf(
        criterion.scopes.map((scope) => chainFilter(criterion.paths, scope, row, printer)),
      );
    case 'has':
      return anyOf(criterion.paths.map((path) => hasFilter(path, criterion.scope, row, printer)));
    case 'patient-compartment':
      return compartmentFilter(criterion.id, row, printer);
    case 'patients-compartment':
      return compartmentsFilter(criterion.scope, row, printer);
    case 'list': {
      const list = printer.ridOf({ type: 'List', id: criterion.id });
      return exists(
        `search_entry s where s.rid = ${list} and s.path = ${printer.key(criterion.path)} and s.target = ${row.alias}.rid`,
      );
    }
  }
}

function referenceFilter({ paths, targets }: Of<'reference'>, row: Row, printer: Printer): string {
  const patients = targets.filter(({ type }) => type === 'Patient');
  const tests = paths.map((path) => {
    // The row knows its patient; nothing but a patient is kept there.
    if (path.inRow && patients.length === targets.length) {
      const [patient, ...others] = patients;
      const isPatient =
        patient !== undefined && others.length === 0
          ? `${row.alias}.patient = ${printer.ridOf(patient)}`
          : `${row.alias}.patient = any(${printer.ridsOf(patients)})`;
      return `(${isPatient} and ${printer.isAbout(row, path)})`;
    }
    return targetFilter(
      row,
      [{ ...path, inRow: false }],
      printer,
      (target) => `${target} = any(${printer.ridsOf(targets)})`,
    );
  });
  return anyOf(tests);
}

function targetFilter(
  { alias }: Row,
  paths: readonly SearchPath[],
  printer: Printer,
  test: (target: string) => string,
): string {
  const entry = printer.alias('s');
  const keys = paths.map(({ key }) => key);
  return exists(
    `search_entry ${entry} where ${entry}.rid = ${alias}.rid and ${printer.isOneOf(`${entry}.path`, keys)} and ${test(`${entry}.target`)}`,
  );
}

/** What the resources of a scope fulfil. */
export function scopeFilters(scope: SearchScope, row: Row, printer: Printer): string[] {
  return [
    `not ${row.alias}.deleted`,
    ...scope.criteria.map((criterion) => filterSql(criterion, row, printer)),
  ];
}

function chainFilter(
  paths: readonly LinkPath[],
  scope: SearchScope,
  row: Row,
  printer: Printer,
): string {
  const tests = linksOf(paths, scope).map((link) => {
    const target = printer.row(link.scope);
    const filters = allOf(scopeFilters(link.scope, target, printer));
    if (link.along === 'url') {
      const [entry, name] = [printer.alias('s'), printer.alias('c')];
      return exists(`search_entry ${entry} join search_entry ${name} on ${isCalled(entry, name, printer)}
        join resource ${target.alias} on ${target.alias}.rid = ${name}.rid
        where ${entry}.rid = ${row.alias}.rid and ${entry}.path = ${printer.key(link.path.key)}
        and ${printer.isRidOf(`${name}.rid`, target)} and ${filters}`);
    }
    if (link.along === 'row') {
      return `(${printer.isAbout(row, link.path)} and ${exists(`resource ${target.alias} where ${target.alias}.rid = ${row.alias}.patient and ${filters}`)})`;
    }
    const entry = printer.alias('s');
    return exists(`search_entry ${entry} join resource ${target.alias} on ${target.alias}.rid = ${entry}.target
      where ${entry}.rid = ${row.alias}.rid and ${printer.isOneOf(`${entry}.path`, link.keys)}
      and ${printer.isRidOf(`${entry}.target`, target)} and ${filters}`);
  });
  return anyOf(tests);
}

function hasFilter(path: LinkPath, scope: SearchScope, row: Row, printer: Printer): string {
  const source = printer.row(scope);
  const filters = allOf(scopeFilters(scope, source, printer));
  if (isInRowOf(path, row)) {
    return exists(`resource ${source.alias} where ${source.alias}.patient = ${row.alias}.rid and ${printer.isOfType(source)}
      and ${printer.isAbout(source, path)} and ${filters}`);
  }
  const entry = printer.alias('s');
  if (path.byUrl === true) {
    const name = printer.alias('c');
    return exists(`search_entry ${name} join search_entry ${entry} on ${isCalled(entry, name, printer)}
      join resource ${source.alias} on ${source.alias}.rid = ${entry}.rid
      where ${name}.rid = ${row.alias}.rid and ${entry}.path = ${printer.key(path.key)} and ${filters}`);
  }
  // The path names the type, but for those of containers and attachments.
  return exists(`search_entry ${entry} join resource ${source.alias} on ${source.alias}.rid = ${entry}.rid
    where ${entry}.target = ${row.alias}.rid and ${entry}.path = ${printer.key(path.key)}
    and ${printer.isRidOf(`${entry}.rid`, source)} and ${filters}`);
}

function compartmentFilter(id: string, { alias }: Row, printer: Printer): string {
  const patient = printer.ridOf({ type: 'Patient', id });
  const member = exists(
    `search_entry s where s.rid = ${alias}.rid and s.path = ${printer.key(MEMBER_PATH)} and s.target = ${patient}`,
  );
  return `(${alias}.patient = ${patient} or ${member})`;
}

/** The patients whose records the row is in are looked up by their keys, which are few. */
function compartmentsFilter(scope: SearchScope, { alias }: Row, printer: Printer): string {
  const patient = printer.row(scope);
  const filters = allOf(scopeFilters(scope, patient, printer));
  const owners = `array(select ${alias}.patient union all
    select s.target from search_entry s where s.rid = ${alias}.rid and s.path = ${printer.key(MEMBER_PATH)})`;
  return exists(
    `resource ${patient.alias} where ${patient.alias}.rid = any(${owners}) and ${filters}`,
  );
}

/** Marks by which the planner of PostgreSQL is kept out: see above. */
function exists(from: string): string {
  return `exists (select 1 from ${from} offset 0)`;
}
