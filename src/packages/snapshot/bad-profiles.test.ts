// Profiles that can't be meant as they are: a clear problem, never a crash or endless work.
import { describe, expect, test } from '@jest/globals';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import {
  EXAMPLE,
  extension,
  packageWith,
  profile,
  setOf,
  snapshotOf,
} from '../../testing/synthetic-packages.js';
import { ProfileError } from '../structures.js';

// A definition from outside may lack what it must have.
const noBase = { baseDefinition: undefined } as unknown as Partial<StructureDefinition>;

const say = (elements: Record<string, Partial<ElementDefinition>>) =>
  snapshotOf(profile('Observation', { name: 'o', elements }));

describe('what contradicts the base', () => {
  test.each([
    ['a lower minimum', 'code', { min: 0 }, { min: 1 }],
    ['a higher maximum', 'code', { max: '*' }, { max: '1' }],
    [
      'a weaker binding',
      'status',
      { binding: { strength: 'example', valueSet: 'http://x' } },
      { binding: { strength: 'required' } },
    ],
  ] as const)('%s is reported, and the base holds', (_title, id, facts, expected) => {
    const { elements, problems } = say({ [id]: facts });
    expect(elements.get(`Observation.${id}`)).toMatchObject(expected);
    expect(problems).toMatchObject([{ severity: 'warning', element: `Observation.${id}` }]);
  });

  test('a type that the base does not allow is reported', () => {
    const { problems } = say({ 'value[x]': { type: [{ code: 'Address' }, { code: 'string' }] } });
    expect(problems).toEqual([
      {
        severity: 'warning',
        element: 'Observation.value[x]',
        text: 'the base does not allow the type Address',
      },
    ]);
  });

  test('a minimum above the maximum, and of a slice above what may be there, are reported', () => {
    const { problems } = say({
      note: { max: '1' },
      category: { max: '1', slicing: { rules: 'open' } },
      'category:a': { min: 2, max: '1' },
    });
    expect(problems.map(({ element }) => element)).toEqual([
      'Observation.category:a',
      'Observation.category:a',
    ]);
  });
});

describe('a pattern', () => {
  const coding = (code: string) => ({ system: 'http://x', code });
  const merged = (base: Partial<ElementDefinition>, own: Partial<ElementDefinition>) => {
    const { elements, problems } = snapshotOf(
      profile('Observation', { name: 'one', elements: { code: base } }),
      profile('Observation', { name: 'two', base: 'one', elements: { code: own } }),
    );
    const { patternCodeableConcept } = elements.get('Observation.code')!;
    return { pattern: patternCodeableConcept, problems: problems.map(({ text }) => text) };
  };

  test('that says more than the base stays as it is', () => {
    const pattern = { text: 'x', coding: [coding('b'), { ...coding('a'), display: 'A' }] };
    expect(
      merged(
        { patternCodeableConcept: { coding: [coding('a')] } },
        { patternCodeableConcept: pattern },
      ),
    ).toEqual({ pattern, problems: [] });
  });

  test('that leaves something out has it from the base', () => {
    expect(
      merged(
        { patternCodeableConcept: { text: 'x', coding: [coding('a')] } },
        { patternCodeableConcept: { coding: [coding('b')] } },
      ),
    ).toEqual({ pattern: { text: 'x', coding: [coding('b'), coding('a')] }, problems: [] });
  });

  test('that says otherwise is reported', () => {
    const { problems } = merged(
      { patternCodeableConcept: { text: 'x' } },
      { patternCodeableConcept: { text: 'y' } },
    );
    expect(problems).toEqual(["its patternCodeableConcept contradicts the base's"]);
  });

  test('of another type, or another fixed value, is reported', () => {
    const { problems } = snapshotOf(
      profile('Patient', {
        name: 'one',
        elements: { active: { fixedBoolean: true }, name: { patternHumanName: { text: 'x' } } },
      }),
      profile('Patient', {
        name: 'two',
        base: 'one',
        elements: { active: { fixedBoolean: false }, name: { patternString: 'x' } },
      }),
    );
    expect(problems.map(({ text }) => text)).toEqual([
      "its fixedBoolean is not the base's",
      'it has patternString, while the base has patternHumanName',
    ]);
  });
});

