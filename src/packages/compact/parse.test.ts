import { compileFacts } from './compile.js';
import { parseFacts, parseManifest } from './parse.js';
import { printFacts } from './print.js';

const PROFILE = `
# A remark.
profile nl-core-Example
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Example
  name NlcoreExample
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Example
  abstract true

.
  constraint zib-Example-1 error value.exists() or 'a  b' in code
    source Observation
  constraint zib-Example-2 warning
.subject 1..1
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.component ..3
  slicing closed ordered value:code "exists:extension('a b')"
.component:weight.code
  pattern CodeableConcept http://loinc.org#29463-7 http://snomed.info/sct#27113001
.component:weight.value[x] 1..
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdQuantity
  minValue Quantity {"value":0.5,"system":"http://unitsofmeasure.org","code":"kg"}
  binding required http://example.nl/ValueSet/a|1.0
    additional minimum http://example.nl/ValueSet/b key-1
.interpretation
  binding extensible
  modifier false
.method
  path Observation.method
  slice other
  maxLength 7
.component:weight.referenceRange
  content #Observation.referenceRange
`;

const profile = (lines: string): string =>
  `profile a\n  url u\n  name n\n  status draft\n  kind resource\n  type Patient\n  base Patient\n${lines}`;

describe('a profile', () => {
  test('becomes a StructureDefinition with a differential', () => {
    expect(compileFacts(parseFacts(PROFILE))).toEqual({
      resourceType: 'StructureDefinition',
      id: 'nl-core-Example',
      url: 'http://nictiz.nl/fhir/StructureDefinition/nl-core-Example',
      name: 'NlcoreExample',
      status: 'draft',
      fhirVersion: '4.0.1',
      kind: 'resource',
      abstract: true,
      type: 'Observation',
      baseDefinition: 'http://nictiz.nl/fhir/StructureDefinition/zib-Example',
      derivation: 'constraint',
      differential: {
        element: [
          {
            id: 'Observation',
            path: 'Observation',
            constraint: [
              {
                key: 'zib-Example-1',
                severity: 'error',
                human: 'Rule zib-Example-1 is not met',
                expression: "value.exists() or 'a  b' in code",
                source: 'http://hl7.org/fhir/StructureDefinition/Observation',
              },
              {
                key: 'zib-Example-2',
                severity: 'warning',
                human: 'Rule zib-Example-2 is not met',
              },
            ],
          },
          {
            id: 'Observation.subject',
            path: 'Observation.subject',
            min: 1,
            max: '1',
            type: [
              {
                code: 'Reference',
                targetProfile: [
                  'http://hl7.org/fhir/StructureDefinition/Patient',
                  'http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient',
                ],
              },
            ],
          },
          {
            id: 'Observation.component',
            path: 'Observation.component',
            max: '3',
            slicing: {
              rules: 'closed',
              ordered: true,
              discriminator: [
                { type: 'value', path: 'code' },
                { type: 'exists', path: "extension('a b')" },
              ],
            },
          },
          {
            id: 'Observation.component:weight.code',
            path: 'Observation.component.code',
            patternCodeableConcept: {
              coding: [
                { system: 'http://loinc.org', code: '29463-7' },
                { system: 'http://snomed.info/sct', code: '27113001' },
              ],
            },
          },
          {
            id: 'Observation.component:weight.value[x]',
            path: 'Observation.component.value[x]',
            min: 1,
            type: [
              {
                code: 'Quantity',
                profile: ['http://nictiz.nl/fhir/StructureDefinition/pattern-GstdQuantity'],
              },
            ],
            minValueQuantity: { value: 0.5, system: 'http://unitsofmeasure.org', code: 'kg' },
            binding: {
              strength: 'required',
              valueSet: 'http://example.nl/ValueSet/a|1.0',
              extension: [
                {
                  url: 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding',
                  extension: [
                    { url: 'key', valueId: 'key-1' },
                    { url: 'purpose', valueCode: 'minimum' },
                    { url: 'valueSet', valueCanonical: 'http://example.nl/ValueSet/b' },
                  ],
                },
              ],
            },
          },
          {
            id: 'Observation.interpretation',
            path: 'Observation.interpretation',
            binding: { strength: 'extensible' },
            isModifier: false,
          },
          {
            id: 'Observation.method',
            path: 'Observation.method',
            sliceName: 'other',
            maxLength: 7,
          },
          {
            id: 'Observation.component:weight.referenceRange',
            path: 'Observation.component.referenceRange',
            contentReference: '#Observation.referenceRange',
          },
        ],
      },
    });
  });

  test('is printed as it was written', () => {
    expect(printFacts(parseFacts(PROFILE))).toBe(PROFILE.replace('\n# A remark.\n', ''));
  });

  test('of an extension says where it may stand', () => {
    const facts = parseFacts(
      profile('  context fhirpath Resource.category or x\n  invariant %a = 1\n'),
    );
    expect(compileFacts(facts)).toMatchObject({
      context: [{ type: 'fhirpath', expression: 'Resource.category or x' }],
      contextInvariant: ['%a = 1'],
    });
  });

  test('a slice is named by the last part of its id', () => {
    const facts = parseFacts(profile('.name:official.given:first'));
    expect(compileFacts(facts)).toMatchObject({
      differential: { element: [{ path: 'Patient.name.given', sliceName: 'first' }] },
    });
  });
});

