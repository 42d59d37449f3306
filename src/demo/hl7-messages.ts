/**
 * HL7 v2 messages of an invented hospital, sent through the listener when the demo data is loaded: an
 * admission with a transfer, a double registration that is merged, laboratory results, and a result
 * of which a person has to say whose it is.
 */
import { bsnFromBase } from './make/bsn.js';

const FEMKE = person('4100210', bsnFromBase('99993201'), {
  name: 'Willems&&Willems^Femke^^^^^L',
  born: '19751212',
  address: 'Dorpsstraat 12&Dorpsstraat&12^^UTRECHT^^3511AB^NL^M',
});
/** The same woman, registered once more at the emergency department. */
const DOUBLE = 'PID|1||4100299^^^OLZ^PI||Willems&&Willems^F.^^^^^L||19751212|F|||^^UTRECHT^^^NL^M';
const NOOR_ADDRESS = 'Kade 3&Kade&3^a^UTRECHT^^3521BC^NL^M';
const NOOR = `PID|1||4100355^^^OLZ^PI||de Bakker&de&Bakker^Noor^^^^^L||19920503|F|||${NOOR_ADDRESS}`;
/** The same number with a citizen service number, and the day and month of birth turned round. */
const NOOR_AGAIN = person('4100355', bsnFromBase('99993202'), {
  name: 'de Bakker&de&Bakker^Noor^^^^^L',
  born: '19920305',
  address: NOOR_ADDRESS,
});

const DOCTOR = '03012345^van Loon&van&Loon^M^^^^^^VEKTIS^L';

interface Demographics {
  readonly name: string;
  readonly born: string;
  readonly address: string;
}

function person(number: string, bsn: string, { name, born, address }: Demographics): string {
  const numbers = `${number}^^^OLZ^PI~${bsn}^^^NLMINBIZA^NNNLD`;
  return `PID|1||${numbers}||${name}||${born}|F|||${address}`;
}

/** @param at local time; @param event `ADT^A01` */
function header(sender: string, event: string, at: string, id: string): string {
  return `MSH|^~\\&|${sender}|OLZ|VUURTOREN|OLZ|${at}||${event}|${id}|P|2.4|||AL|NE|NLD|8859/1`;
}

function stay(place: string, admitted: string): string {
  const before = `PV1|1|I|${place}^OLZ||||${DOCTOR}|||0320|||||||||V88010^^^OLZ^VN`;
  return `${before}${'|'.repeat(44 - 19)}${admitted}`;
}

function result(number: string, observed: string): readonly string[] {
  return [
    `ORC|RE|P${number}^ZIS|L${number}^LAB`,
    `OBR|1|P${number}^ZIS|L${number}^LAB|CHEM^Klinische chemie^99lab|||${observed}|||||||||||||||${observed}||LAB|F`,
    `OBX|1|NM|14749-6^Glucose^LN||5.6|mmol/L^mmol/L^UCUM|4.0-7.8|N|||F|||${observed}`,
    `OBX|2|NM|14682-9^Kreatinine^LN||104|umol/L^umol/L^UCUM|49-90|H|||F|||${observed}`,
    'NTE|1||Bij herhaling verhoogd',
  ];
}

const MESSAGES: readonly (readonly string[])[] = [
  [
    header('ZIS', 'ADT^A01', '20260309081500', 'DEMO0001'),
    'EVN||20260309081500',
    FEMKE,
    stay('CAR^12^1', '20260309081500'),
  ],
  [
    header('ZIS', 'ADT^A02', '20260310140000', 'DEMO0002'),
    'EVN||20260310140000',
    FEMKE,
    stay('CAR^14^2', '20260309081500'),
  ],
  [
    header('LAB', 'ORU^R01', '20260310153000', 'DEMO0003'),
    FEMKE,
    ...result('20260310', '20260310143000'),
  ],
  [
    header('ZIS', 'ADT^A28', '20260311090000', 'DEMO0004'),
    'EVN||20260311090000',
    DOUBLE,
    'PV1|1|N',
  ],
  [
    header('ZIS', 'ADT^A40', '20260311101500', 'DEMO0005'),
    'EVN||20260311101500',
    FEMKE,
    'MRG|4100299^^^OLZ^PI',
  ],
  [header('ZIS', 'ADT^A28', '20260311110000', 'DEMO0006'), 'EVN||20260311110000', NOOR, 'PV1|1|N'],
  [
    header('LAB', 'ORU^R01', '20260311133000', 'DEMO0007'),
    NOOR_AGAIN,
    ...result('20260311', '20260311121500'),
  ],
];

/** The messages in the order in which they are to be sent, segments ended by CR. */
export function demoMessages(): string[] {
  return MESSAGES.map((lines) => lines.map((line) => `${line}\r`).join(''));
}

/** A message to try: relative to the checkout. */
export const SAMPLE_MESSAGE = 'src/demo/admission.hl7';
