// Slices with all kinds of discriminators, and references: https://hl7.org/fhir/R4/profiling.html#slicing
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import {
  BASE,
  coded,
  codes,
  component,
  findings,
  observation,
  patient,
  slicing,
  structure,
  type Element,
  type Slicing,
} from '../testing/synthetic-structures.js';

/** Components a (one, with a value) and b (at most one). */
function components(own: Slicing): Element[] {
  return [
    { id: 'Observation.component', slicing: own },
    { id: 'Observation.component:a', sliceName: 'a', min: 1, max: '1' },
    { id: 'Observation.component:a.code', patternCodeableConcept: coded('a') },
    { id: 'Observation.component:a.value[x]', min: 1 },
    { id: 'Observation.component:b', sliceName: 'b', min: 0, max: '1' },
    { id: 'Observation.component:b.code', patternCodeableConcept: coded('b') },
  ];
}

const value = { valueInteger: 1 };
const A = component('a', value);
const B = component('b');
const C = component('c');

describe.each(['value', 'pattern'] as const)('discriminator %s', (kind) => {
  test.each([
    [[A], []],
    [[A, B, C], []],
    [[C, B, A], []],
    [[B], ['error cardinality-min Observation']],
    [[A, A], ['error cardinality-max Observation.component[1]']],
    [[component('a')], ['error cardinality-min Observation.component[0]']],
    [[A, B, B], ['error cardinality-max Observation.component[2]']],
  ])('%j', (all, expected) => {
    expect(findings(components(slicing(kind, 'code')), observation({ component: all }))).toEqual(
      expected,
    );
  });

  test('a path that goes on within a pattern', () => {
    const elements = components(slicing(kind, 'code.coding'));
    expect(findings(elements, observation({ component: [A, B] }))).toEqual([]);
    expect(findings(elements, observation({ component: [B] }))).toEqual([
      'error cardinality-min Observation',
    ]);
  });
});

test('closed, ordered, open at the end', () => {
  const closed = components(slicing('value', 'code', { rules: 'closed' }));
  expect(findings(closed, observation({ component: [B, A] }))).toEqual([]);
  expect(findings(closed, observation({ component: [A, C] }))).toEqual([
    'error slicing-closed Observation.component[1]',
  ]);
  const ordered = components(slicing('value', 'code', { ordered: true }));
  expect(findings(ordered, observation({ component: [A, B] }))).toEqual([]);
  expect(findings(ordered, observation({ component: [A, C, B] }))).toEqual([]);
  expect(findings(ordered, observation({ component: [B, A] }))).toEqual([
    'error slicing-order Observation.component[1]',
  ]);
  const atEnd = components(slicing('value', 'code', { rules: 'openAtEnd' }));
  expect(findings(atEnd, observation({ component: [A, B, C] }))).toEqual([]);
  expect(findings(atEnd, observation({ component: [C, A] }))).toEqual([
    'error slicing-order Observation.component[1]',
  ]);
});

test('what is said of the sliced element counts for what is in slices', () => {
  const elements: Element[] = [
    ...components(slicing('value', 'code')),
    { id: 'Observation.component.interpretation', min: 1 },
  ];
  expect(findings(elements, observation({ component: [A, C] }))).toEqual([
    'error cardinality-min Observation.component[0]',
    'error cardinality-min Observation.component[1]',
  ]);
});

test('the default slice has all that fits no other', () => {
  const elements: Element[] = [
    ...components(slicing('value', 'code', { rules: 'closed' })),
    { id: 'Observation.component:@default', sliceName: '@default', max: '1' },
    { id: 'Observation.component:@default.value[x]', max: '0' },
  ];
  expect(findings(elements, observation({ component: [A, B, C] }))).toEqual([]);
  expect(findings(elements, observation({ component: [A, component('d', value)] }))).toEqual([
    'error cardinality-max Observation.component[1].valueInteger',
  ]);
  expect(findings(elements, observation({ component: [A, C, C] }))).toEqual([
    'error cardinality-max Observation.component[2]',
  ]);
});

test('discriminator value on $this by a binding', () => {
  const elements: Element[] = [
    { id: 'Observation.category', slicing: slicing('value', '$this') },
    {
      id: 'Observation.category:own',
      sliceName: 'own',
      min: 1,
      max: '1',
      binding: { strength: 'required', valueSet: `${BASE}vs` },
    },
  ];
  const valueSets = { [`${BASE}vs`]: codes('http://s', 'a') };
  expect(findings(elements, observation({ category: [coded('a')] }), { valueSets })).toEqual([]);
  expect(findings(elements, observation({ category: [coded('b')] }), { valueSets })).toEqual([
    'error cardinality-min Observation',
  ]);
});

