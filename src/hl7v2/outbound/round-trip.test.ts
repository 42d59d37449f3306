// What is made here says the same to the mapping as the message that the resources came from.
import { describe, expect, test } from '@jest/globals';
import { isObject, objectAt, stringAt, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { Hospital } from '../../testing/hl7v2/hospital.js';
import { header, messageOf as parsed, sent } from '../../testing/hl7v2/message-of.js';
import { parseMessage } from '../parser/message.js';
import { printMessage } from '../parser/print.js';
import { DESTINATION_DEFAULTS, type Destination } from './destination.js';
import { encounterMessage, patientMessage } from './message/adt.js';
import type { Draft, MessageContext } from './message/context.js';
import { messageOf } from './message/message.js';
import { reportMessage } from './message/oru.js';
import { appointmentMessage } from './message/siu.js';

const DESTINATION: Destination = {
  ...DESTINATION_DEFAULTS,
  name: 'lab',
  host: '127.0.0.1',
  port: 1,
  rules: [],
  header: { ...DESTINATION_DEFAULTS.header, sendingApplication: 'ZIS', sendingFacility: 'OLZ' },
};
// Both sides mean the same by numbers without an authority.
const SETTINGS = { scope: 'OLZ' };

function contextOf(hospital: Hospital): MessageContext {
  return {
    destination: DESTINATION,
    changed: Date.parse('2026-03-10T09:00:00Z'),
    related: {
      read: (reference) =>
        Promise.resolve(hospital.store.get(stringAt(reference ?? {}, 'reference') ?? '')?.resource),
      referring: (type, parameter, to) =>
        Promise.resolve(
          hospital.store
            .all(type)
            .filter((one) => stringAt(objectAt(one, parameter) ?? {}, 'reference') === to),
        ),
    },
  };
}

type Make = (resource: Resource, context: MessageContext) => Promise<Draft | undefined>;

const MAKE: Readonly<Record<string, Make>> = {
  Patient: (after, context) => patientMessage({ after, before: undefined }, 'A28-A31', context),
  Encounter: (after, context) => encounterMessage({ after, before: undefined }, context),
  DiagnosticReport: reportMessage,
  Appointment: (after, context) => appointmentMessage({ after, before: undefined }, context),
};

/** What is said of somebody or something, without what this server numbers it by. */
function facts(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(facts).filter((one) => one !== null);
  if (!isObject(value)) return value;
  const system = stringAt(value, 'system');
  if (system?.includes(':key:') === true) return null;
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const isNumbering =
      ['id', 'meta'].includes(name) || (name === 'reference' && typeof member === 'string');
    return isNumbering || member === undefined ? [] : [[name, facts(member)] as const];
  });
  return Object.fromEntries(entries);
}

function factsOf(hospital: Hospital, types: readonly string[]): Record<string, JsonValue[]> {
  return Object.fromEntries(
    types.map((type) => [type, hospital.store.all(type).map((one) => facts(sent(one)))]),
  );
}

/** Receives a message, makes one of a resource that it made, and receives that elsewhere. */
async function roundTrip(type: string, types: readonly string[], lines: readonly string[]) {
  const first = new Hospital(SETTINGS);
  expect(first.receive(parsed(...lines)).kind).toBe('processed');
  const [resource] = first.store.all(type);
  if (resource === undefined) throw new Error(`There is no ${type}.`);
  const draft = await MAKE[type]?.(resource, contextOf(first));
  if (draft === undefined) throw new Error('Nothing was made.');
  const made = messageOf(draft, DESTINATION, {
    controlId: 'X1',
    now: Date.parse('2026-03-10T09:00:00Z'),
  });
  const text = printMessage(made);
  const second = new Hospital(SETTINGS);
  expect(second.receive(parseMessage(text)).kind).toBe('processed');
  expect(factsOf(second, types)).toEqual(factsOf(first, types));
  return text;
}

const PID = [
  'PID|1||4100210^^^OLZ^PI~123456782^^^NLMINBIZA^NNNLD||',
  'de Vries-van Dijk&de&Vries&van&Dijk^Johanna^Maria J.^^^^L~^Jannie^^^^^N||19751212|F|||',
  'Schoonstraat 38&Schoonstraat&38^a^AMSTERDAM^^1040AB^NL^M||',
  '0612341234^PRN^CP~^NET^Internet^j@example.org|0201234567^WPN^PH|nl|M',
].join('');
const PD1 = 'PD1||||01001234^Huisarts&&Huisarts^H^^^^^^VEKTIS^L';

