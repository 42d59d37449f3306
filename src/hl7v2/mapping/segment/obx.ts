/**
 * OBX: Observation; of a laboratory in the profile
 * http://nictiz.nl/fhir/StructureDefinition/nl-core-LaboratoryTestResult. V2-to-FHIR: OBX[Observation].
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { codeableConcept, sentCode } from '../datatype/coded.js';
import { ei, plainIdentifier } from '../datatype/identifier.js';
import { organization, xon } from '../datatype/organization.js';
import { rangeOf, readUnit, type Unit } from '../datatype/quantity.js';
import { dateTime } from '../datatype/time.js';
import { ATTACHMENT_TYPES, typedValues, type TypedValue } from '../datatype/value.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, collect, concept, list, object, unknownConcept } from '../element.js';
import { keyOfPatient, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { hl7, SYSTEM, table } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import { INTERPRETATIONS, OBSERVATION_STATUS, RESULT_FLAGS } from '../table/result.js';
import type { ResourceKey } from '../types.js';
import { annotation } from './nte.js';
import type { Visit } from './pv1.js';

/** What the report says about all its observations. */
export interface ObservationFrame {
  readonly patient: Draft;
  readonly encounter: JsonObject | undefined;
  /** `laboratory`, or undefined when it is not known. */
  readonly category: string | undefined;
  /** When OBX-11 is empty. */
  readonly status: string;
  readonly effective: TypedValue | undefined;
  readonly effectiveFrom: readonly Source[];
  readonly issued: string | undefined;
  /** When the result was so, in milliseconds since the epoch. */
  readonly at: number;
  readonly specimen: JsonObject | undefined;
}

/** An OBX with the NTEs that follow it, and further OBXs that go on with its text. */
export interface ObservationSegments {
  readonly obx: SegmentSource;
  readonly notes: readonly SegmentSource[];
  readonly continued: readonly SegmentSource[];
}

/** OBX-3 and OBX-4: what is observed, and which one of several. */
export function observationCode(obx: SegmentSource): readonly (string | undefined)[] {
  const code = obx.field(3);
  return [code.part(1).string ?? code.part(2).string, code.part(3).string, obx.field(4).string];
}

/** OBX-2. */
export function valueType(obx: SegmentSource): string {
  return obx.field(2).code?.toUpperCase() ?? '';
}

/** OBX-11 N: nobody asked; OBX-2 ED or RP: content for the report. */
export function isObservation(obx: SegmentSource): boolean {
  const isAsked = obx.field(11).code?.toUpperCase() !== 'N';
  return isAsked && !ATTACHMENT_TYPES.has(valueType(obx));
}

/** One observation of a report. */
export function observation(
  run: MappingRun,
  { obx, notes, continued }: ObservationSegments,
  frame: ObservationFrame,
  key: ResourceKey,
): Draft {
  const { site } = run;
  const status = statusOf(obx.field(11), frame.status, site);
  const isWithdrawn = status === 'entered-in-error';
  const draft = run.draft({
    type: 'Observation',
    key,
    name: key.isOfPatient ? frame.patient.options.fullUrl : '',
    at: frame.at,
    // What is withdrawn is often sent without its value, which stays to be seen.
    reading: isWithdrawn ? 'delta' : 'snapshot',
  });
  draft.add('identifier', key.identifiers.map(plainIdentifier), obx.field(3), obx.field(21));
  draft.set('status', status, obx.field(11));
  draft.about('subject', frame.patient.reference, { path: 'PID' });
  draft.set('encounter', frame.encounter);
  if (frame.category !== undefined) draft.set('category', [categoryConcept(frame.category)]);
  draft.set('code', codeOf(obx.field(3), site), obx.field(3));
  value(draft, [obx, ...continued], site, status);
  circumstances(run, draft, obx, frame);
  draft.set('note', list(annotation(notes, site)), ...notes);
  return draft;
}

/** A category of http://terminology.hl7.org/CodeSystem/observation-category. */
export function categoryConcept(code: string): JsonObject {
  return concept(coding(hl7('observation-category'), code));
}

function codeOf(source: Source, site: Site): JsonObject {
  if (source.isValued) {
    const code = codeableConcept(source, site, { field: 'OBX-3' });
    if (code !== undefined) return code;
  }
  site.warn(source, 'element-missing');
  return unknownConcept();
}

function statusOf(source: Source, otherwise: string, site: Site): string {
  if (!source.isValued) return otherwise;
  const place = { field: 'OBX-11', table: '0085' };
  const found = lookUpCode(source, site, place, OBSERVATION_STATUS);
  if (found === undefined) site.warn(source, 'status-unknown', { code: source.code });
  return found ?? 'unknown';
}

