/** The file that the build writes and every process reads at start. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefinitionSet } from './model.js';

/** Two levels up from here is the package's root, from `src/` as from `dist/`. */
export const DEFINITIONS_FILE = fileURLToPath(
  new URL('../../dist/definitions/r4.json', import.meta.url),
);

/** The compiled packages: base R4 and the Dutch profiles. */
export const PACKAGES_FOLDER = fileURLToPath(
  new URL('../../dist/definitions/packages', import.meta.url),
);

/** @throws when the build has not run. */
export function readDefinitionSet(): DefinitionSet {
  return JSON.parse(readFileSync(DEFINITIONS_FILE, 'utf8')) as DefinitionSet;
}

/** Changes with the definitions. */
export function definitionsFingerprint(): string {
  return createHash('sha256').update(readFileSync(DEFINITIONS_FILE)).digest('hex').slice(0, 32);
}
