import fc from 'fast-check';
import type { CodeFact, ElementFact, Facts, IncludeFact, Manifest, ValueFact } from './model.js';
import { parseFacts, parseManifest } from './parse.js';
import { printFacts, printManifest } from './print.js';

/** Texts with everything that could confuse a reader of lines and words. */
const text = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({
    minLength: 1,
    unit: fc.constantFrom('a', 'b', ' ', '"', '\\', '#', '\n', '\r', '\t', '\u2028', '.', '-', '|'),
  }),
  fc.webUrl(),
);
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const canonical = fc.oneof(
  text.filter((value) => !/^\w+$/.test(value)),
  name.map((value) => `http://hl7.org/fhir/StructureDefinition/${value}`),
);

const coding = fc.record({
  system: fc.oneof(fc.webUrl(), text),
  code: fc.oneof(name, text),
});
const value: fc.Arbitrary<ValueFact> = fc.oneof(
  fc.record({ type: fc.constantFrom('Coding', 'Quantity'), value: coding }),
  fc.record({
    type: fc.constant('CodeableConcept'),
    value: fc.record({ coding: fc.array(coding, { maxLength: 3 }) }),
  }),
  fc.record({ type: fc.constantFrom('Uri', 'Code', 'String', 'Coding'), value: text }),
  fc.record({ type: fc.constant('Boolean'), value: fc.boolean() }),
  fc.record({ type: fc.constant('Integer'), value: fc.integer() }),
  fc.record({
    type: fc.constantFrom('Identifier', 'Coding', 'CodeableConcept'),
    value: fc.dictionary(name, fc.oneof(text, fc.integer(), fc.array(coding))),
  }),
);

const segment = fc
  .tuple(name, fc.constantFrom('', '[x]'), fc.option(name, { nil: '' }))
  .map(([field, choice, slice]) => `.${field}${choice}${slice && `:${slice}`}`);
const id = fc.oneof(
  fc.constant('.'),
  fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('')),
);

const type = fc.record({
  code: text,
  profiles: fc.array(canonical, { maxLength: 2 }),
  targets: fc.array(canonical, { maxLength: 3 }),
});
const slicing = fc.record({
  rules: fc.constantFrom('open', 'closed', 'openAtEnd'),
  ordered: fc.boolean(),
  discriminators: fc.array(fc.record({ type: name, path: text }), { maxLength: 3 }),
});
const binding = fc.record(
  {
    strength: name,
    valueSet: text,
    additional: fc.array(
      fc.record(
        { purpose: name, valueSet: text, key: text },
        { requiredKeys: ['purpose', 'valueSet'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['strength', 'additional'] },
);
const constraint = fc.record(
  { key: text, severity: name, expression: text, source: canonical },
  { requiredKeys: ['key', 'severity'] },
);

const element = fc.record(
  {
    id,
    path: text,
    slice: text,
    min: fc.nat(),
    max: fc.oneof(
      fc.constant('*'),
      fc.nat().map((max) => String(max)),
    ),
    slicing,
    types: fc.array(type, { maxLength: 3 }),
    content: text,
    fixed: value,
    pattern: value,
    minValue: value,
    maxValue: value,
    maxLength: fc.nat(),
    binding,
    constraints: fc.array(constraint, { maxLength: 3 }),
    isModifier: fc.boolean(),
  },
  { requiredKeys: ['id', 'types', 'constraints'] },
) as fc.Arbitrary<ElementFact>;

const header = { id: text, url: text, name: text, version: text, status: text };
const always = ['form', 'id', 'url', 'name', 'status'] as const;

const profile = fc.record(
  {
    form: fc.constant('profile'),
    ...header,
    kind: text,
    type: text,
    base: canonical,
    abstract: fc.boolean(),
    contexts: fc.array(fc.record({ type: text, expression: text }), { maxLength: 2 }),
    contextInvariants: fc.array(text, { maxLength: 2 }),
    elements: fc.array(element, { maxLength: 4 }),
  },
  {
    requiredKeys: [
      ...always,
      'kind',
      'type',
      'base',
      'abstract',
      'contexts',
      'contextInvariants',
      'elements',
    ],
  },
);

const include = fc.record(
  {
    system: text,
    version: text,
    codes: fc.array(fc.record({ code: text, deprecated: fc.boolean() }), { maxLength: 3 }),
    filters: fc.array(fc.record({ property: text, op: text, value: text }), { maxLength: 2 }),
    valueSets: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: ['codes', 'filters', 'valueSets'] },
) as fc.Arbitrary<IncludeFact>;

const valueSet = fc.record(
  {
    form: fc.constant('valueset'),
    ...header,
    inactive: fc.boolean(),
    includes: fc.array(include, { maxLength: 3 }),
    excludes: fc.array(include, { maxLength: 2 }),
  },
  { requiredKeys: [...always, 'includes', 'excludes'] },
);

const code = fc.record(
  { code: text, parent: text, status: text, inactive: fc.boolean(), notSelectable: fc.boolean() },
  { requiredKeys: ['code', 'inactive', 'notSelectable'] },
) as fc.Arbitrary<CodeFact>;

const codeSystem = fc.record(
  {
    form: fc.constant('codesystem'),
    ...header,
    content: text,
    caseSensitive: fc.boolean(),
    codes: fc.array(code, { maxLength: 4 }),
  },
  { requiredKeys: [...always, 'content', 'codes'] },
);

test.each([
  ['profile', profile],
  ['value set', valueSet],
  ['code system', codeSystem],
])('any %s that is printed is read back the same', (_, arbitrary) => {
  fc.assert(
    fc.property(arbitrary as fc.Arbitrary<Facts>, (model) => {
      expect(parseFacts(printFacts(model))).toEqual(model);
    }),
    { numRuns: 500 },
  );
});

test('any manifest that is printed is read back the same', () => {
  const manifest = fc.record({
    name: text,
    version: text,
    dependencies: fc.dictionary(name, text, { maxKeys: 3 }),
    sameAs: fc.dictionary(name, fc.array(text, { maxLength: 3 }), { maxKeys: 2 }),
  }) as fc.Arbitrary<Manifest>;
  fc.assert(
    fc.property(manifest, (model) => {
      expect(parseManifest(printManifest(model))).toEqual(model);
    }),
    { numRuns: 300 },
  );
});
