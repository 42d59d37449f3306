/** Documents: MDM T01 to T11. Structures MDM_T01 and MDM_T02. V2-to-FHIR: MDM_T02. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { Draft } from '../draft.js';
import type { MappingRun } from '../run.js';
import { serviceRequest } from '../segment/orc.js';
import { orderNumbers } from '../segment/order-numbers.js';
import { documentReference, parentDocument } from '../segment/txa.js';
import { orderSegments } from './result-groups.js';
import type { ResultSubject } from './results.js';
import { subjectOf } from './subject.js';

/** How a document relates to the one in TXA-13. */
const RELATIONS: Readonly<Record<string, 'appends' | 'replaces'>> = {
  T05: 'appends',
  T06: 'appends',
  T09: 'replaces',
  T10: 'replaces',
};

export function mdmT02(run: MappingRun, root: SegmentGroup): void {
  const txa = run.source(root.segment('TXA'));
  const subject = subjectOf(run, root.segments, 0);
  if (subject === undefined || txa === undefined) return;
  const orders = root
    .groupsNamed('COMMON_ORDER')
    .flatMap((group) => orderOf(run, subject, group) ?? []);
  const contents = run.sources(
    root.groupsNamed('OBSERVATION').flatMap((group) => group.segmentsNamed('OBX')),
  );
  const draft = documentReference(
    run,
    subject,
    { txa, contents, orders },
    run.trigger === 'T11' ? 'cancel' : 'none',
  );
  const relation = RELATIONS[run.trigger];
  if (draft === undefined || relation === undefined) return;
  const parent = parentDocument(run, subject, txa, relation === 'replaces');
  if (parent !== undefined && parent !== draft) {
    draft.set('relatesTo', [{ code: relation, target: parent.reference }], txa.field(13));
  }
}

function orderOf(
  run: MappingRun,
  { patient, encounter }: ResultSubject,
  group: SegmentGroup,
): Draft | undefined {
  const segments = orderSegments(run, group);
  const numbers = orderNumbers(run, segments.orc, segments.obr, segments.obr?.field(4));
  return serviceRequest(run, segments, {
    patient,
    encounter,
    numbers,
    isShared: false,
    authority: 'guest',
    status: 'unknown',
  });
}