describe('what is said again', () => {
  test('of a patient with contacts and a general practitioner', async () => {
    const text = await roundTrip(
      'Patient',
      ['Patient', 'RelatedPerson', 'Practitioner'],
      [
        header('ADT^A28'),
        'EVN||20260310100000',
        PID,
        PD1,
        'NK1|1|Jansen&&Jansen^Piet^^^^^L|SPO^Partner^HL70063|Dorpsweg 1&Dorpsweg&1^^URK^^8321AA^NL^H|0651234567^PRN^CP||EP^^HL70131||||||||M|19740101',
      ],
    );
    expect(text).toContain('MSH|^~\\&|ZIS|OLZ|||20260310100000+0100||ADT^A28^ADT_A05|X1|P|2.4');
    expect(text).toContain('123456782^^^NLMINBIZA^NNNLD');
    expect(text).toContain('\rPV1|1|N\r');
  });

  test('of somebody who has died, and one of twins', async () => {
    const pid =
      'PID|1||1^^^OLZ^PI||Jansen&&Jansen^Jan^^^^^L||19400101|M|||||||||||||||Utrecht|Y|2||||20260301101500|Y';
    await roundTrip('Patient', ['Patient'], [header('ADT^A31'), 'EVN||20260310100000', pid]);
  });

  test('of a stay', async () => {
    const pv1 = [
      'PV1|1|I|CAR^12^1^OLZ||||01001234^Huisarts&&Huisarts^H^^^^^^VEKTIS^L|',
      '03001111^Verwijzer&&Verwijzer^V^^^^^^VEKTIS^L||0320|||||||||V100^^^OLZ^VN',
    ].join('');
    const admitted = `${pv1}${'|'.repeat(44 - 19)}20260310090000`;
    const text = await roundTrip(
      'Encounter',
      ['Patient', 'Encounter', 'Practitioner', 'Location'],
      [header('ADT^A01'), 'EVN||20260310100000', PID, PD1, admitted],
    );
    expect(text).toContain('|ADT^A01^ADT_A01|');
  });

  test('of results of all types', async () => {
    const text = await roundTrip(
      'DiagnosticReport',
      ['Patient', 'DiagnosticReport', 'Observation'],
      [
        header('ORU^R01'),
        PID,
        'ORC|RE|P1^ZIS|F1^LAB',
        'OBR|1|P1^ZIS|F1^LAB|CHEM^Klinische chemie^99lab|||20260305073000|||||||||||||||20260305110000||LAB|F',
        'OBX|1|NM|14749-6^Glucose^LN||5.60|mmol/L^mmol/L^UCUM|4.0-7.8|N|||F|||20260305080000',
        'OBX|2|SN|2160-0^Kreatinine^LN||<^20|umol/L^umol/L^UCUM||L|||F',
        'OBX|3|CE|600-7^Kweek^LN||112283007^Escherichia coli^SCT||||||F',
        'OBX|4|ST|LOK1^Opmerking^99lab||Hemolytisch & troebel||||||P',
        'OBX|5|TX|LOK2^Beoordeling^99lab||Regel een~Regel twee||||||C',
        'NTE|1||Bij herhaling~bepalen',
      ],
    );
    expect(text).toContain('|NM|14749-6^Glucose^LN||5.60|mmol/L^mmol/L^UCUM|4.0-7.8|N|');
    expect(text).toContain('Hemolytisch \\T\\ troebel');
  });

  test('of an appointment', async () => {
    const text = await roundTrip(
      'Appointment',
      ['Patient', 'Appointment'],
      [
        header('SIU^S12'),
        'SCH|PL1^ZIS|FL1^AGENDA|||||CTRL^Controle^99zis|ROUTINE^^HL70277|20|M|^^^20260401103000^20260401105000||||||||||||||Booked',
        'NTE|1||Nuchter komen',
        PID,
        'RGS|1|A',
        'AIS|1||CONS^Consult^99zis|20260401103000',
        'AIL|1||POLI^3^^OLZ|||20260401103000',
        'AIP|1||01001234^Huisarts&&Huisarts^H^^^^^^VEKTIS^L|||20260401103000',
      ],
    );
    expect(text).toContain('|SIU^S12^SIU_S12|');
  });
});
