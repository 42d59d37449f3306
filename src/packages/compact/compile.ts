/**
 * Makes conformance resources of the facts in `profiles/`: differentials, as the packages publish
 * them, without their texts. Known mistakes of the publisher are kept; `packages/corrections.ts` mends.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeSystem, StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import { compileProfile } from './compile-profile.js';
import { compileCodeSystem, compileValueSet } from './compile-terminology.js';
import type { Facts, Manifest } from './model.js';
import { parseFacts, parseManifest } from './parse.js';

export type RestatedResource = StructureDefinition | ValueSet | CodeSystem;

/** A published package as far as `profiles/` restates it. */
export interface RestatedPackage {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly resources: readonly RestatedResource[];
}

const MANIFEST = 'package.manifest';
const FILE = /\.(profile|valueset|codesystem)$/;

export function compileFacts(facts: Facts): RestatedResource {
  switch (facts.form) {
    case 'profile':
      return compileProfile(facts);
    case 'valueset':
      return compileValueSet(facts);
    case 'codesystem':
      return compileCodeSystem(facts);
  }
}

function inFile<T>(file: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** The folder's own files and those it shares with other packages. */
function filesOf(folder: string, manifest: Manifest): string[] {
  const own = readdirSync(folder).filter((name) => FILE.test(name));
  const shared = Object.entries(manifest.sameAs).flatMap(([other, names]) =>
    names.map((name) => path.join(path.dirname(folder), other, name)),
  );
  return [...own.map((name) => path.join(folder, name)), ...shared];
}

function readPackage(folder: string): RestatedPackage {
  const manifest = inFile(path.join(folder, MANIFEST), parseManifest);
  const { name, version, dependencies } = manifest;
  const resources = filesOf(folder, manifest)
    .toSorted((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1))
    .map((file) => inFile(file, (text) => compileFacts(parseFacts(text))));
  return { name, version, dependencies, resources };
}

/**
 * Every package under `folder`, by name and version.
 * @throws with the file and line of a mistake.
 */
export function readRestatedPackages(folder: string): RestatedPackage[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPackage(path.join(folder, entry.name)));
}
