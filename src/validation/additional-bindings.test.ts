// Bindings beside the main one: https://hl7.org/fhir/R4/terminologies.html and the additional ones of
// https://hl7.org/fhir/tools (StructureDefinition/additional-binding).
import { expect, test } from '@jest/globals';
import type { Extension } from '@medplum/fhirtypes';
import type { JsonObject } from '../fhir/json.js';
import {
  BASE,
  codes,
  findings,
  observation,
  type Element,
} from '../testing/synthetic-structures.js';

const valueSets = { [`${BASE}vs`]: codes('http://s', 'a', 'b') };

const additional = (purpose: string, ...more: Extension[]): Extension => ({
  url: 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding',
  extension: [
    { url: 'purpose', valueCode: purpose },
    { url: 'valueSet', valueCanonical: `${BASE}vs` },
    ...more,
  ],
});

const minimum: Extension = {
  url: 'http://hl7.org/fhir/StructureDefinition/elementdefinition-minValueSet',
  valueCanonical: `${BASE}vs`,
};

const bound = (extension: Extension): Element[] => [
  { id: 'Observation.category', binding: { strength: 'example', extension: [extension] } },
];

const category = (...all: string[]): JsonObject[] =>
  all.map((code) => ({ coding: [{ system: 'http://s', code }] }));

const judged = (extension: Extension, ...all: string[]): string[] =>
  findings(bound(extension), observation({ category: category(...all) }), { valueSets });

test.each([
  ['required', 'error binding-required'],
  ['maximum', 'error binding-required'],
  ['extensible', 'warning binding-extensible'],
  ['current', 'warning binding-extensible'],
  ['preferred', 'information binding-preferred'],
])('%s', (purpose, finding) => {
  expect(judged(additional(purpose), 'a', 'b')).toEqual([]);
  expect(judged(additional(purpose), 'a', 'z')).toEqual([`${finding} Observation.category[1]`]);
});

test.each([
  ['what systems must support', additional('minimum')],
  ['what systems must support, by the older extension', minimum],
  ['what could be preferred one day', additional('candidate')],
  [
    'what counts in another use',
    additional('required', { url: 'usage', valueUsageContext: {} as never }),
  ],
])('an instance is not judged by %s', (_title, extension) => {
  expect(judged(extension, 'z')).toEqual([]);
});

test('one repetition is enough where the binding says so', () => {
  const any = additional('required', { url: 'any', valueBoolean: true });
  expect(judged(any, 'z', 'a')).toEqual([]);
  expect(judged(any, 'z', 'y')).toEqual(['error binding-required Observation.category[0]']);
  expect(findings(bound(any), observation(), { valueSets })).toEqual([]);
});
