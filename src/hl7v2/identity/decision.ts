/** What a person has decided about a message that waited or failed because of identity. */
import type { JsonObject } from '../../fhir/json.js';

export interface PersonDecision {
  /** For each PID: `Patient/1`, or `new`; undefined when nothing was decided about it. */
  readonly patients: readonly (string | undefined)[];
  /** What the message does to identity may be done. */
  readonly isApproved: boolean;
}

/** Reads a decision as it is stored: `{ "patients": ["Patient/1", "new"], "approved": true }`. */
export function readDecision(stored: JsonObject | undefined): PersonDecision {
  const { patients, approved } = stored ?? {};
  return {
    patients: Array.isArray(patients)
      ? patients.map((one) => (typeof one === 'string' ? one : undefined))
      : [],
    isApproved: approved === true,
  };
}
