// FHIRPath as published scripts use it
import { evaluate } from './fhirpath.mjs';

const MASKED = { extension: [{ url: 'http://x', valueCode: 'masked' }] };
const BUNDLE = {
  resourceType: 'Bundle',
  link: [{ url: 'http://a' }, { url: 'urn:b' }],
  entry: [
    {
      fullUrl: 'http://x/Patient/a',
      resource: {
        resourceType: 'Patient',
        id: 'a',
        active: false,
        identifier: [{ system: 'http://s', _value: MASKED }, { system: 'http://t' }],
        maritalStatus: { coding: [{ system: 'urn:x' }, { system: 'urn:y' }] },
      },
    },
  ],
};

test.each([
  ['Bundle.entry.where(resource.is(Patient)).count()', [1]],
  // A type name in lower case
  ['Bundle.descendants().where($this.is(coding)).count()', [2]],
  // startsWith of none and of several
  ["Bundle.nothing.startsWith('x').not()", [true]],
  ["Bundle.link.url.startsWith('urn')", [true]],
  ["Bundle.descendants().where($this.is(coding)).system.startsWith('urn:z').not()", [true]],
  ["Bundle.entry.fullUrl.all(startsWith('http://') or matches('^urn'))", [true]],
  // An extension in the place of a value is something too
  ['Bundle.entry.resource.identifier.where(system and value).count()', [1]],
  ['Bundle.entry.resource.where(active and id).exists()', [false]],
  ['Bundle.entry.resource.identifier.value.hasValue()', [false]],
  ['Bundle.entry.resource.maritalStatus.coding.first()', [{ system: 'urn:x' }]],
  ['Bundle.total', []],
])('%s', (expression, expected) => {
  expect(evaluate(BUNDLE, expression)).toEqual(expected);
});

test('what is no FHIRPath is told', () => {
  expect(() => evaluate(BUNDLE, 'Bundle.(')).toThrow();
});
