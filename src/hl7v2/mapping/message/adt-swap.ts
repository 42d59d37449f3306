/** Two patients who change beds: ADT A17. Structure ADT_A17. */
import type { MappingRun } from '../run.js';
import { visitOf } from './adt-visit.js';
import { personOf, type PersonSegments } from './person-segments.js';

/** Each of the two visits as in a transfer: PV1-3 is the new bed. */
export function adtSwap(run: MappingRun, persons: readonly PersonSegments[]): void {
  for (const [index, segments] of persons.entries()) {
    visitOf(run, personOf(run, segments, index), segments);
  }
}
