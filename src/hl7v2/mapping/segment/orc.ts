/**
 * ORC and OBR as an order: ServiceRequest. V2-to-FHIR: ORC[ServiceRequest], OBR[ServiceRequest].
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { occurrenceOf, priority, tq, tq1, type ReadTiming } from '../datatype/timing.js';
import { dateTime } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { list, unknownConcept } from '../element.js';
import type { MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { lookUpCode } from '../table/code-table.js';
import { NEUTRAL_CONTROL, ORDER_CONTROL, ORDER_STATUS } from '../table/order.js';
import type { Authority } from '../types.js';
import { annotation } from './nte.js';
import {
  derivedTokens,
  orderIdentifiers,
  orderKey,
  secondary,
  type OrderNumbers,
} from './order-numbers.js';

/** The segments of one order. */
export interface OrderSegments {
  readonly orc: SegmentSource | undefined;
  readonly obr: SegmentSource | undefined;
  readonly tq1: readonly SegmentSource[];
  readonly notes: readonly SegmentSource[];
}

export interface OrderFrame {
  readonly patient: Draft;
  readonly encounter: JsonObject | undefined;
  readonly numbers: OrderNumbers;
  readonly isShared: boolean;
  /** Results know of an order, but do not decide about it. */
  readonly authority: Authority;
  /** When nothing says the status and the order is new. */
  readonly status: string;
}

/** The order; undefined when it has no number. */
export function serviceRequest(
  run: MappingRun,
  segments: OrderSegments,
  frame: OrderFrame,
): Draft | undefined {
  const key = orderKey(run, frame.numbers, frame.isShared);
  if (key === undefined) return undefined;
  const { orc, obr } = segments;
  const draft = run.draft({ type: 'ServiceRequest', key, authority: frame.authority });
  for (const identifier of orderIdentifiers(frame.numbers)) {
    draft.add('identifier', [identifier], { path: (obr ?? orc)?.path ?? 'ORC' });
  }
  draft.add('identifier', derivedTokens(run, frame.numbers).map(secondary));
  draft.about('subject', frame.patient.reference, { path: 'PID' });
  draft.set('encounter', frame.encounter);
  draft.default('intent', 'order');
  draft.default('status', frame.status);
  if (orc !== undefined) orderPart(run, draft, orc, frame.numbers);
  if (obr !== undefined) requestPart(run, draft, obr);
  timing(draft, segments, run.site);
  const note = annotation(segments.notes, run.site);
  if (note !== undefined) draft.slice('note', 'NTE', [note], ...segments.notes);
  return draft;
}

function orderPart(
  run: MappingRun,
  draft: Draft,
  orc: SegmentSource,
  { group }: OrderNumbers,
): void {
  const { site } = run;
  const status = orderStatus(orc, site);
  if (status !== undefined) draft.set('status', status.value, status.from);
  draft.set('requisition', group?.identifier, orc.field(4));
  if (['NW', 'SN'].includes(orc.field(1).code?.toUpperCase() ?? '')) {
    draft.take('authoredOn', orc.field(9), dateTime);
  }
  requester(run, draft, orc.field(12));
  const reason = orc.field(16);
  draft.extension(
    'http://hl7.org/fhir/StructureDefinition/request-statusReason',
    reason.isValued ? statusReason(reason, site) : undefined,
    reason,
  );
}

function statusReason(source: Source, site: Site): JsonObject | undefined {
  const reason = codeableConcept(source, site, { field: 'ORC-16' });
  return reason === undefined ? undefined : { valueCodeableConcept: reason };
}

function requester(run: MappingRun, draft: Draft, source: Source): void {
  draft.take('requester', source.repetitions[0] ?? source, (one) => practitionerRole(run, one));
}

/** ORC-5 first; where it is no code of the table, ORC-1. */
export function orderStatus(
  orc: SegmentSource,
  site: Site,
): { readonly value: string; readonly from: Source } | undefined {
  const [control, status] = [orc.field(1), orc.field(5)];
  const byStatus = status.isValued
    ? lookUpCode(status, site, { field: 'ORC-5', table: '0038' }, ORDER_STATUS)
    : undefined;
  if (byStatus !== undefined) return { value: byStatus, from: status };
  const isNeutral = NEUTRAL_CONTROL.has(control.code?.toUpperCase() ?? '');
  if (!control.isValued || isNeutral) return undefined;
  const byControl = lookUpCode(control, site, { field: 'ORC-1', table: '0119' }, ORDER_CONTROL);
  return byControl === undefined ? undefined : { value: byControl, from: control };
}

function requestPart(run: MappingRun, draft: Draft, obr: SegmentSource): void {
  const { site } = run;
  draft.take('code', obr.field(4), (source) => codeableConcept(source, site, { field: 'OBR-4' }));
  draft.default('code', unknownConcept());
  draft.take('priority', obr.field(5), priority);
  draft.takeChoice('occurrence', 'DateTime', obr.field(6), dateTime);
  if (!draft.has('requester')) requester(run, draft, obr.field(16));
  draft.take('reasonCode', obr.field(31), (source) =>
    list(codeableConcept(source, site, { field: 'OBR-31' })),
  );
  const clinical = obr.field(13).string;
  if (clinical !== undefined) draft.slice('note', 'OBR-13', [{ text: clinical }], obr.field(13));
  const action = obr.field(11).code?.toUpperCase();
  if (action === 'G') draft.set('intent', 'reflex-order', obr.field(11));
}

/** TQ1, else ORC-7, else OBR-27. */
function timing(draft: Draft, { orc, obr, tq1: timings }: OrderSegments, site: Site): void {
  const read: readonly (ReadTiming | undefined)[] = [
    ...timings.map((segment) => tq1((number) => segment.field(number), site)),
    orc === undefined ? undefined : tq(orc.field(7), site),
    obr === undefined ? undefined : tq(obr.field(27), site),
  ];
  for (const one of read) {
    if (one === undefined) continue;
    if (!draft.has('priority')) draft.set('priority', one.priority, one.from);
    const occurrence = occurrenceOf(one);
    if (!draft.has('occurrence[x]') && occurrence !== undefined) {
      draft.choice('occurrence', occurrence, one.from);
    }
  }
}
