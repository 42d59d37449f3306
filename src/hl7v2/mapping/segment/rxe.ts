/**
 * RXE, RXO and RXR: MedicationRequest. V2-to-FHIR: RXO[MedicationRequest], RXR[MedicationRequest],
 * TQ1[MedicationRequest]; it has no map of RXE, which is read by analogy.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { integer } from '../datatype/nm.js';
import { quantity, readUnit } from '../datatype/quantity.js';
import { dateTime } from '../datatype/time.js';
import { isAsNeeded, timingElement, tq, tq1, type ReadTiming } from '../datatype/timing.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { collect, element, list, object, unknownConcept } from '../element.js';
import type { MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { annotation } from './nte.js';
import { orderStatus } from './orc.js';
import {
  derivedTokens,
  orderIdentifiers,
  orderKey,
  orderNumbers,
  secondary,
} from './order-numbers.js';

export interface MedicationSegments {
  readonly orc: SegmentSource;
  /** RXE or RXO. */
  readonly drug: SegmentSource;
  readonly tq1: readonly SegmentSource[];
  readonly routes: readonly SegmentSource[];
  readonly notes: readonly SegmentSource[];
}

/** Where RXE and RXO have what they both have. */
interface DrugFields {
  readonly code: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly units: number;
  readonly form: number;
  readonly instructions: number;
  readonly substitution: number;
  readonly dispenseAmount: number;
  readonly dispenseUnits: number;
  readonly refills: number;
}

const RXE: DrugFields = {
  code: 2,
  minimum: 3,
  maximum: 4,
  units: 5,
  form: 6,
  instructions: 7,
  substitution: 9,
  dispenseAmount: 10,
  dispenseUnits: 11,
  refills: 12,
};

const RXO: DrugFields = {
  code: 1,
  minimum: 2,
  maximum: 3,
  units: 4,
  form: 5,
  instructions: 7,
  substitution: 9,
  dispenseAmount: 11,
  dispenseUnits: 12,
  refills: 13,
};

/** A prescription; undefined when it has no number. */
export function medicationRequest(
  run: MappingRun,
  { patient, encounter }: { readonly patient: Draft; readonly encounter: JsonObject | undefined },
  segments: MedicationSegments,
): Draft | undefined {
  const { site } = run;
  const { orc, drug, notes } = segments;
  const fields = drug.name === 'RXE' ? RXE : RXO;
  const numbers = orderNumbers(run, orc, undefined, drug.field(fields.code));
  const key = orderKey(run, numbers, false);
  if (key === undefined) {
    site.warn(orc.field(2), 'key-missing');
    return undefined;
  }
  const draft = run.draft({ type: 'MedicationRequest', key });
  draft.add('identifier', orderIdentifiers(numbers), orc.field(2), orc.field(3));
  draft.add('identifier', derivedTokens(run, numbers).map(secondary));
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.set('encounter', encounter);
  draft.set('groupIdentifier', groupOf(numbers.group), orc.field(4));
  medicationStatus(draft, orc, site);
  draft.set('intent', 'order', orc.field(1));
  const code = drug.field(fields.code);
  const drugCode = code.isValued
    ? codeableConcept(code, site, { field: `${drug.name}-${fields.code}` })
    : undefined;
  draft.choice('medication', { type: 'CodeableConcept', value: drugCode }, code);
  draft.default('medicationCodeableConcept', unknownConcept());
  if (['NW', 'SN'].includes(orc.field(1).code?.toUpperCase() ?? '')) {
    draft.take('authoredOn', orc.field(9), dateTime);
  }
  const prescriber = [orc.field(12), drug.field(drug.name === 'RXE' ? 13 : 14)].find(
    (field) => field.isValued,
  );
  if (prescriber !== undefined) {
    draft.set(
      'requester',
      practitionerRole(run, prescriber.repetitions[0] ?? prescriber),
      prescriber,
    );
  }
  dosage(draft, segments, fields, site);
  dispense(draft, drug, fields, site);
  const note = annotation(notes, site);
  if (note !== undefined) draft.slice('note', 'NTE', [note], ...notes);
  return draft;
}

function groupOf(group: { readonly identifier: JsonObject } | undefined): JsonObject | undefined {
  return group?.identifier;
}

