/**
 * PV1 and PV2: Encounter, in the profile http://nictiz.nl/fhir/StructureDefinition/nl-core-Encounter.
 * V2-to-FHIR: PV1[Encounter], PV2[Encounter]. What the event does to the status is not here.
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { codeableConcept, sentCode } from '../datatype/coded.js';
import { cx, identifierType, type ReadIdentifier } from '../datatype/identifier.js';
import { decimal } from '../datatype/nm.js';
import { pl } from '../datatype/pl.js';
import { dateTime } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, list, object } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { core, SYSTEM, table } from '../systems.js';
import { lookUp } from '../table/code-table.js';
import { PATIENT_CLASS } from '../table/0004.js';
import type { Authority } from '../types.js';

/** The number of a visit: PV1-19, else PV1-50. Undefined: there is no visit to speak of. */
export function visitNumber(pv1: SegmentSource, site: Site): ReadIdentifier | undefined {
  return cx(firstOf(pv1.field(19)), site, 'visit') ?? cx(firstOf(pv1.field(50)), site, 'visit');
}

function firstOf(field: Source): Source {
  return field.repetitions[0] ?? field;
}

export interface Visit {
  readonly draft: Draft;
  readonly number: ReadIdentifier;
  /** The classes of table 0004, such as `I`. */
  readonly patientClass: string | undefined;
}

/**
 * The Encounter of a PV1, with what every event says of it.
 * @returns undefined when the visit has no number: none is invented
 */
export function encounter(
  run: MappingRun,
  patient: Draft,
  pv1: SegmentSource,
  pv2: SegmentSource | undefined,
): Visit | undefined {
  const visit = startVisit(run, patient, pv1, run.authorityOver('visitsFrom'));
  if (visit === undefined) return undefined;
  const { draft } = visit;
  participants(run, draft, pv1);
  nature(draft, pv1, run.site);
  hospitalization(draft, pv1, run.site);
  if (pv2 !== undefined) plans(draft, pv2, run);
  return visit;
}

/** The Encounter with no more than its numbers, class and patient. */
export function startVisit(
  run: MappingRun,
  patient: Draft,
  pv1: SegmentSource,
  authority: Authority,
): Visit | undefined {
  const number = visitNumber(pv1, run.site);
  if (number === undefined) {
    const isVisit = !['N', undefined].includes(pv1.field(2).code?.toUpperCase());
    if (isVisit) run.site.warn(pv1.field(19), 'visit-without-number');
    return undefined;
  }
  const draft = run.draft({ type: 'Encounter', key: keyOf(number), authority });
  draft.add('identifier', [visitIdentifier(number)], { path: number.path });
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.default('status', 'unknown');
  const encounterClass = classOf(pv1.field(2), run.site);
  draft.set('class', encounterClass, pv1.field(2));
  draft.default('class', object({ ...coding(SYSTEM.nullFlavor, 'UNK', 'unknown') }));
  return { draft, number, patientClass: pv1.field(2).code?.toUpperCase() };
}

function visitIdentifier({ system, value }: ReadIdentifier): JsonObject {
  return object({ type: identifierType('VN'), system, value });
}

/** PV1-2 as a Coding; what has no counterpart in v3-ActCode stays in its table. */
export function classOf(source: Source, site: Site): JsonObject | undefined {
  const place = { field: 'PV1-2', table: '0004' };
  const sent = sentCode(source, site, place);
  if (sent === undefined) return undefined;
  const found = lookUp(source, site, place, PATIENT_CLASS);
  if (found === undefined) return coding(sent.system ?? table('0004'), sent.code);
  return 'code' in found ? object({ ...found }) : coding(SYSTEM.actCode, ...found);
}

/** PV1-7, 8, 9, 17 and 52: role, field, code of v3-ParticipationType. */
const PARTICIPANTS = [
  [7, 'ATND', 'attender'],
  [8, 'REF', 'referrer'],
  [9, 'CON', 'consultant'],
  [17, 'ADM', 'admitter'],
  [52, 'PART', 'Participation'],
] as const;

function participants(run: MappingRun, draft: Draft, pv1: SegmentSource): void {
  for (const [number, code, display] of PARTICIPANTS) {
    draft.takeEach('participant', code, pv1.field(number), (source) =>
      participant(run, source, concept(coding(SYSTEM.participation, code, display))),
    );
  }
}

