/** Specimen, Observation and DiagnosticReport of the laboratory; nl-core-LaboratoryTestResult. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { hl7, LOINC } from '../facts/code-systems.js';
import {
  CONCLUSIONS,
  DRAWS,
  FINDING_TESTS,
  FINDINGS,
  RESULT_STATUSES,
  TEST_NAMES,
  TESTS,
  UNIT_TEXTS,
} from '../facts/laboratory.js';
import type { TestKey } from '../facts/laboratory.js';
import { concept, quantity, snomed } from './datatypes.js';
import { dayOf, dutchTime } from './dutch-time.js';
import { finalObservation, observationCategory } from './observation.js';
import { organizationReference } from './organization.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { interpretation, referenceRange } from './reference-range.js';
import { demoResource, refer, rowFor } from './resource.js';

const GROUPS = {
  haematology: snomed('252275004', 'hematologisch onderzoek'),
  serum: snomed('275711006', 'serumtest'),
} as const;

const MATERIALS = {
  blood: snomed('87612001', 'bloed'),
  urine: snomed('78014005', 'urine'),
} as const;

/** For every draw the specimen, the results and any report, in this order. */
export function makeLaboratory(person: Person): Resource[] {
  return rowsOf(DRAWS, person).flatMap(([, when, results]) => {
    const tests = TESTS.map(([test]) => test).filter((test) => results[test] !== undefined);
    const material = tests.includes('acr') ? 'urine' : 'blood';
    const draw: Draw = { person, when, material, name: drawName(person, material, when) };
    return [
      specimen(draw),
      ...tests.map((test) => testResult(draw, test, results[test] ?? '')),
      ...reports(draw, tests),
    ];
  });
}

interface Draw {
  readonly person: Person;
  readonly when: string;
  readonly material: keyof typeof MATERIALS;
  readonly name: string;
}

function drawName(person: Person, material: string, when: string): string {
  return `${person.key}-${material}-${dayOf(when)}`;
}

function specimen({ person, when, material, name }: Draw): Resource {
  return demoResource('Specimen', name, 'nl-core-LaboratoryTestResult.Specimen', {
    status: 'available',
    type: concept(MATERIALS[material]),
    subject: patientReference(person),
    receivedTime: dutchTime(when),
    collection: { collectedDateTime: dutchTime(when) },
  });
}

function testResult(draw: Draw, test: TestKey, value: string): Resource {
  const { person, when } = draw;
  const [, loinc, code, range, group] = rowFor(TESTS, test);
  const unit = UNIT_TEXTS[code] ?? code;
  const elements: JsonObject = {
    category: [
      observationCategory('laboratory'),
      ...(group === 'urine' ? [] : [concept(GROUPS[group])]),
    ],
    ...finalObservation(person, [[LOINC, loinc, TEST_NAMES[test]]], when),
    status: statusOf(person, test, when),
    issued: dutchTime(`${dayOf(when)}T16:00`),
    performer: [organizationReference('laboratorium')],
    ...valueElements(value, unit, code),
    interpretation: interpretation(value, range, person.gender),
    specimen: refer('Specimen', draw.name, MATERIALS[draw.material][2]),
    referenceRange: [referenceRange(range, person.gender, unit, code)],
  };
  const name = `${person.key}-${test}-${dayOf(when)}`;
  return demoResource('Observation', name, 'nl-core-LaboratoryTestResult', elements);
}

function statusOf(person: Person, test: TestKey, when: string): string {
  const exception = rowsOf(RESULT_STATUSES, person).find(
    ([, key, date]) => key === test && date === dayOf(when),
  );
  return exception === undefined ? 'final' : exception[3];
}

/** `<5` has a comparator; an empty value says that the sample could not be used. */
function valueElements(value: string, unit: string, code: string): JsonObject {
  if (value === '') {
    return { dataAbsentReason: concept([hl7('data-absent-reason'), 'error', 'Error']) };
  }
  const comparator = value.startsWith('<') || value.startsWith('>') ? value.slice(0, 1) : '';
  const amount = quantity(value.slice(comparator.length), unit, code);
  return { valueQuantity: comparator === '' ? amount : { ...amount, comparator } };
}

/** Only for blood of which the laboratory concluded something. */
function reports({ person, when, material, name }: Draw, tests: readonly TestKey[]): Resource[] {
  const row = rowsOf(CONCLUSIONS, person).find(([, date]) => date === dayOf(when));
  if (row === undefined || material !== 'blood') return [];
  const report = demoResource('DiagnosticReport', `${name}-uitslag`, '', {
    status: 'final',
    category: [concept([hl7('v2-0074'), 'LAB', 'Laboratory'])],
    code: concept([LOINC, '11502-2', 'Laboratory report']),
    subject: patientReference(person),
    effectiveDateTime: dutchTime(when),
    issued: dutchTime(`${dayOf(when)}T16:00`),
    performer: [organizationReference('laboratorium')],
    specimen: [refer('Specimen', name, MATERIALS[material][2])],
    result: tests.map((test) =>
      refer('Observation', `${person.key}-${test}-${dayOf(when)}`, TEST_NAMES[test]),
    ),
    conclusion: row[2],
  });
  return [report];
}

/** Results that are a code: blood groups, cultures, tests for a virus. */
export function makeFindings(person: Person): Resource[] {
  return rowsOf(FINDINGS, person).map(([, test, when, code, found]) => {
    const [loinc, display] = FINDING_TESTS[test];
    const name = `${person.key}-${test}-${dayOf(when)}`;
    return demoResource('Observation', name, 'nl-core-LaboratoryTestResult', {
      category: [observationCategory('laboratory')],
      ...finalObservation(person, [[LOINC, loinc, display]], when),
      performer: [organizationReference('laboratorium')],
      valueCodeableConcept: concept(snomed(code, found)),
    });
  });
}
