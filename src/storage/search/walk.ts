/**
 * Pages found by walking an index in the wanted order and testing what comes by: right when much of
 * what comes by matches. A walk that has tests is bounded, so that one which meets no match ends
 * soon; `find.ts` then collects all matches instead.
 */
import type { SearchQuery, SortKey } from '../../search/query.js';
import { scopeFilters } from './filters.js';
import { isRanked, ridComparison, ridDescends, type OrderColumn, type Page } from './order.js';
import { allOf, type Printer, type Row } from './printer.js';

export interface WalkPage extends Page {
  /** Rows looked at, at most; undefined: until the page is full. */
  readonly bound: number | undefined;
}

/** True when an index has the order: no key, or one that a single column or path has. */
export function canWalk(sort: readonly SortKey[]): boolean {
  const [key, ...others] = sort;
  if (key === undefined) return true;
  if (others.length > 0) return false;
  switch (key.by) {
    case 'id':
    case 'updated':
      return true;
    case 'date':
      return key.paths.length === 1 && key.paths[0]?.inRow === true;
    case 'text':
      return key.paths.length === 1;
    case 'number':
    case 'content':
      return false;
  }
}

/** A select of `rid, id, version` and the order columns, in order. */
export function printWalk(
  query: SearchQuery,
  columns: readonly OrderColumn[],
  page: WalkPage,
  printer: Printer,
): string {
  const [column] = columns;
  const key = column?.key;
  if (column === undefined || key === undefined) return printRidWalk(query, page, printer);
  const parts = partsOf(key, page).map((print) => print(query, column, page, printer));
  if (parts.length === 1) return parts[0] ?? '';
  // The second part is only read when the first has not filled the page.
  return `select * from (${parts.map((part) => `(${part})`).join(' union all ')}) w limit ${page.limit}`;
}

type PrintPart = typeof printValued;

/** Rows that have a value, and behind them those that have none: the part that a walk begins in is first. */
function partsOf({ by }: SortKey, { after, backwards = false, bound }: WalkPage): PrintPart[] {
  if (by !== 'date' && by !== 'text') return [printValued];
  const inOrder = [printValued, printUnvalued];
  const parts = backwards ? inOrder.reverse() : inOrder;
  const begins = after === undefined ? parts[0] : after[0] === null ? printUnvalued : printValued;
  const left = parts.slice(begins === undefined ? 0 : parts.indexOf(begins));
  // A walk that ended at its bound has not met all of a part: nothing may stand behind it.
  return bound === undefined ? left : left.slice(0, 1);
}

function printRidWalk(query: SearchQuery, page: WalkPage, printer: Printer): string {
  const row = printer.row(query);
  const { alias } = row;
  const where = [printer.isRidOf(`${alias}.rid`, row)];
  if (page.after !== undefined) where.push(ridTest(alias, false, page, printer));
  return bounded(
    query,
    row,
    { from: `resource ${alias}`, where, order: `rid ${directionOf(false, page)}`, columns: [] },
    page,
    printer,
  );
}

/** The row stands beyond the position of the page, by its rid alone. */
function ridTest(alias: string, descends: boolean, page: WalkPage, printer: Printer): string {
  return `${alias}.rid ${ridComparison(descends, page)} ${printer.add(page.after?.at(-1), 'bigint')}`;
}

function directionOf(descends: boolean, { backwards = false }: WalkPage): 'asc' | 'desc' {
  return descends === backwards ? 'asc' : 'desc';
}

/** Rows that have a value, in its order. */
function printValued(
  query: SearchQuery,
  column: OrderColumn,
  page: WalkPage,
  printer: Printer,
): string {
  const row = printer.row(query);
  const { from, where, value } = valuedRows(column.key, row, printer);
  const [after] = page.after ?? [];
  const owner = value.split('.')[0] ?? row.alias;
  if (page.after !== undefined && after !== undefined && after !== null) {
    const sign = ridComparison(column.descending, page);
    where.push(
      `(${value}, ${owner}.rid) ${sign} (${printer.add(after, column.type)}, ${printer.add(page.after.at(-1), 'bigint')})`,
    );
  }
  const direction = directionOf(column.descending, page);
  const order = `${value} ${direction}, ${owner}.rid ${direction}`;
  return bounded(query, row, { from, where, order, columns: [`${value} as k0`] }, page, printer);
}

