/**
 * Base R4 as a package: the types, the profiles and extensions of R4 core, its value sets and code
 * systems. Runs at build time only.
 */
import type { Resource } from '@medplum/fhirtypes';
import { isPartOfR4 } from './corrections.js';
import { packageOf, type FhirPackage } from './fhir-package.js';
import { corrected } from './profile-corrections.js';
import { withoutTexts } from './texts.js';

const KEPT = new Set(['StructureDefinition', 'ValueSet', 'CodeSystem']);

export const CORE_MANIFEST = { name: 'hl7.fhir.r4.core', version: '4.0.1', dependencies: {} };

export function corePackage(resources: readonly Resource[]): FhirPackage {
  const kept = resources.filter(
    (resource) =>
      KEPT.has(resource.resourceType) &&
      isPartOfR4({ url: (resource as { url?: string }).url ?? '' }),
  );
  return packageOf(
    CORE_MANIFEST,
    kept.map((resource) => ({
      file: `${resource.resourceType}/${resource.id ?? ''}`,
      resource: withoutTexts(corrected(resource, CORE_MANIFEST)),
    })),
  );
}
