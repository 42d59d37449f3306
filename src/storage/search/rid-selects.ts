/** Pieces of SQL that find rids first, and rows by them. */
import { lookUp, type Printer, type Row } from './printer.js';

/** Each rid that one of the selects gives, once. */
export function distinct(selects: readonly string[]): string {
  return `select distinct rid from (${selects.join(' union all ')}) u`;
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
