/** What is told of a message of which it is not clear whom it is about. */
import type { JsonObject } from '../../fhir/json.js';
import type { ConflictReason, Proposal } from '../../identity/identify.js';
import type { PatientFacts } from '../mapping/types.js';
import type { Outcome } from '../types.js';

type Place = Pick<PatientFacts, 'path' | 'index'>;

/** Codes of reasons for which a message waits until a person has said who is meant. */
export const IDENTITY_REASONS = {
  'identity-review': 'A known patient may be meant; a person has to decide.',
  'identity-unknown': 'Nobody with the numbers of the message is known; a person has to decide.',
  'identity-no-number': 'No number of the message names a patient; a person has to decide.',
  'identity-change':
    'The message merges, links or moves patients or visits; a person has to do it.',
} as const;

export type IdentityReason = keyof typeof IDENTITY_REASONS;

/** Codes of reasons for which a message fails: what is stored or sent has to be mended first. */
export const IDENTITY_CONFLICTS = {
  'bsn-and-number-differ': 'The citizen service number names one patient, the number another.',
  'number-with-another-bsn': 'The patient with this number has another citizen service number.',
  'identifier-of-several': 'Several patients have this number.',
  'overlay-suspected': 'The number is known, birth date and surname are somebody else’s.',
  'several-bsns': 'The message gives several citizen service numbers of one patient.',
  'number-of-another': 'A number of the message is of another patient than the one decided on.',
  'decided-patient-missing': 'The patient decided on is not there any more.',
} as const satisfies Record<ConflictReason, string> & Record<string, string>;

export type IdentityConflict = keyof typeof IDENTITY_CONFLICTS;

/** Whether a message with a reason of this code waits or failed because of identity. */
export function isAboutIdentity(code: string | undefined): boolean {
  return code !== undefined && (code in IDENTITY_REASONS || code in IDENTITY_CONFLICTS);
}

/** A message that waits, with the patients that may be meant. */
export function waitsForPerson(
  code: IdentityReason,
  { path, index }: Place,
  proposals: readonly Proposal[],
): Outcome {
  return {
    state: 'waiting',
    reason: { code, text: IDENTITY_REASONS[code], at: `${path}-3` },
    details: { pid: index, candidates: proposals.map(candidateFacts) },
  };
}

/** A message that contradicts itself or what is stored, with the patients concerned. */
export function contradicts(
  code: IdentityConflict,
  { path, index }: Place,
  ids: readonly string[],
): Outcome {
  return {
    state: 'failed',
    reason: { code, text: IDENTITY_CONFLICTS[code], at: `${path}-3` },
    details: { pid: index, candidates: ids.map((id) => ({ reference: `Patient/${id}` })) },
  };
}

/** A message whose effect on identity a person has to see. @param why in place of the usual text */
export function changeWaits(path: string, why?: string, ids: readonly string[] = []): Outcome {
  return {
    state: 'waiting',
    reason: {
      code: 'identity-change',
      text: why ?? IDENTITY_REASONS['identity-change'],
      at: path,
    },
    ...(ids.length > 0 && {
      details: { candidates: ids.map((id) => ({ reference: `Patient/${id}` })) },
    }),
  };
}

/** A proposal as it is stored: weights of fields, and no values of them. */
export function candidateFacts({ id, match }: Proposal): JsonObject {
  const { grade, score, fields } = match;
  return {
    reference: `Patient/${id}`,
    grade,
    score,
    fields: fields.map(({ field, agreement, weight }) => ({ field, agreement, weight })),
  };
}