describe('what is lost', () => {
  test.each([
    ['an unknown element', { colour: { min: 1 } }, 'Observation.colour'],
    ['an unknown child', { 'code.colour': { min: 1 } }, 'Observation.code.colour'],
    ['slices without a slicing', { 'note:a': { min: 1 } }, 'Observation.note'],
    [
      'a profile that is not loaded',
      {
        'extension:x': { type: [{ code: 'Extension', profile: ['http://x/unknown'] }] },
        'extension:x.value[x]': { min: 1 },
      },
      'Observation.extension:x',
    ],
    [
      'a content reference that leads nowhere',
      {
        'component.referenceRange': { contentReference: '#Observation.nothing' },
        'component.referenceRange.text': { min: 1 },
      },
      'Observation.component.referenceRange',
    ],
  ] as [string, Record<string, Partial<ElementDefinition>>, string][])(
    '%s is reported as an error with its element',
    (_title, elements, element) => {
      const { problems } = say(elements);
      expect(problems[0]).toMatchObject({ severity: 'error', element });
    },
  );

  test('a path outside the type is reported', () => {
    const odd = profile('Observation', { name: 'o', elements: { code: {} } });
    odd.differential!.element.push({ id: 'Patient.name', path: 'Patient.name' });
    expect(snapshotOf(odd).problems).toEqual([
      { severity: 'error', element: 'Patient.name', text: 'its path is not inside the type' },
    ]);
  });

  test('a base that is not loaded leaves the R4 type as base', () => {
    const { elements, problems } = snapshotOf(
      profile('Patient', { name: 'p', base: 'gone', elements: { name: { min: 1 } } }),
    );
    expect(elements.get('Patient.name')?.min).toBe(1);
    expect(problems).toMatchObject([{ severity: 'error', element: 'Patient' }]);
    expect(problems[0]?.text).toContain(`${EXAMPLE}gone`);
  });
});

describe('what has no snapshot', () => {
  test.each([
    ['itself as base', [profile('Patient', { name: 'a', base: 'a' })]],
    [
      'a loop of bases',
      [profile('Patient', { name: 'b', base: 'a' }), profile('Patient', { name: 'a', base: 'b' })],
    ],
    [
      'a base of another type',
      [profile('Group', { name: 'g' }), profile('Patient', { name: 'a', base: 'g' })],
    ],
    ['no base', [profile('Patient', { name: 'a', more: noBase })]],
    ['a kind that is no type', [profile('Patient', { name: 'a', more: { kind: 'logical' } })]],
  ])('%s', (_title, profiles) => {
    expect(() => snapshotOf(...profiles)).toThrow(ProfileError);
    expect(() => snapshotOf(...profiles)).toThrow(`${EXAMPLE}a`);
  });

  test('a chain of 150 bases', () => {
    const chain = Array.from({ length: 150 }, (_, at) =>
      profile('Patient', { name: `p${at}`, ...(at === 0 ? {} : { base: `p${at - 1}` }) }),
    );
    expect(() => snapshotOf(...chain)).toThrow('it builds on more than 100 others');
  });

  test('it fails again the same way, and others are none the worse', () => {
    const set = setOf([
      packageWith('t#1.0.0', [
        profile('Patient', { name: 'a', base: 'a' }),
        profile('Patient', { name: 'fine' }),
      ]),
    ]);
    const again = () => set.structure(`${EXAMPLE}a`, 't#1.0.0');
    expect(again).toThrow('builds on itself');
    expect(again).toThrow('builds on itself');
    expect(set.structure(`${EXAMPLE}fine`, 't#1.0.0')?.problems).toBeUndefined();
  });
});

describe('what would not end', () => {
  test('an extension that walks into itself', () => {
    const own = { type: [{ code: 'Extension', profile: [`${EXAMPLE}e`] }] };
    const { elements, problems } = snapshotOf(
      profile('Extension', {
        name: 'e',
        elements: { 'extension:inner': own, 'extension:inner.extension:inner.url': { min: 1 } },
      }),
    );
    expect(problems[0]).toMatchObject({ severity: 'error', element: 'Extension.extension:inner' });
    expect(elements.size).toBeLessThan(50);
  });

  test('two data types that walk into each other', () => {
    const into = (name: string) => ({
      'extension:x': { type: [{ code: 'Extension', profile: [EXAMPLE + name] }] },
      'extension:x.extension:x.url': { min: 1 },
    });
    const { problems } = snapshotOf(
      profile('Extension', { name: 'one', elements: into('two') }),
      profile('Extension', { name: 'two', elements: into('one') }),
    );
    expect(problems.length).toBeLessThan(5);
  });

  test('10,000 slices with all that is in them are refused in time, 1,000 are not', () => {
    const many = (count: number) =>
      profile('Observation', {
        name: 'o',
        elements: {
          component: { slicing: { rules: 'open' } },
          ...Object.fromEntries(
            Array.from({ length: count }, (_, at) => [`component:s${at}`, { max: '1' }]),
          ),
        },
      });
    const start = performance.now();
    expect(() => snapshotOf(many(10_000))).toThrow('more than 50000 elements');
    expect(snapshotOf(many(1_000)).elements.size).toBeGreaterThan(9_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('10,000 slices of an element with nothing in it are fine', () => {
    const { elements } = snapshotOf(
      extension('e', 'code'),
      profile('Patient', {
        name: 'p',
        elements: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, at) => [
            `extension:s${at}`,
            { type: [{ code: 'Extension', profile: [`${EXAMPLE}e`] }] },
          ]),
        ),
      }),
    );
    expect(elements.size).toBeGreaterThan(10_000);
  });
});
