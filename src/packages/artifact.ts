/** The files that the build writes, and the processes read. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefinitionSet } from './model.js';
import type { TerminologySet } from './terminology.js';

/** Two levels up from here is the package's root, from `src/` as from `dist/`. */
export const DEFINITIONS_FILE = fileURLToPath(
  new URL('../../dist/definitions/r4.json', import.meta.url),
);

/** The compiled packages: base R4 and the Dutch profiles. */
export const PACKAGES_FOLDER = fileURLToPath(
  new URL('../../dist/definitions/packages', import.meta.url),
);

/** Value sets and code systems, which are read when they are asked for. */
export const TERMINOLOGY_FILE = fileURLToPath(
  new URL('../../dist/definitions/r4-terminology.json', import.meta.url),
);

/** @throws when the build has not run. */
export function readDefinitionSet(): DefinitionSet {
  return JSON.parse(readFileSync(DEFINITIONS_FILE, 'utf8')) as DefinitionSet;
}

/** @throws when the build has not run. */
export function readTerminologySet(): TerminologySet {
  return JSON.parse(readFileSync(TERMINOLOGY_FILE, 'utf8')) as TerminologySet;
}

/** Changes with the definitions. */
export function definitionsFingerprint(): string {
  return createHash('sha256').update(readFileSync(DEFINITIONS_FILE)).digest('hex').slice(0, 32);
}
