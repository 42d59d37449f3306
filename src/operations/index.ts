/** Every operation of this server: https://hl7.org/fhir/R4/operations.html */
import type { Operation } from '../interactions/operation.js';
import { everything } from './everything.js';
import { lastn } from './lastn.js';
import { latestStops } from './latest-stops.js';
import { match } from './patient-match/match.js';
import { snapshot } from './snapshot.js';
import { validate } from './validate.js';

export const OPERATIONS: readonly Operation[] = [
  validate,
  snapshot,
  everything,
  lastn,
  latestStops,
  match,
];
