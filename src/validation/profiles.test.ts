// Each feature of profiles with synthetic structures, both verdicts.
import { describe, expect, test } from '@jest/globals';
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { Resource } from '../fhir/resource.js';
import {
  BASE,
  codes,
  findings,
  observation,
  patient,
  structure,
  type Element,
  type Setting,
} from '../testing/synthetic-structures.js';

test('cardinality', () => {
  const elements = [
    { id: 'Patient.name', min: 1, max: '2' },
    { id: 'Patient.name.family', min: 1 },
    { id: 'Patient.photo', min: 0, max: '0' },
  ];
  expect(findings(elements, patient({ name: [{ family: 'x' }] }))).toEqual([]);
  expect(findings(elements, patient())).toEqual(['error cardinality-min Patient']);
  expect(findings(elements, patient({ name: [{ text: 'x' }] }))).toEqual([
    'error cardinality-min Patient.name[0]',
  ]);
  const three = [{ family: 'a' }, { family: 'b' }, { family: 'c' }];
  expect(findings(elements, patient({ name: three }))).toEqual([
    'error cardinality-max Patient.name[2]',
  ]);
  expect(findings(elements, patient({ name: [{ family: 'a' }], photo: [{ title: 'x' }] }))).toEqual(
    ['error cardinality-max Patient.photo[0]'],
  );
});

test('a primitive with extensions only counts as present', () => {
  const elements = [{ id: 'Patient.birthDate', min: 1 }];
  const _birthDate = { extension: [{ url: 'http://x.org/e', valueCode: 'masked' }] };
  expect(findings(elements, patient({ _birthDate }))).toEqual([
    'information extension-unknown Patient.birthDate.extension[0]',
  ]);
});

test('types of a choice', () => {
  const elements = [{ id: 'Observation.value[x]', type: [{ code: 'Quantity' }] }];
  expect(findings(elements, observation({ valueQuantity: { value: 1 } }))).toEqual([]);
  expect(findings(elements, observation({ valueString: 'x' }))).toEqual([
    'error type Observation.valueString',
  ]);
});

describe('fixed and pattern', () => {
  const code = { coding: [{ system: 'http://s', code: 'a' }] };

  test.each([
    [{ coding: [{ system: 'http://s', code: 'a' }] }, true],
    [{ coding: [{ code: 'z' }, { system: 'http://s', code: 'a', display: 'A' }], text: 't' }, true],
    [{ coding: [{ system: 'http://s', code: 'b' }] }, false],
    [{ coding: [{ system: 'http://s' }, { code: 'a' }] }, false],
    [{ text: 'a' }, false],
  ])('a pattern of %j', (value, fits) => {
    const elements = [{ id: 'Observation.code', patternCodeableConcept: code }];
    expect(findings(elements, observation({ code: value }))).toEqual(
      fits ? [] : ['error pattern Observation.code'],
    );
  });

  test('fixed values allow nothing else', () => {
    const elements = [{ id: 'Observation.code', fixedCodeableConcept: code }];
    expect(findings(elements, observation({ code }))).toEqual([]);
    expect(findings(elements, observation({ code: { ...code, text: 't' } }))).toEqual([
      'error fixed Observation.code',
    ]);
  });

  test('primitives and decimals', () => {
    const elements = [
      { id: 'Observation.status', patternCode: 'final' as const },
      { id: 'Observation.value[x]', patternQuantity: { value: 1, unit: 'x' } },
    ];
    expect(findings(elements, observation({ valueQuantity: { value: 1, unit: 'x' } }))).toEqual([]);
    const other = observation({ status: 'amended', valueQuantity: { value: 2, unit: 'x' } });
    expect(findings(elements, other)).toEqual([
      'error pattern Observation.status',
      'error pattern Observation.valueQuantity',
    ]);
  });
});

