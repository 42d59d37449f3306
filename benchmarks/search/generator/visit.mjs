/** What comes out of one visit. */
import { dateOf, momentOf } from './calendar.mjs';
import {
  ALLERGENS,
  DIASTOLIC,
  EPISODES,
  PRESSURE,
  PROCEDURES,
  SMOKING,
  SYSTEMS,
  SYSTOLIC,
  VACCINES,
  VITALS,
} from './codes.mjs';
import { measured, observation } from './observation.mjs';
import { laboratory, letter, medication } from './orders.mjs';
import { coded, coding, localIdentifier, quantity, reference, resource, term } from './parts.mjs';
import { registration } from './person.mjs';
import { Random } from './random.mjs';

/**
 * @typedef {import('./parts.mjs').Resource} Resource
 * @typedef {import('./person.mjs').Person} Person
 *
 * @typedef {object} Visit
 * @property {Person} person
 * @property {string} name what no other visit has
 * @property {number} number
 * @property {number} day
 * @property {string} moment
 * @property {Random} random
 * @property {Resource} encounter
 * @property {Resource} [condition] what it is about
 */

/**
 * All of a patient's resources from one visit, in the order in which they are written.
 * @param {Person} person
 * @param {number} number of the visit
 * @returns {Resource[]}
 */
export function visitResources(person, number) {
  const random = new Random(3, person.index, number);
  const day = person.days[number];
  const moment = momentOf(day, random.below(540));
  const name = `${person.index}-${number}`;
  const episode = weighted(random, EPISODES, 0.22);
  const found = person.chronic.filter(({ visit }) => visit === number);
  const conditions = [
    ...found.map(({ disorder }) => condition(person, disorder, { day, name, stays: true })),
    ...(episode === undefined ? [] : [condition(person, episode, { day, name, stays: false })]),
  ];
  const about = conditions.at(-1);
  const encounter = encounterOf(person, { name, day, moment, random, about });
  const visit = { person, name, number, day, moment, random, encounter, condition: about };
  return [
    ...(number === 0 ? registration(person) : []),
    encounter,
    ...conditions,
    ...(random.chance(0.83) ? vitals(visit) : []),
    ...(random.chance(0.455) ? laboratory(visit) : []),
    ...medication(visit, episode),
    ...(random.chance(0.27) ? [letter(visit)] : []),
    ...acts(visit),
  ];
}

/**
 * One of these by share, or nothing.
 * @param {Random} random
 * @param {readonly import('./codes.mjs').Disorder[]} choices
 * @param {number} chance
 */
function weighted(random, choices, chance) {
  if (!random.chance(chance)) return undefined;
  let left = random.next() * choices.reduce((sum, { share }) => sum + share, 0);
  return choices.find(({ share }) => (left -= share) < 0) ?? choices[0];
}

function condition({ patient }, disorder, { day, name, stays }) {
  const { snomed, icd10, display } = disorder;
  return resource('Condition', `${name}-${snomed}`, {
    clinicalStatus: term('condition-clinical', stays ? 'active' : 'resolved'),
    verificationStatus: term('condition-ver-status', 'confirmed'),
    category: [term('condition-category', stays ? 'problem-list-item' : 'encounter-diagnosis')],
    code: {
      coding: [coding(SYSTEMS.snomed, snomed, display), coding(SYSTEMS.icd10, icd10)],
      text: display,
    },
    subject: reference(patient),
    onsetDateTime: dateOf(day),
    ...(stays ? {} : { abatementDateTime: dateOf(day + 14) }),
    recordedDate: dateOf(day),
  });
}

function encounterOf(person, { name, day, moment, random, about }) {
  const { patient, practice, doctor } = person;
  const inHospital = random.chance(0.2);
  return resource('Encounter', name, {
    identifier: [localIdentifier('contactnummer', `C${name}`)],
    status: random.chance(0.97) ? 'finished' : 'cancelled',
    class: coding(`${SYSTEMS.terminology}/v3-ActCode`, inHospital ? 'IMP' : 'AMB'),
    subject: reference(patient),
    participant: [{ individual: reference(doctor) }],
    period: { start: moment, end: inHospital ? momentOf(day + 2, 120) : momentOf(day, 555) },
    ...(about === undefined ? {} : { reasonReference: [reference(about)] }),
    serviceProvider: reference(inHospital ? practice.hospital : practice.organization),
  });
}

