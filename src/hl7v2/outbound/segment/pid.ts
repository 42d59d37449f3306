/** PID and PD1: the patient. The reverse of `mapping/segment/pid.ts`. HL7 v2.8, 3.4.2. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { core, SYSTEM, table } from '../../mapping/systems.js';
import type { Components, FieldContents } from '../../parser/print.js';
import { codeIn, cwe } from '../datatype/cwe.js';
import { cx } from '../datatype/cx.js';
import { timestamp } from '../datatype/time.js';
import { xad } from '../datatype/xad.js';
import { xcn } from '../datatype/xcn.js';
import { xpn } from '../datatype/xpn.js';
import { isBusiness, xtn } from '../datatype/xtn.js';
import { idOf, ownAuthority, type MessageContext } from '../message/context.js';
import { isValued, line, repeated, withNulls, type Line, type Lines } from './lines.js';

/** HL7 table 0001. */
const SEX: Readonly<Record<string, string>> = { female: 'F', male: 'M', other: 'O', unknown: 'U' };

/** HL7 table 0002, by v3-MaritalStatus. */
const MARITAL_STATUS: Readonly<Record<string, string>> = {
  L: 'A',
  D: 'D',
  M: 'M',
  S: 'S',
  W: 'W',
  C: 'C',
  T: 'P',
  I: 'I',
  A: 'N',
  U: 'B',
};

/** @param before the version before, of which what is gone is said to be gone */
export function pid(
  patient: JsonObject,
  before: JsonObject | undefined,
  context: MessageContext,
): Line {
  const fields = pidFields(patient, context);
  const nulls = withNulls(fields, before === undefined ? undefined : pidFields(before, context));
  return line('PID', { ...nulls, 1: '1', 3: fields[3] });
}

function pidFields(patient: JsonObject, context: MessageContext): FieldContents {
  const { naming } = context.destination;
  const contacts = objectsAt(patient, 'telecom');
  return {
    3: repeated(patientNumbers(patient, context)),
    5: repeated(objectsAt(patient, 'name').map(xpn)),
    6: mothersName(patient),
    7: birth(patient, naming.timeZone),
    8: SEX[stringAt(patient, 'gender') ?? ''],
    11: repeated(objectsAt(patient, 'address').map(xad)),
    13: repeated(contacts.filter((one) => !isBusiness(one)).map(xtn)),
    14: repeated(contacts.filter(isBusiness).map(xtn)),
    15: language(patient, context),
    16: maritalStatus(objectAt(patient, 'maritalStatus'), context),
    23: birthPlace(patient),
    ...multipleBirth(patient),
    28: nationality(patient, context),
    ...death(patient, naming.timeZone),
  };
}

/** PID-3 and MRG-1. Somebody without a number has that of this server. */
export function patientNumbers(
  patient: JsonObject,
  { destination }: MessageContext,
): readonly Components[] {
  const numbers = objectsAt(patient, 'identifier').flatMap((one) => {
    const number = cx(one, destination.naming);
    return number === undefined ? [] : [number];
  });
  return numbers.length > 0 ? numbers : [[idOf(patient), '', '', ownAuthority(destination), 'PI']];
}

/** The time of birth stands in an extension beside the date. */
function birth(patient: JsonObject, zone: string): string {
  const beside = objectAt(patient, '_birthDate') ?? {};
  const time = objectsAt(beside, 'extension').find(
    (one) => stringAt(one, 'url') === core('patient-birthTime'),
  );
  return timestamp(stringAt(time ?? {}, 'valueDateTime') ?? stringAt(patient, 'birthDate'), zone);
}

function mothersName(patient: JsonObject): Components | undefined {
  const name = stringAt(extensionOf(patient, core('patient-mothersMaidenName')), 'valueString');
  return name === undefined ? undefined : [[name]];
}

function birthPlace(patient: JsonObject): string | undefined {
  const place = objectAt(extensionOf(patient, core('patient-birthPlace')), 'valueAddress') ?? {};
  return stringAt(place, 'text') ?? stringAt(place, 'city');
}

function extensionOf(resource: JsonObject, url: string): JsonObject {
  return objectsAt(resource, 'extension').find((one) => stringAt(one, 'url') === url) ?? {};
}

function language(patient: JsonObject, context: MessageContext): Components | undefined {
  const all = objectsAt(patient, 'communication');
  const main = all.find((one) => one['preferred'] === true) ?? all[0];
  const concept = objectAt(main ?? {}, 'language');
  const tag = codeIn(concept, 'urn:ietf:bcp:47');
  if (tag === undefined) return cwe(concept, context.destination.naming);
  return [tag, stringAt(objectsAt(concept ?? {}, 'coding')[0] ?? {}, 'display')];
}

function maritalStatus(
  concept: JsonObject | undefined,
  { destination }: MessageContext,
): Components | undefined {
  const sent = codeIn(concept, table('0002'));
  if (sent !== undefined) return [sent];
  const code = MARITAL_STATUS[codeIn(concept, SYSTEM.maritalStatus) ?? ''];
  return code === undefined ? cwe(concept, destination.naming) : [code];
}

function multipleBirth(patient: JsonObject): FieldContents {
  const { multipleBirthInteger: order, multipleBirthBoolean: isMultiple } = patient;
  if (typeof order === 'number') return { 24: 'Y', 25: String(order) };
  return typeof isMultiple === 'boolean' ? { 24: isMultiple ? 'Y' : 'N' } : {};
}

function nationality(patient: JsonObject, context: MessageContext): Components | undefined {
  const extension = extensionOf(patient, core('patient-nationality'));
  const code = objectsAt(extension, 'extension').find((one) => stringAt(one, 'url') === 'code');
  return cwe(objectAt(code ?? {}, 'valueCodeableConcept'), context.destination.naming);
}

function death(patient: JsonObject, zone: string): FieldContents {
  const moment = stringAt(patient, 'deceasedDateTime');
  if (moment !== undefined) return { 29: timestamp(moment, zone), 30: 'Y' };
  const { deceasedBoolean: isDead } = patient;
  return typeof isDead === 'boolean' ? { 30: isDead ? 'Y' : 'N' } : {};
}

/** PD1-4: the general practitioner; no segment without one. */
export async function pd1(patient: JsonObject, context: MessageContext): Promise<Lines> {
  const doctors = await Promise.all(
    objectsAt(patient, 'generalPractitioner').map((one) => xcn(one, patient, context)),
  );
  const field = repeated(doctors);
  return isValued(field) ? [line('PD1', { 4: field })] : [];
}