function participant(run: MappingRun, source: Source, type: JsonObject): JsonValue | undefined {
  const individual = practitionerRole(run, source);
  return individual === undefined ? undefined : { type: [type], individual };
}

function nature(draft: Draft, pv1: SegmentSource, site: Site): void {
  draft.take('type', pv1.field(4), (source) =>
    list(codeableConcept(source, site, { field: 'PV1-4', table: '0007' })),
  );
  draft.take('serviceType', pv1.field(10), hospitalService);
}

/** PV1-10: four digits are an AGB specialty. */
function hospitalService(source: Source, site: Site): JsonObject | undefined {
  const code = source.code ?? '';
  const isAgb = /^\d{4}$/.test(code) && source.part(3).isAbsent;
  if (!isAgb) return codeableConcept(source, site, { field: 'PV1-10' });
  return concept(coding(SYSTEM.agbSpecialty, code, source.part(2).string));
}

/** PV1-13 to 16, 36 and 38: field, element, table. */
const HOSPITALIZATION = [
  [13, 'reAdmission', '0092', false],
  [14, 'admitSource', '0023', false],
  [15, 'specialArrangement', '0009', true],
  [16, 'specialCourtesy', '0099', true],
  [36, 'dischargeDisposition', '0112', false],
  [38, 'dietPreference', '0114', true],
] as const;

function hospitalization(draft: Draft, pv1: SegmentSource, site: Site): void {
  const number = cx(firstOf(pv1.field(5)), site, 'visit');
  draft.set('hospitalization.preAdmissionIdentifier', number?.identifier, pv1.field(5));
  for (const [field, element, codes, isList] of HOSPITALIZATION) {
    draft.take(`hospitalization.${element}`, pv1.field(field), (source) => {
      const value = codeableConcept(source, site, { field: `PV1-${field}`, table: codes });
      return isList ? list(value) : value;
    });
  }
}

/** PV1-37 (DLD): where the patient went. Its code is a place of the sender. */
export function destination(run: MappingRun, draft: Draft, pv1: SegmentSource): void {
  const place = pl(run, pv1.field(37));
  draft.set('hospitalization.destination', place, pv1.field(37));
}

/** https://hl7.org/fhir/R5: plans that an R4 Encounter has no element for. */
const PLANNED = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.planned';

function plans(draft: Draft, pv2: SegmentSource, run: MappingRun): void {
  const { site } = run;
  draft.take('reasonCode', pv2.field(3), (source) =>
    list(codeableConcept(source, site, { field: 'PV2-3' })),
  );
  draft.take('priority', pv2.field(25), (source) =>
    codeableConcept(source, site, { field: 'PV2-25', table: '0217' }),
  );
  for (const [number, name] of [
    [8, 'StartDate'],
    [9, 'EndDate'],
  ] as const) {
    const source = pv2.field(number);
    const valueDateTime = source.isValued ? dateTime(source, site) : undefined;
    const url = PLANNED + name;
    if (source.isNull) draft.slice('extension', url, [], source);
    draft.extension(url, valueDateTime === undefined ? undefined : { valueDateTime }, source);
  }
  draft.take('length', pv2.field(11), (source) => {
    const value = decimal(source.code);
    return value === undefined ? undefined : { value, unit: 'd', system: SYSTEM.ucum, code: 'd' };
  });
  const arrival = pv2.field(38);
  const mode = arrival.isValued
    ? codeableConcept(arrival, site, { field: 'PV2-38', table: '0430' })
    : undefined;
  draft.extension(core('encounter-modeOfArrival'), modeOfArrival(mode), arrival);
  draft.takeEach('participant', 'PV2-13', pv2.field(13), (source) =>
    participant(run, source, concept(coding(SYSTEM.participation, 'REF', 'referrer'))),
  );
}

/** The extension takes one Coding. */
function modeOfArrival(value: JsonObject | undefined): JsonObject | undefined {
  const { coding: codings } = value ?? {};
  const [first] = Array.isArray(codings) ? codings : [];
  return first === undefined ? undefined : { valueCoding: first };
}