test('discriminator exists, also of an extension', () => {
  const elements: Element[] = [
    { id: 'Patient.contact', slicing: slicing('exists', 'period') },
    { id: 'Patient.contact:past', sliceName: 'past', min: 0, max: '1' },
    { id: 'Patient.contact:past.period', min: 1 },
  ];
  const past = { name: { text: 'x' }, period: { end: '2020' } };
  expect(findings(elements, patient({ contact: [past, { name: { text: 'y' } }] }))).toEqual([]);
  expect(findings(elements, patient({ contact: [past, past] }))).toEqual([
    'error cardinality-max Patient.contact[1]',
  ]);
  const marked: Element[] = [
    { id: 'Patient.name', slicing: slicing('exists', `extension('${BASE}e')`) },
    { id: 'Patient.name:marked', sliceName: 'marked', min: 1 },
    { id: 'Patient.name:marked.extension', min: 1 },
    {
      id: 'Patient.name:marked.extension:e',
      sliceName: 'e',
      min: 1,
      type: [{ code: 'Extension', profile: [`${BASE}e`] }],
    },
  ];
  const others = [structure('e', 'Extension', [{ id: 'Extension.url', fixedUri: `${BASE}e` }])];
  const name = { text: 'x', extension: [{ url: `${BASE}e`, valueString: 'x' }] };
  expect(findings(marked, patient({ name: [{ text: 'x' }, name] }), { others })).toEqual([]);
  expect(findings(marked, patient({ name: [{ text: 'x' }] }), { others })).toEqual([
    'error cardinality-min Patient',
  ]);
});

test('slices of a choice, without a stated slicing', () => {
  const elements: Element[] = [
    { id: 'Observation.value[x]' },
    {
      id: 'Observation.value[x]:valueQuantity',
      sliceName: 'valueQuantity',
      type: [{ code: 'Quantity' }],
    },
    { id: 'Observation.value[x]:valueQuantity.code', min: 1 },
  ];
  expect(findings(elements, observation({ valueString: 'x' }))).toEqual([]);
  expect(findings(elements, observation({ valueQuantity: { value: 1, code: 'g' } }))).toEqual([]);
  expect(findings(elements, observation({ valueQuantity: { value: 1 } }))).toEqual([
    'error cardinality-min Observation.valueQuantity',
  ]);
});

test('slices of extensions, without a stated slicing', () => {
  const elements: Element[] = [
    { id: 'Patient.extension' },
    {
      id: 'Patient.extension:e',
      sliceName: 'e',
      min: 1,
      max: '1',
      type: [{ code: 'Extension', profile: [`${BASE}e`] }],
    },
  ];
  const others = [
    structure('e', 'Extension', [
      { id: 'Extension.url', fixedUri: `${BASE}e` },
      { id: 'Extension.value[x]', type: [{ code: 'string' }] },
    ]),
  ];
  const extension = (...values: JsonObject[]): Resource =>
    patient({ extension: values.map((each) => ({ url: `${BASE}e`, ...each })) });
  expect(findings(elements, extension({ valueString: 'x' }), { others })).toEqual([]);
  expect(findings(elements, patient(), { others })).toEqual(['error cardinality-min Patient']);
  expect(findings(elements, extension({ valueInteger: 1 }), { others })).toEqual([
    'error type Patient.extension[0].valueInteger',
  ]);
});

