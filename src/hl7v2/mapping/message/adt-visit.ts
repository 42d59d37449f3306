/**
 * Visits: ADT A01 to A16, A21 to A27 and the like. One patient, one PV1.
 * Structures ADT_A01, A02, A03, A05, A06, A09, A15, A16, A21, A38, A52, A54, A61.
 */
import { dateTime, epoch } from '../datatype/time.js';
import type { Draft } from '../draft.js';
import type { MappingRun } from '../run.js';
import { destination, encounter, startVisit, type Visit } from '../segment/pv1.js';
import type { SegmentSource, Source } from '../source.js';
import { VISIT_EFFECTS, type StatusEffect, type VisitEffect } from './adt-events.js';
import { clinical, personOf, type PersonSegments } from './person-segments.js';
import { visitEvent } from './visit-place.js';

/** Maps an event of one visit. */
export function adtVisit(run: MappingRun, segments: PersonSegments): void {
  const person = personOf(run, segments, 0);
  const visit = visitOf(run, person, segments);
  clinical(run, person, segments, visit);
}

/** The Encounter, with what the event does to it. */
export function visitOf(
  run: MappingRun,
  patient: Draft,
  { pv1, pv2 }: PersonSegments,
): Visit | undefined {
  const effect = VISIT_EFFECTS[run.trigger];
  if (effect === undefined) return undefined;
  if (pv1 === undefined) {
    run.site.warn({ path: 'PV1' }, 'visit-without-number');
    return undefined;
  }
  const authority = run.authorityOver('visitsFrom');
  const visit = effect.isCancellation
    ? startVisit(run, patient, pv1, authority)
    : encounter(run, patient, pv1, pv2);
  if (visit === undefined) return undefined;
  const { draft } = visit;
  status(run, draft, pv1, effect);
  period(run, visit, pv1, effect);
  restore(run, draft, pv1);
  draft.happened(visitEvent(run, pv1, effect));
  return visit;
}

function status(run: MappingRun, draft: Draft, pv1: SegmentSource, effect: VisitEffect): void {
  const discharged = pv1.field(45);
  const trigger = { path: run.message.segment('EVN') === undefined ? 'MSH-9' : 'EVN-1' };
  if (effect.status === 'keep') {
    // An update tells of a discharge only by PV1-45; otherwise it leaves the status alone.
    if (discharged.isValued && !effect.isCancellation) draft.set('status', 'finished', discharged);
    else draft.default('status', presumedStatus(run, pv1));
    return;
  }
  draft.set('status', statusCode(effect.status, run, pv1), trigger);
}

function statusCode(effect: StatusEffect, run: MappingRun, pv1: SegmentSource): string {
  if (effect !== 'arrive') return effect;
  const admitted = epoch(pv1.field(44), run.site);
  if (admitted === undefined) return 'arrived';
  return admitted > run.time.at ? 'planned' : 'in-progress';
}

/** The status of a visit whose first message is an update: what its data show. */
function presumedStatus(run: MappingRun, pv1: SegmentSource): string {
  if (pv1.field(2).code?.toUpperCase() === 'P') return 'planned';
  const admitted = epoch(pv1.field(44), run.site);
  return admitted !== undefined && admitted <= run.time.at ? 'in-progress' : 'unknown';
}

/** https://hl7.org/fhir/R5/encounter.html, which has an element for it. */
const PLANNED_START =
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedStartDate';

function period(run: MappingRun, { draft }: Visit, pv1: SegmentSource, effect: VisitEffect): void {
  if (effect.isCancellation) return;
  const [admitted, discharged] = [pv1.field(44), pv1.field(45)];
  if (effect.status === 'planned' || isInFuture(run, pv1)) planStart(run, draft, admitted);
  else if (run.trigger === 'A01' && !admitted.isValued) {
    draft.set('period.start', run.time.occurred, { path: 'EVN-2' });
  } else draft.take('period.start', admitted, dateTime);
  if (effect.status === 'finished' && !discharged.isValued) {
    draft.set('period.end', run.time.occurred, { path: 'EVN-2' });
  } else draft.take('period.end', discharged, dateTime);
  if (draft.has('period.end')) destination(run, draft, pv1);
}

/** PV1-44 of a stay to come is its plan, unless PV2-8 has said that. */
function planStart(run: MappingRun, draft: Draft, admitted: Source): void {
  if (!admitted.isValued || draft.has(`extension#${PLANNED_START}`)) return;
  const valueDateTime = dateTime(admitted, run.site);
  draft.extension(
    PLANNED_START,
    valueDateTime === undefined ? undefined : { valueDateTime },
    admitted,
  );
}

function isInFuture(run: MappingRun, pv1: SegmentSource): boolean {
  const admitted = epoch(pv1.field(44), run.site);
  return admitted !== undefined && admitted > run.time.at;
}

/** A13 takes the discharge back, A25 the plan of one. */
function restore(run: MappingRun, draft: Draft, pv1: SegmentSource): void {
  const trigger = { path: pv1.path };
  if (run.trigger === 'A13') {
    draft.remove('period.end', trigger);
    draft.remove('hospitalization.dischargeDisposition', trigger);
    draft.remove('hospitalization.destination', trigger);
  }
  if (run.trigger === 'A25') {
    const url = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedEndDate';
    draft.slice('extension', url, [], trigger);
  }
}
