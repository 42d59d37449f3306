// https://hl7.org/fhir/R4/valueset.html#compositions
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { TerminologyError, type TerminologySource } from './source.js';
import { codesOfCanonical, codesOfValueSet } from './value-set.js';

const S = 'http://cs.example/s';
const T = 'http://cs.example/t';

const CODE_SYSTEMS: Readonly<Record<string, JsonObject>> = {
  [S]: {
    url: S,
    content: 'complete',
    property: [{ code: 'colour', type: 'string' }],
    concept: [
      {
        code: 'a',
        property: [{ code: 'colour', valueString: 'red' }],
        concept: [
          { code: 'b', property: [{ code: 'colour', valueCoding: { code: 'blue' } }] },
          { code: 'c', property: [{ code: 'inactive', valueBoolean: true }] },
        ],
      },
      { code: 'd', property: [{ code: 'status', valueCode: 'retired' }] },
    ],
  },
  [`${S}|2`]: { url: S, version: '2', content: 'complete', concept: [{ code: 'z' }] },
  [T]: { url: T, content: 'fragment', concept: [{ code: 'a' }] },
};

const all = { system: S };
const some = (...codes: string[]): JsonObject => ({
  system: S,
  concept: codes.map((code) => ({ code })),
});
const filtered = (property: string, op: string, value: string): JsonObject => ({
  system: S,
  filter: [{ property, op, value }],
});
const compose = (...include: JsonObject[]): JsonObject => ({ compose: { include } });
const contains = (...codes: string[]): JsonObject[] => codes.map((code) => ({ system: S, code }));

const VALUE_SETS: Readonly<Record<string, JsonObject>> = {
  ab: compose(some('a', 'b')),
  bc: compose(some('b', 'c')),
  self: compose({ valueSet: ['self'] }),
  round: compose({ valueSet: ['trip'] }),
  trip: compose({ valueSet: ['round'] }),
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `deep-${at}`,
      compose({ valueSet: [`deep-${at + 1}`] }),
    ]),
  ),
};

const SOURCE: TerminologySource = {
  valueSet: (canonical) => VALUE_SETS[canonical],
  codeSystem: (canonical) => CODE_SYSTEMS[canonical],
};

function shown(valueSet: JsonObject): string {
  return [...codesOfValueSet(valueSet, SOURCE)]
    .flatMap(([system, codes]) =>
      [...codes].map((code) => (system === S ? code : `${system}|${code}`)),
    )
    .sort()
    .join(' ');
}

