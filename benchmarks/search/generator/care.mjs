/** Who gives care, and where. */
import { SYSTEMS } from './codes.mjs';
import { GIVEN, SURNAMES, TOWNS } from './names.mjs';
import { reference, resource, term } from './parts.mjs';
import { Random } from './random.mjs';

/** Patients of one practice. */
const LIST_SIZE = 150;
const DOCTORS = 8;
/** Hospitals and laboratories; those of a practice follow from its number. */
const HOSPITALS = 6;

/**
 * @typedef {import('./parts.mjs').Resource} Resource
 *
 * A general practice, with all that belongs to it.
 * @typedef {object} Practice
 * @property {Resource} organization
 * @property {Resource} location
 * @property {Resource[]} doctors
 * @property {Resource[]} roles of the doctors, in the same order
 * @property {Resource} hospital
 * @property {Resource} laboratory
 */

/** @type {Map<number, Practice>} */
const practices = new Map();
/** @type {Map<string, Resource>} */
const institutions = new Map();

/**
 * The practice of a patient.
 * @param {number} patient
 * @returns {Practice}
 */
export function practiceOf(patient) {
  const number = Math.floor(patient / LIST_SIZE);
  const known = practices.get(number) ?? makePractice(number);
  practices.set(number, known);
  return known;
}

/**
 * All that must be known of care before these patients come.
 * @param {number} first number of a patient
 * @param {number} count of patients
 * @returns {Resource[]}
 */
export function careFor(first, count) {
  const needed = new Set();
  for (let patient = first; patient < first + count; patient++) {
    const { organization, location, doctors, roles, hospital, laboratory } = practiceOf(patient);
    for (const one of [hospital, laboratory, organization, location, ...doctors, ...roles]) {
      needed.add(one);
    }
  }
  return [...needed];
}

/** @param {number} number */
function makePractice(number) {
  const random = new Random(7, number);
  const [town, postal] = random.pick(TOWNS);
  const organization = resource('Organization', `practice-${number}`, {
    identifier: [{ system: SYSTEMS.agb, value: String(1_000_000 + number).padStart(8, '0') }],
    active: true,
    type: [term('organization-type', 'prov')],
    name: `Huisartsenpraktijk ${random.pick(SURNAMES)[1]}`,
    address: [{ city: town, postalCode: `${postal}${10 + random.below(90)} AB`, country: 'NL' }],
  });
  const location = resource('Location', `practice-${number}`, {
    status: 'active',
    name: `Spreekkamers ${organization.name}`,
    managingOrganization: reference(organization),
  });
  const doctors = Array.from({ length: DOCTORS }, (_, index) =>
    doctor(random, number * DOCTORS + index),
  );
  const roles = doctors.map((practitioner, index) =>
    resource('PractitionerRole', `doctor-${number * DOCTORS + index}`, {
      active: true,
      practitioner: reference(practitioner),
      organization: reference(organization),
      code: [term('practitioner-role', 'doctor')],
      location: [reference(location)],
    }),
  );
  const hospital = institution('Ziekenhuis', number % HOSPITALS);
  const laboratory = institution('Laboratorium', number % HOSPITALS);
  return { organization, location, doctors, roles, hospital, laboratory };
}

/**
 * @param {Random} random
 * @param {number} number
 */
function doctor(random, number) {
  const [prefix, name] = random.pick(SURNAMES);
  const given = random.pick(random.chance(0.55) ? GIVEN.female : GIVEN.male);
  return resource('Practitioner', `doctor-${number}`, {
    identifier: [{ system: SYSTEMS.agb, value: `01${String(number).padStart(6, '0')}` }],
    active: true,
    name: [{ family: prefix === '' ? name : `${prefix} ${name}`, given: [given] }],
  });
}

/**
 * @param {'Ziekenhuis' | 'Laboratorium'} kind
 * @param {number} number
 */
function institution(kind, number) {
  const name = `${kind} ${TOWNS[number][0]}`;
  const made =
    institutions.get(name) ??
    resource('Organization', name, {
      identifier: [{ system: SYSTEMS.ura, value: String(90_000_000 + number) }],
      active: true,
      type: [term('organization-type', 'prov')],
      name,
    });
  institutions.set(name, made);
  return made;
}
