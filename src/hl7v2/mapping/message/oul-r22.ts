/** Results by specimen, as Dutch laboratories send one another: OUL R22. Structure OUL_R22. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { MappingRun } from '../run.js';
import { allSegments } from './oru-r01.js';
import { oulOrder, specimenSegments } from './result-groups.js';
import { results } from './results.js';
import { subjectOf } from './subject.js';

export function oulR22(run: MappingRun, root: SegmentGroup): void {
  const patient = root.group('PATIENT');
  const subject = subjectOf(run, patient === undefined ? root.segments : allSegments(patient), 0);
  if (subject === undefined) return;
  const orders = root.groupsNamed('SPECIMEN').flatMap((group) => {
    const spm = specimenSegments(run, group);
    return group.groupsNamed('ORDER').flatMap((order) => oulOrder(run, order, spm) ?? []);
  });
  results(run, subject, orders);
}
