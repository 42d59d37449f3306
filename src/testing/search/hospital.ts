/** A small hospital's records, in which some codes are common, some are rare, and some dates absent. */
import type { Identified } from './bulk.js';

const DAY = 86_400_000;
const LOINC = 'http://loinc.org';
const FAMILIES = ['Jansen', 'de Vries', 'van den Berg', 'Bakker', 'Visser', 'Smit', 'Meijer'];
const GIVEN = ['Jan', 'Anna', 'Piet', 'Sanne', 'Daan', 'Emma', 'Janneke', 'Lars'];

export const PATIENTS = 1000;
export const PER_PATIENT = 16;
/** The Observations with this code are the last that were made, and the latest. */
export const LATE = 24;

const patientRef = (index: number) => ({ reference: `Patient/p${index}` });
const concept = (code: string) => ({ coding: [{ system: LOINC, code }] });
const dayText = (index: number): string =>
  new Date(Date.UTC(2015, 0, 1) + index * DAY).toISOString().slice(0, 10);

function patient(index: number): Identified {
  const family = FAMILIES[index % FAMILIES.length] ?? '';
  return {
    resourceType: 'Patient',
    id: `p${index}`,
    identifier: [{ system: 'http://bsn.example', value: String(100_000 + index) }],
    name: [{ family, given: [GIVEN[index % GIVEN.length] ?? ''] }],
    gender: index % 2 === 0 ? 'female' : 'male',
    birthDate: dayText(-(index * 17) % 20_000),
    managingOrganization: { reference: `Organization/o${index % 20}` },
  };
}

/** Every seventh has no date; half has the code `common`, one in 2,000 the code `rare`. */
function observation(index: number): Identified {
  const total = PATIENTS * PER_PATIENT;
  const own = index % 2 === 0 ? 'common' : index % 2001 === 1 ? 'rare' : `code-${index % 40}`;
  const code = index >= total - LATE ? 'late' : own;
  return {
    resourceType: 'Observation',
    id: `b${index}`,
    status: index % 50 === 0 ? 'preliminary' : 'final',
    code: concept(code),
    subject: patientRef(index % PATIENTS),
    valueQuantity: { value: (index * 7) % 1000, unit: 'mg', code: 'mg' },
    ...(index % 7 === 3 ? {} : { effectiveDateTime: dayText(Math.floor(index / 4)) }),
  };
}

function condition(index: number): Identified {
  return {
    resourceType: 'Condition',
    id: `c${index}`,
    code: concept(index % 3 === 0 ? 'frequent' : `condition-${index % 100}`),
    subject: patientRef((index * 7) % PATIENTS),
    recordedDate: dayText(index),
  };
}

/** Half has its Medication within itself. */
function medicationRequest(index: number): Identified {
  const medication = { resourceType: 'Medication', code: concept(`medication-${index % 50}`) };
  const isContained = index % 2 === 0;
  return {
    resourceType: 'MedicationRequest',
    id: `r${index}`,
    status: 'active',
    intent: 'order',
    subject: patientRef((index * 3) % PATIENTS),
    ...(isContained ? { contained: [{ ...medication, id: 'm' }] } : {}),
    medicationReference: { reference: isContained ? '#m' : `Medication/m${index % 50}` },
  };
}

function medication(index: number): Identified {
  return { resourceType: 'Medication', id: `m${index}`, code: concept(`medication-${index}`) };
}

const canonical = (index: number) => `http://q.example/Questionnaire/${index % 40}`;

function questionnaire(index: number): Identified {
  return {
    resourceType: 'Questionnaire',
    id: `q${index}`,
    url: canonical(index),
    version: '1',
    status: 'active',
    title: `Questionnaire ${index}`,
  };
}

function response(index: number): Identified {
  return {
    resourceType: 'QuestionnaireResponse',
    id: `r${index}`,
    questionnaire: canonical(index) + (index % 3 === 0 ? '|1' : ''),
    status: 'completed',
    subject: patientRef(index % PATIENTS),
  };
}

/** About 20,000 resources, in order of creation. */
export function hospital(): Identified[] {
  const many = (length: number, make: (index: number) => Identified): Identified[] =>
    Array.from({ length }, (_, index) => make(index));
  return [
    ...many(20, (index) => ({
      resourceType: 'Organization',
      id: `o${index}`,
      name: `Department ${index}`,
    })),
    ...many(PATIENTS, patient),
    ...many(PATIENTS * PER_PATIENT, observation),
    ...many(3000, condition),
    ...many(50, medication),
    ...many(1000, medicationRequest),
    ...many(40, questionnaire),
    ...many(1200, response),
  ];
}
