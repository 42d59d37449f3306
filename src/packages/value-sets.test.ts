// Contents of value sets: https://hl7.org/fhir/R4/valueset.html#compositions
import { describe, expect, test } from '@jest/globals';
import type { CodeSystem, ValueSet, ValueSetComposeInclude } from '@medplum/fhirtypes';
import { packageWith, setOf } from '../testing/synthetic-packages.js';
import { GRAMMAR_SYSTEMS } from './value-sets.js';

const ANIMALS = 'http://example.org/animals';
const SNOMED = 'http://snomed.info/sct';

const animals = {
  resourceType: 'CodeSystem',
  url: ANIMALS,
  status: 'active',
  content: 'complete',
  concept: [
    {
      code: 'mammal',
      concept: [
        { code: 'cat', property: [{ code: 'legs', valueInteger: 4 }] },
        { code: 'whale', property: [{ code: 'sea', valueBoolean: true }] },
      ],
    },
    { code: 'fish', display: 'Fish', property: [{ code: 'sea', valueBoolean: true }] },
    { code: 'kitten', property: [{ code: 'parent', valueCode: 'cat' }] },
  ],
} satisfies CodeSystem;

const ofAnimals = (facts: Partial<ValueSetComposeInclude> = {}): ValueSetComposeInclude => ({
  system: ANIMALS,
  ...facts,
});

const codes = (system: string, ...list: string[]): ValueSetComposeInclude => ({
  system,
  concept: list.map((code) => ({ code })),
});

const valueSet = (name: string, facts: Partial<ValueSet>): ValueSet => ({
  resourceType: 'ValueSet',
  url: `http://example.org/${name}`,
  status: 'active',
  ...facts,
});

/** Content of the last of some value sets. */
function contentOf(...valueSets: ValueSet[]) {
  const set = setOf([packageWith('t#1.0.0', [animals, ...valueSets])]);
  const content = set.valueSet(valueSets.at(-1)!.url!, 't#1.0.0')!;
  const listed = [...content.codes].flatMap(([system, list]) =>
    [...list].map((code) => (system === ANIMALS ? code : `${system}|${code}`)),
  );
  const unknown = [...(content.unknown ?? [])];
  return {
    codes: listed,
    open: [...content.open],
    whole: [...(content.whole ?? [])],
    ...(unknown.length === 0 ? {} : { unknown }),
  };
}

const composed = (include: ValueSetComposeInclude[], exclude?: ValueSetComposeInclude[]) =>
  contentOf(valueSet('v', { compose: { include, ...(exclude === undefined ? {} : { exclude }) } }));

const CLOSED = { open: [], whole: [] };

