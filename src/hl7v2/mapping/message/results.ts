/**
 * Results: from each OBR a DiagnosticReport with its Observations, Specimens and the ServiceRequest
 * that it answers. Results are snapshots of an OBR; observations that a later message leaves out stay.
 */
import type { Draft } from '../draft.js';
import type { JsonObject } from '../../../fhir/json.js';
import { ei } from '../datatype/identifier.js';
import { instant } from '../datatype/time.js';
import { tokenText } from '../effect/lookup.js';
import { keyOf, type MappingRun } from '../run.js';
import { annotation } from '../segment/nte.js';
import { attachments } from '../segment/attachment.js';
import {
  isObservation,
  observation,
  observationCode,
  valueType,
  type ObservationFrame,
  type ObservationSegments,
} from '../segment/obx.js';
import {
  diagnosticReport,
  effectiveOf,
  observationCategory,
  REPORT_NOTE,
  reportKey,
  reportTime,
} from '../segment/obr.js';
import { serviceRequest } from '../segment/orc.js';
import { orderNumbers, type OrderNumbers } from '../segment/order-numbers.js';
import { specimen, specimenOfOrder } from '../segment/spm.js';
import type { SegmentSource } from '../source.js';
import { OBSERVATION_STATUS_OF_REPORT, REPORT_STATUS } from '../table/result.js';
import type { ResourceKey } from '../types.js';
import { ATTACHMENT_TYPES } from '../datatype/value.js';
import type { ResultOrder } from './result-groups.js';

/** Whom the results of one patient are about. */
export interface ResultSubject {
  readonly patient: Draft;
  readonly encounter: JsonObject | undefined;
}

/** A result as it was made, for those that follow from it. */
interface MadeResult {
  readonly order: ResultOrder;
  readonly numbers: OrderNumbers;
  readonly observations: readonly MadeObservation[];
}

interface MadeObservation {
  readonly obx: SegmentSource;
  readonly draft: Draft;
}

/** Maps the results of one patient. */
export function results(
  run: MappingRun,
  subject: ResultSubject,
  orders: readonly ResultOrder[],
): void {
  const numbered = orders.map((order) => ({
    order,
    numbers: orderNumbers(run, order.orc, order.obr, order.obr.field(4)),
  }));
  const isShared = sharedNumbers(numbered.map(({ numbers }) => numbers));
  const made = numbered.map(({ order, numbers }) =>
    result(run, subject, order, { numbers, isShared: isShared(numbers) }),
  );
  for (const one of made) linkToParent(one, made);
}

