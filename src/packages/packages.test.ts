// What base R4 is compiled into: https://hl7.org/fhir/R4/structuredefinition.html
import { describe, expect, test } from '@jest/globals';
import { DEFINITIONS } from '../testing/definitions.js';

const names = (type: string) => [...DEFINITIONS.properties(type).keys()];

describe('types', () => {
  test('are the 146 resource types of R4', () => {
    expect(DEFINITIONS.resourceTypes).toHaveLength(146);
    expect(DEFINITIONS.isResourceType('Patient')).toBe(true);
    for (const name of [
      'DomainResource',
      'Resource',
      'HumanName',
      'SubscriptionStatus',
      'toString',
    ]) {
      expect(DEFINITIONS.isResourceType(name)).toBe(false);
    }
  });

  test('have their properties in the order of the specification, inherited ones first', () => {
    expect(names('Patient').slice(0, 10)).toEqual([
      'id',
      'meta',
      'implicitRules',
      'language',
      'text',
      'contained',
      'extension',
      'modifierExtension',
      'identifier',
      'active',
    ]);
    expect(names('Patient.link')).toEqual([
      'id',
      'extension',
      'modifierExtension',
      'other',
      'type',
    ]);
  });

  test('have a property for each type of a choice', () => {
    const properties = DEFINITIONS.properties('Observation');
    const values = [...properties.values()].filter(({ element }) => element.name === 'value');
    expect(values.map(({ name }) => name)).toContain('valueQuantity');
    expect(values).toHaveLength(11);
    expect(properties.get('valueQuantity')).toMatchObject({ type: 'Quantity', array: false });
  });

  test('follow content references', () => {
    const item = DEFINITIONS.properties('Questionnaire.item').get('item');
    expect(item?.type).toBe('Questionnaire.item');
    const range = DEFINITIONS.properties('Observation.component').get('referenceRange');
    expect(range?.type).toBe('Observation.referenceRange');
  });

  test('know what they specialise', () => {
    expect(DEFINITIONS.isA('Patient', 'DomainResource')).toBe(true);
    expect(DEFINITIONS.isA('Patient', 'Resource')).toBe(true);
    expect(DEFINITIONS.isA('Bundle', 'DomainResource')).toBe(false);
    expect(DEFINITIONS.isA('Age', 'Quantity')).toBe(true);
  });
});

describe('corrections', () => {
  test('drop what the package adds to R4', () => {
    expect(names('Meta')).toEqual([
      'id',
      'extension',
      'versionId',
      'lastUpdated',
      'source',
      'profile',
      'security',
      'tag',
    ]);
    expect(names('Binary')).not.toContain('url');
    expect(names('ResearchStudy')).not.toContain('label');
    expect(names('DeviceDefinition')).not.toContain('classification');
  });

  test('bring back what it leaves out', () => {
    const definition = DEFINITIONS.properties('EvidenceVariable.characteristic').get(
      'definitionCanonical',
    );
    expect(definition?.element.min).toBe(1);
  });

  test('restore targets, types and bindings', () => {
    expect(DEFINITIONS.properties('Bundle.entry.response').get('outcome')?.type).toBe('Resource');
    const subject = DEFINITIONS.properties('MeasureReport').get('subject')?.element;
    expect(subject?.targets).not.toContain('CareTeam');
    const detected = DEFINITIONS.properties('DetectedIssue').get('status')?.element;
    expect(detected?.valueSet).toBe('http://hl7.org/fhir/ValueSet/observation-status');
    const study = DEFINITIONS.properties('ResearchStudy').get('status')?.element;
    expect(study?.valueSet).toBe('http://hl7.org/fhir/ValueSet/research-study-status');
  });
});

test('required value sets of codes are enumerated', () => {
  expect(DEFINITIONS.codeList('http://hl7.org/fhir/ValueSet/administrative-gender')).toEqual({
    'http://hl7.org/fhir/administrative-gender': ['male', 'female', 'other', 'unknown'],
  });
  // All of ISO 4217 or BCP 13 is not in the definitions.
  expect(DEFINITIONS.codeList('http://hl7.org/fhir/ValueSet/currencies')).toBeUndefined();
});

test('codes know the system that their binding leaves', () => {
  const systemOf = (type: string, name: string): string | undefined =>
    DEFINITIONS.properties(type).get(name)?.element.system;
  expect(systemOf('Patient', 'gender')).toBe('http://hl7.org/fhir/administrative-gender');
  // Neither needs the value set be enumerable, nor the binding be required.
  expect(systemOf('Attachment', 'contentType')).toBe('urn:ietf:bcp:13');
  expect(systemOf('Resource', 'language')).toBe('urn:ietf:bcp:47');
  expect(systemOf('Task', 'intent')).toBeUndefined();
  expect(systemOf('SearchParameter', 'code')).toBeUndefined();
  expect(systemOf('Observation', 'code')).toBeUndefined();
});

test('every search parameter of R4 is there', () => {
  expect(DEFINITIONS.searchParameters.length).toBeGreaterThanOrEqual(1377);
  expect(DEFINITIONS.compartments.map(({ code }) => code).sort()).toEqual([
    'Device',
    'Encounter',
    'Patient',
    'Practitioner',
    'RelatedPerson',
  ]);
});
