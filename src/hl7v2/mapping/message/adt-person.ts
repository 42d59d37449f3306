/**
 * Persons without a visit: ADT A28, A29, A31 and A60. Structures ADT_A05, ADT_A21, ADT_A60.
 * Their PV1 says that there is no visit; an A31 for someone unknown adds them, as A28 does.
 */
import type { MappingRun } from '../run.js';
import { clinical, personOf, type PersonSegments } from './person-segments.js';
import { asPatientIdentifier } from '../segment/mrg.js';
import { patientNumbers } from '../segment/pid.js';
import { visitNumber } from '../segment/pv1.js';
import { adtVisit } from './adt-visit.js';

/** A28 and A31. */
export function adtPerson(run: MappingRun, segments: PersonSegments): void {
  const person = personOf(run, segments, 0);
  clinical(run, person, segments, undefined);
}

/** A60: allergies with action codes; the visit is only where they were noted. */
export function adtAllergies(run: MappingRun, segments: PersonSegments): void {
  adtPerson(run, segments);
}

/** A29: nothing is deleted; identity asks a person. */
export function adtDeletePerson(run: MappingRun, { pid }: PersonSegments): void {
  run.identity.push({
    kind: 'delete-person',
    patient: patientNumbers(pid, run.site).map(asPatientIdentifier),
    path: pid.path,
  });
}

/** A23: the visit was entered in error. */
export function adtDeleteVisit(run: MappingRun, segments: PersonSegments): void {
  adtVisit(run, segments);
  const { pid, pv1 } = segments;
  const visit = pv1 === undefined ? undefined : visitNumber(pv1, run.site);
  run.identity.push({
    kind: 'delete-visit',
    patient: patientNumbers(pid, run.site).map(asPatientIdentifier),
    ...(visit !== undefined && { visit: { system: visit.system, value: visit.value } }),
    path: pid.path,
  });
}