describe('bindings', () => {
  const valueSets = {
    [`${BASE}vs`]: codes('http://s', 'a', 'b'),
    [`${BASE}open`]: { codes: new Map(), open: new Set(['http://snomed.info/sct']) },
    [`${BASE}units`]: { codes: new Map(), open: new Set(['http://unitsofmeasure.org']) },
  };
  const bound = (strength: 'required' | 'extensible' | 'preferred', name = 'vs'): Element[] => [
    { id: 'Observation.code', binding: { strength, valueSet: BASE + name } },
  ];
  const coded = (code: string, system = 'http://s'): Resource =>
    observation({ code: { coding: [{ system, code }] } });

  test.each([
    ['required', 'error binding-required Observation.code'],
    ['extensible', 'warning binding-extensible Observation.code'],
    ['preferred', 'information binding-preferred Observation.code'],
  ] as const)('%s', (strength, finding) => {
    expect(findings(bound(strength), coded('a'), { valueSets })).toEqual([]);
    expect(findings(bound(strength), coded('c'), { valueSets })).toEqual([finding]);
    expect(findings(bound(strength), coded('a', 'http://other'), { valueSets })).toEqual([finding]);
  });

  test('text alone is enough unless the binding is required', () => {
    expect(findings(bound('extensible'), observation(), { valueSets })).toEqual([]);
    expect(findings(bound('required'), observation(), { valueSets })).toEqual([
      'error binding-required Observation.code',
    ]);
  });

  test('codes of a system that is not loaded are said to be unjudged, once', () => {
    const resource = observation({
      code: { coding: [{ system: 'http://snomed.info/sct', code: '1' }] },
      method: { coding: [{ system: 'http://snomed.info/sct', code: '2' }] },
    });
    const elements: Element[] = [
      ...bound('required', 'open'),
      {
        id: 'Observation.method',
        binding: { strength: 'required', valueSet: `${BASE}open` },
      },
    ];
    expect(findings(elements, resource, { valueSets })).toEqual([
      'warning code-unjudged Observation.code',
    ]);
    expect(findings(bound('required', 'nowhere'), coded('a'), { valueSets })).toEqual([
      'warning code-unjudged Observation.code',
    ]);
  });

  test('a value set with a part that is not loaded may have any code', () => {
    const part = { ...codes('http://s', 'a'), unknown: new Set([`${BASE}part`]) };
    const sets = { [`${BASE}vs`]: part };
    expect(findings(bound('required'), coded('a'), { valueSets: sets })).toEqual([]);
    expect(findings(bound('required'), coded('z'), { valueSets: sets })).toEqual([
      'warning code-unjudged Observation.code',
    ]);
    const status: Element[] = [
      { id: 'Observation.status', binding: { strength: 'required', valueSet: `${BASE}vs` } },
    ];
    expect(findings(status, observation(), { valueSets: sets })).toEqual([
      'warning code-unjudged Observation.status',
    ]);
  });

  test('units are judged by their grammar', () => {
    const elements: Element[] = [
      {
        id: 'Observation.value[x]',
        type: [{ code: 'Quantity' }],
        binding: { strength: 'required', valueSet: `${BASE}units` },
      },
    ];
    const amount = (code: string): Resource =>
      observation({ valueQuantity: { value: 1, system: 'http://unitsofmeasure.org', code } });
    expect(findings(elements, amount('mm[Hg]'), { valueSets })).toEqual([]);
    expect(findings(elements, amount('mmHgs'), { valueSets })).toEqual([
      'error binding-required Observation.valueQuantity',
    ]);
  });
});

