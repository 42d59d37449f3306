/** Packages that an operator adds, kept as `.tgz` or folder in the data folder. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { PackageError, packageId, type FhirPackage, type PackageManifest } from './fhir-package.js';
import { packagesAt } from './open-packages.js';
import type { PackageRegistry } from './package-registry.js';
import { readPackage, type ReadOptions } from './read-package.js';
import { satisfies } from './versions.js';

export interface InstallOptions extends ReadOptions {
  /** Where added packages are kept. */
  readonly folder: string;
  readonly registry: PackageRegistry;
  /** What is there already: dependencies that these satisfy are not fetched. */
  readonly present: readonly PackageManifest[];
}

export interface InstallReport {
  /** Packages that are there now and were not before. */
  readonly added: readonly string[];
  /** Dependencies that could not be had, with the reason. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}

/** Where `packages add` keeps packages. */
export function installedFolder(dataDir: string): string {
  return path.join(dataDir, 'packages');
}

/** Locations of the packages that were added. */
export function installedPackages(folder: string): string[] {
  return existsSync(folder) && readdirSync(folder).length > 0 ? packagesAt(folder) : [];
}

/**
 * Adds a package, and the packages it depends on that are not present.
 * @param what a `.tgz` file, a folder, or NAME@VERSION
 * @throws PackageError when the package itself can't be had or read
 */
export async function addPackage(what: string, options: InstallOptions): Promise<InstallReport> {
  mkdirSync(options.folder, { recursive: true });
  const first = existsSync(what) ? keepCopy(what, options) : await fetchNamed(what, options);
  const added = [first];
  const failed: { name: string; reason: string }[] = [];
  // Those that are added on the way have dependencies too.
  for (const { manifest } of added) {
    const known = [...options.present, ...added.map((each) => each.manifest)];
    for (const dependency of lackingOf(manifest, known)) {
      const result = await tryFetch(dependency, options);
      if (typeof result === 'string') failed.push({ name: dependency.name, reason: result });
      else added.push(result);
    }
  }
  return { added: added.map(({ manifest }) => packageId(manifest)), failed };
}

interface Wanted {
  readonly name: string;
  readonly version: string;
}

function lackingOf(manifest: PackageManifest, known: readonly PackageManifest[]): Wanted[] {
  return Object.entries(manifest.dependencies)
    .filter(
      ([name, version]) =>
        !known.some((each) => each.name === name && satisfies(each.version, version)),
    )
    .map(([name, version]) => ({ name, version }));
}

/** The package, or why it can't be had. */
async function tryFetch(wanted: Wanted, options: InstallOptions): Promise<FhirPackage | string> {
  try {
    return await fetchPackage(wanted, options);
  } catch (error) {
    if (error instanceof PackageError) return error.message;
    throw error;
  }
}

function keepCopy(location: string, options: InstallOptions): FhirPackage {
  const read = readPackage(location, options);
  const ending = /\.(tgz|tar\.gz)$/i.test(location) ? '.tgz' : '';
  const name = `${packageId(read.manifest)}${ending}`;
  const target = path.join(options.folder, name);
  const partial = path.join(options.folder, `.partial-${name}`);
  rmSync(partial, { recursive: true, force: true });
  cpSync(location, partial, { recursive: true });
  replace(partial, target);
  return read;
}

async function fetchNamed(what: string, options: InstallOptions): Promise<FhirPackage> {
  const at = what.lastIndexOf('@');
  if (at <= 0 || at === what.length - 1) {
    throw new PackageError(what, 'there is no such file; a name needs a version: NAME@VERSION');
  }
  return fetchPackage({ name: what.slice(0, at), version: what.slice(at + 1) }, options);
}

async function fetchPackage(
  { name, version: wanted }: Wanted,
  options: InstallOptions,
): Promise<FhirPackage> {
  const version = await options.registry.resolve(name, wanted);
  const file = `${packageId({ name, version })}.tgz`;
  const target = path.join(options.folder, file);
  const partial = path.join(options.folder, `.partial-${file}`);
  try {
    writeFileSync(partial, await options.registry.fetch(name, version));
    const read = readPackage(partial, options);
    if (read.manifest.name !== name || read.manifest.version !== version) {
      const other = packageId(read.manifest);
      throw new PackageError(`${name}@${version}`, `the registry sent ${other} instead`);
    }
    replace(partial, target);
    return read;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Puts a finished copy in the place of what was there. */
function replace(partial: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}
