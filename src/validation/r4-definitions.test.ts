// The definitions of R4 are resources too: those of its types, resources and extensions are valid.
import { expect, test } from '@jest/globals';
import type { Resource } from '../fhir/resource.js';
import { openPackages } from '../packages/open-packages.js';
import { readBaseProfiles, readBaseR4 } from '../testing/base-r4.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { createValidator } from './validate.js';

/** One of R5 that is in the same file. */
const NOT_OF_R4 = 'http://hl7.org/fhir/StructureDefinition/SubscriptionStatus';

test('no StructureDefinition of R4 breaks a rule of R4', () => {
  const validator = createValidator(DEFINITIONS, { structures: openPackages() });
  const resources = [...readBaseR4(), ...readBaseProfiles()] as unknown as Resource[];
  const structures = resources.filter(
    ({ resourceType, url }) => resourceType === 'StructureDefinition' && url !== NOT_OF_R4,
  );
  expect(structures.length).toBeGreaterThan(500);
  const wrong = structures.flatMap((resource) =>
    validator
      .validate(resource, { level: 'base' })
      .issues.filter(({ severity }) => severity === 'error')
      .map(({ diagnostics }) => [resource['url'], diagnostics]),
  );
  expect(wrong).toEqual([]);
});
