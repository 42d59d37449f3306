// Our engine beside fhirpath.js: where both give an answer, it is the same.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { arbitraryResource } from '../../testing/arbitrary.js';
import { readBaseR4 } from '../../testing/base-r4.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import { compileFhirPath } from './compile.js';
import type { Environment } from './environment.js';
import { FhirNode, Navigator } from './node.js';
import { atom, Temporal, type Item } from './values.js';

const navigator = new Navigator(DEFINITIONS);

function environment(root: FhirNode): Environment {
  return {
    navigator,
    hooks: {
      resolve: () => undefined,
      memberOf: () => false,
      conformsTo: () => false,
    },
    variables: {
      names: [],
      get: (name) => (name === 'ucum' ? ['http://unitsofmeasure.org'] : [root]),
    },
    budget: 1_000_000,
    self: [root],
    position: 0,
  };
}

function plain(item: Item): JsonValue {
  if (item instanceof FhirNode) return item.value ?? null;
  const value = atom(item);
  return value instanceof Temporal ? value.text : (value as JsonValue);
}

function ours(expression: string, resource: JsonObject): JsonValue[] {
  const root = navigator.root(resource);
  return [...compileFhirPath(expression)([root], environment(root))].map(plain);
}

function theirs(expression: string, resource: JsonObject): JsonValue[] | 'failed' {
  try {
    const variables = { resource, rootResource: resource, ucum: 'http://unitsofmeasure.org' };
    return (
      fhirpath
        .evaluate(resource, expression, variables, r4, { async: false, traceFn: () => undefined })
        // Times are objects there, and print themselves.
        .map((value: unknown) => JSON.parse(JSON.stringify(value)) as JsonValue)
    );
  } catch {
    return 'failed';
  }
}

const OBSERVATION: Resource = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: {
    coding: [
      { system: 'http://loinc.org', code: '8480-6' },
      { system: 'http://snomed.info/sct', code: '271649006' },
    ],
  },
  effectiveDateTime: '2024-03-01T10:00:00+01:00',
  valueQuantity: { value: 120, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  component: [
    { code: { coding: [{ system: 'http://loinc.org', code: 'a' }] }, valueInteger: 3 },
    { code: { coding: [{ system: 'http://loinc.org', code: 'b' }] }, valueString: 'x' },
    { code: { text: 'c' }, dataAbsentReason: { text: 'none' } },
  ],
  note: [{ text: 'one' }, { text: 'two' }],
  _status: { extension: [{ url: 'http://example.org/e', valueCode: 'z' }] },
};

describe('an expression gives what fhirpath.js gives', () => {
  test.each([
    'status',
    "status = 'final'",
    "status != 'final' or code.exists()",
    'code.coding.code',
    "code.coding.where(system = 'http://loinc.org').code",
    "code.coding.where(system = 'http://loinc.org' and code = '8480-6').exists()",
    'component.value',
    'component.value.ofType(string)',
    'component.value.ofType(integer) + 2',
    '(component[1].value as string)',
    'value is Quantity',
    'value.value > 100',
    "value.code = 'mm[Hg]' implies value.system = %ucum",
    'component.all(value.exists() or dataAbsentReason.exists())',
    'component.all(value.exists() xor dataAbsentReason.exists())',
    'component.where($index = 1).value',
    'component[1].value',
    'component.count() > 2 and note.count() = 2',
    'component.select(code.coding.code)',
    "'a' in component.code.coding.code",
    "component.code.coding.code contains 'b'",
    "component.code.coding.code.subsetOf('a' | 'b' | 'q')",
    "component.code.coding.code.intersect('a' | 'q')",
    "component.code.coding.code.exclude('a')",
    'component.code.coding.system.distinct()',
    'component.code.coding.system.isDistinct()',
    'note.text.first() & note.text.last()',
    'note.tail().text',
    "note.text.where($this.startsWith('t'))",
    'note.text.select($this.length())',
    "status.extension('http://example.org/e').value",
    'status.hasValue()',
    'value.hasValue()',
    'effective.exists() and issued.empty()',
    "iif(status = 'final', 'yes', 'no')",
    '1 + 2 * 3 - 4 / 2',
    '7 div 2 + 7 mod 2',
    "'abc'.substring(1, 1)",
    "'abc'.indexOf('c')",
    "'a,b'.split(',')",
    "'Ab'.lower() + 'Ab'.upper()",
    "'abc'.matches('^[a-c]+$')",
    "'a1b2'.replaceMatches('[0-9]', '-')",
    '{}',
    '{} and true',
    '{} or true',
    'false implies {}',
    'true xor {}',
    'issued = status',
    "(note.text | 'one').count()",
    "note.text.combine('one').count()",
    "'12'.toInteger() + 1",
    '-3.abs()',
    'descendants().count() > 10',
    'children().count() > 5',
    'component.repeat(code).coding.code',
    '@2024-01-01 < @2024-02',
    '@2024-01-01 < @2024',
    '@2024 = @2024-01',
    "%resource.status ~ 'FINAL'",
    'component.skip(1).take(1).value',
  ])('%s', (expression) => {
    expect([expression, ours(expression, OBSERVATION)]).toEqual([
      expression,
      theirs(expression, OBSERVATION),
    ]);
  });
});

