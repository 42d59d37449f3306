/** NK1: contact persons. The reverse of `mapping/segment/nk1.ts`. HL7 v2.8, 3.4.5. */
import { objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { SYSTEM, table } from '../../mapping/systems.js';
import { CONTACT_ROLES, RELATIONSHIPS } from '../../mapping/table/person.js';
import type { Components } from '../../parser/print.js';
import { codeIn, cwe } from '../datatype/cwe.js';
import { ei } from '../datatype/cx.js';
import { timestamp } from '../datatype/time.js';
import { xad } from '../datatype/xad.js';
import { xpn } from '../datatype/xpn.js';
import { isBusiness, xtn } from '../datatype/xtn.js';
import type { MessageContext } from '../message/context.js';
import { line, repeated, type Line } from './lines.js';

const SEX: Readonly<Record<string, string>> = { female: 'F', male: 'M', other: 'O', unknown: 'U' };

/** Of several v2 codes for one code of FHIR the first is the usual one. */
function reverse(codes: Readonly<Record<string, readonly [string, string]>>): Map<string, string> {
  return new Map(
    Object.entries(codes)
      .map(([code, [target]]) => [target, code] as const)
      .reverse(),
  );
}

const RELATIONSHIP_CODES = new Map([
  ...reverse(RELATIONSHIPS),
  // The table has no wives and daughters; NK1-15 says which they are.
  ...(['WIFE', 'HUSB', 'SPS'] as const).map((code) => [code, 'SPO'] as const),
  ...(['DAUC', 'SONC'] as const).map((code) => [code, 'CHD'] as const),
  ...(['GRMTH', 'GRFTH'] as const).map((code) => [code, 'GRP'] as const),
]);
const ROLE_CODES = reverse(CONTACT_ROLES);

/** @param index from 1 */
export function nk1(person: JsonObject, index: number, context: MessageContext): Line {
  const { naming } = context.destination;
  const contacts = objectsAt(person, 'telecom');
  const relationships = objectsAt(person, 'relationship');
  const period = (person['period'] ?? {}) as JsonObject;
  const number = objectsAt(person, 'identifier').flatMap((one) => ei(one, naming) ?? [])[0];
  return line('NK1', {
    1: String(index),
    2: repeated(objectsAt(person, 'name').map(xpn)),
    3: firstOf(relationships, [table('0063'), SYSTEM.roleCode], RELATIONSHIP_CODES, context),
    4: repeated(objectsAt(person, 'address').map(xad)),
    5: repeated(contacts.filter((one) => !isBusiness(one)).map(xtn)),
    6: repeated(contacts.filter(isBusiness).map(xtn)),
    7: firstOf(relationships, [table('0131'), SYSTEM.contactRole], ROLE_CODES, undefined),
    8: timestamp(stringAt(period, 'start'), naming.timeZone),
    9: timestamp(stringAt(period, 'end'), naming.timeZone),
    15: SEX[stringAt(person, 'gender') ?? ''],
    16: timestamp(stringAt(person, 'birthDate'), naming.timeZone),
    33: number === undefined ? undefined : [number],
  });
}

/** The code of the table itself, or of the system that it is mapped to; else, in NK1-3, any. */
function firstOf(
  concepts: readonly JsonObject[],
  [own, mapped]: readonly [string, string],
  codes: ReadonlyMap<string, string>,
  context: MessageContext | undefined,
): Components | undefined {
  for (const concept of concepts) {
    const code = codeIn(concept, own) ?? codes.get(codeIn(concept, mapped) ?? '');
    if (code !== undefined) return [code, stringAt(concept, 'text')];
  }
  const [first] = concepts.filter((one) => codeIn(one, SYSTEM.contactRole) === undefined);
  return context === undefined ? undefined : cwe(first, context.destination.naming);
}