/** @param {Visit} visit */
function vitals(visit) {
  const { random, person } = visit;
  const found = random.chance(PRESSURE.chance) ? [pressure(visit)] : [];
  for (const one of VITALS) {
    if (!random.chance(one.chance)) continue;
    const scale = one.unit === 'kg' ? person.weight : 1;
    found.push(
      vital(visit, one, {
        valueQuantity: quantity(measured(random, one, scale), one.unit),
      }),
    );
  }
  if (random.chance(0.12)) found.push(smoking(visit));
  return found;
}

function vital(visit, { code, display }, values) {
  return observation(visit, 'vital-signs', {
    code: coded(SYSTEMS.loinc, code, display),
    ...values,
  });
}

/** @param {Visit} visit */
function pressure(visit) {
  const component = (what) => ({
    code: coded(SYSTEMS.loinc, what.code, what.display),
    valueQuantity: quantity(measured(visit.random, what), what.unit),
  });
  return vital(visit, PRESSURE, { component: [component(SYSTOLIC), component(DIASTOLIC)] });
}

/** @param {Visit} visit */
function smoking(visit) {
  const [code, display] = visit.random.pick(SMOKING);
  return observation(visit, 'social-history', {
    code: coded(SYSTEMS.loinc, '72166-2', 'Rookgedrag'),
    valueCodeableConcept: coded(SYSTEMS.snomed, code, display),
  });
}

/**
 * What is done, given and noted.
 * @param {Visit} visit
 */
function acts(visit) {
  const { random } = visit;
  return [
    ...(random.chance(0.12) ? [procedure(visit)] : []),
    ...(random.chance(0.125) ? [immunization(visit)] : []),
    ...(random.chance(0.022) ? [allergy(visit)] : []),
    ...(random.chance(0.05) ? [carePlan(visit)] : []),
    ...(random.chance(0.003) ? [flag(visit)] : []),
  ];
}

function procedure({ person, name, moment, random, encounter }) {
  const [code, display] = random.pick(PROCEDURES);
  return resource('Procedure', name, {
    status: 'completed',
    code: coded(SYSTEMS.snomed, code, display),
    subject: reference(person.patient),
    encounter: reference(encounter),
    performedDateTime: moment,
    performer: [{ actor: reference(person.doctor) }],
  });
}

function immunization({ person, name, moment, random, encounter }) {
  const [code, display] = random.pick(VACCINES);
  return resource('Immunization', name, {
    status: 'completed',
    vaccineCode: coded(SYSTEMS.atc, code, display),
    patient: reference(person.patient),
    encounter: reference(encounter),
    occurrenceDateTime: moment,
    lotNumber: `L${String(random.below(100_000)).padStart(5, '0')}`,
  });
}

function allergy({ person, name, day, random }) {
  const [code, display, category] = random.pick(ALLERGENS);
  return resource('AllergyIntolerance', name, {
    clinicalStatus: term('allergyintolerance-clinical', 'active'),
    verificationStatus: term('allergyintolerance-verification', 'confirmed'),
    category: [category],
    code: coded(SYSTEMS.snomed, code, display),
    patient: reference(person.patient),
    recordedDate: dateOf(day),
  });
}

function carePlan({ person, name, day, encounter }) {
  return resource('CarePlan', name, {
    status: 'active',
    intent: 'plan',
    title: 'Individueel zorgplan',
    subject: reference(person.patient),
    encounter: reference(encounter),
    period: { start: dateOf(day), end: dateOf(day + 365) },
    author: reference(person.doctor),
  });
}

function flag({ person, name, day }) {
  return resource('Flag', name, {
    status: 'active',
    code: coded(SYSTEMS.snomed, '225444004', 'Valgevaar'),
    subject: reference(person.patient),
    period: { start: dateOf(day) },
  });
}
