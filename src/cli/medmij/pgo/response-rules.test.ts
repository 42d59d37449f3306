/** What is noticed in answers to a PGO. */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../fhir/json.js';
import { judgeSearchset, textWarnings } from './response-rules.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const PROFILE = { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient'] };
const PATIENT: JsonObject = { resourceType: 'Patient', id: 'p1', meta: PROFILE };

function bundleOf(
  resource: JsonObject,
  changes: JsonObject = {},
  entry: JsonObject = {},
): JsonObject {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    link: [{ relation: 'self', url: 'http://fhir.example/fhir/Patient?name=jan' }],
    entry: [
      {
        fullUrl: 'http://fhir.example/fhir/Patient/p1',
        resource,
        search: { mode: 'match' },
        ...entry,
      },
    ],
    ...changes,
  };
}

function warningsOf(bundle: JsonObject, query = 'Patient?name=jan'): readonly string[] {
  return judgeSearchset(bundle, { query, forbidden: ['999900468'] }).warnings;
}

describe('an answer', () => {
  test('that is as it should be gives no warning, and is counted by type', () => {
    const judged = judgeSearchset(bundleOf(PATIENT), { query: 'Patient?name=jan', forbidden: [] });
    expect(judged.warnings).toEqual([]);
    expect([...judged.counts]).toEqual([['Patient', 1]]);
  });

  test.each<[string, JsonObject, RegExp]>([
    ['is no searchset', bundleOf(PATIENT, { type: 'collection' }), /no searchset/],
    ['claims more than it has', bundleOf(PATIENT, { total: 2 }), /total is 2, with 1/],
    ['has no self link', bundleOf(PATIENT, { link: [] }), /no self link/],
    ['has no mode', bundleOf(PATIENT, {}, { search: {} }), /no search.mode/],
    ['has a relative fullUrl', bundleOf(PATIENT, {}, { fullUrl: 'Patient/p1' }), /no absolute/],
    [
      'has another fullUrl',
      bundleOf(PATIENT, {}, { fullUrl: 'http://fhir.example/fhir/Patient/p2' }),
      /does not end/,
    ],
    ['has no id', bundleOf({ resourceType: 'Patient', meta: PROFILE }), /has no id/],
    ['has no profile', bundleOf({ resourceType: 'Patient', id: 'p1' }), /no meta.profile/],
    [
      'has a reference without display',
      bundleOf({ ...PATIENT, managingOrganization: { reference: 'Organization/1' } }),
      /no display/,
    ],
    [
      'has a coding without system',
      bundleOf({ ...PATIENT, maritalStatus: { coding: [{ code: 'M' }] } }),
      /no system or code/,
    ],
    [
      'has half an identifier',
      bundleOf({ ...PATIENT, identifier: [{ value: '1' }] }),
      /Identifier/,
    ],
    [
      'has a BSN',
      bundleOf({ ...PATIENT, contained: [{ identifier: [{ system: BSN, value: '111222333' }] }] }),
      /a BSN is in the answer/,
    ],
    [
      'has the system of BSNs in a link',
      bundleOf(PATIENT, {
        link: [{ relation: 'self', url: `http://x/Patient?name=jan&identifier=${BSN}|` }],
      }),
      /link names/,
    ],
    [
      'has the number in a narrative',
      bundleOf({ ...PATIENT, text: { div: '<div>BSN: 111222333</div>' } }),
      /in the text/,
    ],
    ['has a number that is known', bundleOf({ ...PATIENT, language: '999900468' }), /in the text/],
  ])('is noticed when it %s', (_what, bundle, warning) => {
    expect(warningsOf(bundle)).toContainEqual(expect.stringMatching(warning));
  });

  test('is noticed when it has ignored a parameter', () => {
    expect(warningsOf(bundleOf(PATIENT), 'Patient?name=jan&_include=Patient:link')).toEqual([
      'the self link has no _include: it was ignored',
    ]);
  });

  test('may mask a number', () => {
    const masked = { system: BSN, _value: { extension: [{ url: 'x', valueCode: 'masked' }] } };
    expect(warningsOf(bundleOf({ ...PATIENT, identifier: [masked] }))).toEqual([]);
  });
});

describe('a text', () => {
  test('may have numbers that are nobody’s', () => {
    expect(textWarnings('<div>AGB 12345678, BSN onbekend</div>', ['999900468'])).toEqual([]);
  });
});
