/** Patients of a hospital as its messages name them. The same ones in every run. */
import { bsnOf } from '../search/generator/bsn.mjs';
import { GIVEN, INSURERS, STREETS, SURNAMES, TOWNS } from '../search/generator/names.mjs';
import { Random } from '../search/generator/random.mjs';

/** ISO 8859-1, which Dutch hospitals send. */
const isLatin = (text) => /^[\0-\xff]*$/.test(text);
const FAMILIES = SURNAMES.filter(([, name]) => isLatin(name));
const FIRST_NAMES = { F: GIVEN.female.filter(isLatin), M: GIVEN.male.filter(isLatin) };

/**
 * @typedef {object} Person
 * @property {string} number of the hospital
 * @property {string} pid the segment
 * @property {string} partner the segment NK1
 * @property {string} insurance the segment IN1
 * @property {string} doctor XCN of the family doctor
 */

/**
 * @param {number} index
 * @returns {Person}
 */
export function personOf(index) {
  const random = new Random(40, index);
  const sex = random.chance(0.51) ? 'F' : 'M';
  const number = String(4_100_000 + index);
  const numbers = [`${number}^^^OLZ^PI`];
  // One in twenty has no citizen service number: tourists, newborns.
  if (!random.chance(0.05)) numbers.push(`${bsnOf(index)}^^^NLMINBIZA^NNNLD`);
  const address = addressOf(random);
  const pid = segment(
    'PID',
    ...['1', '', numbers.join('~'), '', nameOf(random, sex), '', birthDate(random), sex],
    ...['', '', address, '', telecomOf(random), '', '', random.pick(['M', 'S', 'W', 'D'])],
  );
  const policy = String(970_000_000 + index);
  return {
    number,
    pid,
    ...kinOf(random, sex),
    ...insuranceOf(random, policy),
    ...doctorOf(random),
  };
}

/**
 * A segment of these fields, without empty ones at its end.
 * @param {...string} fields
 */
export function segment(...fields) {
  return fields.join('|').replace(/\|+$/, '');
}

/**
 * XPN: surname with its parts, given name, initials or a second name.
 * @param {Random} random
 * @param {'F' | 'M'} sex
 */
function nameOf(random, sex) {
  const [prefix, surname] = random.pick(FAMILIES);
  const names = FIRST_NAMES[sex];
  const family = [prefix, surname].filter((part) => part !== '').join(' ');
  return `${family}&${prefix}&${surname}^${random.pick(names)}^${random.pick(names)}^^^^L`;
}

/** @param {Random} random */
function birthDate(random) {
  const age = Math.min(99, Math.max(0, Math.round(random.around(54, 22))));
  return `${2025 - age}${twoDigits(1 + random.below(12))}${twoDigits(1 + random.below(28))}`;
}

/** XAD. @param {Random} random */
function addressOf(random) {
  const [town, postal] = random.pick(TOWNS);
  const street = random.pick(STREETS);
  const house = 1 + random.below(180);
  const code = `${postal}${10 + random.below(90)}${random.pick(['AB', 'CD', 'EH', 'KL', 'XZ'])}`;
  return `${street} ${house}&${street}&${house}^^${town}^^${code}^NL^H`;
}

/** XTN: numbers that are nobody's. @param {Random} random */
function telecomOf(random) {
  const mobile = `06-00${String(random.below(1_000_000)).padStart(6, '0')}`;
  return `030-000${String(random.below(10_000)).padStart(4, '0')}^PRN^PH~${mobile}^PRN^CP`;
}

/**
 * @param {Random} random
 * @param {string} sex of the patient
 */
function kinOf(random, sex) {
  const name = nameOf(random, sex === 'F' ? 'M' : 'F');
  const phone = `030-000${String(random.below(10_000)).padStart(4, '0')}^PRN^PH`;
  const role = 'C^Contactpersoon^HL70131';
  return { partner: segment('NK1', '1', name, 'SPO^Partner^HL70063', '', phone, '', role) };
}

/**
 * @param {Random} random
 * @param {string} policy
 */
function insuranceOf(random, policy) {
  const [uzovi, insurer] = random.pick(INSURERS);
  const fields = ['IN1', '1', '^Basisverzekering^LOCAL', `${uzovi}^^^VEKTIS^UZOVI`, insurer];
  fields[12] = '20260101';
  fields[36] = policy;
  return { insurance: segment(...Array.from(fields, (field) => field ?? '')) };
}

/** @param {Random} random */
function doctorOf(random) {
  const [prefix, surname] = random.pick(FAMILIES);
  const family = [prefix, surname].filter((part) => part !== '').join(' ');
  const code = `01${String(90_000 + random.below(500)).padStart(6, '0')}`;
  return { doctor: `${code}^${family}^${random.pick(['A', 'B', 'H', 'M'])}.^^^^^^VEKTIS^L` };
}

/** @param {number} value */
export function twoDigits(value) {
  return String(value).padStart(2, '0');
}
