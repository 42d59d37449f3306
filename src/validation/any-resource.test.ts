// What the definitions allow is valid, and what lacks something mandatory is not.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryResource } from '../testing/arbitrary.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { openPackages } from '../packages/open-packages.js';
import { minimalResource, validResource } from '../testing/instances.js';
import { createValidator } from './validate.js';

const validator = createValidator(DEFINITIONS);

test.each(DEFINITIONS.resourceTypes)('any %s that the definitions allow is valid', (type) => {
  fc.assert(
    fc.property(arbitraryResource(DEFINITIONS, type), (resource) => {
      expect(validator.validate(resource).issues).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test.each(DEFINITIONS.resourceTypes)('the least of %s is valid, less is not', (type) => {
  const resource = minimalResource(DEFINITIONS, type);
  expect(validator.validate(resource).issues).toEqual([]);
  for (const name of Object.keys(resource).filter((member) => member !== 'resourceType')) {
    const { issues } = validator.validate({ ...resource, [name]: undefined });
    expect([name, issues]).toMatchObject([name, [{ rule: 'cardinality-min' }]]);
  }
});

const complete = createValidator(DEFINITIONS, { structures: openPackages() });

test.each(DEFINITIONS.resourceTypes)('%s with what its constraints ask is valid', (type) => {
  const { issues } = complete.validate(validResource(DEFINITIONS, type));
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
});
