// https://hl7.org/fhir/R4/search_filter.html
import { describe, expect, test } from '@jest/globals';
import type { Criterion } from '../query.js';
import { matches } from '../../testing/search/matching.js';
import { context, criterionOf, index } from '../../testing/search/parsing.js';

const filter = (type: string, text: string): Criterion => criterionOf(type, `_filter=${text}`);

const peter = index({
  resourceType: 'Patient',
  id: 'p',
  gender: 'male',
  birthDate: '2015-05-05',
  name: [{ family: 'Jansen', given: ['Peter'] }],
  identifier: [{ system: 'http://s', value: '1' }],
  generalPractitioner: [{ reference: 'Practitioner/7' }],
});

const pressure = index({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
  effectivePeriod: { start: '2020-01-01', end: '2020-01-31' },
  valueQuantity: { value: 120, system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
});

describe('operators', () => {
  test.each([
    ['name co "ete"', true],
    ['name co pet', true],
    ['given eq "peter"', true],
    ['given eq "pet"', false],
    ['given sw "pet"', true],
    ['given ne "peter"', false],
    ['given ne "pet"', true],
    ['address ne "x"', false],
    ['given eq "Peter" and birthdate ge 2014-10-10', true],
    ['birthdate lt 2015', false],
    ['birthdate ap 2015-05-06', true],
    ['birthdate po 2015-05', true],
    ['birthdate po 2015-06', false],
    ['birthdate ne 2015', false],
    ['birthdate pr true', true],
    ['death-date pr true', false],
    ['death-date pr false', true],
    ['gender eq male', true],
    ['gender ne male', false],
    ['gender ne "female"', true],
    ['identifier eq http://s|1', true],
    ['identifier eq http://s|2', false],
    ['general-practitioner re Practitioner/7', true],
    ['general-practitioner eq "Practitioner/7"', true],
    ['general-practitioner re Practitioner/8', false],
    ['_id eq p', true],
    ['_id eq q', false],
  ])('%s: %p', (text, expected) => {
    expect(matches(filter('Patient', text), peter)).toBe(expected);
  });

  test.each([
    ['code eq http://loinc.org|8480-6', true],
    ['code in http://example.org/ValueSet/pressure', true],
    ['code ni http://example.org/ValueSet/pressure', false],
    ['value-quantity gt 100', true],
    ['value-quantity gt "100||mm[Hg]"', true],
    ['value-quantity eq 119', false],
    ['value-quantity ne 119', true],
    ['date sa 2019', true],
    ['date eb 2021', true],
    ['date eq 2020-01', true],
    ['code-value-quantity eq "8480-6$gt100"', true],
  ])('%s: %p', (text, expected) => {
    expect(matches(filter('Observation', text), pressure)).toBe(expected);
  });
});

describe('logic', () => {
  test.each([
    ['gender eq male or given eq x and given eq y', false],
    ['gender eq male or (given eq x and given eq y)', true],
    ['not (gender eq female)', true],
    ['not(gender eq male) or given eq peter', true],
    ['( ( gender eq male ) )', true],
    ['gender eq female or gender eq male', true],
    ['  gender   eq   male  ', true],
  ])('%s: %p', (text, expected) => {
    expect(matches(filter('Patient', text), peter)).toBe(expected);
  });
});

test('chains are chains', () => {
  expect(filter('Observation', 'subject.name co "pet"')).toMatchObject({
    kind: 'chain',
    scopes: [{ type: 'Patient' }, { type: 'Location' }],
  });
  expect(filter('Observation', 'subject:Patient.organization.name eq "x"')).toMatchObject({
    kind: 'chain',
    scopes: [{ type: 'Patient', criteria: [{ kind: 'chain' }] }],
  });
});

test('strings are strings of JSON', () => {
  expect(filter('Patient', 'name eq "a\\"b"')).toMatchObject({ values: ['a b'] });
  expect(filter('Patient', 'name eq "a,b) c"')).toMatchObject({ values: ['a b c'] });
});

test.each([
  'name',
  'name eq',
  'name eq "x',
  'name eq "\\x"',
  'eq "x"',
  'name is "x"',
  'name eq x y',
  'name eq x and',
  'and name eq x',
  '(name eq x',
  'name eq x)',
  'not name eq x',
  '()',
  'name ew "x"',
  'gender ss male',
  'gender sb male',
  'gender gt male',
  'gender co "ma"',
  'name po 2020',
  '_lastUpdated po 2020',
  'birthdate pr maybe',
  'birthdate eq soon',
  'birthdate co 2020',
  'nonsense eq x',
  'name:exact eq x',
  'link[type eq x].other pr true',
  'organization.nonsense eq x',
  'name re x',
])('%s is refused', (text) => {
  expect(() => filter('Patient', text)).toThrow(/Search parameter "_filter/);
});

test('there are bounds', () => {
  const deep = (levels: number) => `${'('.repeat(levels)}name eq x${')'.repeat(levels)}`;
  expect(() => filter('Patient', deep(10))).not.toThrow();
  expect(() => filter('Patient', deep(11))).toThrow(/levels/);
  expect(() => filter('Patient', deep(100_000))).toThrow(/levels/);
  const long = Array(101).fill('name eq x').join(' or ');
  expect(() => filter('Patient', long)).toThrow(/comparisons/);
  expect(() => filter('Organization', `${'partof.'.repeat(6)}name eq x`)).toThrow(/links/);
  expect(() => criterionOf('Patient', '_filter:not=name eq x', context)).toThrow(/modifier/);
});
