/**
 * Appointments: SIU S12 to S26. Structure SIU_S12. V2-to-FHIR: SIU_S12.
 * S23 and S24 block and open time of a schedule: no appointment of anybody.
 */
import type { SegmentGroup } from '../../parser/groups.js';
import type { Draft } from '../draft.js';
import { keyOf, type MappingRun } from '../run.js';
import { ei } from '../datatype/identifier.js';
import { appointment, type ScheduledResource } from '../segment/sch.js';
import { blockedTime } from '../segment/slot.js';
import type { SegmentSource } from '../source.js';
import { IS_DELETION } from '../table/clinical.js';
import { allSegments } from './oru-r01.js';
import { personOf, personSegments } from './person-segments.js';

const RESOURCE_GROUPS = ['SERVICE', 'GENERAL_RESOURCE', 'LOCATION_RESOURCE', 'PERSONNEL_RESOURCE'];
const RESOURCE_SEGMENTS = ['AIS', 'AIG', 'AIL', 'AIP'];

export function siuS12(run: MappingRun, root: SegmentGroup): void {
  const sch = run.source(root.segment('SCH'));
  if (sch === undefined) return;
  const resources = root.groupsNamed('RESOURCES').flatMap((group) => resourcesOf(run, group));
  if (run.trigger === 'S23' || run.trigger === 'S24') {
    blockedTime(run, sch, resources);
    return;
  }
  const made = appointment(run, {
    sch,
    tq1: run.sources(root.segmentsNamed('TQ1')),
    notes: notes(run, root),
    patients: patients(run, root),
    resources,
  });
  if (made !== undefined) cancelParent(run, sch, made);
}

/** Comments on the appointment, and on what is booked for it. */
function notes(run: MappingRun, root: SegmentGroup): readonly SegmentSource[] {
  const ofResources = root.groupsNamed('RESOURCES').flatMap(allSegments);
  return run.sources([...root.segments, ...ofResources].filter(({ name }) => name === 'NTE'));
}

/** Visits of an appointment are still to come: PV1 is not read. */
function patients(run: MappingRun, root: SegmentGroup): readonly Draft[] {
  return root.groupsNamed('PATIENT').flatMap((group, index) => {
    const person = personSegments(run, allSegments(group));
    return person === undefined ? [] : [personOf(run, person, index)];
  });
}

function resourcesOf(run: MappingRun, group: SegmentGroup): readonly ScheduledResource[] {
  const isRemovedGroup = isRemoval(run.source(group.segment('RGS')), 2);
  return group.groups
    .filter(({ name }) => RESOURCE_GROUPS.includes(name))
    .flatMap((one) =>
      run.sources(one.segments.filter(({ name }) => RESOURCE_SEGMENTS.includes(name))),
    )
    .map((segment) => ({ segment, isRemoved: isRemovedGroup || isRemoval(segment, 2) }));
}

function isRemoval(segment: SegmentSource | undefined, field: number): boolean {
  return IS_DELETION.has(segment?.field(field).code?.toUpperCase() ?? '');
}

/** A new number for a moved appointment: the one in SCH-5 or SCH-23, 24 is no more. */
function cancelParent(run: MappingRun, sch: SegmentSource, made: Draft): void {
  if (run.trigger !== 'S13') return;
  const { site } = run;
  const parents = [24, 23]
    .map((number) => ei(sch.field(number), site, 'appointment'))
    .filter((one) => one !== undefined);
  const own = made.options.key?.identifiers ?? [];
  const others = parents.filter(
    (parent) => !own.some((one) => one.system === parent.system && one.value === parent.value),
  );
  if (others.length === 0) return;
  const old = run.draft({ type: 'Appointment', key: keyOf(...others), isForExisting: true });
  old.set('status', 'cancelled', { path: 'MSH-9' });
}
