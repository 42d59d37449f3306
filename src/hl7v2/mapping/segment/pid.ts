/**
 * PID and PD1: Patient, in the profile http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient.
 * V2-to-FHIR: PID[Patient], PD1[Patient].
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { cx, type ReadIdentifier } from '../datatype/identifier.js';
import { integer } from '../datatype/nm.js';
import { date, dateTime, hasTime } from '../datatype/time.js';
import { xad } from '../datatype/xad.js';
import { xcnName, xpn } from '../datatype/xpn.js';
import { xtn } from '../datatype/xtn.js';
import { practitionerRole } from '../datatype/xcn.js';
import { xon } from '../datatype/organization.js';
import type { Draft } from '../draft.js';
import { codeSpecification, coding, extension, object } from '../element.js';
import type { MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { core, SYSTEM, table } from '../systems.js';
import { lookUp, lookUpCode } from '../table/code-table.js';
import { NOT_OF_A_PATIENT } from '../table/0203.js';
import { GENDER_CODES, MARITAL_STATUS, SEX, YES_NO } from '../table/person.js';

/** The Patient of a PID. Identity has decided which one it is. */
export function patient(run: MappingRun, pid: SegmentSource, index: number): Draft {
  const decision = run.patientDecision(index);
  const draft = run.draft({
    type: 'Patient',
    name: `patient ${decision.kind === 'new' ? (decision.as ?? index) : index}`,
    authority: run.authorityOver('demographicsFrom'),
    ...(decision.kind === 'existing' && { reference: decision.reference }),
  });
  const { site } = run;
  for (const { identifier, path, system } of patientNumbers(pid, site)) {
    // A person has one citizen service number: a corrected one takes the place of the wrong one.
    if (system === SYSTEM.bsn) draft.slice('identifier', 'bsn', [identifier], { path });
    else draft.add('identifier', [identifier], { path });
  }
  names(draft, pid, site);
  person(draft, pid, site);
  contact(draft, pid, site);
  death(draft, pid, site);
  origin(draft, pid, site);
  draft.default('active', true);
  return draft;
}

/**
 * Numbers of a patient: PID-3, and PID-2 and PID-4 of the versions that had one number only. Numbers
 * of visits and accounts that stand among them are not the patient's.
 */
export function patientNumbers(pid: SegmentSource, site: Site): readonly ReadIdentifier[] {
  const fields = [3, 2, 4].map((number) => pid.field(number));
  const read = fields.flatMap((field) =>
    field.repetitions.flatMap((source) => readPatientNumber(source, site) ?? []),
  );
  const byKey = new Map(read.map((one) => [`${one.system}|${one.value}`, one] as const).reverse());
  return [...byKey.values()].reverse();
}

/** A number of a patient, in PID-3 or MRG-1. */
export function readPatientNumber(source: Source, site: Site): ReadIdentifier | undefined {
  if (NOT_OF_A_PATIENT.has(source.part(5).code?.toUpperCase() ?? '')) {
    site.warn(source, 'identifier-not-of-patient', { code: source.part(5).code });
    return undefined;
  }
  return cx(source, site, 'patient');
}

/** PID-5, and aliases of PID-9. */
function names(draft: Draft, pid: SegmentSource, site: Site): void {
  const given = pid.field(5);
  if (given.isNull) {
    draft.remove('name', given);
    return;
  }
  const read = [given, pid.field(9)].flatMap((field) =>
    field.repetitions.flatMap((source) => {
      const name = xpn(source, site)?.name;
      return name === undefined ? [] : [{ name, source }];
    }),
  );
  if (read.length > 0 && given.isValued) {
    draft.set(
      'name',
      read.map(({ name }) => name),
      ...read.map(({ source }) => source),
    );
  }
}

function person(draft: Draft, pid: SegmentSource, site: Site): void {
  birth(draft, pid.field(7), site);
  gender(draft, pid.field(8), site);
  draft.take('maritalStatus', pid.field(16), maritalStatus);
  const language = pid.field(15);
  draft.takeEach('communication', 'language', language, (source) => {
    const value = codeableConcept(source, site, { field: 'PID-15', table: '0296' });
    return value === undefined ? undefined : { language: languageConcept(value) };
  });
  const order = integer(pid.field(25));
  if (order !== undefined) {
    draft.choice('multipleBirth', { type: 'Integer', value: order }, pid.field(25));
  } else {
    draft.takeChoice('multipleBirth', 'Boolean', pid.field(24), yesNo);
  }
}

/** The date, and beside it the time; midnight is what systems write that know only the date. */
function birth(draft: Draft, source: Source, site: Site): void {
  if (source.isNull) draft.remove('birthDate', source);
  const value = date(source, site);
  if (value === undefined) return;
  const moment = hasTime(source) ? dateTime(source, site) : undefined;
  const isKnown = moment !== undefined && !moment.includes('T00:00:00');
  const beside = isKnown
    ? { extension: [extension(core('patient-birthTime'), { valueDateTime: moment })] }
    : undefined;
  draft.setWith('birthDate', { value, beside }, source);
}

