/**
 * Orders: from each ORC a ServiceRequest with the diagnoses, specimens and answers that come with it.
 * V2-to-FHIR: ORM_O01, OML_O21, OMG_O19.
 */
import { SegmentGroup } from '../../parser/groups.js';
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
import { sharedNumbers, type ResultSubject } from './results.js';
import { subjectOf } from './subject.js';

/** Maps all orders of a message. */
export function orders(run: MappingRun, root: SegmentGroup): void {
  const patient = root.group('PATIENT');
  const subject = subjectOf(run, patient === undefined ? root.segments : allSegments(patient), 0);
  if (subject === undefined) return;
  const read = root.groupsNamed('ORDER').flatMap((group) => readOrders(run, group));
  const isShared = sharedNumbers(read.map(({ numbers }) => numbers));
  const insurances = run.drafts
    .filter(({ type }) => type === 'Coverage')
    .map(({ reference }) => reference);
  for (const order of read) {
    if (order.medication === undefined) {
      const request = requestOf(run, subject, order, isShared(order.numbers));
      if (insurances.length > 0) request?.slice('insurance', 'IN1', insurances, { path: 'IN1' });
    } else medicationRequest(run, subject, order.medication);
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

/** One order for each OBR: some senders put several below one ORC. */
function readOrders(run: MappingRun, group: SegmentGroup): readonly ReadOrder[] {
  const detail = group.group('ORDER_DETAIL') ?? group.group('OBSERVATION_REQUEST') ?? group;
  const obrs = run.sources(detail.segmentsNamed('OBR'));
  const first = readOrder(run, group, detail);
  const others = obrs.slice(1).map((obr) => {
    const segments = { ...first.segments, obr, notes: [] };
    const numbers = orderNumbers(run, segments.orc, obr, obr.field(4));
    return { ...first, detail: new SegmentGroup(detail.name), segments, numbers };
  });
  return [first, ...others];
}

function readOrder(run: MappingRun, group: SegmentGroup, detail: SegmentGroup): ReadOrder {
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
): Draft | undefined {
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
    return undefined;
  }
  const reasons = run
    .sources(detail.segmentsNamed('DG1'))
    .flatMap((dg1) => diagnosis(run, patient, dg1, undefined)?.reference ?? []);
  if (reasons.length > 0)
    request.slice('reasonReference', 'DG1', reasons, ...sourcesOf(run, detail, 'DG1'));
  const number = numbers.placer ?? numbers.filler;
  const spms = [detail, ...detail.groupsNamed('SPECIMEN')].flatMap((group) =>
    run.sources(group.segmentsNamed('SPM')),
  );
  const specimens = spms.map((spm) => specimen(run, patient, spm, number));
  request.add(
    'specimen',
    specimens.map(({ reference }) => reference),
  );
  answers(run, { patient, encounter }, detail, { request, element: 'supportingInfo' });
  return request;
}

function sourcesOf(run: MappingRun, group: SegmentGroup, name: string): readonly SegmentSource[] {
  return run.sources(group.segmentsNamed(name));
}

/** OBXs of an order: answers to questions of the form, or measurements that matter for it. */
export function answers(
  run: MappingRun,
  { patient, encounter }: ResultSubject,
  detail: SegmentGroup,
  { request, element }: { readonly request: Draft; readonly element: string },
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
    request.add(element, [draft.reference], obx.field(3));
  }
}
