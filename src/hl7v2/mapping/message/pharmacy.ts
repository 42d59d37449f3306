/**
 * Prescriptions and dispenses: OMP O09, RDE O11 and O25, RDS O13. Structures OMP_O09, RDE_O11, RDS_O13.
 */
import type { SegmentGroup } from '../../parser/groups.js';
import type { MappingRun } from '../run.js';
import { medicationDispense } from '../segment/rxd.js';
import { medicationRequest } from '../segment/rxe.js';
import { allSegments } from './oru-r01.js';
import { answers } from './orders.js';
import { subjectOf } from './subject.js';

export function pharmacy(run: MappingRun, root: SegmentGroup): void {
  const patient = root.group('PATIENT');
  const subject = subjectOf(run, patient === undefined ? root.segments : allSegments(patient), 0);
  if (subject === undefined) return;
  for (const group of root.groupsNamed('ORDER')) {
    const orc = run.source(group.segment('ORC'));
    const drug = run.source(group.segment('RXE') ?? group.segment('RXO'));
    const rxd = run.source(group.segment('RXD'));
    const routes = run.sources(group.segmentsNamed('RXR'));
    const notes = run.sources(group.segmentsNamed('NTE'));
    const tq1 = run.sources(group.segmentsNamed('TQ1'));
    const request =
      orc === undefined || drug === undefined
        ? undefined
        : medicationRequest(run, subject, { orc, drug, tq1, routes, notes });
    if (request !== undefined) {
      answers(run, subject, group, { request, element: 'supportingInformation' });
    }
    if (rxd !== undefined) medicationDispense(run, subject, { orc, rxd, routes, notes }, request);
  }
}
