/**
 * Following canonical references: https://hl7.org/fhir/R4/references.html#canonical. The row of a
 * reference has its url and version, and so has a row of each resource that can be called so.
 */
import { CANONICAL_PATH } from '../entry-rows.js';
import { lookUp, type Printer } from './printer.js';

/** A reference without a version means the resource with that url, whatever its version. */
function isSame(entry: string, name: string): string {
  return `${name}.text = ${entry}.text and (${entry}.system = '' or ${entry}.system = ${name}.system)`;
}

/** The row `entry`, of a reference, means the resource that the row `name` is of. */
export function isCalled(entry: string, name: string, printer: Printer): string {
  return `${name}.path = ${printer.key(CANONICAL_PATH)} and ${isSame(entry, name)}`;
}

/** Joins, for each row `entry` of a reference, the rows `name` of the resources that it means. */
export function lookUpCalled(entry: string, name: string, printer: Printer): string {
  return lookUp('search_entry', name, isCalled(entry, 'x', printer));
}

/**
 * Joins, for each rid of the rows `targets`, the rows `entry` of references to that resource.
 * @param isPath condition on the column `x.path`
 */
export function lookUpCallers(
  targets: string,
  entry: string,
  isPath: string,
  printer: Printer,
): string {
  const name = printer.alias('c');
  const own = `x.rid = ${targets}.rid and x.path = ${printer.key(CANONICAL_PATH)}`;
  return `${lookUp('search_entry', name, own)}
    ${lookUp('search_entry', entry, `${isPath} and ${isSame('x', name)}`)}`;
}
