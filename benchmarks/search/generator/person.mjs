/** A patient: who it is, what he or she lives with, and when there are visits. */
import { bsnOf } from './bsn.mjs';
import { DAYS, dateOf } from './calendar.mjs';
import { practiceOf } from './care.mjs';
import { CHRONIC, SYSTEMS } from './codes.mjs';
import { GIVEN, INSURERS, STREETS, SURNAMES, TOWNS } from './names.mjs';
import { localIdentifier, reference, resource, term } from './parts.mjs';
import { Random } from './random.mjs';

const OWN_PREFIX = 'http://hl7.org/fhir/StructureDefinition/humanname-own-prefix';
export const OWN_NAME = 'http://hl7.org/fhir/StructureDefinition/humanname-own-name';
const LAST_BIRTH_YEAR = 2020;

/**
 * @typedef {import('./parts.mjs').Resource} Resource
 *
 * @typedef {object} Person
 * @property {number} index
 * @property {Resource} patient
 * @property {import('./care.mjs').Practice} practice
 * @property {Resource} doctor
 * @property {number} weight what vitals are measured against: 1 is average
 * @property {readonly number[]} days of the visits, in order
 * @property {readonly { disorder: import('./codes.mjs').Disorder, visit: number }[]} chronic with
 *   the visit at which each is found
 */

/**
 * The same person whatever the size of the population.
 * @param {number} index
 * @returns {Person}
 */
export function personOf(index) {
  const random = new Random(1, index);
  const age = Math.max(
    0,
    Math.floor(random.chance(0.75) ? random.around(54, 22) : random.around(25, 20)),
  );
  const practice = practiceOf(index);
  const doctor = random.pick(practice.doctors);
  const patient = patientResource(index, age, random, { practice, doctor });
  const days = visitDays(random, age);
  return {
    ...{ index, patient, practice, doctor, days },
    weight: Math.min(1, 0.1 + age / 18) * random.around(1, 0.15),
    chronic: chronicOf(random, age, days.length),
  };
}

function patientResource(index, age, random, { practice, doctor }) {
  const gender = random.chance(0.51) ? 'female' : 'male';
  const [town, postal] = random.pick(TOWNS);
  const line = `${random.pick(STREETS)} ${1 + random.below(180)}`;
  const born = `${LAST_BIRTH_YEAR - age}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`;
  return resource('Patient', `${index}`, {
    identifier: [
      { use: 'official', system: SYSTEMS.bsn, value: bsnOf(index) },
      localIdentifier('patientnummer', String(7_000_000 + index)),
    ],
    active: true,
    name: [nameOf(random, gender)],
    telecom: [
      // Numbers that begin with 0600 are nobody's.
      { system: 'phone', value: `06-00${String(random.below(1_000_000)).padStart(6, '0')}` },
      { system: 'email', value: `patient${index}@voorbeeld.example` },
    ],
    gender,
    birthDate: born,
    address: [
      {
        use: 'home',
        line: [line],
        city: town,
        postalCode: `${postal}${10 + random.below(90)} ${random.pick(['AB', 'CD', 'EH', 'KL', 'XZ'])}`,
        country: 'NL',
      },
    ],
    generalPractitioner: [reference(doctor)],
    managingOrganization: reference(practice.organization),
  });
}

function twoDigits(value) {
  return String(value).padStart(2, '0');
}

/**
 * @param {Random} random
 * @param {'female' | 'male'} gender
 */
function nameOf(random, gender) {
  const [prefix, name] = random.pick(SURNAMES);
  const first = random.pick(GIVEN[gender]);
  const given = random.chance(0.3) ? [first, random.pick(GIVEN[gender])] : [first];
  const parts = [
    ...(prefix === '' ? [] : [{ url: OWN_PREFIX, valueString: prefix }]),
    { url: OWN_NAME, valueString: name },
  ];
  return {
    use: 'official',
    family: prefix === '' ? name : `${prefix} ${name}`,
    _family: { extension: parts },
    given,
  };
}

/**
 * More often for the old; at least once.
 * @param {Random} random
 * @param {number} age
 */
function visitDays(random, age) {
  const wanted = Math.round(Math.exp(random.around(2 + age / 110, 0.65))) + 2;
  const days = new Set();
  while (days.size < Math.min(wanted, 90)) days.add(random.below(DAYS));
  return [...days].sort((one, other) => one - other);
}

/**
 * @param {Random} random
 * @param {number} age
 * @param {number} visits
 */
function chronicOf(random, age, visits) {
  const likelihood = Math.min(1.5, age / 60);
  return CHRONIC.filter(({ share }) => random.chance(share * likelihood)).map((disorder) => ({
    disorder,
    visit: Math.floor(visits * random.next() * random.next()),
  }));
}

/**
 * What is written down at the first visit.
 * @param {Person} person
 * @returns {Resource[]}
 */
export function registration({ index, patient, days }) {
  const random = new Random(2, index);
  const [uzovi, insurer] = random.pick(INSURERS);
  const found = [
    patient,
    resource('Coverage', `${index}`, {
      identifier: [localIdentifier('polisnummer', String(3_000_000 + index))],
      status: 'active',
      type: term('v3-ActCode', 'HIP'),
      subscriberId: String(3_000_000 + index),
      beneficiary: reference(patient),
      period: { start: dateOf(days[0]) },
      payor: [{ identifier: { system: SYSTEMS.uzovi, value: uzovi }, display: insurer }],
    }),
  ];
  if (random.chance(0.37)) found.push(consent(index, patient, days[0]));
  return found;
}

function consent(index, patient, day) {
  return resource('Consent', `${index}`, {
    status: 'active',
    scope: term('consentscope', 'patient-privacy'),
    category: [term('v3-ActCode', 'INFA')],
    patient: reference(patient),
    dateTime: dateOf(day),
    policyRule: term('v3-ActCode', 'OPTIN'),
  });
}
