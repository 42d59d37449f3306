/**
 * Messages of a hospital: an admission feed and a laboratory feed. Each has a number from which all
 * of it follows, so that any process can make any of them.
 */
import { Random } from '../search/generator/random.mjs';
import { personOf, segment, twoDigits } from './person.mjs';

/** 1 March 2026, 00:00: the clock of the hospital moves a second with each message. */
const BEGIN = Date.UTC(2026, 2, 1);

const DOCTORS = [
  '03012345^Verhoeven^A.B.^^^^^^VEKTIS^L',
  '03023456^de Wit^M.^^^^^^VEKTIS^L',
  '03034567^van Rijn^P.J.^^^^^^VEKTIS^L',
  '03045678^Öztürk^S.^^^^^^VEKTIS^L',
];
const WARDS = ['2-OOST', '3-NOORD', '4-WEST', 'CCU', 'IC', 'SEH'];
const SPECIALTIES = ['CAR', 'INT', 'LON', 'CHI', 'NEU'];
const ALLERGIES = [
  'FA^256349002^Pinda-eiwit^SCT|SV|benauwdheid',
  'DA^91936005^Allergie voor penicilline^SCT|MO|huiduitslag',
];
const DIAGNOSES = [
  'I21.0^Acuut transmuraal myocardinfarct van voorwand^ICD10',
  'J18.9^Pneumonie, niet gespecificeerd^ICD10',
  'K35.8^Acute appendicitis^ICD10',
  'S72.0^Fractuur van femurhals^ICD10',
];

/** LOINC code, name, unit, lowest and highest normal value. */
const TESTS = [
  ['59260-0', 'Hemoglobine', 'mmol/L', 7.5, 10],
  ['26464-8', 'Leukocyten', '10*9/L', 4, 10],
  ['26515-7', 'Trombocyten', '10*9/L', 150, 400],
  ['2951-2', 'Natrium', 'mmol/L', 135, 145],
  ['2823-3', 'Kalium', 'mmol/L', 3.5, 5],
  ['14682-9', 'Kreatinine', 'umol/L', 50, 100],
  ['14749-6', 'Glucose', 'mmol/L', 4, 7.8],
  ['1988-5', 'CRP', 'mg/L', 0, 10],
  ['1742-6', 'ALAT', 'U/L', 0, 45],
  ['2324-2', 'Gamma-GT', 'U/L', 0, 55],
];

/** The messages of a stay, in their order. */
const STAY = ['A01', 'A08', 'A02', 'A03'];
/** Patients that are in hospital at the same time: their messages come in turns. */
const BEDS = 500;

/**
 * A message of the admission feed: stays of four messages, 500 patients at a time; three of four
 * messages are about a patient who has had one before.
 * @param {number} number
 */
export function admission(number) {
  const round = Math.floor(number / (BEDS * STAY.length));
  const step = Math.floor(number / BEDS) % STAY.length;
  const stay = round * BEDS + (number % BEDS);
  const event = STAY[step];
  const person = personOf(stay);
  const at = timeOf(number);
  const random = new Random(41, stay);
  const segments = [
    segment(
      'MSH',
      '^~\\&',
      'ZIS',
      'OLZ',
      'VUURTOREN',
      'OLZ',
      at,
      '',
      typeOf(event),
      `A${number}`,
    ).concat('|P|2.4|||AL|NE|NLD|8859/1'),
    segment('EVN', event, at),
    person.pid,
    segment('PD1', '', '', '', person.doctor),
    person.partner,
    visitOf(stay, { step, at, random }),
  ];
  if (event === 'A01') {
    if (random.chance(0.2)) segments.push(`AL1|1|${random.pick(ALLERGIES)}`);
    segments.push(segment('DG1', '1', '', random.pick(DIAGNOSES), '', at, 'A'), person.insurance);
  }
  return print(segments);
}

/** @param {string} event */
function typeOf(event) {
  return `ADT^${event}^${event === 'A02' ? 'ADT_A02' : event === 'A03' ? 'ADT_A03' : 'ADT_A01'}`;
}

/**
 * PV1
 * @param {number} stay
 * @param {{ step: number, at: string, random: Random }} facts
 */
function visitOf(stay, { step, at, random }) {
  const [before, after] = [placeOf(random), placeOf(random)];
  const doctor = random.pick(DOCTORS);
  const fields = ['PV1', '1', 'I', step >= 2 ? after : before, 'R'];
  if (step === 2) fields[6] = before;
  fields[7] = doctor;
  fields[10] = random.pick(SPECIALTIES);
  fields[17] = doctor;
  fields[19] = `${26_000_000 + stay}^^^OLZ^VN`;
  if (step === 0) fields[44] = at;
  if (step === 3) fields[45] = at;
  return segment(...Array.from(fields, (field) => field ?? ''));
}

/** @param {Random} random */
function placeOf(random) {
  return `${random.pick(WARDS)}^${1 + random.below(20)}^${1 + random.below(4)}^OLZ`;
}

/**
 * A message of the laboratory feed: one report of ten results.
 * @param {number} number
 * @param {number} patients so many have results
 */
export function report(number, patients) {
  const random = new Random(42, number);
  const person = personOf(number % patients);
  const at = timeOf(number);
  const order = `P${700_000 + number}^ZIS|F${700_000 + number}^LABOSYS`;
  const results = TESTS.map((test, index) => resultOf(test, index, random));
  return print([
    segment('MSH', '^~\\&', 'LABOSYS', 'OLZ', 'VUURTOREN', 'OLZ', at, '', 'ORU^R01^ORU_R01').concat(
      `|L${number}|P|2.5.1|||AL|NE|NLD|8859/1`,
    ),
    person.pid,
    `ORC|RE|${order}||CM`,
    segment('OBR', '1', order, '24323-8^Algemeen laboratoriumonderzoek^LN', '', '', at).concat(
      `|||||||||${random.pick(DOCTORS)}||||||${at}||LAB|F`,
    ),
    ...results,
  ]);
}

/**
 * OBX
 * @param {(typeof TESTS)[number]} test
 * @param {number} index
 * @param {Random} random
 */
function resultOf([code, name, unit, low, high], index, random) {
  const middle = (low + high) / 2;
  const value = Math.max(0, random.around(middle, (high - low) / 3));
  const flag = value < low ? 'L' : value > high ? 'H' : 'N';
  const shown = value.toFixed(high < 20 ? 1 : 0);
  const coded = `${code}^${name}^LN`;
  return `OBX|${index + 1}|NM|${coded}||${shown}|${unit}^${unit}^UCUM|${low}-${high}|${flag}|||F`;
}

/** @param {number} number */
function timeOf(number) {
  const date = new Date(BEGIN + number * 1000);
  const [year, ...rest] = [
    date.getUTCFullYear(),
    ...[date.getUTCMonth() + 1, date.getUTCDate()],
    ...[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()],
  ];
  return `${year}${rest.map(twoDigits).join('')}`;
}

/** @param {readonly string[]} segments */
function print(segments) {
  return `${segments.join('\r')}\r`;
}
