/** Leads by the values that resources have under a search path. */
import { entryTest, identifierTest, type EntryCriterion } from './entry-tests.js';
import type { Lead, MakeLead, Of } from './lead-type.js';
import { instant, type Printer } from './printer.js';
import { dateLowRange } from './ranges.js';
import { byRid } from './rid-selects.js';
import type { SearchStatistics } from './statistics.js';

/** Entries of an index lie together, and are read without the resources. */
const ENTRY_COST = 0.3;

/** What an index can't bound is looked for in all entries of the path. */
function readEntries(criterion: EntryCriterion, statistics: SearchStatistics): number | undefined {
  if (criterion.kind !== 'text' || criterion.match !== 'contains') return undefined;
  return criterion.paths.reduce((sum, path) => sum + ENTRY_COST * statistics.entryRows(path), 0);
}

/** By the values of a parameter. */
export function entryLead(
  criterion: EntryCriterion,
  statistics: SearchStatistics,
  lead: MakeLead,
): Lead | undefined {
  if (criterion.kind === 'date') return dateLead(criterion, lead);
  const work = readEntries(criterion, statistics);
  return ridLead({ lead, ...(work === undefined ? {} : { work }) }, criterion.kind, (printer) => {
    const entry = printer.alias('s');
    const test =
      criterion.kind === 'identifier'
        ? identifierTest(criterion, entry, printer)
        : entryTest(criterion, entry, printer);
    return `select distinct ${entry}.rid from search_entry ${entry} where ${test}`;
  });
}

/** Rows of `search_entry` are there for resources in force only, and their paths name the type. */
function ridLead(
  { lead, ...facts }: { readonly lead: MakeLead; readonly work?: number },
  name: string,
  print: (printer: Printer) => string,
): Lead {
  return lead(name, (row, printer) => byRid(print(printer), row, printer), {
    rids: { print, certain: true },
    ...facts,
  });
}

/** By the low end of the span, where the comparison bounds it. */
function dateLead(criterion: Of<'date'>, lead: MakeLead): Lead | undefined {
  const range = dateLowRange(criterion);
  const { paths } = criterion;
  const inRow = paths.some((path) => path.inRow);
  // One index has the values in rows, another all others.
  if (range === undefined || paths.length === 0 || (inRow && paths.length > 1)) return undefined;
  const bounds = (alias: string, printer: Printer): string =>
    `${alias}.date_low >= ${printer.add(instant(range.from), 'timestamptz')} and ${alias}.date_low < ${printer.add(instant(range.to), 'timestamptz')}`;
  if (inRow) {
    return lead(
      'main date',
      (row, printer) => ({
        from: `resource ${row.alias}`,
        where: [printer.isOfType(row), bounds(row.alias, printer)],
      }),
      { exact: false },
    );
  }
  return ridLead({ lead }, 'date', (printer) => {
    const entry = printer.alias('s');
    return `select distinct ${entry}.rid from search_entry ${entry} where ${entryTest(criterion, entry, printer)} and ${bounds(entry, printer)}`;
  });
}