/** OBX-5 to OBX-8. */
function value(draft: Draft, segments: readonly SegmentSource[], site: Site, status: string): void {
  const [obx] = segments;
  if (obx === undefined) return;
  const field = obx.field(5);
  const unit = readUnit(obx.field(6), site, 'OBX-6');
  const values = segments.flatMap((segment) =>
    typedValues(segment.field(5), site, { type: valueType(obx), unit }),
  );
  const [first] = values;
  const isText = values.every(({ type }) => type === 'String');
  if (first !== undefined && (values.length === 1 || isText)) {
    const text = values
      .flatMap(({ value: one }) => (typeof one === 'string' ? one : []))
      .join('\n');
    const all = values.length === 1 ? first : { type: 'String', value: text };
    draft.choice('value', all, ...segments.map((segment) => segment.field(5)));
  } else if (first !== undefined) {
    const code = codeOf(obx.field(3), site);
    draft.set(
      'component',
      values.map(({ type, value: one }) => ({ code, [`value${type}`]: one })),
      field,
    );
  } else if (status === 'cancelled') {
    draft.set(
      'dataAbsentReason',
      concept(coding(SYSTEM.dataAbsent, 'not-performed')),
      obx.field(11),
    );
  }
  interpretation(draft, obx.field(8), site);
  referenceRange(draft, obx.field(7), unit);
}

/** OBX-8. In Dutch messages `""` says that there is no flag. */
function interpretation(draft: Draft, field: Source, site: Site): void {
  const all = collect(field.repetitions, (source) => {
    const place = { field: 'OBX-8', table: '0078' };
    const sent = source.isValued ? codeableConcept(source, site, place) : undefined;
    const code = sentCode(source, site, place)?.code.toUpperCase();
    if (sent === undefined || code === undefined) return sent;
    const isKnown = INTERPRETATIONS.has(code);
    const hasMap = site.codeMaps.translate(['OBX-8', 'HL70078'], { code }).length > 0;
    if (!isKnown && !hasMap) site.warn(source, 'code-unmapped', { code, system: 'HL70078' });
    const flag = RESULT_FLAGS[code];
    const standard = isKnown ? coding(SYSTEM.interpretation, code) : undefined;
    const zib = flag === undefined ? undefined : coding(SYSTEM.snomed, ...flag);
    return withStandard(sent, [zib, standard]);
  });
  if (all.length > 0) draft.set('interpretation', all, field);
}

/** The codings of HL7 v3 and the zib in place of the same code of the v2 table. */
function withStandard(sent: JsonObject, standard: readonly (JsonObject | undefined)[]): JsonObject {
  const given = standard.filter((one) => one !== undefined);
  if (given.length === 0) return sent;
  const { coding: codings, text } = sent;
  const kept = (Array.isArray(codings) ? codings : []).filter(
    (one) => (one as JsonObject)['system'] !== table('0078'),
  );
  return object({ coding: [...given, ...kept], text });
}

/** OBX-7: always as text, and with low and high where it has them. */
function referenceRange(draft: Draft, source: Source, unit: Unit): void {
  const text = source.string;
  if (text === undefined) return;
  draft.set('referenceRange', [object({ ...rangeOf(text, unit), text })], source);
}

/** When, by whom, how and from what. */
function circumstances(
  run: MappingRun,
  draft: Draft,
  obx: SegmentSource,
  frame: ObservationFrame,
): void {
  const { site } = run;
  const observed = obx.field(14).isValued ? dateTime(obx.field(14), site) : undefined;
  if (observed !== undefined) {
    draft.choice('effective', { type: 'DateTime', value: observed }, obx.field(14));
  } else if (frame.effective !== undefined) {
    draft.choice('effective', frame.effective, ...frame.effectiveFrom);
  }
  draft.set('issued', frame.issued);
  draft.set('performer', performers(run, obx), obx.field(15), obx.field(16), obx.field(23));
  draft.take('method', obx.field(17), (source) =>
    codeableConcept(source, site, { field: 'OBX-17' }),
  );
  draft.take('device', obx.field(18), (source) => {
    const device = ei(source, site, 'event');
    return device === undefined ? undefined : { type: 'Device', identifier: device.identifier };
  });
  draft.take('bodySite', obx.field(20), (source) =>
    codeableConcept(source, site, { field: 'OBX-20', table: '0163' }),
  );
  draft.set('specimen', frame.specimen);
}

function performers(run: MappingRun, obx: SegmentSource): JsonValue[] | undefined {
  const producer = obx.field(15);
  const lab = obx.field(23).isValued
    ? xon(run, obx.field(23))
    : organization(
        run,
        {
          token: undefined,
          name: producer.isValued
            ? (producer.part(2).string ?? producer.part(1).string)
            : undefined,
        },
        producer,
      );
  const people = collect(obx.field(16).repetitions, (source) => practitionerRole(run, source));
  const all = [lab, ...people].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : all;
}

/** An OBX of an ADT message: a measurement at admission, known by what and when. */
export function adtObservation(
  run: MappingRun,
  patient: Draft,
  obx: SegmentSource,
  visit: Visit | undefined,
): Draft | undefined {
  if (!isObservation(obx)) return undefined;
  const { site } = run;
  const when = obx.field(14).code ?? visit?.number.value;
  const value = site.keyValue('ADT', ...observationCode(obx), when);
  const frame: ObservationFrame = {
    patient,
    encounter: visit?.draft.reference,
    category: undefined,
    status: 'final',
    effective: undefined,
    effectiveFrom: [],
    issued: undefined,
    at: run.time.at,
    specimen: undefined,
  };
  const key = keyOfPatient({ system: site.keySystem('observation'), value });
  return observation(run, { obx, notes: [], continued: [] }, frame, key);
}
