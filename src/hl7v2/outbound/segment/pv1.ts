/** PV1: the visit. The reverse of `mapping/segment/pv1.ts`. HL7 v2.8, 3.4.3. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { SYSTEM, table } from '../../mapping/systems.js';
import type { Components, FieldContents } from '../../parser/print.js';
import { codeIn, cwe } from '../datatype/cwe.js';
import { cx } from '../datatype/cx.js';
import { pl } from '../datatype/pl.js';
import { timestamp } from '../datatype/time.js';
import { xcn } from '../datatype/xcn.js';
import { idOf, ownAuthority, type MessageContext } from '../message/context.js';
import { line, repeated, withNulls, type Line } from './lines.js';

/** HL7 table 0004, by v3-ActCode. */
const CLASSES: Readonly<Record<string, string>> = {
  EMER: 'E',
  IMP: 'I',
  ACUTE: 'I',
  NONAC: 'I',
  OBSENC: 'I',
  AMB: 'O',
  VR: 'O',
  HH: 'O',
  FLD: 'O',
  PRENC: 'P',
  SS: 'D',
};

/** The patient class of an Encounter; `U` when there is none for its class. */
export function patientClass(encounter: JsonObject): string {
  const coding = objectAt(encounter, 'class') ?? {};
  const code = stringAt(coding, 'code') ?? '';
  return stringAt(coding, 'system') === table('0004') ? code : (CLASSES[code] ?? 'U');
}

/** A PV1 that says that there is no visit, for events about the person alone. */
export function noVisit(): Line {
  return line('PV1', { 1: '1', 2: 'N' });
}

/** @param before the version before, of which what is gone is said to be gone */
export async function pv1(
  encounter: JsonObject,
  before: JsonObject | undefined,
  context: MessageContext,
): Promise<Line> {
  const fields = await pv1Fields(encounter, context);
  const earlier = before === undefined ? undefined : await pv1Fields(before, context);
  return line('PV1', { ...withNulls(fields, earlier), 1: '1', 6: fields[6], 19: fields[19] });
}

/** Field by v3-ParticipationType. */
const PARTICIPANTS: Readonly<Record<number, string>> = { 7: 'ATND', 8: 'REF', 9: 'CON', 17: 'ADM' };

async function pv1Fields(encounter: JsonObject, context: MessageContext): Promise<FieldContents> {
  const { naming } = context.destination;
  const stay = objectAt(encounter, 'hospitalization') ?? {};
  const period = objectAt(encounter, 'period') ?? {};
  const coded = (name: string): Components | undefined => cwe(objectAt(stay, name), naming);
  const people = await participants(encounter, context);
  return {
    2: patientClass(encounter),
    3: await place(encounter, ['active', 'planned', 'reserved'], context),
    4: cwe(objectsAt(encounter, 'type')[0], naming),
    6: await place(encounter, ['completed'], context),
    ...people,
    10: hospitalService(encounter, context),
    14: coded('admitSource'),
    19: visitNumber(encounter, context),
    36: coded('dischargeDisposition'),
    37: await pl(objectAt(stay, 'destination'), encounter, context),
    44: timestamp(stringAt(period, 'start'), naming.timeZone),
    45: timestamp(stringAt(period, 'end'), naming.timeZone),
  };
}

/** The last place of some statuses; a place without a status is the one where the patient is. */
async function place(
  encounter: JsonObject,
  statuses: readonly string[],
  context: MessageContext,
): Promise<Components | undefined> {
  const found = objectsAt(encounter, 'location').filter((one) =>
    statuses.includes(stringAt(one, 'status') ?? 'active'),
  );
  const last = found.at(-1);
  return last === undefined ? undefined : pl(objectAt(last, 'location'), encounter, context);
}

async function participants(
  encounter: JsonObject,
  context: MessageContext,
): Promise<FieldContents> {
  const fields: Record<number, FieldContents[number]> = {};
  for (const [number, type] of Object.entries(PARTICIPANTS)) {
    const ofType = objectsAt(encounter, 'participant').filter((one) =>
      objectsAt(one, 'type').some((concept) => codeIn(concept, SYSTEM.participation) === type),
    );
    const people = await Promise.all(
      ofType.map((one) => xcn(objectAt(one, 'individual'), encounter, context)),
    );
    fields[Number(number)] = repeated(people);
  }
  return fields;
}

function hospitalService(encounter: JsonObject, context: MessageContext): Components | undefined {
  const concept = objectAt(encounter, 'serviceType');
  const specialty = codeIn(concept, SYSTEM.agbSpecialty);
  // An AGB specialty stands by itself, as Dutch systems send it.
  return specialty === undefined ? cwe(concept, context.destination.naming) : [specialty];
}

/** PV1-19; a visit without a number has that of this server. */
function visitNumber(encounter: JsonObject, { destination }: MessageContext): Components {
  const number = objectsAt(encounter, 'identifier').flatMap((one) => {
    const read = cx(one, destination.naming);
    return read === undefined ? [] : [read];
  })[0];
  return number ?? [idOf(encounter), '', '', ownAuthority(destination), 'VN'];
}
