/** What results are ordered by, and where a page lies: https://hl7.org/fhir/R4/search.html#sort */
import type { SortKey } from '../../search/query.js';
import { bodyOf, jsonPath } from './body-tests.js';
import { anyOf, type Printer, type Row } from './printer.js';

/** The sort keys of the last resource of a page as texts of PostgreSQL, then its rid. */
export type Position = readonly [...keys: (string | null)[], rid: number];

/** Which part of the matches is wanted. It is found by its edge, not by counting: the page may be anywhere. */
export interface Page {
  /** Resources, at most. */
  readonly limit: number;
  /** Behind this position or, backwards, in front of it. Undefined: from the edge of all matches. */
  readonly after?: Position;
  /** True when the resource at that position belongs to the page. */
  readonly inclusive?: boolean;
  /** True for the last ones before the position; they come in the wanted order all the same. */
  readonly backwards?: boolean;
  /** Of each body only this element of the resource; an empty text where it is absent. */
  readonly element?: string;
}

export interface OrderColumn {
  readonly name: string;
  readonly type: 'text' | 'timestamptz' | 'double precision';
  readonly descending: boolean;
  readonly key: SortKey;
}

export function orderColumns(sort: readonly SortKey[]): OrderColumn[] {
  return sort.map((key, index) => ({
    name: `k${index}`,
    type: columnType(key),
    descending: key.descending,
    key,
  }));
}

function columnType({ by }: SortKey): OrderColumn['type'] {
  switch (by) {
    case 'updated':
    case 'date':
      return 'timestamptz';
    case 'number':
      return 'double precision';
    case 'id':
    case 'text':
    case 'content':
      return 'text';
  }
}

/** The value of a sort key for a row: the least of several, or the greatest when descending. */
export function sortValue(key: SortKey, row: Row, printer: Printer): string {
  const { alias } = row;
  const pick = key.descending ? 'max' : 'min';
  switch (key.by) {
    case 'id':
      return `${alias}.id`;
    case 'updated':
      return `${alias}.updated`;
    case 'date':
      return dateValue(key, row, printer);
    case 'text':
      return entryValue(`${pick}(s.text)`, key.paths, row, printer);
    case 'number':
      return entryValue(`${pick}(coalesce(s.unit_low, s.low))`, key.paths, row, printer);
    case 'content': {
      const values = key.places.map(
        (place) =>
          `select ${pick}(t #>> '{}' collate "C") as x from (${bodyOf(row)}) v, jsonb_path_query(v.body, ${printer.add(`${jsonPath(place)}[*]`, 'jsonpath')}) t`,
      );
      return `(select ${pick}(x) from (${values.join(' union all ')}) u)`;
    }
  }
}

function dateValue(key: Extract<SortKey, { by: 'date' }>, row: Row, printer: Printer): string {
  const others = key.paths.filter((path) => !path.inRow).map((path) => path.key);
  const values = key.paths.some((path) => path.inRow) ? [`${row.alias}.date_low`] : [];
  if (others.length > 0) {
    values.push(entryValue(`${key.descending ? 'max' : 'min'}(s.date_low)`, others, row, printer));
  }
  const [single, ...more] = values;
  if (single !== undefined && more.length === 0) return single;
  return `${key.descending ? 'greatest' : 'least'}(${values.join(', ')})`;
}

function entryValue(
  aggregate: string,
  paths: Parameters<Printer['keys']>[0],
  { alias }: Row,
  printer: Printer,
): string {
  return `(select ${aggregate} from search_entry s where s.rid = ${alias}.rid and ${isRanked('s')} and ${printer.isOneOf('s.path', paths)})`;
}

/** The row is one that its resource is ordered by: not all that find it are. */
export function isRanked(entry: string): string {
  return `${entry}.unranked is null`;
}

/** Resources of one rank stand in order of creation, in the direction of the first key. */
export function ridDescends(columns: readonly { readonly descending: boolean }[]): boolean {
  return columns[0]?.descending ?? false;
}

/**
 * @param alias of the row that has the columns and `rid`
 * @param backwards true to read from the end; what has no value is then first
 */
export function orderBy(columns: readonly OrderColumn[], alias: string, backwards = false): string {
  const direction = (descends: boolean): string => (descends === backwards ? 'asc' : 'desc');
  const nulls = backwards ? 'first' : 'last';
  const keys = columns.map(
    ({ name, descending }) => `${alias}.${name} ${direction(descending)} nulls ${nulls}`,
  );
  return [...keys, `${alias}.rid ${direction(ridDescends(columns))}`].join(', ');
}

/** The sign that compares a value with that of a position, in the direction of the page. */
export function comparison(descends: boolean, { backwards = false }: Page): '<' | '>' {
  return descends === backwards ? '>' : '<';
}

/** `comparison` for the last of the keys, which is the row's own. */
export function ridComparison(descends: boolean, page: Page): string {
  return comparison(descends, page) + (page.inclusive === true ? '=' : '');
}

/** The row stands behind the position of a page or, backwards, in front of it. */
export function isBeyond(
  columns: readonly OrderColumn[],
  page: Page & { readonly after: Position },
  alias: string,
  printer: Printer,
): string {
  const rid = printer.add(page.after.at(-1), 'bigint');
  const equal: string[] = [];
  const cases: string[] = [];
  columns.forEach(({ name, type, descending }, index) => {
    const value = page.after[index] ?? null;
    const column = `${alias}.${name}`;
    if (value === null) {
      // Rows without a value are last: all others stand in front of them, nothing else behind.
      if (page.backwards === true) cases.push([...equal, `${column} is not null`].join(' and '));
      equal.push(`${column} is null`);
      return;
    }
    const bound = printer.add(value, type);
    const beyond = `${column} ${comparison(descending, page)} ${bound}`;
    const later = page.backwards === true ? beyond : `(${beyond} or ${column} is null)`;
    cases.push([...equal, later].join(' and '));
    equal.push(`${column} = ${bound}`);
  });
  const last = `${alias}.rid ${ridComparison(ridDescends(columns), page)} ${rid}`;
  cases.push([...equal, last].join(' and '));
  return anyOf(cases.map((condition) => `(${condition})`));
}
