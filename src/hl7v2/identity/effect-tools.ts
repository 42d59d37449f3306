/** What carrying out the effects of a message on identity needs. */
import type { MergeReason } from '../../operations/patient-merge/evidence.js';
import type { MergeTools } from '../../operations/patient-merge/records.js';
import type { PatientIdentifier } from '../mapping/types.js';
import type { Outcome } from '../types.js';
import { patientsWith, type NumberedPatients } from './candidates.js';
import { contradicts } from './undecided.js';

/** What an effect came to: nothing, a note, or why it waits. */
export type Effected = { readonly note?: string } | { readonly outcome: Outcome };

/** What carrying out one effect needs. */
export interface EffectTools extends MergeTools {
  readonly reason: MergeReason;
  /** A person has said that it may be done. */
  readonly isApproved: boolean;
  /** When the message was received, in milliseconds since the epoch. */
  readonly received: number;
}

/** The one patient of some numbers; undefined when nobody has them. */
export type Found =
  | { readonly kind: 'one'; readonly patient: NumberedPatients['candidates'][number] }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly outcome: Outcome };

/** Who has the numbers. */
export async function theOne(
  { environment }: MergeTools,
  numbers: readonly PatientIdentifier[],
  path: string,
): Promise<Found> {
  const { candidates } = await patientsWith(environment, numbers);
  const [patient, ...others] = candidates;
  if (patient === undefined) return { kind: 'none' };
  if (others.length === 0) return { kind: 'one', patient };
  const ids = candidates.map(({ id }) => id);
  const place = { path, index: 0 };
  return { kind: 'several', outcome: contradicts('identifier-of-several', place, ids) };
}
