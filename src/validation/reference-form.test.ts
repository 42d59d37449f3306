// How references may be made: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.aggregation
import { expect, test } from '@jest/globals';
import type { ElementDefinitionType } from '@medplum/fhirtypes';
import type { Resource } from '../fhir/resource.js';
import { BASE, findings, observation, structure } from '../testing/synthetic-structures.js';

type Form = Pick<ElementDefinitionType, 'aggregation' | 'versioning'>;

/** A Bundle with a Patient, and an Observation about that, about one it contains or another one. */
function judged(form: Form, reference: string): string[] {
  const resource = observation({
    meta: { profile: [`${BASE}formed`] },
    contained: [{ resourceType: 'Patient', id: 'c' }],
    performer: [{ reference: '#c' }],
    subject: { reference },
  });
  const entry = [
    { fullUrl: 'http://x.org/Observation/o', resource: { ...resource, id: 'o' } },
    { fullUrl: 'http://x.org/Patient/p', resource: { resourceType: 'Patient', id: 'p' } },
  ];
  const formed = structure('formed', 'Observation', [
    { id: 'Observation.subject', type: [{ code: 'Reference', ...form }] },
  ]);
  const stored: Resource = { resourceType: 'Patient', id: 'q' };
  return findings(
    [],
    { resourceType: 'Bundle', type: 'collection', entry },
    { others: [formed], resolve: (url) => (url === 'Patient/q' ? stored : undefined) },
  ).map((found) => found.replace(/Bundle.*resource\./, ''));
}

test.each([
  [['contained'], '#c', true],
  [['contained'], 'Patient/p', false],
  [['bundled'], 'Patient/p', true],
  [['bundled'], 'Patient/q', false],
  [['bundled'], '#c', false],
  [['referenced'], 'Patient/q', true],
  [['referenced'], 'Patient/p', true],
  [['referenced'], 'http://elsewhere.org/Patient/1', true],
  [['referenced'], '#c', false],
  [['contained', 'bundled'], '#c', true],
] as const)('%j: %s', (aggregation, reference, allowed) => {
  expect(judged({ aggregation: [...aggregation] }, reference)).toEqual(
    allowed ? [] : ['error reference-aggregation subject'],
  );
});

test.each([
  ['specific', 'Patient/p/_history/1', true],
  ['specific', 'Patient/p', false],
  ['independent', 'Patient/p', true],
  ['independent', 'Patient/p/_history/1', false],
  ['either', 'Patient/p/_history/1', true],
  ['specific', '#c', true],
] as const)('%s: %s', (versioning, reference, allowed) => {
  expect(judged({ versioning }, reference)).toEqual(
    allowed ? [] : ['error reference-version subject'],
  );
});
