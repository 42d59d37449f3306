/**
 * What is searched for. Parameters are drawn from the data, and with each comes what the answer must
 * hold. The patients are the same at every scale, so that the answers are too.
 */
import { CHRONIC, EPISODES, SYSTEMS } from './generator/codes.mjs';
import { Random } from './generator/random.mjs';
import { resourcesOf } from './generate.mjs';
import { codeOf, NAMES } from './tally.mjs';

const SAMPLE = 200;
/** What the server gives when the search does not say. */
const DEFAULT_PAGE = 50;
/** Every patient has plenty of these, and there are thousands in the smallest population. */
const COMMON = ['85354-9', '8867-4', '29463-7', '39156-5'];

/**
 * @typedef {import('./generator/parts.mjs').Resource} Resource
 * @typedef {import('./tally.mjs').Counts} Counts
 * @typedef {import('./checks.mjs').Expected} Expected
 *
 * @typedef {object} Search
 * @property {string} path below /fhir
 * @property {Expected} expected
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {'scoped' | 'broad'} kind scoped: what matches does not grow with the population, or
 *   need not be looked at when it does
 * @property {Search[]} searches
 */

/**
 * @param {Counts} counts of the population
 * @param {readonly number[]} sample numbers of patients
 * @returns {Scenario[]}
 */
export function scenariosOf(counts, sample) {
  const patients = sample.map(factsOf);
  const each = (make) => patients.flatMap((facts) => make(facts) ?? []);
  return [
    scoped('patient + code', each(byCode)),
    scoped('patient + code + date range', each(byDate)),
    scoped('patient + category, -date, 20', each(byCategory)),
    scoped('patient + _include', each(withInclude)),
    scoped('compartment of a patient', each(inCompartment)),
    scoped('identifier', each(byIdentifier)),
    scoped('chain patient.identifier + code', each(byChain)),
    scoped('_has with identifier', each(hasReport)),
    scoped('identifier + _has by code', each(hasCondition)),
    scoped('_has by code', disorders(counts.patientsWith, patientsWithCondition)),
    broad('Observation?code, -date, 50', COMMON.map(inOrderOfDate(counts, 50))),
    broad('Observation?code', COMMON.map(inOrderOfCreation(counts))),
    broad('Patient?name', NAMES.map(byName(counts))),
    broad('Condition?code, total', disorders(counts.conditions, counted)),
    broad('Patient, family', [inOrderOfFamily(counts)]),
    broad('Observation, -_lastUpdated', [lastUpdated()]),
  ];
}

/**
 * Searches whose pages are walked through.
 * @param {Counts} counts
 */
export function pagedSearches(counts) {
  return COMMON.map(inOrderOfDate(counts, 20));
}

const scoped = (name, searches) => ({ name, kind: 'scoped', searches });
const broad = (name, searches) => ({ name, kind: 'broad', searches });

/** @param {number} patients in the smallest population */
export function sampleOf(patients) {
  const size = Math.min(SAMPLE, patients);
  return Array.from({ length: size }, (_, index) => Math.floor((index * patients) / size));
}

/**
 * @typedef {object} Facts of one patient
 * @property {Resource} patient
 * @property {string} bsn as the value of a parameter
 * @property {Resource[]} observations in order of time
 * @property {Resource[]} reports
 * @property {Resource[]} conditions
 * @property {string} code of one kind of observation that was made
 * @property {Resource[]} coded those of this kind
 */

/**
 * @param {number} index
 * @returns {Facts}
 */
function factsOf(index) {
  const resources = resourcesOf(index);
  const random = new Random(5, index);
  const ofType = (type) => resources.filter(({ resourceType }) => resourceType === type);
  const [patient] = ofType('Patient');
  const observations = ofType('Observation');
  const code = observations.length === 0 ? COMMON[0] : codeOf(random.pick(observations));
  return {
    ...{ patient, observations, code },
    bsn: token(SYSTEMS.bsn, patient.identifier[0].value),
    reports: ofType('DiagnosticReport'),
    conditions: ofType('Condition'),
    coded: observations.filter((one) => codeOf(one) === code),
  };
}

function token(system, code) {
  return encodeURIComponent(`${system}|${code}`);
}

function loinc(code) {
  return token(SYSTEMS.loinc, code);
}

function page(count, size = DEFAULT_PAGE) {
  return Math.min(count, size);
}

/** What a match about a patient holds. */
function about({ patient }, ...more) {
  return [`"Patient/${patient.id}"`, ...more.map((code) => `"${code}"`)];
}

function byCode(facts) {
  const { patient, code, coded } = facts;
  return {
    path: `Observation?patient=Patient/${patient.id}&code=${loinc(code)}`,
    expected: { matches: page(coded.length), holds: about(facts, code) },
  };
}

