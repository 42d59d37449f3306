// Which definition a canonical means: https://hl7.org/fhir/R4/references.html#canonical
import { describe, expect, test } from '@jest/globals';
import { EXAMPLE, packageWith, profile, R4, setOf } from '../testing/synthetic-packages.js';
import { dependencyOrder } from './dependencies.js';
import { packageId } from './fhir-package.js';

/** A profile of one name that tells by its minimum where it comes from. */
const named = (name: string, min: number, version?: string) =>
  profile('Patient', {
    name,
    elements: { identifier: { min } },
    ...(version === undefined ? {} : { more: { version } }),
  });

describe('a canonical in a package', () => {
  const set = setOf([
    packageWith('zib2020#1.0.0', [named('p', 1), named('zib', 1)]),
    packageWith('zib2020#2.0.0', [named('p', 2)]),
    packageWith('zib2024#0.1.0', [named('p', 3)]),
    packageWith('nl-core#1.0.0', [named('nl', 1)], { zib2020: '1.0.0' }),
    packageWith('mp#1.0.0', [named('mp', 1)], { 'nl-core': '1.0.0', zib2020: '2.0.0' }),
    packageWith('alone#1.0.0', [named('own', 1)]),
  ]);
  const minOf = (canonical: string, scope: string) => {
    const structure = set.structure(EXAMPLE + canonical, scope);
    return structure?.elements.find(({ id }) => id === 'Patient.identifier')?.min;
  };

  test.each([
    ['its own', 'p', 'zib2020#1.0.0', 1],
    ['its own, of another generation', 'p', 'zib2024#0.1.0', 3],
    ['that of a dependency', 'p', 'nl-core#1.0.0', 1],
    ['that of the nearest of two versions', 'p', 'mp#1.0.0', 2],
    ['that of a dependency of a dependency, if the nearest lacks it', 'nl', 'mp#1.0.0', 1],
    ['that of any package, when no dependency has it', 'nl', 'alone#1.0.0', 1],
  ])('means %s', (_title, name, scope, min) => {
    expect(minOf(name, scope)).toBe(min);
  });

  test('says from which package it is', () => {
    expect(set.structure(`${EXAMPLE}p`, 'nl-core#1.0.0')?.scope).toBe('zib2020#1.0.0');
    expect(set.structure(`${R4}Patient`, 'nl-core#1.0.0')?.scope).toBe('hl7.fhir.r4.core#4.0.1');
  });

  test('is R4 without being asked for', () => {
    expect(set.structure(`${R4}patient-birthPlace`, 'alone#1.0.0')?.type).toBe('Extension');
  });

  test('means nothing when nobody has it', () => {
    expect(set.structure(`${EXAMPLE}none`, 'mp#1.0.0')).toBeUndefined();
    expect(set.valueSet('http://x/none', 'mp#1.0.0')).toBeUndefined();
  });

  test('has its definition with a snapshot', () => {
    const definition = set.withSnapshot(`${EXAMPLE}p`, 'zib2024#0.1.0');
    expect(definition?.differential?.element).toHaveLength(1);
    expect(definition?.snapshot?.element.length).toBeGreaterThan(40);
    expect(set.withSnapshot(`${EXAMPLE}none`, '')).toBeUndefined();
  });

  test('gives one structure, however often it is asked for', () => {
    expect(set.structure(`${EXAMPLE}p`, 'nl-core#1.0.0')).toBe(
      set.structure(`${EXAMPLE}p`, 'zib2020#1.0.0'),
    );
  });
});

describe('a version in a canonical', () => {
  const set = setOf([
    packageWith('a#1.0.0', [named('p', 1, '1.0.0'), named('p', 2, '2.1.0'), named('q', 1)]),
  ]);
  const scopes = ['a#1.0.0', ''];

  test.each([
    ['p|1.0.0', '1.0.0'],
    ['p|2.1', '2.1.0'],
    ['p', '2.1.0'],
    ['p|3.0.0', undefined],
  ])('%s is %s', (canonical, version) => {
    for (const scope of scopes) {
      expect(set.structure(EXAMPLE + canonical, scope)?.version).toBe(version);
    }
  });

  test('is the package of a definition that has none', () => {
    expect(set.structure(`${EXAMPLE}q|1.0.0`, '')?.name).toBe('q');
    expect(set.structure(`${EXAMPLE}q|1.1.0`, '')).toBeUndefined();
  });
});

