/** Vaccinations: VXU V04. Structure VXU_V04. V2-to-FHIR: VXU_V04. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { MappingRun } from '../run.js';
import { immunization } from '../segment/rxa.js';
import { allSegments } from './oru-r01.js';
import { observations } from './result-groups.js';
import { subjectOf } from './subject.js';

export function vxuV04(run: MappingRun, root: SegmentGroup): void {
  const visit = root.group('PATIENT_VISIT');
  const segments = [
    ...root.segments,
    ...(visit === undefined ? [] : visit.segments),
    ...root.groupsNamed('INSURANCE').flatMap(allSegments),
  ];
  const subject = subjectOf(run, segments, 0);
  if (subject === undefined) return;
  for (const group of root.groupsNamed('ORDER')) {
    const rxa = run.source(group.segment('RXA'));
    if (rxa === undefined) continue;
    immunization(run, subject, {
      orc: run.source(group.segment('ORC')),
      rxa,
      rxr: run.source(group.segment('RXR')),
      notes: run.sources(group.segmentsNamed('NTE')),
      observations: observations(run, group.groupsNamed('OBSERVATION')),
    });
  }
}