/** Tells which orders go by a number that others of the message have as well. */
export function sharedNumbers(all: readonly OrderNumbers[]): (numbers: OrderNumbers) => boolean {
  const textOf = ({ placer, filler }: OrderNumbers): string => {
    const number = placer ?? filler;
    return number === undefined ? '' : tokenText(number);
  };
  const counts = new Map<string, number>();
  for (const numbers of all) {
    const text = textOf(numbers);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return (numbers) => (counts.get(textOf(numbers)) ?? 0) > 1;
}

function result(
  run: MappingRun,
  subject: ResultSubject,
  order: ResultOrder,
  { numbers, isShared }: { readonly numbers: OrderNumbers; readonly isShared: boolean },
): MadeResult {
  const { obr } = order;
  const { patient, encounter } = subject;
  // Notes are about the result; the order has its own.
  const request = serviceRequest(
    run,
    { ...order, notes: [] },
    { patient, encounter, numbers, isShared, authority: 'guest', status: 'unknown' },
  );
  const key = uniqueKey(run, 'DiagnosticReport', reportKey(run, numbers), obr);
  const status = statusShown(order);
  const report = diagnosticReport(run, obr, {
    patient,
    encounter,
    numbers,
    key,
    order: request,
    status,
  });
  const note = annotation(order.notes, run.site);
  report.extension(
    REPORT_NOTE,
    note === undefined ? undefined : { valueAnnotation: note },
    ...order.notes,
  );
  const specimens = specimensOf(run, patient, order, numbers);
  report.add(
    'specimen',
    specimens.map(({ reference }) => reference),
  );
  const frame = frameOf(run, subject, order, { specimens, status });
  for (const [index, { observations: own }] of order.specimens.entries()) {
    aboutSpecimen(run, own, frame, specimens[index]);
  }
  return { order, numbers, observations: contents(run, order, { report, key, frame }) };
}

/** A status for a report that has none: what its observations and ORC-5 show. */
function statusShown({ obr, orc, observations }: ResultOrder): string {
  const given = REPORT_STATUS[obr.field(25).code?.toUpperCase() ?? ''];
  if (given !== undefined) return given;
  const codes = observations.map(({ obx }) => obx.field(11).code?.toUpperCase() ?? '');
  if (codes.some((code) => code === 'P' || code === 'R' || code === 'S')) return 'preliminary';
  if (codes.some((code) => code === 'F' || code === 'U')) return 'final';
  if (codes.includes('C')) return 'corrected';
  return orc?.field(5).code?.toUpperCase() === 'CM' ? 'final' : 'unknown';
}

function specimensOf(
  run: MappingRun,
  patient: Draft,
  order: ResultOrder,
  numbers: OrderNumbers,
): readonly Draft[] {
  const number = numbers.filler ?? numbers.placer;
  if (order.specimens.length > 0) {
    return order.specimens.map(({ spm }) => specimen(run, patient, spm, number));
  }
  const older = specimenOfOrder(run, patient, order.obr, number);
  return older === undefined ? [] : [older];
}

function frameOf(
  run: MappingRun,
  { patient, encounter }: ResultSubject,
  { obr, specimens: [spm] }: ResultOrder,
  { specimens, status }: { readonly specimens: readonly Draft[]; readonly status: string },
): ObservationFrame {
  const { site } = run;
  const [only, ...others] = specimens;
  const ofOrder = effectiveOf(obr, site);
  const collected = spm?.spm.field(17);
  return {
    patient,
    encounter,
    category: observationCategory(obr, site),
    status: OBSERVATION_STATUS_OF_REPORT[status] ?? 'final',
    effective: ofOrder ?? effectiveOfSpecimen(spm?.spm, run),
    effectiveFrom: ofOrder === undefined && collected !== undefined ? [collected] : [obr.field(7)],
    issued: obr.field(22).isValued ? instant(obr.field(22), site) : undefined,
    at: reportTime(run, obr),
    specimen: others.length === 0 ? only?.reference : undefined,
  };
}

function effectiveOfSpecimen(
  spm: SegmentSource | undefined,
  { site }: MappingRun,
): ObservationFrame['effective'] {
  const start = spm?.field(17).part(1);
  const value = start?.isValued === true ? instant(start, site) : undefined;
  return value === undefined ? undefined : { type: 'DateTime', value };
}

interface ReportParts {
  readonly report: Draft;
  readonly key: ResourceKey;
  readonly frame: ObservationFrame;
}

/** OBXs: observations, and what is content of the report. */
function contents(
  run: MappingRun,
  order: ResultOrder,
  { report, key, frame }: ReportParts,
): readonly MadeObservation[] {
  const files = order.observations.filter(({ obx }) => ATTACHMENT_TYPES.has(valueType(obx)));
  const forms = files.flatMap(({ obx }) => attachments(run, frame.patient, obx));
  if (forms.length > 0) {
    report.set('presentedForm', forms, ...files.map(({ obx }) => obx.field(5)));
  }
  const base = key.identifiers.map(({ value }) => value);
  const made = order.observations
    .filter(({ obx }) => isObservation(obx))
    .map((segments) => {
      const { obx } = segments;
      const unique = observationKey(run, base, obx);
      return { obx, draft: observation(run, segments, frame, unique) };
    });
  report.add(
    'result',
    made.map(({ draft }) => draft.reference),
    ...made.map(({ obx }) => obx.field(3)),
  );
  conclusion(report, order.observations);
  return made;
}

/** OBX-21; else the report with what is observed. */
function observationKey(
  run: MappingRun,
  report: readonly string[],
  obx: SegmentSource,
): ResourceKey {
  const { site } = run;
  const number = ei(obx.field(21), site, 'event');
  const numbered = number === undefined ? undefined : keyOf(number);
  if (numbered !== undefined && !run.hasDraft({ type: 'Observation', key: numbered })) {
    return numbered;
  }
  const value = site.keyValue(...report, ...observationCode(obx));
  const derived = keyOf({ system: site.keySystem('observation'), value });
  return uniqueKey(run, 'Observation', derived, obx);
}

/** What was observed about a specimen itself: its volume, its quality. */
function aboutSpecimen(
  run: MappingRun,
  observations: readonly ObservationSegments[],
  frame: ObservationFrame,
  of: Draft | undefined,
): void {
  const { site } = run;
  for (const segments of observations.filter(({ obx }) => isObservation(obx))) {
    const token = of?.options.key?.identifiers[0];
    const value = site.keyValue(token?.system, token?.value, ...observationCode(segments.obx));
    const key = keyOf({ system: site.keySystem('observation'), value });
    // A specimen of several orders is observed once.
    if (run.hasDraft({ type: 'Observation', key })) continue;
    observation(run, segments, { ...frame, specimen: of?.reference }, key);
  }
}

/** The impression of a radiologist: OBX-3 with the suffix IMP (HL7 v2.8, 7.1.3). */
function conclusion(report: Draft, all: readonly ObservationSegments[]): void {
  const impressions = all.filter(({ obx }) => obx.field(3).part(1).part(2).code === 'IMP');
  const sources = impressions.flatMap(({ obx, continued }) =>
    [obx, ...continued].map((segment) => segment.field(5)),
  );
  const text = sources
    .map((source) => source.text)
    .join('\n')
    .trim();
  if (text !== '') report.set('conclusion', text, ...sources);
}

/**
 * A key that nothing else in the message has: what comes twice is told apart by the order in which it
 * comes, and what has no number by the message and its place.
 */
function uniqueKey(
  run: MappingRun,
  type: string,
  key: ResourceKey | undefined,
  { path }: SegmentSource,
): ResourceKey {
  const { site } = run;
  if (key === undefined) {
    site.warn({ path }, 'key-missing');
    const value = site.keyValue(run.context.messageId, path);
    return keyOf({ system: site.keySystem('message'), value });
  }
  const count = run.countUse({ type, key });
  if (count === 1) return key;
  site.warn({ path }, 'key-repeated');
  const identifiers = key.identifiers.map(({ system, value }) => ({
    system,
    value: site.keyValue(value, String(count)),
  }));
  return { ...key, identifiers };
}

/**
 * OBR-26 and OBR-29: results that follow from another, such as the susceptibilities of an organism,
 * are members of it.
 */
function linkToParent({ order, observations }: MadeResult, all: readonly MadeResult[]): void {
  const [parentResult, parentOrder] = [order.obr.field(26), order.obr.field(29)];
  const code = parentResult.part(1).part(1).string;
  if (code === undefined) return;
  const sub = parentResult.part(2).string;
  const numbers = [1, 2].map((part) => parentOrder.part(part).part(1).string);
  const parents = all.filter(
    (one) =>
      one.order !== order &&
      (numbers.includes(one.numbers.placer?.value) || numbers.includes(one.numbers.filler?.value)),
  );
  const organism = (parents.length === 0 ? all : parents)
    .filter((one) => one.order !== order)
    .flatMap((one) => one.observations)
    .find(
      ({ obx }) =>
        obx.field(3).part(1).string === code && (sub === undefined || obx.field(4).string === sub),
    );
  organism?.draft.add(
    'hasMember',
    observations.map(({ draft }) => draft.reference),
    parentResult,
  );
}
