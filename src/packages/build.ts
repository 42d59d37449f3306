/** Build step: `node dist/packages/build.js` writes the compiled definitions beside the code. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Resource } from '@medplum/fhirtypes';
import { DEFINITIONS_FILE, PACKAGES_FOLDER, TERMINOLOGY_FILE } from './artifact.js';
import { readBaseProfiles, readBaseR4 } from './base-r4.js';
import { writeCompactPackages } from './compact-file.js';
import { compileDefinitions } from './compile.js';
import { readRestatedPackages, type RestatedPackage } from './compact/compile.js';
import { corePackage } from './core-package.js';
import { packageOf, type FhirPackage } from './fhir-package.js';
import { corrected } from './profile-corrections.js';
import { compileTerminology } from './terminology.js';

/** SearchParameters that R4 core lacks; see `search-params/README.md`. */
function readSearchParameters(folder: string): Resource[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Resource);
}

const searchParams = fileURLToPath(new URL('../../search-params', import.meta.url));
const base = readBaseR4();
const definitions = compileDefinitions([...base, ...readSearchParameters(searchParams)]);
mkdirSync(path.dirname(DEFINITIONS_FILE), { recursive: true });
writeFileSync(DEFINITIONS_FILE, JSON.stringify(definitions));

/** The restated Dutch packages, with the publisher's mistakes mended. */
function packageOfFacts({ resources, ...manifest }: RestatedPackage): FhirPackage {
  return packageOf(
    manifest,
    resources.map((resource) => ({
      file: `${resource.resourceType}/${resource.url ?? ''}`,
      resource: corrected(resource, manifest),
    })),
  );
}

const profiles = fileURLToPath(new URL('../../profiles', import.meta.url));
writeCompactPackages(PACKAGES_FOLDER, [
  corePackage([...base, ...readBaseProfiles()]),
  ...readRestatedPackages(profiles).map(packageOfFacts),
]);
writeFileSync(TERMINOLOGY_FILE, JSON.stringify(compileTerminology(base)));