describe('terminology', () => {
  test('a value set becomes a ValueSet', () => {
    const text = `valueset a--1
  url http://a
  name A
  version 1
  status active
  inactive false

include http://snomed.info/sct
  filter concept descendent-of 49755003
include urn:oid:1
  version 2020
  - "Type 1"
  - 4 deprecated
exclude
  valueset http://b|2
`;
    const facts = parseFacts(text);
    expect(printFacts(facts)).toBe(text);
    expect(compileFacts(facts)).toMatchObject({
      resourceType: 'ValueSet',
      id: 'a--1',
      compose: {
        inactive: false,
        include: [
          {
            system: 'http://snomed.info/sct',
            filter: [{ property: 'concept', op: 'descendent-of', value: '49755003' }],
          },
          {
            system: 'urn:oid:1',
            version: '2020',
            concept: [
              { code: 'Type 1' },
              {
                code: '4',
                extension: [
                  {
                    url: 'http://hl7.org/fhir/StructureDefinition/valueset-deprecated',
                    valueBoolean: true,
                  },
                ],
              },
            ],
          },
        ],
        exclude: [{ valueSet: ['http://b|2'] }],
      },
    });
  });

  test('a code system becomes a CodeSystem that declares its properties', () => {
    const text = `codesystem a
  url http://a
  name A
  status draft
  content complete
  caseSensitive true

- 1 notSelectable
- 2 parent=1 status=deprecated inactive
- #3 "parent=a b"
`;
    const facts = parseFacts(text);
    expect(printFacts(facts)).toBe(text);
    expect(compileFacts(facts)).toMatchObject({
      content: 'complete',
      caseSensitive: true,
      property: [
        { code: 'status', type: 'code' },
        { code: 'parent', type: 'code' },
        { code: 'inactive', type: 'boolean' },
        { code: 'notSelectable', type: 'boolean' },
      ],
      concept: [
        { code: '1', property: [{ code: 'notSelectable', valueBoolean: true }] },
        {
          code: '2',
          property: [
            { code: 'status', valueCode: 'deprecated' },
            { code: 'parent', valueCode: '1' },
            { code: 'inactive', valueBoolean: true },
          ],
        },
        { code: '#3', property: [{ code: 'parent', valueCode: 'a b' }] },
      ],
    });
  });
});

test('a manifest names the package, what it needs and what it shares', () => {
  const text = `package nictiz.example 1.0
  depends hl7.fhir.r4.core 4.0.x

same-as other@1
  - a.profile
  - b.valueset
`;
  expect(parseManifest(text)).toEqual({
    name: 'nictiz.example',
    version: '1.0',
    dependencies: { 'hl7.fhir.r4.core': '4.0.x' },
    sameAs: { 'other@1': ['a.profile', 'b.valueset'] },
  });
});

test.each([
  ['', 'line 1: a file starts with profile, valueset or codesystem'],
  ['profil a', 'line 1: a file starts with profile, valueset or codesystem'],
  ['profile a', 'line 1: "url" is missing'],
  ['profile a\n  title b', 'line 2: unknown: title'],
  ['profile a\n    url b', 'line 2: not nested by two spaces under the line above'],
  ['profile a\n   url b', 'line 2: not nested by two spaces under the line above'],
  [profile('gender 0..1'), 'line 8: unknown: gender'],
  [profile('.gender one'), 'line 8: not a cardinality: one'],
  [profile('.gender\n  short b'), 'line 9: unknown: short'],
  [profile('.gender\n  type'), 'line 9: "type" lacks a word'],
  [profile('.gender\n  type code\n    from b'), 'line 10: unknown: from'],
  [profile('.gender\n  slicing open value'), 'line 9: not a discriminator: value'],
  [profile('.gender\n  pattern Code male'), 'line 9: not a value: Code male'],
  [profile('.gender\n  maxLength'), 'line 9: "maxLength" takes one word'],
  [profile('.gender\n  type "a'), 'line 9: badly quoted: "a'],
  ['valueset a\n  url u\n  name n\n  status s\nincludes b', 'line 5: unknown: includes'],
  ['valueset a\n  url u\n  name n\n  status s\ninclude b\n  - c d', 'line 6: unknown: d'],
  ['valueset a\n  url u\n  name n\n  status s\ninclude b\n  code c', 'line 6: unknown: code'],
  ['codesystem a\n  url u\n  name n\n  status s\n  content c\n-', 'line 6: a code is missing'],
  ['codesystem a\n  url u\n  name n\n  status s\n  content c\n- a b', 'line 6: unknown: b'],
])('%j is refused: %s', (text, message) => {
  expect(() => parseFacts(text)).toThrow(message);
});

test.each([
  ['', 'a manifest starts with: package NAME VERSION'],
  ['package a 1\n  needs b 2', 'line 2: expected: depends NAME VERSION'],
  ['package a 1\nsame b', 'line 2: unknown: same'],
  ['package a 1\nsame-as b\n  c', 'line 3: expected: - FILE'],
])('manifest %j is refused: %s', (text, message) => {
  expect(() => parseManifest(text)).toThrow(message);
});