describe('references', () => {
  const named = structure('named', 'Patient', [{ id: 'Patient.name', min: 1 }]);
  const subject: Element[] = [
    {
      id: 'Observation.subject',
      type: [{ code: 'Reference', targetProfile: [`${BASE}named`] }],
    },
  ];
  const about = (reference: JsonObject): Resource => observation({ subject: reference });
  const stored: Record<string, Resource> = {
    'Patient/ok': patient({ name: [{ text: 'x' }] }),
    'Patient/claims': patient({ meta: { profile: [`${BASE}named`] } }),
    'Patient/bad': patient(),
  };
  const resolve = (reference: string): Resource | undefined => stored[reference];

  test.each([
    [{ reference: 'Patient/ok' }, []],
    [{ reference: 'Patient/claims' }, []],
    [{ reference: 'Patient/bad' }, ['error reference-profile Observation.subject']],
    [{ reference: 'Patient/nowhere' }, ['warning reference-unresolved Observation.subject']],
    [{ reference: 'Group/nowhere' }, ['error reference-target Observation.subject']],
    [{ reference: 'urn:uuid:x', type: 'Group' }, ['error reference-target Observation.subject']],
    [{ identifier: { value: 'x' }, type: 'Patient' }, []],
    [{ identifier: { value: 'x' }, type: 'Group' }, ['error reference-target Observation.subject']],
  ])('%j', (reference, expected) => {
    const policy = { unresolvedReference: 'warning' as const };
    const found = findings(subject, about(reference), { others: [named], policy, resolve });
    expect(found).toEqual(expected);
  });

  test('into contained resources and Bundles', () => {
    const contained = [{ ...patient(), id: 'c' }];
    const resource = { ...about({ reference: '#c' }), contained };
    expect(findings(subject, resource, { others: [named] })).toEqual([
      'error reference-profile Observation.subject',
    ]);
    const others = [named, structure('obs', 'Observation', subject)];
    const bundle = (name: JsonObject, fullUrl: string, reference: string): Resource => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          fullUrl: 'http://a/fhir/Observation/o',
          resource: {
            ...observation({ subject: { reference } }),
            id: 'o',
            meta: { profile: [`${BASE}obs`] },
          },
        },
        { fullUrl, resource: { ...patient(name), id: 'p' } },
      ],
    });
    const good = { name: [{ text: 'x' }] };
    const url = 'http://a/fhir/Patient/p';
    expect(findings([], bundle(good, url, 'Patient/p'), { others })).toEqual([]);
    expect(findings([], bundle({}, url, 'Patient/p'), { others })).toEqual([
      'error reference-profile Bundle.entry[0].resource.subject',
    ]);
    const urn = 'urn:uuid:6b1f2a3c-6f2a-4b59-9d0b-2f6f1b0c7a11';
    expect(findings([], bundle({}, urn, urn), { others })).toEqual([
      'error reference-profile Bundle.entry[0].resource.subject',
    ]);
  });

  test('discriminator profile through resolve(), and by type when that is all there is', () => {
    const panel: Element[] = [
      { id: 'Observation.hasMember', slicing: slicing('profile', 'resolve()') },
      {
        id: 'Observation.hasMember:first',
        sliceName: 'first',
        min: 1,
        max: '1',
        type: [{ code: 'Reference', targetProfile: [`${BASE}first`] }],
      },
    ];
    const others = [structure('first', 'Observation', [{ id: 'Observation.method', min: 1 }])];
    const members = (...references: string[]): Resource =>
      observation({ hasMember: references.map((reference) => ({ reference })) });
    const measured: Record<string, Resource> = {
      'Observation/first': observation({ method: { text: 'x' } }),
      'Observation/other': observation(),
    };
    const look = (reference: string): Resource | undefined => measured[reference];
    const judged = (...references: string[]): string[] =>
      findings(panel, members(...references), { others, resolve: look });
    expect(judged('Observation/first', 'Observation/other')).toEqual([]);
    expect(judged('Observation/other')).toEqual(['error cardinality-min Observation']);
    expect(judged('Observation/first', 'Observation/first')).toEqual([
      'error cardinality-max Observation.hasMember[1]',
    ]);
    expect(judged('Observation/nowhere')).toEqual(['warning slicing-unjudged Observation']);
    expect(judged('MolecularSequence/nowhere')).toEqual(['error cardinality-min Observation']);
  });

  test('that go round in circles come to an end', () => {
    const others = [
      structure('obs', 'Observation', [
        {
          id: 'Observation.derivedFrom',
          min: 1,
          type: [{ code: 'Reference', targetProfile: [`${BASE}obs`] }],
        },
      ]),
    ];
    const entry = ['a', 'b'].map((id) => ({
      fullUrl: `http://a/Observation/${id}`,
      resource: {
        ...observation({ derivedFrom: [{ reference: `Observation/${id === 'a' ? 'b' : 'a'}` }] }),
        id,
      },
    }));
    entry[0]!.resource['meta'] = { profile: [`${BASE}obs`] };
    const bundle = { resourceType: 'Bundle', type: 'collection', entry };
    expect(findings([], bundle, { others })).toEqual([]);
  });
});

test('Bundle entries by profile, and fullUrls', () => {
  const elements: Element[] = [
    { id: 'Bundle.entry', slicing: slicing('profile', 'resource') },
    { id: 'Bundle.entry:patient', sliceName: 'patient', min: 1, max: '1' },
    {
      id: 'Bundle.entry:patient.resource',
      min: 1,
      type: [{ code: 'Resource', profile: [`${BASE}named`] }],
    },
  ];
  const others = [structure('named', 'Patient', [{ id: 'Patient.name', min: 1 }])];
  const bundle = (...resources: Resource[]): Resource => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });
  const good = patient({ name: [{ text: 'x' }] });
  expect(findings(elements, bundle(good, observation()), { others })).toEqual([]);
  expect(findings(elements, bundle(observation()), { others })).toEqual([
    'error cardinality-min Bundle',
  ]);
  const entry = [{ fullUrl: 'http://a/Patient/x', resource: { ...patient(), id: 'y' } }];
  expect(findings([], { resourceType: 'Bundle', type: 'collection', entry })).toEqual([
    'error bundle-full-url Bundle.entry[0]',
  ]);
});
