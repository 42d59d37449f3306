// dom-3: https://hl7.org/fhir/R4/domainresource.html
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { openPackages } from '../packages/open-packages.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { createValidator } from './validate.js';

const validator = createValidator(DEFINITIONS, { structures: openPackages() });

const errors = (resource: Resource): string[] =>
  validator
    .validate(resource, { level: 'base' })
    .issues.filter(({ severity }) => severity === 'error')
    .map(({ diagnostics }) => diagnostics);

const contained = (id: string, more: object = {}): JsonObject => ({
  ...{ resourceType: 'Patient', id, active: true },
  ...more,
});

const care = (more: JsonObject): Resource => ({
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/1' },
  ...more,
});

const UNMET = 'CarePlan: the constraint dom-3 is not met.';

describe('a contained resource', () => {
  test.each<[string, JsonObject]>([
    ['by a reference', { contained: [contained('a')], subject: { reference: '#a' } }],
    [
      'by a reference deep in it',
      {
        contained: [contained('a')],
        activity: [{ detail: { status: 'unknown', performer: [{ reference: '#a' }] } }],
      },
    ],
    [
      'by another that is contained',
      {
        contained: [
          contained('a'),
          contained('b', { link: [{ type: 'seealso', other: { reference: '#a' } }] }),
        ],
        subject: { reference: '#b' },
      },
    ],
    [
      'by a canonical',
      {
        contained: [{ resourceType: 'PlanDefinition', id: 'p', status: 'active' }],
        instantiatesCanonical: ['#p'],
      },
    ],
    [
      'by its own reference to the container',
      {
        contained: [
          { resourceType: 'Basic', id: 'x', code: { text: 'x' }, subject: { reference: '#' } },
        ],
      },
    ],
  ])('is referred to %s', (_, more) => {
    expect(errors(care(more))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['at all', { contained: [contained('a')] }],
    [
      'by anything but a name alike',
      { contained: [contained('a')], subject: { reference: '#ab' } },
    ],
    [
      'when only another is',
      { contained: [contained('a'), contained('b')], subject: { reference: '#b' } },
    ],
    ['by a text', { contained: [contained('a')], description: '#a' }],
  ])('is not referred to %s', (_, more) => {
    expect(errors(care(more))).toContain(UNMET);
  });
});