/** A language code of two letters is from BCP 47. */
function languageConcept(value: JsonObject): JsonObject {
  const { coding: codings } = value;
  if (!Array.isArray(codings)) return value;
  const all = codings.map((one) => {
    const { code, system } = one as JsonObject;
    const isTag = typeof code === 'string' && /^[a-z]{2}(-[A-Z]{2})?$/.test(code);
    return isTag && system === table('0296')
      ? { ...(one as JsonObject), system: 'urn:ietf:bcp:47' }
      : one;
  });
  return { ...value, coding: all };
}

export function gender(draft: Draft, source: Source, site: Site): void {
  if (source.isNull) draft.remove('gender', source);
  const value = lookUpCode(source, site, { field: source.path, table: '0001' }, SEX);
  if (value !== undefined) {
    draft.setWith('gender', { value, beside: codeSpecification(genderCode(value)) }, source);
  }
}

/** The zib knows no other code than these; what is not known is a null flavour. */
function genderCode(gender: string): JsonObject {
  const known = GENDER_CODES[gender];
  return known === undefined
    ? coding(SYSTEM.nullFlavor, 'UNK', 'Onbekend')
    : coding(SYSTEM.administrativeGender, ...known);
}

function maritalStatus(source: Source, site: Site): JsonObject | undefined {
  const place = { field: 'PID-16', table: '0002' };
  const sent = codeableConcept(source, site, place);
  const found = lookUp(source, site, place, MARITAL_STATUS);
  if (found === undefined) return sent;
  const target = 'code' in found ? object({ ...found }) : coding(SYSTEM.maritalStatus, ...found);
  const text = sent?.['text'];
  const kept = Array.isArray(sent?.['coding']) ? sent['coding'] : [];
  return object({
    coding: [target, ...kept.filter((one) => !isSame(one, target))],
    text,
  });
}

function isSame(one: JsonValue, other: JsonObject): boolean {
  const { system, code } = one as JsonObject;
  return system === other['system'] && code === other['code'];
}

export function yesNo(source: Source): boolean | undefined {
  return YES_NO[source.code?.toUpperCase() ?? ''];
}

function contact(draft: Draft, pid: SegmentSource, site: Site): void {
  draft.takeEach('address', 'PID-11', pid.field(11), xad);
  const share = (number: number, use: string | undefined): void => {
    draft.takeEach('telecom', `PID-${number}`, pid.field(number), (source) =>
      xtn(source, site, use),
    );
  };
  share(13, 'home');
  share(14, 'work');
  share(40, undefined);
}

function death(draft: Draft, pid: SegmentSource, site: Site): void {
  const [died, isDead] = [pid.field(29), pid.field(30)];
  const moment = died.isValued ? dateTime(died, site) : undefined;
  if (moment !== undefined) {
    draft.choice('deceased', { type: 'DateTime', value: moment }, died);
  } else if (isDead.isValued) {
    draft.choice('deceased', { type: 'Boolean', value: yesNo(isDead) }, isDead);
  } else if (died.isNull || isDead.isNull) {
    draft.remove('deceased[x]', died.isNull ? died : isDead);
  }
}

function origin(draft: Draft, pid: SegmentSource, site: Site): void {
  const birthPlace = pid.field(23).string;
  draft.extension(
    core('patient-birthPlace'),
    birthPlace === undefined ? undefined : { valueAddress: { text: birthPlace } },
    pid.field(23),
  );
  const nationality = pid.field(28);
  const code = nationality.isValued
    ? codeableConcept(nationality, site, { field: 'PID-28', table: '0212' })
    : undefined;
  if (code !== undefined) {
    draft.slice(
      'extension',
      core('patient-nationality'),
      [
        {
          url: core('patient-nationality'),
          extension: [{ url: 'code', valueCodeableConcept: code }],
        },
      ],
      nationality,
    );
  }
  const maiden = pid.field(6).isValued ? xpn(pid.field(6), site)?.family?.family : undefined;
  draft.extension(
    core('patient-mothersMaidenName'),
    maiden === undefined ? undefined : { valueString: maiden },
    pid.field(6),
  );
  const religion = pid.field(17);
  const faith = religion.isValued
    ? codeableConcept(religion, site, { field: 'PID-17', table: '0006' })
    : undefined;
  draft.extension(
    core('patient-religion'),
    faith === undefined ? undefined : { valueCodeableConcept: faith },
    religion,
  );
}

/** PD1-3 and PD1-4: the practice, and the general practitioner. */
export function primaryCare(run: MappingRun, draft: Draft, pd1: SegmentSource | undefined): void {
  if (pd1 === undefined) return;
  draft.takeEach('generalPractitioner', 'practice', pd1.field(3), (source) => xon(run, source));
  draft.takeEach('generalPractitioner', 'person', pd1.field(4), (source) =>
    xcnName(source) === undefined && source.part(1).isAbsent
      ? undefined
      : practitionerRole(run, source),
  );
}

/** ROL with the role PP: the general practitioner, whom the message may also have in PD1-4. */
export function generalPractitioner(run: MappingRun, draft: Draft, rol: SegmentSource): void {
  const reference = practitionerRole(run, rol.field(4));
  if (reference !== undefined) {
    draft.slice('generalPractitioner', 'person', [reference], rol.field(4));
  }
}

/** Whether a ROL or PRT names the general practitioner: role PP, FHCP or H (huisarts). */
export function isGeneralPractitioner(rol: SegmentSource): boolean {
  return ['PP', 'FHCP', 'H'].includes(rol.field(3).code?.toUpperCase() ?? '');
}
