/** Condition: problems, profile nl-core-Problem. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { hl7 } from '../facts/code-systems.js';
import { PROBLEM_CODES, PROBLEM_NOTES, PROBLEM_SITES, PROBLEMS } from '../facts/problems.js';
import type { ProblemKey } from '../facts/problems.js';
import { anatomicalLocation, annotation, concept, filled, snomed } from './datatypes.js';
import type { Code } from './datatypes.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, refer, rowFor } from './resource.js';

const KINDS = {
  complaint: snomed('409586006', 'klacht'),
  complication: snomed('116223007', 'complicatie'),
  diagnosis: snomed('282291009', 'interpretatie van diagnose'),
  finding: snomed('404684003', 'klinische bevinding'),
} as const;

/** FHIR's code, and the zib's. */
const VERIFICATION = {
  confirmed: snomed('410605003', 'aanwezigheid bevestigd'),
  differential: snomed('410590009', 'mogelijk'),
  provisional: snomed('415684004', 'vermoedelijk'),
  refuted: snomed('410516002', 'afwezigheid bekend'),
  unconfirmed: [hl7('v3-NullFlavor'), 'UNK', 'Onbekend'] satisfies Code,
} as const;

export function makeConditions(person: Person): Resource[] {
  return rowsOf(PROBLEMS, person).map(
    ([, problem, clinical, verification, onset, end, recorder]) => {
      const [, code, display, kind] = rowFor(PROBLEM_CODES, problem);
      return demoResource('Condition', `${person.key}-${problem}`, 'nl-core-Problem', {
        clinicalStatus:
          clinical === '' ? undefined : concept([hl7('condition-clinical'), clinical, clinical]),
        verificationStatus: concept(
          [hl7('condition-ver-status'), verification, verification],
          VERIFICATION[verification],
        ),
        category: [concept(KINDS[kind])],
        code: concept(snomed(code, display)),
        bodySite: bodySite(person, problem),
        subject: patientReference(person),
        onsetDateTime: onset,
        abatementDateTime: filled(end),
        recordedDate: onset,
        recorder: roleReference(recorder === '' ? person.generalPractitioner : recorder),
        note: note(person, problem),
      });
    },
  );
}

function bodySite(person: Person, problem: ProblemKey): JsonObject[] | undefined {
  const row = rowsOf(PROBLEM_SITES, person).find(([, key]) => key === problem);
  if (row === undefined) return undefined;
  const [, , code, display, side] = row;
  return [anatomicalLocation(snomed(code, display), side)];
}

function note(person: Person, problem: ProblemKey): JsonObject[] | undefined {
  const row = rowsOf(PROBLEM_NOTES, person).find(([, key]) => key === problem);
  return row === undefined ? undefined : [annotation(row[2])];
}

export function conditionReference(person: Person, problem: ProblemKey): JsonObject {
  return refer('Condition', `${person.key}-${problem}`, rowFor(PROBLEM_CODES, problem)[2]);
}
