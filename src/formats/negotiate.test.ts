import { describe, expect, test } from '@jest/globals';
import { acceptsMediaType, bodyFormat, namesFhirFormat, responseFormat } from './negotiate.js';

describe('bodyFormat', () => {
  test.each([
    ['application/fhir+json', 'json'],
    ['Application/FHIR+XML; Charset="UTF-8"', 'xml'],
    ['text/json', 'json'],
    ['json', undefined],
    ['', undefined],
    ['application/fhir+json; charset=latin1', undefined],
    ['application/fhir+json; fhirVersion=3.0', undefined],
  ])('of %j is %s', (type, format) => {
    expect(bodyFormat(type)).toBe(format);
  });
});

describe('responseFormat', () => {
  test.each([
    [{ accept: undefined, parameter: undefined }, 'xml'],
    [{ accept: '', parameter: undefined }, 'xml'],
    [{ accept: 'application/fhir+json;q=0', parameter: undefined }, undefined],
    [{ accept: 'application/fhir+json;q=x', parameter: undefined }, undefined],
    [{ accept: 'text/html', parameter: 'json' }, 'json'],
    [{ accept: 'application/fhir+json', parameter: 'nonsense' }, undefined],
    [{ accept: undefined, parameter: 'application/fhir json' }, 'json'],
  ])('of %j is %s', (wanted, format) => {
    expect(responseFormat({ ...wanted, fallback: 'xml' })).toBe(format);
  });
});

test('namesFhirFormat tells those who want a resource from those who want content', () => {
  expect(namesFhirFormat('application/fhir+json')).toBe(true);
  expect(namesFhirFormat('image/png, application/fhir+xml;q=0.1')).toBe(true);
  expect(namesFhirFormat('application/fhir+xml;q=0')).toBe(false);
  expect(namesFhirFormat('application/json')).toBe(false);
  expect(namesFhirFormat(undefined)).toBe(false);
});

test('acceptsMediaType knows wildcards', () => {
  expect(acceptsMediaType('image/*', 'image/png')).toBe(true);
  expect(acceptsMediaType('*/*;q=0', 'image/png')).toBe(false);
  expect(acceptsMediaType('image/jpeg', 'image/png')).toBe(false);
  expect(acceptsMediaType(undefined, 'image/png')).toBe(true);
});
