/** The segments about one person that many structures have: PID, PD1, ROL, NK1, AL1, DG1, PR1, IN1. */
import type { Segment } from '../../parser/segment.js';
import type { Draft } from '../draft.js';
import { statusConcept } from '../element.js';
import type { MappingRun } from '../run.js';
import { al1, iam } from '../segment/al1.js';
import { diagnosis } from '../segment/dg1.js';
import { coverage } from '../segment/in1.js';
import { contactPerson } from '../segment/nk1.js';
import { adtObservation } from '../segment/obx.js';
import {
  generalPractitioner,
  isGeneralPractitioner,
  patient,
  primaryCare,
} from '../segment/pid.js';
import { procedure } from '../segment/pr1.js';
import type { Visit } from '../segment/pv1.js';
import type { SegmentSource } from '../source.js';
import type { ListSegment } from '../settings.js';
import type { Change } from '../types.js';
import { visitRole } from '../segment/rol.js';

/** Segments of one person, by name. */
export interface PersonSegments {
  readonly pid: SegmentSource;
  readonly pv1: SegmentSource | undefined;
  readonly pv2: SegmentSource | undefined;
  readonly all: readonly SegmentSource[];
}

/** Sorts the segments of a person; undefined without PID. */
export function personSegments(
  run: MappingRun,
  segments: readonly Segment[],
): PersonSegments | undefined {
  const named = (name: string) => segments.find((segment) => segment.name === name);
  const pid = run.source(named('PID'));
  if (pid === undefined) return undefined;
  return {
    pid,
    pv1: run.source(named('PV1')),
    pv2: run.source(named('PV2')),
    all: run.sources(segments.filter(({ name }) => READ_HERE.has(name))),
  };
}

/** Segments that are read here. */
const READ_HERE: ReadonlySet<string> = new Set([
  'PD1',
  'ROL',
  'NK1',
  'AL1',
  'IAM',
  'DG1',
  'PR1',
  'IN1',
  'OBX',
]);

/** The Patient with PD1 and general practitioner. @param index which PID of the message, from 0 */
export function personOf(run: MappingRun, { pid, all }: PersonSegments, index: number): Draft {
  const draft = patient(run, pid, index);
  primaryCare(run, draft, named(all, 'PD1')[0]);
  for (const rol of named(all, 'ROL').filter(isGeneralPractitioner)) {
    generalPractitioner(run, draft, rol);
  }
  return draft;
}

function named(all: readonly SegmentSource[], name: string): readonly SegmentSource[] {
  return all.filter((segment) => segment.name === name);
}

/** What is known about the person besides: contacts, allergies, diagnoses, procedures, insurance. */
export function clinical(
  run: MappingRun,
  person: Draft,
  { all }: PersonSegments,
  visit: Visit | undefined,
): void {
  for (const rol of named(all, 'ROL')) {
    if (visit !== undefined && !isGeneralPractitioner(rol)) visitRole(run, visit, rol);
  }
  const made: Readonly<Record<ListSegment, readonly (Draft | undefined)[]>> = {
    NK1: named(all, 'NK1').map((nk1) => contactPerson(run, person, nk1)),
    AL1: named(all, 'AL1').map((segment) => al1(run, person, segment)),
    DG1: named(all, 'DG1').map((dg1) => diagnosis(run, person, dg1, visit)),
    IN1: named(all, 'IN1').map((in1) => coverage(run, person, in1)),
  };
  for (const segment of named(all, 'IAM')) iam(run, person, segment);
  for (const pr1 of named(all, 'PR1')) procedure(run, person, pr1, visit);
  for (const obx of named(all, 'OBX')) adtObservation(run, person, obx, visit);
  completeLists(run, person, visit, made);
}

/** What a complete list no longer has, by the resource it became and how that ends. */
const ENDINGS: Readonly<
  Record<ListSegment, { readonly type: string; readonly kind: string; readonly change: Change }>
> = {
  AL1: {
    type: 'AllergyIntolerance',
    kind: 'allergy',
    change: {
      kind: 'set',
      element: 'clinicalStatus',
      value: statusConcept('allergyintolerance-clinical', 'inactive'),
    },
  },
  DG1: {
    type: 'Condition',
    kind: 'diagnosis',
    change: {
      kind: 'set',
      element: 'clinicalStatus',
      value: statusConcept('condition-clinical', 'inactive'),
    },
  },
  NK1: {
    type: 'RelatedPerson',
    kind: 'related-person',
    change: { kind: 'set', element: 'active', value: false },
  },
  IN1: {
    type: 'Coverage',
    kind: 'coverage',
    change: { kind: 'set', element: 'status', value: 'cancelled' },
  },
};

/** For feeds whose lists are complete: what is no longer in one has ended. */
function completeLists(
  run: MappingRun,
  person: Draft,
  visit: Visit | undefined,
  made: Readonly<Record<ListSegment, readonly (Draft | undefined)[]>>,
): void {
  const { reference } = person.options;
  if (reference === undefined) return;
  for (const segment of run.site.settings.completeLists) {
    const { type, kind, change } = ENDINGS[segment];
    // Diagnoses are those of the visit; without one nothing can be told from what is missing.
    const isOfVisit = segment === 'DG1';
    if (isOfVisit && visit === undefined) continue;
    run.lists.push({
      type,
      patient: reference,
      kept: made[segment].flatMap((draft) => (draft === undefined ? [] : [draft.options.fullUrl])),
      system: run.site.keySystem(kind),
      ...(isOfVisit && visit !== undefined && { encounter: visit.draft.options.fullUrl }),
      at: run.time.at,
      changes: [change],
    });
  }
}
