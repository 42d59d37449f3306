/** Tables of queries on one resource: those that find it, those that don't, those that are refused. */
import { expect, test } from '@jest/globals';
import { FhirError } from '../../fhir/errors.js';
import { matches } from './matching.js';
import { criterionOf, index } from './parsing.js';

/** `yes` and `no` are queries; both are asked of the resource. */
export function cases(resource: object, yes: readonly string[], no: readonly string[]): void {
  const { resourceType } = resource as { resourceType: string };
  const indexed = index(resource);
  const ask = (query: string): boolean => matches(criterionOf(resourceType, query), indexed);
  test.each(yes)('%s', (query) => {
    expect(ask(query)).toBe(true);
  });
  test.each(no)('not %s', (query) => {
    expect(ask(query)).toBe(false);
  });
}

export function refused(type: string, queries: readonly string[]): void {
  test.each(queries)('refused: %s', (query) => {
    expect(() => criterionOf(type, query)).toThrow(FhirError);
  });
}