interface ValuedRows {
  readonly from: string;
  readonly where: string[];
  /** The column that an index has in order. */
  readonly value: string;
}

function valuedRows(key: SortKey, row: Row, printer: Printer): ValuedRows {
  const { alias } = row;
  const resource = { from: `resource ${alias}`, where: [printer.isOfType(row)] };
  switch (key.by) {
    case 'id':
      return { ...resource, value: `${alias}.id` };
    case 'updated':
      return { ...resource, value: `${alias}.updated` };
    case 'date':
      return {
        ...resource,
        where: [...resource.where, `${alias}.date_low is not null`],
        value: `${alias}.date_low`,
      };
    default:
      return textRows(key, row, printer);
  }
}

/** Of a resource with several texts only the one that ranks it. */
function textRows(key: SortKey, { alias }: Row, printer: Printer): ValuedRows {
  const paths = key.by === 'text' ? key.paths : [];
  const better = key.descending ? '>' : '<';
  return {
    from: `search_entry s join resource ${alias} on ${alias}.rid = s.rid`,
    where: [
      printer.isOneOf('s.path', paths),
      's.text is not null',
      isRanked('s'),
      `not exists (select 1 from search_entry o where o.rid = s.rid and o.path = s.path and ${isRanked('o')}
        and (o.text ${better} s.text or (o.text = s.text and o.ctid < s.ctid)) offset 0)`,
    ],
    value: 's.text',
  };
}

/** Rows that have no value: they stand behind all others, in order of creation. */
function printUnvalued(
  query: SearchQuery,
  column: OrderColumn,
  page: WalkPage,
  printer: Printer,
): string {
  const row = printer.row(query);
  const { alias } = row;
  const { key } = column;
  const where =
    key.by === 'text'
      ? [
          printer.isRidOf(`${alias}.rid`, row),
          `not exists (select 1 from search_entry s where s.rid = ${alias}.rid and ${printer.isOneOf('s.path', key.paths)} offset 0)`,
        ]
      : [printer.isOfType(row), `${alias}.date_low is null`];
  const descends = ridDescends([column]);
  if (page.after?.[0] === null) where.push(ridTest(alias, descends, page, printer));
  const direction = directionOf(descends, page);
  // Nulls have no order, but the index that begins with them has to be named.
  const first =
    key.by === 'text'
      ? ''
      : `${alias}.date_low ${direction} nulls ${direction === 'asc' ? 'last' : 'first'}, `;
  const order = `${first}${alias}.rid ${direction}`;
  return bounded(
    query,
    row,
    { from: `resource ${alias}`, where, order, columns: [`null::${column.type} as k0`] },
    page,
    printer,
  );
}

interface WalkParts {
  readonly from: string;
  readonly where: readonly string[];
  readonly order: string;
  readonly columns: readonly string[];
}

/** The tests are made outside, on at most `bound` rows. */
// eslint-disable-next-line max-params -- one shape for all walks
function bounded(
  query: SearchQuery,
  row: Row,
  { from, where, order, columns }: WalkParts,
  { limit, bound }: WalkPage,
  printer: Printer,
): string {
  const { alias } = row;
  const own = [`${alias}.rid`, `${alias}.id`, `${alias}.version`, ...columns];
  if (bound === undefined) {
    const filters = [...where, ...scopeFilters(query, row, printer)];
    return `select ${own.join(', ')} from ${from} where ${allOf(filters)} order by ${order} limit ${limit}`;
  }
  const all = [`${alias}.*`, ...columns];
  const names = [
    `${alias}.rid`,
    `${alias}.id`,
    `${alias}.version`,
    ...columns.map((_, index) => `${alias}.k${index}`),
  ];
  return `select ${names.join(', ')} from (
      select ${all.join(', ')} from ${from} where ${allOf(where)} order by ${order} limit ${bound}
    ) ${alias} where ${allOf(scopeFilters(query, row, printer))} limit ${limit}`;
}
