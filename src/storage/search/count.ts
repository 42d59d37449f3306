/** How many resources a search finds: https://hl7.org/fhir/R4/search.html#total */
import type { SearchScope } from '../../search/query.js';
import { scopeFraction } from './estimates.js';
import type { SearchTools } from './find.js';
import { bestLead, decidingRids, printLed } from './lead.js';
import type { Lead } from './lead-type.js';
import { allOf, Printer } from './printer.js';
import { statementName } from './statement-names.js';

/** Exactly. */
export async function countResources(tools: SearchTools, scope: SearchScope): Promise<number> {
  await tools.statistics.refresh();
  const { text, values } = countPlan(tools, scope, undefined);
  return countBy(tools, text, values);
}

/** Up to this many are counted; beyond that the statistics will do. */
const COUNTED = 1000;

/** About; exactly when they are few. */
export async function estimateResources(tools: SearchTools, scope: SearchScope): Promise<number> {
  await tools.statistics.refresh();
  const expected = tools.statistics.typeRows(scope.type) * scopeFraction(scope, tools.statistics);
  const { text, values } = countPlan(tools, scope, COUNTED);
  const counted = await countBy(tools, text, values);
  return counted < COUNTED ? counted : Math.max(COUNTED, Math.round(expected));
}

export function countPlan(
  { types, statistics }: SearchTools,
  scope: SearchScope,
  limit: number | undefined,
): { readonly text: string; readonly values: readonly unknown[] } {
  const printer = new Printer(types);
  const lead = bestLead(scope, statistics);
  const rids = decidingRids(scope, lead);
  const select = rids?.certain === true ? rids.print(printer) : printMatches(scope, lead, printer);
  const text =
    limit === undefined
      ? `select count(*) as count from (${select}) m`
      : `select count(*) as count from (${select} limit ${limit}) m`;
  return { text, values: printer.values };
}

function printMatches(scope: SearchScope, lead: Lead | undefined, printer: Printer): string {
  const { from, where } = printLed(scope, lead, printer.row(scope), printer);
  return `select 1 from ${from} where ${allOf(where)}`;
}

async function countBy(
  { session }: SearchTools,
  text: string,
  values: readonly unknown[],
): Promise<number> {
  const [row] = await session.query<{ count: number }>({ name: statementName(text), text, values });
  return row?.count ?? 0;
}
