// The definitions of R4 are resources of R4 themselves: thousands of them, with nearly no mistakes.
import { expect, test } from '@jest/globals';
import type { Resource } from '../fhir/resource.js';
import { openPackages } from '../packages/open-packages.js';
import { readBaseR4 } from '../testing/base-r4.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { createValidator } from './validate.js';

test('R4’s own definitions are valid', () => {
  const validator = createValidator(DEFINITIONS, { structures: openPackages() });
  const resources = readBaseR4() as unknown as Resource[];
  // Of the many search parameters and old code systems a part is enough.
  const chosen = resources.filter(
    ({ resourceType }, index) => resourceType === 'StructureDefinition' || index % 10 === 0,
  );
  const errors = chosen.flatMap((resource) =>
    validator
      .validate(resource)
      .issues.filter(({ severity }) => severity === 'error')
      .map(({ rule, expression }) => `${resource.id ?? ''} ${rule ?? ''} ${expression ?? ''}`),
  );
  expect(resources.length).toBeGreaterThan(2000);
  // Of R4B, and says so.
  expect(errors).toEqual(['SubscriptionStatus binding-required StructureDefinition.fhirVersion']);
});
