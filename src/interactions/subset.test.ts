// https://hl7.org/fhir/R4/search.html#summary and #elements
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { minimalResource } from '../testing/instances.js';
import { createValidator } from '../validation/validate.js';
import { subsetOf, type Subset } from './subset.js';

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

const summary = (mode: 'true' | 'text' | 'data'): Subset => ({ kind: 'summary', mode });
const elements = (...names: string[]): Subset => ({ kind: 'elements', names });
const part = (resource: Resource, subset: Subset): Resource =>
  subsetOf(resource, subset, DEFINITIONS);
/** The members that are left, besides the three that always are. */
const left = (resource: Resource, subset: Subset): string[] =>
  Object.keys(part(resource, subset)).filter(
    (name) => !['resourceType', 'id', 'meta'].includes(name),
  );

const observation: Resource = {
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: '3', tag: [{ code: 'own' }] },
  implicitRules: 'http://rules',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  extension: [{ url: 'http://e', valueString: 'x' }],
  status: 'final',
  _status: { extension: [{ url: 'http://e', valueString: 'y' }] },
  code: { text: 'c', coding: [{ code: 'x', display: 'X', userSelected: true }] },
  valueString: 'v',
  _valueString: { id: 'v' },
  note: [{ text: 'n' }],
  bodySite: { text: 'b' },
  component: [
    {
      id: 'k1',
      code: { text: 'd' },
      valueString: 'w',
      interpretation: [{ text: 'i' }],
      referenceRange: [{ text: 'r' }],
    },
  ],
};

describe('a summary', () => {
  test('has what the definition marks, in data types as a whole', () => {
    expect(left(observation, summary('true'))).toEqual([
      'implicitRules',
      'status',
      '_status',
      'code',
      'valueString',
      '_valueString',
      'component',
    ]);
    expect(part(observation, summary('true'))).toMatchObject({
      code: observation['code'],
      _status: observation['_status'],
    });
  });

  test('has of nested elements what is marked there', () => {
    const { component } = part(observation, summary('true'));
    expect(component).toEqual([{ id: 'k1', code: { text: 'd' }, valueString: 'w' }]);
  });

  test('of the text has that and what is mandatory', () => {
    expect(left(observation, summary('text'))).toEqual(['text', 'status', '_status', 'code']);
  });

  test('of the data has all but the text', () => {
    const { text, ...data } = observation;
    expect(text).toBeDefined();
    expect(left(observation, summary('data'))).toEqual(Object.keys(data).slice(3));
  });
});

describe('elements', () => {
  test('are those that are named, and what is mandatory', () => {
    const mandatory = ['status', '_status', 'code'];
    expect(left(observation, elements('note'))).toEqual([...mandatory, 'note']);
    expect(left(observation, elements('Observation.bodySite', 'Patient.note'))).toEqual([
      ...mandatory,
      'bodySite',
    ]);
    expect(left(observation, elements('nonsense'))).toEqual(mandatory);
  });

  test.each(['value', 'valueString', 'Observation.value', 'Observation.valueString'])(
    'with a choice of types can be named as %s',
    (name) => {
      expect(left(observation, elements(name))).toContain('valueString');
      expect(left(observation, elements(name))).toContain('_valueString');
    },
  );

  test('are whole', () => {
    expect(part(observation, elements('component'))).toMatchObject({
      component: observation['component'],
    });
  });
});

describe('any part', () => {
  const all: [string, Subset][] = [
    ['_summary=true', summary('true')],
    ['_summary=text', summary('text')],
    ['_summary=data', summary('data')],
    ['_elements', elements('language')],
  ];

  test.each(all)('by %s is marked, beside the tags that are there', (_, subset) => {
    const { id, meta } = part(observation, subset);
    expect(id).toBe('o1');
    expect(meta).toEqual({ versionId: '3', tag: [{ code: 'own' }, SUBSETTED] });
    expect(part({ resourceType: 'Patient' }, subset).meta).toEqual({ tag: [SUBSETTED] });
  });

  test.each(all)('by %s leaves the resource as it is', (_, subset) => {
    const before = structuredClone(observation);
    part(observation, subset);
    expect(observation).toEqual(before);
  });

  test.each(all.slice(1))('by %s has what every type must have', (_, subset) => {
    const validator = createValidator(DEFINITIONS);
    for (const type of DEFINITIONS.resourceTypes) {
      const { issues } = validator.validate(part(minimalResource(DEFINITIONS, type), subset));
      expect([type, issues]).toEqual([type, []]);
    }
  });

  test.each(all)('by %s of a Bundle is that of each resource in it', (_, subset) => {
    const request = { method: 'PUT', url: 'Observation/o1' };
    const entry = [{ fullUrl: 'http://x', resource: observation, request }, { request }];
    const bundle = { resourceType: 'Bundle', type: 'history', total: 2, entry };
    expect(part(bundle, subset)).toEqual({
      ...bundle,
      entry: [{ ...entry[0], resource: part(observation, subset) }, { request }],
    });
  });

  test.each(all)('by %s is not taken of an OperationOutcome', (_, subset) => {
    const issue: JsonObject[] = [{ severity: 'error', code: 'invalid', diagnostics: 'x' }];
    const outcome = { resourceType: 'OperationOutcome', issue };
    expect(part(outcome, subset)).toEqual(outcome);
  });
});
