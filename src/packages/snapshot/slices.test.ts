// Slices in snapshots of made-up profiles: https://hl7.org/fhir/R4/profiling.html#slicing
import { describe, expect, test } from '@jest/globals';
import { profile, snapshotOf } from '../../testing/synthetic-packages.js';

const text = { type: 'value' as const, path: 'code' };

describe('slices', () => {
  const sliced = profile('Observation', {
    name: 'sliced',
    elements: {
      component: { slicing: { discriminator: [text], rules: 'open' } },
      'component.interpretation': { max: '0' },
      'component:a': { min: 1, max: '1' },
      'component:a.code': { patternCodeableConcept: { text: 'a' } },
      'component:b': {},
    },
  });

  test('begin as the sliced element with what the profile says of it, and none needed', () => {
    const { structure, elements, problems } = snapshotOf(sliced);
    expect(problems).toEqual([]);
    expect(elements.get('Observation.component:b')).toMatchObject({
      path: 'Observation.component',
      sliceName: 'b',
      min: 0,
      max: '*',
    });
    expect(elements.get('Observation.component:b')).not.toHaveProperty('slicing');
    expect(elements.get('Observation.component:b.interpretation')?.max).toBe('0');
    expect(elements.get('Observation.component:a.code')).toMatchObject({
      path: 'Observation.component.code',
      min: 1,
      patternCodeableConcept: { text: 'a' },
    });
    const ids = structure.elements.map(({ id }) => id);
    const at = (id: string) => ids.indexOf(`Observation.${id}`);
    expect(at('component.referenceRange')).toBeLessThan(at('component:a'));
    expect(at('component:a.referenceRange')).toBe(at('component:b') - 1);
  });

  test('that only the base declares can be refined, and others added behind them', () => {
    const { structure, elements, problems } = snapshotOf(
      sliced,
      profile('Observation', {
        name: 'refined',
        base: 'sliced',
        elements: {
          'component:c': { max: '1' },
          'component:b.value[x]': { min: 1 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Observation.component:a')?.min).toBe(1);
    expect(elements.get('Observation.component:b.value[x]')?.min).toBe(1);
    expect(elements.get('Observation.component:a.value[x]')?.min).toBe(0);
    const names = structure.elements.flatMap((each) => each.sliceName ?? []);
    expect(names).toEqual(['a', 'b', 'c']);
  });

  test('can stand in slices, and be sliced again', () => {
    const by = (path: string) => ({
      slicing: { discriminator: [{ type: 'value' as const, path }], rules: 'closed' as const },
    });
    const { elements, problems } = snapshotOf(
      profile('Patient', {
        name: 'p',
        elements: {
          identifier: by('system'),
          'identifier:bsn': { max: '2', ...by('use') },
          'identifier:bsn.type.coding': by('system'),
          'identifier:bsn.type.coding:main': { min: 1 },
          'identifier:bsn/old': { max: '1' },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Patient.identifier:bsn.type.coding:main')).toMatchObject({
      path: 'Patient.identifier.type.coding',
      sliceName: 'main',
      min: 1,
    });
    expect(elements.get('Patient.identifier:bsn/old')).toMatchObject({
      path: 'Patient.identifier',
      max: '1',
    });
    expect(elements.has('Patient.identifier:bsn/old.type.coding:main')).toBe(true);
  });

  test.each([
    ['value', 'code'],
    ['pattern', '$this'],
    ['type', '$this'],
    ['profile', 'resolve()'],
    ['exists', "extension('http://x')"],
  ] as const)('by %s of %s are kept as the profile says', (type, path) => {
    const { elements } = snapshotOf(
      profile('Observation', {
        name: 'o',
        elements: {
          hasMember: {
            slicing: { discriminator: [{ type, path }], ordered: true, rules: 'openAtEnd' },
          },
          'hasMember:x': {},
        },
      }),
    );
    expect(elements.get('Observation.hasMember')?.slicing).toEqual({
      discriminator: [{ type, path }],
      ordered: true,
      rules: 'openAtEnd',
    });
  });

  test('keep closed and ordered slicing of the base', () => {
    const slicing = { discriminator: [text], ordered: true, rules: 'closed' as const };
    const { elements, problems } = snapshotOf(
      profile('Observation', { name: 'one', elements: { component: { slicing } } }),
      profile('Observation', {
        name: 'two',
        base: 'one',
        elements: { component: { slicing: { rules: 'open' } } },
      }),
    );
    expect(elements.get('Observation.component')?.slicing).toEqual(slicing);
    expect(problems).toMatchObject([{ severity: 'warning', element: 'Observation.component' }]);
  });
});

describe('choices', () => {
  const closed = {
    discriminator: [{ type: 'type', path: '$this' }],
    ordered: false,
    rules: 'closed',
  };

  test('have slices with the type they are named for', () => {
    const { elements } = snapshotOf(
      profile('Observation', {
        name: 'o',
        elements: {
          'value[x]': {
            slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' },
          },
          'value[x]:valueQuantity': { patternQuantity: { unit: 'kg' } },
        },
      }),
    );
    expect(elements.get('Observation.value[x]:valueQuantity')).toMatchObject({
      path: 'Observation.value[x]',
      type: [{ code: 'Quantity' }],
      patternQuantity: { unit: 'kg' },
    });
    expect(elements.get('Observation.value[x]')?.type).toHaveLength(11);
  });

  test.each([
    ['by its short path', 'valueQuantity'],
    ['by a path inside', 'valueQuantity.code'],
  ])('that are named %s have no other type', (_title, id) => {
    const { elements, problems } = snapshotOf(
      profile('Observation', { name: 'o', elements: { [id]: { min: 1 } } }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Observation.value[x]')).toMatchObject({
      type: [{ code: 'Quantity' }],
      slicing: closed,
    });
    const slice = elements.get('Observation.value[x]:valueQuantity');
    expect(slice?.type).toEqual([{ code: 'Quantity' }]);
    const inside = elements.get(`Observation.value[x]:${id}`);
    expect(inside?.min).toBe(1);
  });

  test('named by several short paths have those types', () => {
    const { elements } = snapshotOf(
      profile('Observation', {
        name: 'o',
        elements: { valueQuantity: {}, valueString: { maxLength: 3 } },
      }),
    );
    expect(elements.get('Observation.value[x]')?.type).toEqual([
      { code: 'Quantity' },
      { code: 'string' },
    ]);
    expect(elements.get('Observation.value[x]:valueString')?.maxLength).toBe(3);
  });

  test('with one type left are walked into as that type', () => {
    const { elements, problems } = snapshotOf(
      profile('Observation', {
        name: 'one',
        elements: { 'value[x]': {}, 'value[x].extension': { max: '1' } },
      }),
      profile('Observation', {
        name: 'two',
        base: 'one',
        elements: {
          'value[x]': { type: [{ code: 'CodeableConcept' }] },
          'value[x].coding.code': { min: 1 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Observation.value[x].coding.code')?.min).toBe(1);
    expect(elements.get('Observation.value[x].extension')?.max).toBe('1');
  });
});
