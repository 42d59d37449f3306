// Whatever is asked: a tree or a FhirError, and never anything else
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FhirError } from '../../fhir/errors.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import type { QueryParameter } from './parameters.js';
import { context, registry } from '../../testing/search/parsing.js';
import { parseCriteria, parseSearchRequest } from './search.js';

const type = fc.constantFrom('Patient', 'Observation', 'Location', 'Task', 'ValueSet', 'Bundle');

const code = fc.constantFrom(
  ...new Set(
    ['Patient', 'Observation', 'Location'].flatMap((own) => [...registry.parameters(own).keys()]),
  ),
  '_has',
  '_list',
  '_filter',
  '_sort',
  '_count',
  '_include',
  '_revinclude',
  '_total',
  '_elements',
  '_contained',
  '_type',
);

const modifier = fc.constantFrom(
  ...['', ':missing', ':exact', ':contains', ':not', ':in', ':of-type', ':text', ':identifier'],
  ...[':Patient', ':above', ':below', ':iterate', ':', ':nonsense', '.name', ':Patient.name', '.'],
  ...['._has:Observation:patient:code', ':Observation:patient:code', ':toString', ':constructor'],
);

const name = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(code, modifier).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty.name'),
  },
);

/** What values are made of, and what breaks out of SQL, patterns and JSON. */
const piece = fc.constantFrom(
  ...['a', '1', '5.40', '-', '.', 'e', '9'.repeat(80), '1e99', '|', '||', '$', ',', '\\', '\\,'],
  ...['ge', 'ap', 'sa', '2020', '2020-02-31', 'T10:00', 'Z', ' 01:00', '+14:00', '0000', '9999'],
  ...['http://loinc.org', 'urn:oid:1.2', 'Patient/1', 'Patient', '#x', '/', '://', '?', '*', '%'],
  ...["'", '"', ';--', '(', ')', '[', '.*', '\0', '\uD800', 'ĳ', '\u0301', '﷽', ' ', '\n', ''],
  ...['name', ' eq ', ' co ', ' and ', 'not ', 'true', 'false', 'mg', 'Patient:organization', ':'],
);

const value = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

const parameters = fc.array(fc.tuple(name, value), { maxLength: 4 });

function answersOrRefuses(parse: () => unknown): void {
  try {
    expect(parse()).toBeDefined();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    expect(error.kind).toBe('invalid-request');
  }
}

test('searches of one type', () => {
  const handling = fc.constantFrom('strict' as const, 'lenient' as const);
  fc.assert(
    fc.property(type, parameters, handling, (own, list, how) => {
      answersOrRefuses(() =>
        parseSearchRequest(context, { types: [own], parameters: list, handling: how }),
      );
    }),
    { numRuns: 5000 },
  );
});

test('searches of every type', () => {
  fc.assert(
    fc.property(parameters, (list) => {
      answersOrRefuses(() =>
        parseSearchRequest(context, { types: undefined, parameters: list, handling: 'lenient' }),
      );
    }),
    { numRuns: 100 },
  );
});

test('every parameter of every type', () => {
  const all = DEFINITIONS.resourceTypes.flatMap((own) =>
    [...registry.parameters(own).keys()].map((parameter) => [own, parameter] as const),
  );
  fc.assert(
    fc.property(fc.constantFrom(...all), modifier, value, ([own, parameter], suffix, text) => {
      const asked: QueryParameter = [parameter + suffix, text];
      answersOrRefuses(() => parseCriteria(own, [asked], context));
    }),
    { numRuns: 10_000 },
  );
});

test('filters', () => {
  const words = fc.constantFrom(
    ...['name', 'birthdate', 'organization.name', 'eq', 'co', 'pr', 'ge', 'ne', 'ew', '"x"', '"'],
    ...['2020', 'true', 'and', 'or', 'not', '(', ')', '[', ']', 'x', '\\', '|', ''],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (list) => {
      answersOrRefuses(() => parseCriteria('Patient', [['_filter', list.join(' ')]], context));
    }),
    { numRuns: 5000 },
  );
});
