/**
 * RXA and RXR: Immunization, in the profile nl-core-Vaccination-event. V2-to-FHIR: RXA[Immunization],
 * RXR[Immunization], ORC[Immunization].
 */
import { stringAt, type JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { ei, typedIdentifier } from '../datatype/identifier.js';
import { organization } from '../datatype/organization.js';
import { pl } from '../datatype/pl.js';
import { quantity, readUnit } from '../datatype/quantity.js';
import { date, dateTime } from '../datatype/time.js';
import { typedValues } from '../datatype/value.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, list, object, unknownConcept } from '../element.js';
import { keyOf, keyOfPatient, type MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import { table } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import { IS_DELETION } from '../table/clinical.js';
import type { ResourceKey } from '../types.js';
import { annotation } from './nte.js';
import type { ObservationSegments } from './obx.js';
import { valueType } from './obx.js';
import { bodySite, routeOf } from './rxe.js';

export interface VaccinationSegments {
  readonly orc: SegmentSource | undefined;
  readonly rxa: SegmentSource;
  readonly rxr: SegmentSource | undefined;
  readonly notes: readonly SegmentSource[];
  readonly observations: readonly ObservationSegments[];
}

/** 0322, completion status. */
const COMPLETION: Readonly<Record<string, string>> = {
  CP: 'completed',
  PA: 'completed',
  RE: 'not-done',
  NA: 'not-done',
};

export function immunization(
  run: MappingRun,
  { patient, encounter }: { readonly patient: Draft; readonly encounter: JsonObject | undefined },
  segments: VaccinationSegments,
): Draft {
  const { site } = run;
  const { orc, rxa, rxr } = segments;
  const [key, identifiers] = numbers(run, orc, rxa);
  const draft = run.draft({
    type: 'Immunization',
    key,
    ...(key.isOfPatient && { name: patient.options.fullUrl }),
    reading: 'snapshot',
  });
  draft.add('identifier', identifiers, rxa.field(3), rxa.field(5));
  draft.about('patient', patient.reference, { path: 'PID' });
  draft.set('encounter', encounter);
  status(draft, rxa, run);
  const vaccine = rxa.field(5).isValued
    ? codeableConcept(rxa.field(5), site, { field: 'RXA-5', table: '0292' })
    : undefined;
  draft.set('vaccineCode', vaccine ?? unknownConcept(), rxa.field(5));
  occurrence(draft, rxa, run);
  dose(draft, rxa, run);
  people(run, draft, orc, rxa);
  product(run, draft, rxa);
  source(draft, rxa, run);
  if (rxr !== undefined) {
    draft.set('route', routeOf(rxr.field(1), site), rxr.field(1));
    if (rxr.field(2).isValued) draft.set('site', bodySite(rxr.field(2), site), rxr.field(2));
  }
  draft.take('location', rxa.field(27), (place) => pl(run, place));
  observationsOf(draft, segments.observations, run);
  draft.set('note', list(annotation(segments.notes, site)), ...segments.notes);
  return draft;
}

/** ORC-3, else ORC-2, else patient, vaccine and date. */
function numbers(
  run: MappingRun,
  orc: SegmentSource | undefined,
  rxa: SegmentSource,
): readonly [ResourceKey, readonly JsonObject[]] {
  const { site } = run;
  const filler = orc === undefined ? undefined : ei(orc.field(3), site, 'filler');
  const placer = orc === undefined ? undefined : ei(orc.field(2), site, 'placer');
  const known = [
    placer === undefined ? undefined : typedIdentifier(placer, 'PLAC'),
    filler === undefined ? undefined : typedIdentifier(filler, 'FILL'),
  ].filter((one) => one !== undefined);
  const number = filler ?? placer;
  if (number !== undefined) return [keyOf(number), known];
  const identifier = {
    system: site.keySystem('immunization'),
    value: site.keyValue(rxa.field(3).code, rxa.field(5).part(1).string),
  };
  return [keyOfPatient(identifier), [identifier]];
}

/** RXA-21 D takes back; RXA-20 says whether it was given, and if not RXA-18 why. */
function status(draft: Draft, rxa: SegmentSource, run: MappingRun): void {
  const { site } = run;
  const [reason, completion, action] = [rxa.field(18), rxa.field(20), rxa.field(21)];
  const isDeleted = IS_DELETION.has(action.code?.toUpperCase() ?? '');
  const sent = completion.isValued
    ? lookUpCode(completion, site, { field: 'RXA-20', table: '0322' }, COMPLETION)
    : undefined;
  draft.set('status', isDeleted ? 'entered-in-error' : (sent ?? 'completed'), completion, action);
  draft.take('statusReason', reason, (one) => codeableConcept(one, site, { field: 'RXA-18' }));
}

function occurrence(draft: Draft, rxa: SegmentSource, { site }: MappingRun): void {
  const when = rxa.field(3).isValued ? dateTime(rxa.field(3), site) : undefined;
  if (when !== undefined) {
    draft.choice('occurrence', { type: 'DateTime', value: when }, rxa.field(3));
  } else {
    draft.choice('occurrence', { type: 'String', value: 'unknown' }, rxa.field(3));
  }
  const action = rxa.field(21).code?.toUpperCase();
  if (action === 'A') draft.take('recorded', rxa.field(22), dateTime);
}

/** 999 says that the amount is not known. */
function dose(draft: Draft, rxa: SegmentSource, { site }: MappingRun): void {
  const amount = rxa.field(6).string;
  if (amount === undefined || /^999(\.0*)?$/.test(amount)) return;
  const unit = readUnit(rxa.field(7), site, 'RXA-7');
  draft.set('doseQuantity', quantity(amount, unit), rxa.field(6), rxa.field(7));
}

function people(
  run: MappingRun,
  draft: Draft,
  orc: SegmentSource | undefined,
  rxa: SegmentSource,
): void {
  const share = (
    code: string,
    display: string,
    field: ReturnType<SegmentSource['field']>,
  ): void => {
    draft.takeEach('performer', code, field, (one) => {
      const actor = practitionerRole(run, one);
      return actor === undefined
        ? undefined
        : { function: concept(coding(table('0443'), code, display)), actor };
    });
  };
  share('AP', 'Administering Provider', rxa.field(10));
  if (orc !== undefined) share('OP', 'Ordering Provider', orc.field(12));
}

function product(run: MappingRun, draft: Draft, rxa: SegmentSource): void {
  const { site } = run;
  const lots = rxa.field(15).repetitions.flatMap((one) => one.string ?? []);
  draft.set('lotNumber', lots.length === 0 ? undefined : lots.join(', '), rxa.field(15));
  draft.take('expirationDate', rxa.field(16).repetitions[0] ?? rxa.field(16), date);
  const maker = rxa.field(17).repetitions[0] ?? rxa.field(17);
  const code = maker.isValued
    ? codeableConcept(maker, site, { field: 'RXA-17', table: '0227' })
    : undefined;
  const name = maker.part(2).string ?? maker.part(1).string;
  const token = makerToken(code);
  draft.set('manufacturer', organization(run, { token, name }, maker), maker);
  draft.take('reasonCode', rxa.field(19), (one) =>
    list(codeableConcept(one, site, { field: 'RXA-19' })),
  );
}

/** The maker's code in its own system is its number. */
function makerToken(
  code: JsonObject | undefined,
): { readonly system: string; readonly value: string } | undefined {
  const { coding: codings } = code ?? {};
  const [first] = Array.isArray(codings) ? codings : [];
  const one = first as JsonObject | undefined;
  const [system, value] = [stringAt(one ?? {}, 'system'), stringAt(one ?? {}, 'code')];
  return system === undefined || value === undefined ? undefined : { system, value };
}

/** RXA-9 (NIP001): 00 was given here; anything else is from elsewhere. */
function source(draft: Draft, rxa: SegmentSource, { site }: MappingRun): void {
  const field = rxa.field(9);
  const codes = field.repetitions.map((one) => one.code);
  if (!field.isValued) return;
  const isNew = codes.includes('00');
  draft.set('primarySource', isNew, field);
  const isHistory = codes.some((code) => /^0[1-8]$/.test(code ?? ''));
  if (!isNew && isHistory) {
    draft.set('reportOrigin', codeableConcept(field, site, { field: 'RXA-9' }), field);
  }
}

/** LOINC codes of OBX-3 that are elements of an Immunization. */
const ELIGIBILITY = '64994-7';
const DOSE_NUMBER = '30973-2';

function observationsOf(
  draft: Draft,
  all: readonly ObservationSegments[],
  { site }: MappingRun,
): void {
  const byCode = (code: string) => all.find(({ obx }) => obx.field(3).code === code)?.obx;
  const valueOf = (obx: SegmentSource | undefined) =>
    obx === undefined
      ? undefined
      : typedValues(obx.field(5), site, { type: valueType(obx), unit: {} })[0];
  const eligibility = valueOf(byCode(ELIGIBILITY));
  if (eligibility?.type === 'CodeableConcept') {
    draft.set(
      'programEligibility',
      [eligibility.value],
      byCode(ELIGIBILITY)?.field(5) ?? { path: 'OBX' },
    );
  }
  const number = valueOf(byCode(DOSE_NUMBER))?.value;
  const doseText = typeof number === 'string' ? number : numberText(number);
  if (doseText !== undefined) {
    const positive = /^[1-9]\d*$/.test(doseText) ? Number(doseText) : undefined;
    draft.set(
      'protocolApplied',
      [
        object({
          doseNumberPositiveInt: positive,
          doseNumberString: positive === undefined ? doseText : undefined,
        }),
      ],
      byCode(DOSE_NUMBER)?.field(5) ?? { path: 'OBX' },
    );
  }
}

function numberText(value: unknown): string | undefined {
  const { value: number } = (value ?? {}) as { value?: unknown };
  return typeof number === 'number' ? String(number) : undefined;
}