/** The middle half of what there is. */
function byDate(facts) {
  const { patient, code, coded } = facts;
  const days = coded.map((one) => one.effectiveDateTime.slice(0, 10));
  const from = days[Math.floor(days.length / 4)] ?? '2022-01-01';
  const to = days[Math.floor((days.length * 3) / 4)] ?? '2022-12-31';
  const within = days.filter((day) => day >= from && day <= to);
  return {
    path: `Observation?patient=Patient/${patient.id}&code=${loinc(code)}&date=ge${from}&date=le${to}`,
    expected: { matches: page(within.length), holds: about(facts, code) },
  };
}

function byCategory(facts) {
  const { patient, observations } = facts;
  const vitals = observations.filter((one) => one.category[0].coding[0].code === 'vital-signs');
  return {
    path: `Observation?patient=Patient/${patient.id}&category=vital-signs&_sort=-date&_count=20`,
    expected: {
      matches: page(vitals.length, 20),
      holds: about(facts, 'vital-signs'),
      descending: 'effectiveDateTime',
    },
  };
}

/** Of patients whose reports fit on a page. */
function withInclude(facts) {
  const { patient, reports } = facts;
  if (reports.length === 0 || reports.length > DEFAULT_PAGE) return undefined;
  return {
    path: `DiagnosticReport?patient=Patient/${patient.id}&_include=DiagnosticReport:result`,
    expected: {
      matches: reports.length,
      holds: about(facts),
      includes: reports.reduce((sum, { result }) => sum + result.length, 0),
    },
  };
}

function inCompartment(facts) {
  const { patient, observations } = facts;
  return {
    path: `Patient/${patient.id}/Observation`,
    expected: { matches: page(observations.length), holds: about(facts) },
  };
}

function byIdentifier({ patient, bsn }) {
  return {
    path: `Patient?identifier=${bsn}`,
    expected: { matches: 1, holds: [`"${patient.id}"`] },
  };
}

function byChain(facts) {
  const { bsn, code, coded } = facts;
  return {
    path: `Observation?patient.identifier=${bsn}&code=${loinc(code)}`,
    expected: { matches: page(coded.length), holds: about(facts, code) },
  };
}

function hasReport({ patient, reports: [report] }) {
  if (report === undefined) return undefined;
  const { system, value } = report.identifier[0];
  return {
    path: `Patient?_has:DiagnosticReport:patient:identifier=${token(system, value)}`,
    expected: { matches: 1, holds: [`"${patient.id}"`] },
  };
}

/** Half of the time what the patient has, half of the time something else. */
function hasCondition({ patient, bsn, conditions }) {
  const [first] = conditions;
  if (first === undefined) return undefined;
  const codes = conditions.map(codeOf);
  const absent = CHRONIC.find(({ snomed }) => !codes.includes(snomed))?.snomed ?? '0';
  const code = patient.id < '8' ? codeOf(first) : absent;
  return {
    path: `Patient?identifier=${bsn}&_has:Condition:patient:code=${token(SYSTEMS.snomed, code)}`,
    expected: { matches: codes.includes(code) ? 1 : 0, holds: [`"${patient.id}"`] },
  };
}

/**
 * @param {Record<string, number>} counts
 * @param {(code: string, count: number) => Search} make
 */
function disorders(counts, make) {
  return [...CHRONIC, ...EPISODES].map(({ snomed }) => make(snomed, counts[snomed] ?? 0));
}

function patientsWithCondition(code, count) {
  return {
    path: `Patient?_has:Condition:patient:code=${token(SYSTEMS.snomed, code)}`,
    expected: { matches: page(count), holds: [] },
  };
}

function counted(code, count) {
  return {
    path: `Condition?code=${token(SYSTEMS.snomed, code)}&_total=accurate`,
    expected: { matches: page(count), total: count, holds: [`"${code}"`] },
  };
}

const inOrderOfDate =
  ({ observations }, size) =>
  (code) => ({
    path: `Observation?code=${loinc(code)}&_sort=-date&_count=${size}`,
    expected: {
      matches: page(observations[code] ?? 0, size),
      holds: [`"${code}"`],
      descending: 'effectiveDateTime',
    },
  });

const inOrderOfCreation =
  ({ observations }) =>
  (code) => ({
    path: `Observation?code=${loinc(code)}`,
    expected: { matches: page(observations[code] ?? 0), holds: [`"${code}"`] },
  });

const byName =
  ({ named }) =>
  (name) => ({
    path: `Patient?name=${encodeURIComponent(name)}`,
    expected: { matches: page(named[name]), holds: [] },
  });

function inOrderOfFamily({ patients }) {
  return { path: 'Patient?_sort=family', expected: { matches: page(patients), holds: [] } };
}

function lastUpdated() {
  return {
    path: 'Observation?_sort=-_lastUpdated',
    expected: { matches: DEFAULT_PAGE, holds: [], descending: 'meta.lastUpdated' },
  };
}
