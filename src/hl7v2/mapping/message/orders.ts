/**
 * Orders: from each ORC a ServiceRequest with the diagnoses, specimens and answers that come with it.
 * V2-to-FHIR: ORM_O01, OML_O21, OMG_O19.
 */
import type { JsonObject } from '../../../fhir/json.js';
import type { SegmentGroup } from '../../parser/groups.js';
import { keyOf, type MappingRun } from '../run.js';
import { diagnosis } from '../segment/dg1.js';
import { isObservation, observation, observationCode } from '../segment/obx.js';
import { serviceRequest, type OrderSegments } from '../segment/orc.js';
import { orderNumbers, type OrderNumbers } from '../segment/order-numbers.js';
import { specimen } from '../segment/spm.js';
import type { Draft } from '../draft.js';
import type { SegmentSource } from '../source.js';
import { medicationRequest, type MedicationSegments } from '../segment/rxe.js';
import { allSegments } from './oru-r01.js';
import { observations, orderSegments } from './result-groups.js';
import { isSameNumber, type ResultSubject } from './results.js';
import { subjectOf } from './subject.js';

/** Maps all orders of a message. */
export function orders(run: MappingRun, root: SegmentGroup): void {
  const patient = root.group('PATIENT');
  const subject = subjectOf(run, patient === undefined ? root.segments : allSegments(patient), 0);
  if (subject === undefined) return;
  const read = root.groupsNamed('ORDER').map((group) => readOrder(run, group));
  for (const order of read) {
    const isShared = read.filter((other) => isSameNumber(other.numbers, order.numbers)).length > 1;
    if (order.medication === undefined) requestOf(run, subject, order, isShared);
    else medicationRequest(run, subject, order.medication);
  }
}

interface ReadOrder {
  readonly group: SegmentGroup;
  /** The group that has OBR and what comes with it; the order itself when there is none. */
  readonly detail: SegmentGroup;
  readonly segments: OrderSegments;
  readonly numbers: OrderNumbers;
  readonly medication: MedicationSegments | undefined;
}

function readOrder(run: MappingRun, group: SegmentGroup): ReadOrder {
  const detail = group.group('ORDER_DETAIL') ?? group.group('OBSERVATION_REQUEST') ?? group;
  const own = orderSegments(run, group);
  const inner = orderSegments(run, detail);
  const segments = {
    orc: own.orc,
    obr: inner.obr,
    tq1: [...own.tq1, ...(detail === group ? [] : inner.tq1)],
    notes: inner.notes,
  };
  const rxo = run.source(detail.segment('RXO'));
  const service = inner.obr?.field(4) ?? rxo?.field(1);
  return {
    group,
    detail,
    segments,
    numbers: orderNumbers(run, segments.orc, segments.obr, service),
    medication:
      rxo === undefined || segments.orc === undefined
        ? undefined
        : {
            orc: segments.orc,
            drug: rxo,
            tq1: segments.tq1,
            routes: run.sources(detail.segmentsNamed('RXR')),
            notes: segments.notes,
          },
  };
}

function requestOf(
  run: MappingRun,
  { patient, encounter }: ResultSubject,
  { detail, segments, numbers }: ReadOrder,
  isShared: boolean,
): void {
  const { site } = run;
  const request = serviceRequest(run, segments, {
    patient,
    encounter,
    numbers,
    isShared,
    authority: 'owner',
    status: 'active',
  });
  const place = segments.obr ?? segments.orc;
  if (request === undefined) {
    if (place !== undefined) site.warn(place, 'key-missing');
    return;
  }
  const reasons = run
    .sources(detail.segmentsNamed('DG1'))
    .flatMap((dg1) => diagnosis(run, patient, dg1, undefined)?.reference ?? []);
  if (reasons.length > 0)
    request.slice('reasonReference', 'DG1', reasons, ...sourcesOf(run, detail, 'DG1'));
  const number = numbers.placer ?? numbers.filler;
  const specimens = detail
    .groupsNamed('SPECIMEN')
    .flatMap((group) => run.sources(group.segmentsNamed('SPM')))
    .map((spm) => specimen(run, patient, spm, number));
  request.add(
    'specimen',
    specimens.map(({ reference }) => reference),
  );
  answers(run, { patient, encounter }, detail, request);
  insurance(run, request);
}

function sourcesOf(run: MappingRun, group: SegmentGroup, name: string): readonly SegmentSource[] {
  return run.sources(group.segmentsNamed(name));
}

/** OBXs of an order: answers to questions of the form, or measurements that matter for it. */
function answers(
  run: MappingRun,
  { patient, encounter }: ResultSubject,
  detail: SegmentGroup,
  request: Draft,
): void {
  const { site } = run;
  const groups = detail.groups.filter(({ name }) => name === 'OBSERVATION');
  for (const segments of observations(run, groups)) {
    const { obx } = segments;
    if (!isObservation(obx)) continue;
    const value = site.keyValue(
      request.options.key?.identifiers[0]?.value,
      ...observationCode(obx),
    );
    const draft = observation(
      run,
      segments,
      {
        patient,
        encounter,
        category: undefined,
        status: 'final',
        effective: undefined,
        effectiveFrom: [],
        issued: undefined,
        at: run.time.at,
        specimen: undefined,
      },
      keyOf({ system: site.keySystem('answer'), value }),
    );
    request.add('supportingInfo', [draft.reference], obx.field(3));
  }
}

/** The insurances of the message are those of its orders. */
function insurance(run: MappingRun, request: Draft): void {
  const coverages = run.drafts.filter(({ type }) => type === 'Coverage');
  const references: JsonObject[] = coverages.map(({ reference }) => reference);
  if (references.length > 0) request.slice('insurance', 'IN1', references, { path: 'IN1' });
}
