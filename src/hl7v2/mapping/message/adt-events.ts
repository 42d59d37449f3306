/**
 * What the events of ADT do to a visit. HL7 v2.8, chapter 3; V2-to-FHIR: Event[EncounterStatus], with
 * its contradictions about A04 and A08 resolved in favour of what is safe for an open stay.
 */

/** What becomes of `Encounter.status`. `keep`: nothing. `arrive`: by PV1-44. */
export type StatusEffect =
  | 'keep'
  | 'arrive'
  | 'planned'
  | 'in-progress'
  | 'onleave'
  | 'finished'
  | 'cancelled'
  | 'entered-in-error';

/** What becomes of the place of the patient. */
export type PlaceEffect =
  | 'keep'
  | 'present'
  | 'plan'
  | 'unplan'
  | 'track'
  | 'depart'
  | 'reopen'
  | 'cancel-transfer'
  | 'cancel';

export interface VisitEffect {
  readonly status: StatusEffect;
  readonly place: PlaceEffect;
  /**
   * The event takes another one back and repeats its data, which are no news: only what is restored
   * is read.
   */
  readonly isCancellation: boolean;
}

function effect(status: StatusEffect, place: PlaceEffect): VisitEffect {
  return { status, place, isCancellation: false };
}

function cancellation(status: StatusEffect, place: PlaceEffect): VisitEffect {
  return { status, place, isCancellation: true };
}

/** By trigger event; those that are not here are no events of a visit. */
export const VISIT_EFFECTS: Readonly<Record<string, VisitEffect>> = {
  A01: effect('in-progress', 'present'),
  A02: effect('in-progress', 'present'),
  A03: effect('finished', 'depart'),
  A04: effect('arrive', 'present'),
  A05: effect('planned', 'plan'),
  A06: effect('in-progress', 'present'),
  A07: effect('in-progress', 'present'),
  A08: effect('keep', 'present'),
  A09: effect('keep', 'track'),
  A10: effect('keep', 'track'),
  A11: cancellation('cancelled', 'cancel'),
  A12: cancellation('in-progress', 'cancel-transfer'),
  A13: cancellation('in-progress', 'reopen'),
  A14: effect('planned', 'plan'),
  A15: effect('keep', 'plan'),
  A16: effect('keep', 'keep'),
  A17: effect('in-progress', 'present'),
  A21: effect('onleave', 'keep'),
  A22: effect('in-progress', 'present'),
  A23: cancellation('entered-in-error', 'cancel'),
  A25: cancellation('keep', 'keep'),
  A26: cancellation('keep', 'unplan'),
  A27: cancellation('cancelled', 'cancel'),
  A32: cancellation('keep', 'present'),
  A33: cancellation('keep', 'present'),
  A38: cancellation('cancelled', 'cancel'),
  A52: cancellation('in-progress', 'keep'),
  A53: cancellation('onleave', 'keep'),
  A54: effect('keep', 'keep'),
  A55: effect('keep', 'keep'),
  A61: effect('keep', 'keep'),
  A62: effect('keep', 'keep'),
};
