/** Results: ORU R01, R30, R31 and R32. Structures ORU_R01 and ORU_R30. V2-to-FHIR: ORU_R01. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { Segment } from '../../parser/segment.js';
import type { MappingRun } from '../run.js';
import { oruOrder } from './result-groups.js';
import { results } from './results.js';
import { subjectOf } from './subject.js';

/** One patient after another, each with their results. */
export function oruR01(run: MappingRun, root: SegmentGroup): void {
  const groups = root.groupsNamed('PATIENT_RESULT');
  let persons = 0;
  for (const group of groups.length > 0 ? groups : [root]) {
    const patient = group.group('PATIENT');
    const segments = patient === undefined ? group.segments : allSegments(patient);
    const subject = subjectOf(run, segments, persons);
    if (subject === undefined) continue;
    persons += 1;
    const orders = group.groupsNamed('ORDER_OBSERVATION');
    results(
      run,
      subject,
      orders.flatMap((order) => oruOrder(run, order) ?? []),
    );
  }
}

/** The segments of a group and of the groups within it. */
export function allSegments(group: SegmentGroup): readonly Segment[] {
  return [...group.segments, ...group.groups.flatMap(allSegments)];
}
