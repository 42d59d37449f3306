/**
 * DG1: Condition and Encounter.diagnosis, in the profile
 * http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem. V2-to-FHIR: DG1[Condition], DG1[Encounter].
 */
import { codeableConcept } from '../datatype/coded.js';
import { ei } from '../datatype/identifier.js';
import { integer } from '../datatype/nm.js';
import { dateTime } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, object, statusConcept } from '../element.js';
import { keyOfPatient, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource } from '../source.js';
import type { Token } from '../types.js';
import { core, hl7, SYSTEM } from '../systems.js';
import { lookUp } from '../table/code-table.js';
import { DIAGNOSIS_ROLES, IS_DELETION } from '../table/clinical.js';
import type { Visit } from './pv1.js';

/** A diagnosis. Undefined when the segment has neither code nor description. */
export function diagnosis(
  run: MappingRun,
  patient: Draft,
  dg1: SegmentSource,
  visit: Visit | undefined,
): Draft | undefined {
  const { site } = run;
  const [code, description] = [dg1.field(3), dg1.field(4)];
  const sent = code.isValued ? codeableConcept(code, site, { field: 'DG1-3' }) : undefined;
  const text = description.string;
  if (sent === undefined && text === undefined) return undefined;
  const identifier = diagnosisKey(dg1, visit, site);
  const draft = run.draft({
    type: 'Condition',
    key: keyOfPatient(identifier),
    name: patient.options.fullUrl,
  });
  draft.add('identifier', [{ system: identifier.system, value: identifier.value }], code);
  draft.about('subject', patient.reference, { path: 'PID' });
  const withText = text === undefined ? sent : { ...sent, text };
  draft.set('code', withText, code, description);
  draft.set(
    'category',
    [concept(coding(hl7('condition-category'), 'encounter-diagnosis', 'Encounter Diagnosis'))],
    dg1.whole,
  );
  draft.takeChoice('onset', 'DateTime', dg1.field(5), dateTime);
  draft.take('asserter', dg1.field(16), (source) => practitionerRole(run, source));
  draft.take('recordedDate', dg1.field(19), dateTime);
  const attested = dateTime(dg1.field(19), site);
  draft.extension(
    core('condition-assertedDate'),
    attested === undefined ? undefined : { valueDateTime: attested },
    dg1.field(19),
  );
  if (visit !== undefined) draft.set('encounter', visit.draft.reference, { path: 'PV1' });
  status(draft, dg1);
  if (visit !== undefined) linkToVisit(run, draft, dg1, visit);
  return draft;
}

/** DG1-20 numbers a diagnosis; without it the visit, the code and the type do. */
function diagnosisKey(dg1: SegmentSource, visit: Visit | undefined, site: Site): Token {
  const [code, description] = [dg1.field(3).part(1).string, dg1.field(4).string];
  const own = code ?? dg1.field(3).part(2).string ?? description?.toLowerCase();
  const number = visit?.number;
  return (
    ei(dg1.field(20), site, 'event') ?? {
      system: site.keySystem('diagnosis'),
      value: site.keyValue(number?.system, number?.value, own, dg1.field(6).code),
    }
  );
}

/** DG1-21 D takes a diagnosis back; DG1-6 F is final, W a working one. */
function status(draft: Draft, dg1: SegmentSource): void {
  const action = dg1.field(21);
  if (IS_DELETION.has(action.code?.toUpperCase() ?? '')) {
    draft.set(
      'verificationStatus',
      concept(
        coding(hl7('condition-ver-status'), 'entered-in-error'),
        coding(SYSTEM.nullFlavor, 'UNK', 'Onbekend'),
      ),
      action,
    );
    // con-5: what was entered in error has no clinical status.
    draft.remove('clinicalStatus', action);
    return;
  }
  draft.set('clinicalStatus', statusConcept('condition-clinical', 'active'), dg1.whole);
  const type = dg1.field(6).code?.toUpperCase();
  const known = VERIFICATION[type ?? ''];
  if (known === undefined) return;
  draft.set(
    'verificationStatus',
    concept(coding(hl7('condition-ver-status'), known.code), coding(SYSTEM.snomed, ...known.zib)),
    dg1.field(6),
  );
}

/** The zib's VerificatieStatus beside FHIR's. */
const VERIFICATION: Readonly<
  Record<string, { readonly code: string; readonly zib: readonly [string, string] }>
> = {
  F: { code: 'confirmed', zib: ['410605003', 'aanwezigheid bevestigd'] },
  W: { code: 'provisional', zib: ['415684004', 'vermoedelijk'] },
};

function linkToVisit(run: MappingRun, draft: Draft, dg1: SegmentSource, visit: Visit): void {
  const type = dg1.field(6);
  const place = { field: 'DG1-6', table: '0052' };
  const isDeleted = IS_DELETION.has(dg1.field(21).code?.toUpperCase() ?? '');
  const isMapped = ['A', 'F'].includes(type.code?.toUpperCase() ?? '');
  const found = isMapped ? lookUp(type, run.site, place, DIAGNOSIS_ROLES) : undefined;
  const role =
    found === undefined
      ? codeableConcept(type, run.site, place)
      : concept('code' in found ? object({ ...found }) : coding(hl7('diagnosis-role'), ...found));
  const rank = integer(dg1.field(15));
  const item = object({
    condition: draft.reference,
    use: type.isValued ? role : undefined,
    // 0 says that the diagnosis is in no order.
    rank: rank !== undefined && rank > 0 ? rank : undefined,
  });
  visit.draft.slice('diagnosis', draft.options.fullUrl, isDeleted ? [] : [item], dg1.whole);
}
