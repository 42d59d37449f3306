/** The patient and the visit that an order, a result or a document is about. */
import type { JsonObject } from '../../../fhir/json.js';
import type { Segment } from '../../parser/segment.js';
import { nameOnly, type MappingRun } from '../run.js';
import { startVisit, visitNumber } from '../segment/pv1.js';
import type { SegmentSource } from '../source.js';
import type { Draft } from '../draft.js';
import { clinical, personOf, personSegments, type PersonSegments } from './person-segments.js';
import type { ResultSubject } from './results.js';

/**
 * The subject of messages that are not about visits: they know a visit by its number, and what they
 * say of it is thin, so an Encounter that exists is left alone.
 * @param index which PID of the message, from 0
 */
export function subjectOf(
  run: MappingRun,
  segments: readonly Segment[],
  index: number,
): ResultSubject | undefined {
  const person = personSegments(run, segments);
  if (person === undefined) return undefined;
  const patient = personOf(run, person, index);
  const encounter = encounterOf(run, patient, person.pv1);
  clinical(run, patient, withoutObservations(person), undefined);
  return { patient, encounter };
}

/** OBXs below an order are results, not measurements at admission. */
function withoutObservations(person: PersonSegments): PersonSegments {
  return { ...person, all: person.all.filter(({ name }) => name !== 'OBX') };
}

function encounterOf(
  run: MappingRun,
  patient: Draft,
  pv1: SegmentSource | undefined,
): JsonObject | undefined {
  if (pv1 === undefined) return undefined;
  const authority = run.authorityOver('visitsFrom');
  const isThin = authority !== 'owner';
  if (isThin && run.site.settings.visitsFromOthers === 'refer') {
    const number = visitNumber(pv1, run.site);
    const identifier = number?.identifier;
    return identifier === undefined
      ? nameOnly('Encounter', undefined)
      : { type: 'Encounter', identifier };
  }
  return startVisit(run, patient, pv1, authority)?.draft.reference;
}
