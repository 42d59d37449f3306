/** Finds resources: chooses how, prints the statement, reads the page. */
import type { ResourceKey } from '../../fhir/resource.js';
import { isContainedType } from '../../search/contained.js';
import type { SearchQuery } from '../../search/query.js';
import { containedPlace } from '../contained-rows.js';
import type { Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';
import { containerOf, placeOf } from './body-tests.js';
import { scopeFraction } from './estimates.js';
import { bestLead, decidingRids, printLed, restCost } from './lead.js';
import type { Lead } from './lead-type.js';
import {
  isBeyond,
  orderBy,
  orderColumns,
  ridComparison,
  sortValue,
  type OrderColumn,
  type Page,
  type Position,
} from './order.js';
import { allOf, Printer } from './printer.js';
import type { SearchStatistics } from './statistics.js';
import { statementName } from './statement-names.js';
import { canWalk, printWalk } from './walk.js';

export type { Page };

export interface FoundResource {
  readonly rid: number;
  readonly type: string;
  /** Of a contained resource: within its container; empty when it has none. */
  readonly id: string;
  /** What contains it. */
  readonly container?: ResourceKey;
  /** JSON text, of all of it or of the element that the page asks for. */
  readonly body: string;
  /** Where it stands in the order: pages go on from here in either direction. */
  readonly position: Position;
}

/** What a search is done with. */
export interface SearchTools {
  readonly session: Session;
  readonly types: ResourceTypes;
  readonly statistics: SearchStatistics;
}

/** A statement with the way it goes, for explanations. */
export interface SearchPlan {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly way: string;
  readonly columns: readonly OrderColumn[];
}

/** The matches in the wanted order. */
export async function findResources(
  tools: SearchTools,
  query: SearchQuery,
  page: Page,
): Promise<FoundResource[]> {
  await tools.statistics.refresh();
  const [first, ...others] = plansOf(tools, query, page);
  if (first === undefined) return [];
  let found = await run(tools, first);
  for (const plan of others) {
    // A walk that did not fill the page may have ended at its bound.
    if (found.length >= page.limit) break;
    found = await run(tools, plan);
  }
  return found;
}

/** Reading a row in the order of an index and dropping it costs this part of fetching one by key. */
const WALK_COST = 0.5;

/** The plans to try in turn: each is right when it fills the page, and the last one always is. */
export function plansOf(
  { types, statistics }: SearchTools,
  query: SearchQuery,
  page: Page,
): SearchPlan[] {
  const lead = bestLead(query, statistics);
  const columns = orderColumns(query.sort);
  const collect = (): SearchPlan => collectPlan(types, query, lead, page);
  if (!canWalk(query.sort)) return [collect()];
  const walk = (bound: number | undefined): SearchPlan => {
    const printer = new Printer(types);
    const select = printWalk(query, columns, { ...page, bound }, printer);
    return planOf(
      { query, page },
      select,
      columns,
      printer,
      `in order of ${orderName(query)}${bound === undefined ? '' : `, first ${bound}`}`,
    );
  };
  if (query.criteria.length === 0) return [walk(undefined)];
  const all = statistics.typeRows(query.type);
  const fraction = Math.max(scopeFraction(query, statistics), 1e-9);
  const cost = restCost(query, undefined);
  const walked = Math.min(all, page.limit / fraction);
  const walkCost = walked * WALK_COST * (1 + cost);
  const collectCost = (lead?.work ?? all) + (lead?.rows ?? all) * restCost(query, lead);
  if (walkCost >= collectCost) return [collect()];
  // Without an index that leads, collecting reads the whole type too.
  if (lead === undefined) return [walk(undefined)];
  return [walk(boundFor(walked, collectCost / (1 + cost))), collect()];
}

/**
 * Some times as far as expected, and as far as collecting would cost anyway, for matches may lie
 * together. In powers of two: few texts to prepare.
 */
function boundFor(expected: number, affordable: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 8, affordable)));
}

function orderName({ sort }: SearchQuery): string {
  return sort[0]?.by ?? 'creation';
}