describe('profiles of datatypes and resources', () => {
  const family = structure('named', 'HumanName', [{ id: 'HumanName.family', min: 1 }]);
  const given = structure('given', 'HumanName', [{ id: 'HumanName.given', min: 1 }]);
  const name = (...profile: string[]): Element[] => [
    {
      id: 'Patient.name',
      type: [{ code: 'HumanName', profile: profile.map((one) => BASE + one) }],
    },
  ];

  test('one profile reports what is wrong inside', () => {
    const others = [family, given];
    expect(findings(name('named'), patient({ name: [{ family: 'x' }] }), { others })).toEqual([]);
    expect(findings(name('named'), patient({ name: [{ text: 'x' }] }), { others })).toEqual([
      'error cardinality-min Patient.name[0]',
    ]);
  });

  test('of several profiles one is enough', () => {
    const others = [family, given];
    const both = name('named', 'given');
    expect(findings(both, patient({ name: [{ given: ['x'] }] }), { others })).toEqual([]);
    expect(findings(both, patient({ name: [{ text: 'x' }] }), { others })).toEqual([
      'error type-profile Patient.name[0]',
    ]);
  });

  test('a profile that is not known is said not to be checked', () => {
    expect(findings(name('nowhere'), patient({ name: [{ text: 'x' }] }))).toEqual([
      'warning profile-invalid Patient',
    ]);
  });

  test('claims: unknown, abstract, of another type', () => {
    const others = [
      structure('abstract', 'Patient', [{ id: 'Patient.name', min: 1 }], { abstract: true }),
      structure('other', 'Observation', []),
    ];
    const claiming = (...profiles: string[]): Resource =>
      patient({ name: [{ text: 'x' }], meta: { profile: profiles.map((one) => BASE + one) } });
    expect(findings([], claiming('abstract', 'other', 'nowhere'), { others })).toEqual([
      'warning profile-abstract Patient',
      'error profile-type Patient',
      'warning profile-unknown Patient',
    ]);
    const policy = { unknownProfile: 'error' as const };
    expect(findings([], claiming('nowhere'), { others, policy })).toEqual([
      'error profile-unknown Patient',
    ]);
    expect(findings([], claiming('nowhere'), { options: { level: 'base' } })).toEqual([]);
  });

  test('nested resources claim for themselves; required profiles are asked for', () => {
    const others = [structure('named', 'Patient', [{ id: 'Patient.name', min: 1 }])];
    const resource = { resourceType: 'Patient', meta: { profile: [`${BASE}named`] } };
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] };
    expect(findings([], bundle, { others })).toEqual([
      'error cardinality-min Bundle.entry[0].resource',
    ]);
    const policy = { requiredProfiles: { Patient: [`${BASE}named`] } };
    expect(findings([], patient(), { others, policy })).toEqual(['error profile-missing Patient']);
  });
});

describe('invariants', () => {
  const constraint = (expression: string, severity: 'error' | 'warning' = 'error'): Element[] => [
    { id: 'Patient', constraint: [{ key: 'x-1', human: 'x', severity, expression }] },
  ];
  const rooted = (elements: Element[], resource: Resource, setting: Setting = {}): string[] => {
    const own = structure('p', 'Patient', []);
    const root = { ...own, elements: elements as ElementDefinition[] };
    return findings([], resource, {
      ...setting,
      others: [{ ...root, url: `${BASE}root` }, ...(setting.others ?? [])],
      options: { profiles: [`${BASE}root`] },
    });
  };

  test.each([
    ['name.exists()', []],
    ['name.empty()', ['error invariant Patient']],
    ['{}', []],
    ["name.family = 'a' and name.single().exists()", []],
    ['name.nofunction()', ['warning invariant-unjudged Patient']],
    ['name.given.single() = 1', ['warning invariant-unjudged Patient']],
    ["name.memberOf('http://nowhere')", ['warning invariant-unjudged Patient']],
    ["conformsTo('http://nowhere')", ['warning invariant-unjudged Patient']],
    [`conformsTo('${BASE}q')`, ['error invariant Patient']],
    ['%resource.name.exists() and %rootResource = %resource and %context = $this', []],
  ])('%s', (expression, expected) => {
    const others = [structure('q', 'Patient', [{ id: 'Patient.photo', min: 1 }])];
    const resource = patient({ name: [{ family: 'a', given: ['b', 'c'] }] });
    expect(rooted(constraint(expression), resource, { others })).toEqual(expected);
  });

  test('with the key of a constraint of R4 count beside that', () => {
    const elements: Element[] = [
      {
        id: 'Patient',
        constraint: [{ key: 'dom-2', human: 'x', severity: 'error', expression: 'name.exists()' }],
      },
    ];
    expect(rooted(elements, patient())).toEqual(['error invariant Patient']);
  });

  test('a warning stays a warning', () => {
    expect(rooted(constraint('name.exists()', 'warning'), patient())).toEqual([
      'warning invariant Patient',
    ]);
  });
});