describe('a value set', () => {
  test('of listed codes has those', () => {
    expect(composed([codes(SNOMED, '1', '2'), codes(ANIMALS, 'cat')])).toEqual({
      codes: [`${SNOMED}|1`, `${SNOMED}|2`, 'cat'],
      ...CLOSED,
    });
  });

  test('of a complete code system has all of it', () => {
    expect(composed([ofAnimals()])).toEqual({
      codes: ['mammal', 'cat', 'whale', 'fish', 'kitten'],
      ...CLOSED,
    });
  });

  test.each([
    ['concept', 'is-a', 'mammal', ['mammal', 'cat', 'whale', 'kitten']],
    ['concept', 'descendent-of', 'mammal', ['cat', 'whale', 'kitten']],
    ['concept', 'is-not-a', 'mammal', ['fish']],
    ['concept', 'generalizes', 'kitten', ['mammal', 'cat', 'kitten']],
    ['concept', 'in', 'cat, fish', ['cat', 'fish']],
    ['code', '=', 'fish', ['fish']],
    ['display', '=', 'Fish', ['fish']],
    ['sea', '=', 'true', ['whale', 'fish']],
    ['legs', 'exists', 'true', ['cat']],
    ['legs', 'not-in', '4', ['mammal', 'whale', 'fish', 'kitten']],
  ] as const)('filters by %s %s %s', (property, op, value, expected) => {
    const content = composed([ofAnimals({ filter: [{ property, op, value }] })]);
    expect(content).toEqual({ codes: [...expected], ...CLOSED });
  });

  test('is open where only a terminology knows', () => {
    const filter = [{ property: 'concept', op: 'is-a' as const, value: '1' }];
    expect(composed([{ system: SNOMED, filter }, codes(ANIMALS, 'cat')])).toEqual({
      codes: ['cat'],
      open: [SNOMED],
      whole: [],
    });
    expect(composed([{ system: SNOMED }])).toEqual({
      codes: [],
      open: [SNOMED],
      whole: [SNOMED],
    });
    const regex = [{ property: 'code', op: 'regex' as const, value: '.*' }];
    expect(composed([ofAnimals({ filter: regex })]).open).toEqual([ANIMALS]);
  });

  test('lacks what it excludes', () => {
    expect(composed([ofAnimals()], [codes(ANIMALS, 'cat', 'fish')]).codes).toEqual([
      'mammal',
      'whale',
      'kitten',
    ]);
    const unknown = composed([codes(SNOMED, '1')], [{ system: SNOMED, filter: [] }]);
    expect(unknown.codes).toEqual([]);
    expect(composed([{ system: SNOMED }], [codes(SNOMED, '1')])).toEqual({
      codes: [],
      open: [SNOMED],
      whole: [],
    });
  });

  test('takes in others, and is cut by those of the same include', () => {
    const sea = valueSet('sea', { compose: { include: [codes(ANIMALS, 'whale', 'fish')] } });
    const other = valueSet('other', { compose: { include: [codes(ANIMALS, 'cat', 'whale')] } });
    const include = (...valueSets: string[]) => [{ valueSet: valueSets }];
    const [a, b] = [sea.url!, other.url!];
    const imported = valueSet('v', { compose: { include: [...include(a), ...include(b)] } });
    expect(contentOf(sea, other, imported).codes).toEqual(['whale', 'fish', 'cat']);
    const cut = valueSet('v', { compose: { include: include(a, b) } });
    expect(contentOf(sea, other, cut).codes).toEqual(['whale']);
    const ofSystem = valueSet('v', { compose: { include: [ofAnimals({ valueSet: [b] })] } });
    expect(contentOf(other, ofSystem)).toEqual({ codes: ['cat', 'whale'], ...CLOSED });
  });

  test('that takes in one that is not loaded, or itself, says so', () => {
    expect(composed([{ valueSet: ['http://x/gone'] }, codes(ANIMALS, 'cat')])).toEqual({
      codes: ['cat'],
      ...CLOSED,
      unknown: ['http://x/gone'],
    });
    const own = 'http://example.org/v';
    expect(composed([{ valueSet: [own] }, codes(ANIMALS, 'cat')])).toEqual({
      codes: ['cat'],
      ...CLOSED,
      unknown: [own],
    });
    const cut = composed([ofAnimals({ valueSet: ['http://x/gone'] })]);
    expect(cut).toEqual({ codes: [], open: [ANIMALS], whole: [] });
    const less = composed([codes(ANIMALS, 'cat')], [{ valueSet: ['http://x/gone'] }]);
    expect(less).toEqual({ codes: [], open: [ANIMALS], whole: [] });
  });

  test('is made once, though many take it in twice', () => {
    const chain = Array.from({ length: 40 }, (_, at) =>
      valueSet(`v${at}`, {
        compose: {
          include:
            at === 0
              ? [ofAnimals()]
              : [1, 2].map(() => ({ valueSet: [`http://example.org/v${at - 1}`] })),
        },
      }),
    );
    expect(contentOf(...chain).codes).toHaveLength(5);
  });

  test('has its expansion where its composition can not be judged', () => {
    const expansion = {
      timestamp: '2026-01-01',
      contains: [{ system: SNOMED, code: '1', contains: [{ system: SNOMED, code: '2' }] }],
    };
    const compose = { include: [{ system: SNOMED }] };
    const both = [`${SNOMED}|1`, `${SNOMED}|2`];
    expect(contentOf(valueSet('v', { expansion }))).toEqual({ codes: both, ...CLOSED });
    expect(contentOf(valueSet('v', { expansion, compose }))).toEqual({ codes: both, ...CLOSED });
    const short = { ...expansion, total: 9 };
    expect(contentOf(valueSet('v', { expansion: short })).open).toEqual([SNOMED]);
    expect(contentOf(valueSet('v', { expansion: short, compose })).whole).toEqual([SNOMED]);
  });
});

describe('value sets of R4', () => {
  const set = setOf([]);
  const content = (name: string) => set.valueSet(`http://hl7.org/fhir/ValueSet/${name}`, '')!;

  test('have their codes', () => {
    const gender = content('administrative-gender|4.0.1');
    expect([...gender.codes.values()].map((list) => [...list])).toEqual([
      ['male', 'female', 'other', 'unknown'],
    ]);
  });

  test.each([
    ['all-languages', GRAMMAR_SYSTEMS.languages],
    ['mimetypes', GRAMMAR_SYSTEMS.mimeTypes],
    ['ucum-units', GRAMMAR_SYSTEMS.units],
  ])('%s is open under %s', (name, system) => {
    expect([...content(name).open]).toEqual([system]);
    expect(content(name).whole?.has(system)).toBe(true);
  });
});
