/**
 * AL1 and IAM: AllergyIntolerance, in the profile
 * http://nictiz.nl/fhir/StructureDefinition/nl-core-AllergyIntolerance.
 * V2-to-FHIR: AL1[AllergyIntolerance], IAM[AllergyIntolerance].
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { ei } from '../datatype/identifier.js';
import { dateTime } from '../datatype/time.js';
import type { Draft } from '../draft.js';
import {
  codeSpecification,
  coding,
  collect,
  object,
  statusConcept,
  unknownConcept,
} from '../element.js';
import { keyOfPatient, nameOnly, type MappingRun } from '../run.js';
import type { SegmentSource, Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import {
  ALLERGY_CATEGORIES,
  ALLERGY_CATEGORY_CODES,
  CRITICALITY,
  CRITICALITY_CODES,
  IS_DELETION,
  REACTION_SEVERITY,
} from '../table/clinical.js';
import type { Token } from '../types.js';

/** Where AL1 and IAM have what they both have. */
interface AllergyFields {
  readonly name: 'AL1' | 'IAM';
  readonly kind: Source;
  readonly substance: Source;
  readonly severity: Source;
  readonly reaction: Source;
}

/** AL1: an allergy that the patient has. Undefined when it says to what is not said. */
export function al1(run: MappingRun, patient: Draft, segment: SegmentSource): Draft | undefined {
  const fields: AllergyFields = {
    name: 'AL1',
    kind: segment.field(2),
    substance: segment.field(3),
    severity: segment.field(4),
    reaction: segment.field(5),
  };
  const draft = allergy(run, patient, fields, undefined);
  draft?.takeChoice('onset', 'DateTime', segment.field(6), dateTime);
  return draft;
}

/** IAM: an allergy with what has become of it (IAM-6: A, U, D). */
export function iam(run: MappingRun, patient: Draft, segment: SegmentSource): Draft | undefined {
  const { site } = run;
  const number = ei(segment.field(7), site, 'event');
  const fields: AllergyFields = {
    name: 'IAM',
    kind: segment.field(2),
    substance: segment.field(3),
    severity: segment.field(4),
    reaction: segment.field(5),
  };
  const draft = allergy(run, patient, fields, number);
  if (draft === undefined) return undefined;
  const [onset, words] = [segment.field(11), segment.field(12)];
  if (onset.isValued) draft.takeChoice('onset', 'DateTime', onset, dateTime);
  else draft.takeChoice('onset', 'String', words, (source) => source.string);
  draft.take('recordedDate', segment.field(13), dateTime);
  draft.take('recorder', segment.field(14), (source) =>
    nameOnly(
      'Practitioner',
      [source.part(2).string, source.part(1).part(1).string].filter(Boolean).join(' '),
    ),
  );
  draft.take('clinicalStatus', segment.field(17), (source) => clinicalStatus(source));
  const action = segment.field(6).code?.toUpperCase() ?? '';
  if (IS_DELETION.has(action)) {
    draft.set(
      'verificationStatus',
      statusConcept('allergyintolerance-verification', 'entered-in-error'),
      segment.field(6),
    );
    // ait-2: an entry made in error has no clinical status.
    draft.remove('clinicalStatus', segment.field(6));
  }
  return draft;
}

function allergy(
  run: MappingRun,
  patient: Draft,
  fields: AllergyFields,
  numbered: Token | undefined,
): Draft | undefined {
  const { site } = run;
  const { name, substance } = fields;
  const code = substance.isValued
    ? codeableConcept(substance, site, { field: `${name}-3` })
    : undefined;
  if (code === undefined && numbered === undefined) {
    site.warn(substance, 'element-missing');
    return undefined;
  }
  const identifier = numbered ?? {
    system: site.keySystem('allergy'),
    value: site.keyValue(
      (substance.part(1).string ?? substance.part(2).string)?.toLowerCase(),
      substance.part(3).string,
    ),
  };
  const draft = run.draft({
    type: 'AllergyIntolerance',
    key: keyOfPatient(identifier),
    name: patient.options.fullUrl,
  });
  draft.add('identifier', [{ system: identifier.system, value: identifier.value }], substance);
  draft.about('patient', patient.reference, { path: 'PID' });
  draft.set('code', code, substance);
  draft.set('clinicalStatus', statusConcept('allergyintolerance-clinical', 'active'), substance);
  category(draft, fields, run);
  severity(draft, fields, run);
  return draft;
}

function category(draft: Draft, { name, kind }: AllergyFields, run: MappingRun): void {
  if (!kind.isValued) return;
  const place = { field: `${name}-2`, table: '0127' };
  const value = lookUpCode(kind, run.site, place, ALLERGY_CATEGORIES);
  if (kind.code?.toUpperCase() !== 'MC') draft.set('type', 'allergy', kind);
  if (value === undefined) return;
  const zib = ALLERGY_CATEGORY_CODES[value];
  draft.setWith(
    'category',
    {
      value: [value],
      beside: zib === undefined ? undefined : [codeSpecification(coding(SYSTEM.snomed, ...zib))],
    },
    kind,
  );
}

function severity(draft: Draft, fields: AllergyFields, run: MappingRun): void {
  const { name, severity: source } = fields;
  const { site } = run;
  const place = { field: `${name}-4`, table: '0128' };
  const isCriticality = site.settings.allergySeverity === 'criticality';
  const code = source.code?.toUpperCase() ?? '';
  if (isCriticality && source.isValued) {
    const zib = CRITICALITY_CODES[code];
    const value = lookUpCode(source, site, place, CRITICALITY);
    const beside = zib === undefined ? undefined : codeSpecification(coding(SYSTEM.snomed, ...zib));
    draft.setWith('criticality', { value, beside }, source);
  }
  const isSeverity = !isCriticality && source.isValued && code !== 'U';
  const grade = isSeverity ? lookUpCode(source, site, place, REACTION_SEVERITY) : undefined;
  const manifestation = manifestations(fields, run);
  if (manifestation.length === 0 && grade === undefined) return;
  const reaction = object({
    // A reaction has a manifestation, even if the message knows only how bad it is.
    manifestation: manifestation.length === 0 ? [unknownConcept()] : manifestation,
    severity: grade,
  });
  draft.set('reaction', [reaction], ...fields.reaction.repetitions, source);
}

function manifestations({ name, reaction }: AllergyFields, { site }: MappingRun): JsonObject[] {
  return collect(reaction.repetitions, (source) => {
    // AL1-5 is plain text; IAM-5 is coded.
    if (name === 'IAM' && !source.part(2).isAbsent) {
      return codeableConcept(source, site, { field: 'IAM-5' });
    }
    const text = source.string;
    return text === undefined ? undefined : { text };
  });
}

/** IAM-17, HL7 table 0438: the codes that FHIR has a status for. */
function clinicalStatus(source: Source): JsonObject | undefined {
  const statuses: Readonly<Record<string, string>> = {
    C: 'active',
    P: 'active',
    S: 'active',
    I: 'inactive',
    D: 'inactive',
    E: 'inactive',
    ACTIVE: 'active',
    INACTIVE: 'inactive',
    RESOLVED: 'resolved',
  };
  const code = statuses[source.code?.toUpperCase() ?? ''];
  return code === undefined ? undefined : statusConcept('allergyintolerance-clinical', code);
}