describe('the server itself', () => {
  const packages = [
    packageWith('new#2.0.0-beta.2', [named('p', 2)]),
    packageWith('new#2.0.0-beta.10', [named('p', 3)]),
    packageWith('new#1.0.0', [named('p', 1), named('dropped', 1)]),
    packageWith('late#0.1.0', [named('shared', 1)]),
    packageWith('later#0.0.1', [named('shared', 2)]),
  ];

  test('takes the newest version, and of different packages the last', () => {
    const set = setOf(packages);
    expect(set.structure(`${EXAMPLE}p`, '')?.scope).toBe('new#2.0.0-beta.10');
    expect(set.structure(`${EXAMPLE}dropped`, '')?.scope).toBe('new#1.0.0');
    expect(set.structure(`${EXAMPLE}shared`, '')?.scope).toBe('later#0.0.1');
  });

  test('takes the preferred package', () => {
    const set = setOf(packages, { prefer: ['late'] });
    expect(set.structure(`${EXAMPLE}shared`, '')?.scope).toBe('late#0.1.0');
  });

  test('has resources of its own, which can change', () => {
    const set = setOf(packages);
    set.replaceOwn([named('p', 7), named('own', 1)]);
    expect(set.structure(`${EXAMPLE}p`, '')).toMatchObject({ scope: '' });
    expect(set.structure(`${EXAMPLE}p`, 'new#1.0.0')).toMatchObject({ scope: 'new#1.0.0' });
    expect(set.structure(`${EXAMPLE}own`, 'new#1.0.0')).toMatchObject({ scope: '' });
    const before = set.revision;
    set.replaceOwn([]);
    expect(set.revision).toBeGreaterThan(before);
    expect(set.structure(`${EXAMPLE}own`, '')).toBeUndefined();
    expect(set.structure(`${EXAMPLE}p`, '')?.scope).toBe('new#2.0.0-beta.10');
  });

  test('lists profiles that can be claimed', () => {
    const abstract = profile('Patient', { name: 'z', more: { abstract: true } });
    const set = setOf([packageWith('a#1.0.0', [named('b', 1), named('a', 1), abstract])]);
    expect(set.profilesOf('Patient')).toEqual([`${EXAMPLE}a`, `${EXAMPLE}b`]);
    expect(set.profilesOf('Observation')).toEqual([]);
  });
});

describe('dependencies', () => {
  test('that are missing, or there in another version, are told', () => {
    const { missing } = setOf([
      packageWith('a#1.0.0', [], {
        gone: '1.0.0',
        b: '0.9.0-beta.1',
        c: '2.0.x',
        'hl7.fhir.r4.core': '4.0.x',
      }),
      packageWith('b#0.11.0', []),
      packageWith('b#0.12.0', []),
      packageWith('c#2.0.1', []),
    ]);
    expect(missing).toEqual([
      { of: 'a#1.0.0', name: 'gone', wanted: '1.0.0' },
      { of: 'a#1.0.0', name: 'b', wanted: '0.9.0-beta.1', used: '0.11.0' },
    ]);
  });

  test('may go round in a circle', () => {
    const one = packageWith('one#1.0.0', [], { two: '1.0.0' });
    const two = packageWith('two#1.0.0', [], { one: '1.0.0' });
    const all = new Map([one, two].map((each) => [packageId(each.manifest), each]));
    expect(dependencyOrder(one, all).order).toEqual([one, two]);
  });
});

test('of two packages with one name and version the last counts', () => {
  const set = setOf([packageWith('a#1.0.0', [named('p', 1)]), packageWith('a#1.0.0', [])]);
  expect(set.structure(`${EXAMPLE}p`, 'a#1.0.0')).toBeUndefined();
});