test.each(['nofunction()', 'a..b', "'open", 'a b', '(((', '@', 'trace(', ''])(
  'what is no expression is refused: %s',
  (text) => {
    expect(() => compileFhirPath(text)).toThrow();
  },
);

test('names that every JavaScript object has are not functions', () => {
  expect(ours("'a'.toString()", OBSERVATION)).toEqual(['a']);
  expect(() => compileFhirPath('constructor()')).toThrow();
  expect(ours('constructor', OBSERVATION)).toEqual([]);
});

test('an expression that would run for ever is stopped', () => {
  const root = navigator.root(OBSERVATION);
  const evaluate = compileFhirPath(
    'descendants().where(%resource.descendants().where(%resource.descendants().exists()).exists())',
  );
  expect(() => evaluate([root], { ...environment(root), budget: 5000 })).toThrow('too long');
});

/** Constraints on the root of each resource type of R4, by type. */
const CONSTRAINTS = readBaseR4().flatMap((definition) => {
  if (definition.resourceType !== 'StructureDefinition' || definition.kind !== 'resource')
    return [];
  const own = (definition.snapshot?.element[0]?.constraint ?? [])
    // Those on contained resources and narrative are the same for all; once is enough.
    .filter(({ key }) => definition.type === 'Patient' || !key.startsWith('dom-'))
    .flatMap(({ expression }) => expression ?? []);
  return DEFINITIONS.isResourceType(definition.type) && own.length > 0
    ? [[definition.type, [...new Set(own)]] as const]
    : [];
});

/**
 * fhirpath.js takes equal primitives with different ids or extensions for different ones. Here the
 * value counts: two items of a Questionnaire do not get away with one linkId.
 */
const COMPARES = /=|\bin\b|isDistinct|intersect|subsetOf/;

const isValue = (value: JsonValue | undefined): boolean =>
  value !== undefined && !Array.isArray(value);

/** Without the ids and extensions of primitives that have a value. */
function withValuesOnly<T extends JsonValue>(value: T): T;
function withValuesOnly(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withValuesOnly);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name.startsWith('_') && isValue(value[name.slice(1)])
        ? []
        : [[name, withValuesOnly(inner ?? null)]],
    ),
  );
}

test.each(CONSTRAINTS)('the constraints of any %s have the verdict of fhirpath.js', (type, all) => {
  fc.assert(
    fc.property(arbitraryResource(DEFINITIONS, type), (resource) => {
      // Exact decimals are strings with a mark, which fhirpath.js does not know.
      const text = JSON.stringify(resource);
      fc.pre(!text.includes('\\u0000'));
      for (const expression of all) {
        const own = COMPARES.test(expression) ? withValuesOnly(resource) : resource;
        const expected = theirs(expression, JSON.parse(JSON.stringify(own)) as JsonObject);
        if (expected !== 'failed') {
          expect([expression, ours(expression, own)]).toEqual([expression, expected]);
        }
      }
    }),
    { numRuns: 15 },
  );
});
