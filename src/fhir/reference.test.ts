// https://hl7.org/fhir/R4/references.html#literal
import { describe, expect, test } from '@jest/globals';
import { parseReference } from './reference.js';

const BASE = 'https://fhir.example/fhir';

describe('parseReference', () => {
  test.each([
    ['Patient/1', { kind: 'local', type: 'Patient', id: '1' }],
    ['Patient/1/_history/2', { kind: 'local', type: 'Patient', id: '1', version: '2' }],
    [`${BASE}/Patient/1`, { kind: 'local', type: 'Patient', id: '1' }],
    [`${BASE}x/Patient/1`, { kind: 'absolute', uri: `${BASE}x/Patient/1` }],
    [`${BASE}/x`, { kind: 'absolute', uri: `${BASE}/x` }],
    ['http://other/Patient/1', { kind: 'absolute', uri: 'http://other/Patient/1' }],
    ['urn:uuid:1', { kind: 'absolute', uri: 'urn:uuid:1' }],
    ['Patient?identifier=a|b', { kind: 'conditional', type: 'Patient', query: 'identifier=a|b' }],
    ['#p1', { kind: 'contained', id: 'p1' }],
    ['#', { kind: 'contained', id: '' }],
    ['# x', { kind: 'malformed' }],
    ['Patient/a b', { kind: 'malformed' }],
    ['/Patient/1', { kind: 'malformed' }],
    ['../Patient/1', { kind: 'malformed' }],
    ['Patient', { kind: 'malformed' }],
    ['', { kind: 'malformed' }],
    [`Patient/${'a'.repeat(65)}`, { kind: 'malformed' }],
  ])('of %s', (text, expected) => {
    expect(parseReference(text, BASE)).toEqual(expected);
  });
});