describe('a value set has', () => {
  test.each<[string, JsonObject, string]>([
    ['listed codes', compose(some('a', 'd')), 'a d'],
    ['codes of several includes', compose(some('a'), some('b', 'a')), 'a b'],
    ['all of a code system', compose(all), 'a b c d'],
    ['a version of it', compose({ ...all, version: '2' }), 'z'],
    [
      'listed codes of a code system that is not known',
      compose({ ...some('q'), system: T }),
      `${T}|q`,
    ],
    ['what it imports', compose({ valueSet: ['ab'] }), 'a b'],
    ['what all imports of one include have', compose({ valueSet: ['ab', 'bc'] }), 'b'],
    ['what imports and system have', compose({ ...some('c', 'b'), valueSet: ['ab'] }), 'b'],
    ['what any include has', compose({ valueSet: ['ab'] }, { valueSet: ['bc'] }), 'a b c'],
    [
      'nothing that is excluded',
      { compose: { include: [all], exclude: [some('a'), filtered('concept', 'is-a', 'c')] } },
      'b d',
    ],
    ['nothing inactive if it says so', { compose: { inactive: false, include: [all] } }, 'a b'],
    [
      'nothing inactive of its imports either',
      { compose: { inactive: false, include: [{ valueSet: ['bc'] }] } },
      'b',
    ],
    ['is-a', compose(filtered('concept', 'is-a', 'a')), 'a b c'],
    ['descendent-of', compose(filtered('concept', 'descendent-of', 'a')), 'b c'],
    ['is-not-a', compose(filtered('concept', 'is-not-a', 'a')), 'd'],
    ['generalizes', compose(filtered('concept', 'generalizes', 'b')), 'a b'],
    ['a property', compose(filtered('colour', '=', 'red')), 'a'],
    ['a property in a list', compose(filtered('colour', 'in', 'red,blue')), 'a b'],
    ['a property not in a list', compose(filtered('colour', 'not-in', 'red')), 'b c d'],
    ['a property at all', compose(filtered('colour', 'exists', 'true')), 'a b'],
    ['no such property', compose(filtered('colour', 'exists', 'false')), 'c d'],
    ['a parent', compose(filtered('parent', '=', 'a')), 'b c'],
    ['a child', compose(filtered('child', '=', 'b')), 'a'],
    ['a code in a list', compose(filtered('code', 'in', 'a, d')), 'a d'],
    [
      'all filters together',
      compose({
        system: S,
        filter: [
          { property: 'concept', op: 'is-a', value: 'a' },
          { property: 'colour', op: 'exists', value: 'true' },
        ],
      }),
      'a b',
    ],
    ['an expansion', { expansion: { contains: contains('a', 'b') } }, 'a b'],
    [
      'what is contained in that, except abstract codes',
      {
        expansion: {
          contains: [{ system: S, code: 'a', abstract: true, contains: contains('b') }],
        },
      },
      'b',
    ],
    [
      'an expansion where the composition can not be worked out',
      { ...compose({ system: T }), expansion: { total: 1, contains: contains('b') } },
      'b',
    ],
    [
      'its composition rather than an expansion',
      { ...compose(some('a')), expansion: { contains: contains('b') } },
      'a',
    ],
  ])('%s', (_, valueSet, codes) => {
    expect(shown(valueSet)).toBe(codes);
  });

  test('an implicit form, of a code system or of what a code subsumes', () => {
    expect([...(codesOfCanonical(`${S}?fhir_vs`, SOURCE).get(S) ?? [])]).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect([...(codesOfCanonical(`${S}?fhir_vs=isa/a`, SOURCE).get(S) ?? [])]).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

describe('a value set is refused', () => {
  const page = (more: JsonObject): JsonObject => ({
    expansion: { contains: contains('a'), ...more },
  });
  test.each<[string, JsonObject, string]>([
    [
      'with a code system that is not known',
      compose({ system: 'http://x' }),
      'code system http://x is not known',
    ],
    [
      'with one that is known in part',
      compose({ system: T }),
      `code system ${T} is not known to this server in full`,
    ],
    [
      'with another version of one',
      compose({ ...all, version: '3' }),
      `code system ${S}|3 is not known`,
    ],
    [
      'with a value set that is not known',
      compose({ valueSet: ['http://v'] }),
      'value set http://v is not known',
    ],
    [
      'with a code that is not known',
      compose(filtered('concept', 'is-a', 'q')),
      'not in the code system',
    ],
    [
      'with a property that is not known',
      compose(filtered('size', '=', '1')),
      'does not understand',
    ],
    [
      'with a filter that is not known',
      compose(filtered('code', 'regex', '.*')),
      'does not understand',
    ],
    ['that includes nothing', compose({}), 'neither'],
    ['that imports itself', compose({ valueSet: ['self'] }), 'imports itself'],
    ['that imports itself by another', compose({ valueSet: ['round'] }), 'imports itself'],
    ['that imports too deeply', compose({ valueSet: ['deep-0'] }), 'too deeply'],
    ['that says nothing', {}, 'does not say'],
    ['that has a page of its expansion', page({ total: 2 }), 'does not say'],
    ['that has a later page of it', page({ offset: 1 }), 'does not say'],
    [
      'that has a part of it',
      page({
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/valueset-unclosed',
            valueBoolean: true,
          },
        ],
      }),
      'does not say',
    ],
  ])('%s', (_, valueSet, message) => {
    expect(() => codesOfValueSet(valueSet, SOURCE)).toThrow(TerminologyError);
    expect(() => codesOfValueSet(valueSet, SOURCE)).toThrow(message);
  });
});
