/** Pieces of SQL that find rids first, and rows by them. */
import type { Printer, Row } from './printer.js';

/** Each rid that one of the selects gives, once. */
export function distinct(selects: readonly string[]): string {
  return `select distinct rid from (${selects.join(' union all ')}) u`;
}

/** Joins the rows of a table for each row before, by the index that the condition means. */
export function lookUp(table: string, alias: string, condition: string): string {
  return `join lateral (select x.* from ${table} x where ${condition} offset 0) ${alias} on true`;
}

/** The rows whose rids a subquery gives. */
export function byRid(
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
