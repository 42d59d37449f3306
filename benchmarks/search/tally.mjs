/** What there is of what in a population: searches over all patients must find just that. */
import { OWN_NAME } from './generator/person.mjs';

/** Names that are searched for. */
export const NAMES = [
  'jan',
  'maria',
  'bakker',
  'van den berg',
  'anna',
  'willem',
  'jansen',
  'emma',
  'vries',
  'noel',
];

/**
 * @typedef {object} Counts
 * @property {number} resources
 * @property {number} patients
 * @property {Record<string, number>} observations by LOINC code
 * @property {Record<string, number>} conditions by SNOMED CT code
 * @property {Record<string, number>} patientsWith likewise: who have it
 * @property {Record<string, number>} named patients by name that is searched for
 */

export class Tally {
  #resources = 0;
  #patients = 0;
  /** @type {Map<string, number>} */
  #observations = new Map();
  /** @type {Map<string, number>} */
  #conditions = new Map();
  /** @type {Map<string, Set<string>>} */
  #patientsWith = new Map();
  /** @type {Map<string, number>} */
  #named = new Map(NAMES.map((name) => [name, 0]));

  /** @param {import('./generator/parts.mjs').Resource} resource */
  add(resource) {
    this.#resources++;
    if (resource.resourceType === 'Observation') increment(this.#observations, codeOf(resource));
    if (resource.resourceType === 'Condition') this.#addCondition(resource);
    if (resource.resourceType === 'Patient') this.#addPatient(resource);
  }

  #addCondition(resource) {
    const code = codeOf(resource);
    increment(this.#conditions, code);
    const patients = this.#patientsWith.get(code) ?? new Set();
    patients.add(resource.subject.reference);
    this.#patientsWith.set(code, patients);
  }

  #addPatient({ name }) {
    this.#patients++;
    const texts = name.flatMap(namesIn).map(folded);
    for (const wanted of NAMES) {
      if (texts.some((text) => text.startsWith(wanted))) increment(this.#named, wanted);
    }
  }

  /** @returns {Counts} */
  counts() {
    const sizes = [...this.#patientsWith].map(([code, patients]) => [code, patients.size]);
    return {
      resources: this.#resources,
      patients: this.#patients,
      observations: Object.fromEntries(this.#observations),
      conditions: Object.fromEntries(this.#conditions),
      patientsWith: Object.fromEntries(sizes),
      named: Object.fromEntries(this.#named),
    };
  }
}

/** @param {import('./generator/parts.mjs').Resource} resource */
export function codeOf(resource) {
  return resource.code.coding[0].code;
}

function increment(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A surname is also found without its prefix. */
function namesIn({ family, given, _family }) {
  const own = _family.extension.filter(({ url }) => url === OWN_NAME);
  return [family, ...given, ...own.map(({ valueString }) => valueString)];
}

/** @param {string} text */
function folded(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}|'/gu, '')
    .toLowerCase();
}
