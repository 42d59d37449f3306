/** What all Observations of the demo have in common. */
import type { JsonObject } from '../../fhir/json.js';
import { hl7 } from '../facts/code-systems.js';
import { concept } from './datatypes.js';
import type { Code } from './datatypes.js';
import { dutchTime } from './dutch-time.js';
import { patientReference } from './person.js';
import type { Person } from './person.js';

const CATEGORIES = {
  exam: 'Exam',
  laboratory: 'Laboratory',
  procedure: 'Procedure',
  'social-history': 'Social History',
  'vital-signs': 'Vital Signs',
} as const;

/** The category of HL7's own list. */
export function observationCategory(code: keyof typeof CATEGORIES): JsonObject {
  return concept([hl7('observation-category'), code, CATEGORIES[code]]);
}

/** A final Observation of a patient at a local time, or over a period without `when`. */
export function finalObservation(person: Person, code: readonly Code[], when?: string): JsonObject {
  return {
    status: 'final',
    code: concept(...code),
    subject: patientReference(person),
    ...(when === undefined ? {} : { effectiveDateTime: dutchTime(when) }),
  };
}