function collectPlan(
  types: ResourceTypes,
  query: SearchQuery,
  lead: Lead | undefined,
  page: Page,
): SearchPlan {
  const rids = decidingRids(query, lead);
  if (rids !== undefined && query.sort.length === 0)
    return ridPlan(types, query, page, { rids, name: lead?.name ?? '' });
  const printer = new Printer(types);
  const columns = orderColumns(query.sort);
  const row = printer.row(query);
  const { from, where } = printLed(query, lead, row, printer);
  const values = columns.map(({ name, key }) => `${sortValue(key, row, printer)} as ${name}`);
  const own = [`${row.alias}.rid`, `${row.alias}.id`, `${row.alias}.version`, ...values];
  const { after } = page;
  const beyond =
    after === undefined ? '' : `where ${isBeyond(columns, { ...page, after }, 'm', printer)}`;
  const select = `select * from (
      select ${own.join(', ')} from ${from} where ${allOf(where)} offset 0
    ) m ${beyond} order by ${orderBy(columns, 'm', page.backwards)} limit ${page.limit}`;
  return planOf({ query, page }, select, columns, printer, `by ${lead?.name ?? 'type'}`);
}

type RidLead = Required<Pick<Lead, 'rids' | 'name'>>;

/** The first in order of creation, or the last ones; only their rows are read. */
function ridPlan(types: ResourceTypes, query: SearchQuery, page: Page, lead: RidLead): SearchPlan {
  const printer = new Printer(types);
  const { after, limit, backwards } = page;
  const found = `select k.rid from (${lead.rids.print(printer)}) k`;
  const beyond =
    after === undefined
      ? ''
      : `where k.rid ${ridComparison(false, page)} ${printer.add(after.at(-1), 'bigint')}`;
  // Where every rid counts, those beyond the page need no row; else rows are read until it is full.
  const [inner, test, outer] = lead.rids.certain
    ? [`limit ${limit}`, '', '']
    : [
        '',
        `and not x.deleted and ${printer.isOfType({ alias: 'x', type: query.type })}`,
        `order by ${orderBy([], 'm', backwards)} limit ${limit}`,
      ];
  const select = `select m.rid, r.id, r.version from (
      ${found} ${beyond} order by ${orderBy([], 'k', backwards)} ${inner} offset 0
    ) m join lateral (select x.* from resource x where x.rid = m.rid ${test} offset 0) r on true ${outer}`;
  return planOf({ query, page }, select, [], printer, `by ${lead.name}`);
}

/** Makes a select of `rid, id, version` and the order columns a whole statement. */
// eslint-disable-next-line max-params -- the parts of a plan
function planOf(
  { query, page }: { readonly query: SearchQuery; readonly page: Page },
  select: string,
  columns: readonly OrderColumn[],
  printer: Printer,
  way: string,
): SearchPlan {
  const keys = columns.map(({ name }) => `, page.${name}::text as ${name}`).join('');
  const contained = isContainedType(query.type);
  const whole = contained ? `v.body->'contained'->${placeOf('page')}` : 'v.body';
  const body =
    page.element === undefined ? whole : `${whole}->${printer.add(page.element, 'text')}`;
  const from = contained
    ? `${containerOf('page')} on true join version v on v.rid = l.target`
    : 'version v on v.rid = page.rid';
  const text = `with page as materialized (${select})
    select page.rid, page.id${keys}, (${body})::text as body
    from page join ${contained ? 'lateral ' : ''}${from} and v.version = page.version
    order by ${orderBy(columns, 'page')}`;
  return { text, values: printer.values, way, columns };
}

type PlanRow = Record<string, string | null> & { rid: number; id: string; body: string | null };

async function run({ session, types }: SearchTools, plan: SearchPlan): Promise<FoundResource[]> {
  const rows = await session.query<PlanRow>({
    name: statementName(plan.text),
    text: plan.text,
    values: plan.values,
  });
  return rows.map((row) => {
    const type = types.nameOfRid(row.rid);
    return {
      rid: row.rid,
      type,
      ...(isContainedType(type) ? containedIdentity(row) : { id: row.id }),
      body: row.body ?? '',
      position: [...plan.columns.map(({ name }) => row[name] ?? null), row.rid],
    };
  });
}

/** The row's id says where it is; its own stands in the body. */
function containedIdentity({ id, body }: PlanRow): Pick<FoundResource, 'id' | 'container'> {
  const { container } = containedPlace(id);
  const { id: local } = JSON.parse(body ?? '{}') as { readonly id?: unknown };
  return { id: typeof local === 'string' ? local : '', container };
}