/** https://hl7.org/fhir/R4/valueset-medicationrequest-status.html calls some statuses otherwise. */
const MEDICATION_STATUS: Readonly<Record<string, string>> = {
  revoked: 'stopped',
  'on-hold': 'on-hold',
};

function medicationStatus(draft: Draft, orc: SegmentSource, site: Site): void {
  draft.default('status', 'active');
  const read = orderStatus(orc, site);
  if (read === undefined) return;
  // What never began is cancelled; what a DC or RP ends has begun.
  const control = orc.field(1).code?.toUpperCase() ?? '';
  const isCancelled = ['CA', 'CR', 'OC'].includes(control);
  const status =
    read.value === 'revoked' && isCancelled
      ? 'cancelled'
      : (MEDICATION_STATUS[read.value] ?? read.value);
  draft.set('status', status, read.from);
}

/** Dose, schedule, route and instructions as one Dosage. */
function dosage(
  draft: Draft,
  { orc, drug, tq1: timings, routes }: MedicationSegments,
  fields: DrugFields,
  site: Site,
): void {
  const read: readonly (ReadTiming | undefined)[] = [
    ...timings.map((segment) => tq1((number) => segment.field(number), site)),
    drug.name === 'RXE' ? tq(drug.field(1), site) : undefined,
    tq(orc.field(7), site),
  ];
  const timing = read.find((one) => one !== undefined);
  const instructions = collect(drug.field(fields.instructions).repetitions, (source) =>
    codeableConcept(source, site, { field: `${drug.name}-${fields.instructions}` }),
  );
  const [route] = routes;
  const dose = element({
    text: timing?.text,
    additionalInstruction: instructions,
    timing: timing === undefined ? undefined : timingElement(timing),
    asNeededBoolean: isAsNeeded(timing?.pattern) ? true : undefined,
    site: route?.field(2).isValued === true ? bodySite(route.field(2), site) : undefined,
    route: route === undefined ? undefined : routeOf(route.field(1), site),
    method: route?.field(4).isValued === true ? methodOf(route.field(4), site) : undefined,
    doseAndRate: list(doseOf(drug, fields, site)),
  });
  const from = [drug.field(fields.minimum), drug.field(fields.units)];
  const timed = timing === undefined ? [] : [timing.from];
  draft.set(
    'dosageInstruction',
    list(dose),
    ...from,
    ...timed,
    ...routes.map(({ path }) => ({ path })),
  );
}

/** RXR-1, HL7 table 0162. */
export function routeOf(source: Source, site: Site): JsonObject | undefined {
  return source.isValued
    ? codeableConcept(source, site, { field: 'RXR-1', table: '0162' })
    : undefined;
}

/** RXR-2, HL7 table 0163. */
export function bodySite(source: Source, site: Site): JsonObject | undefined {
  return codeableConcept(source, site, { field: 'RXR-2', table: '0163' });
}

function methodOf(source: Source, site: Site): JsonObject | undefined {
  return codeableConcept(source, site, { field: 'RXR-4', table: '0165' });
}

function doseOf(drug: SegmentSource, fields: DrugFields, site: Site): JsonObject | undefined {
  const unit = readUnit(drug.field(fields.units), site, `${drug.name}-${fields.units}`);
  const low = quantity(drug.field(fields.minimum).string, unit);
  const high = quantity(drug.field(fields.maximum).string, unit);
  if (high !== undefined) return { doseRange: object({ low, high }) };
  return low === undefined ? undefined : { doseQuantity: low };
}

function dispense(draft: Draft, drug: SegmentSource, fields: DrugFields, site: Site): void {
  const [amount, units, refills] = [
    fields.dispenseAmount,
    fields.dispenseUnits,
    fields.refills,
  ].map((number) => drug.field(number));
  if (amount === undefined || units === undefined || refills === undefined) return;
  const unit = readUnit(units, site, `${drug.name}-${fields.dispenseUnits}`);
  draft.set('dispenseRequest.quantity', quantity(amount.string, unit), amount, units);
  const repeats = integer(refills);
  draft.set(
    'dispenseRequest.numberOfRepeatsAllowed',
    repeats !== undefined && repeats >= 0 ? repeats : undefined,
    refills,
  );
  const allowed = drug.field(fields.substitution);
  draft.take('substitution.allowedCodeableConcept', allowed, (source) =>
    codeableConcept(source, site, { field: `${drug.name}-9`, table: '0167' }),
  );
}
