// Bindings of R4 itself that its text or its value sets leave room in.
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { openPackages } from '../packages/open-packages.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { codes, findings, observation } from '../testing/synthetic-structures.js';
import { createValidator } from './validate.js';

const validator = createValidator(DEFINITIONS, { structures: openPackages() });

const found = (resource: Resource): string[] =>
  validator
    .validate(resource, { level: 'base' })
    .issues.map(
      ({ severity, rule, expression }) => `${severity} ${rule ?? ''} ${expression ?? ''}`,
    );

const statement = (format: string[], more: JsonObject = {}): Resource => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2024',
  kind: 'requirements',
  description: 'x',
  fhirVersion: '4.0.1',
  format,
  rest: [{ mode: 'server' }],
  ...more,
});

const binary = (contentType: string): Resource => ({ resourceType: 'Binary', contentType });

describe('MIME types', () => {
  test.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'image/svg+xml',
    'application/dicom+json;transfer-syntax=*',
    'application/x-a!b#c$d&e^f_g',
  ])('%s is one', (type) => {
    expect(found(binary(type))).toEqual([]);
  });

  test.each(['json', 'text', 'text/', '/plain', 'text/plain/x', 'text plain/x', '*/*'])(
    '%s is none',
    (type) => {
      expect(found(binary(type))).toEqual(['error binding-required Binary.contentType']);
    },
  );

  test('xml, json and ttl stand for the formats of a server, and nowhere else', () => {
    expect(found(statement(['xml', 'json', 'ttl', 'application/fhir+json']))).toEqual([]);
    expect(found(statement(['yaml']))).toEqual([
      'error binding-required CapabilityStatement.format[0]',
    ]);
    expect(found(statement(['json'], { patchFormat: ['json'] }))).toEqual([
      'error binding-required CapabilityStatement.patchFormat[0]',
    ]);
  });
});

describe('a maximum value set', () => {
  const speaks = (language: JsonObject): Resource => ({
    resourceType: 'Patient',
    communication: [{ language }],
  });
  const code = (system: string, value: string): JsonObject => ({
    coding: [{ system, code: value }],
  });
  const language = 'Patient.communication[0].language';

  test('of a preferred binding is what a code should be from, where there is one', () => {
    expect(found(speaks({ text: 'Nederlands' }))).toEqual([]);
    expect(found(speaks(code('urn:ietf:bcp:47', 'nl-NL')))).toEqual([]);
    expect(found(speaks(code('http://id.loc.gov/vocabulary/iso639-1', 'hi')))).toContain(
      `warning binding-extensible ${language}`,
    );
    expect(found(speaks(code('urn:ietf:bcp:47', 'Dutch, mostly')))).toContain(
      `warning binding-extensible ${language}`,
    );
  });

  test('of an extensible binding is a required one', () => {
    const maximum = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';
    const elements = [
      {
        id: 'Observation.code',
        binding: {
          extension: [{ url: maximum, valueCanonical: 'http://example.org/most' }],
          strength: 'extensible' as const,
          valueSet: 'http://example.org/some',
        },
      },
    ];
    const valueSets = {
      'http://example.org/some': codes('http://s', 'a'),
      'http://example.org/most': codes('http://s', 'a', 'b'),
    };
    const judged = (value: JsonObject): string[] =>
      findings(elements, observation({ code: value }), { valueSets });
    expect(judged(code('http://s', 'a'))).toEqual([]);
    expect(judged(code('http://s', 'b'))).toEqual(['warning binding-extensible Observation.code']);
    expect(judged(code('http://s', 'c'))).toContain('error binding-required Observation.code');
    expect(judged({ text: 'x' })).toEqual(['error binding-required Observation.code']);
  });
});
