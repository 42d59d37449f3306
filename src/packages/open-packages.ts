/** The packages a process works with: those compiled at build, then those it is told to load. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PACKAGES_FOLDER } from './artifact.js';
import { readCompactPackages } from './compact-file.js';
import { PackageError } from './fhir-package.js';
import { PackageSet, type PackageSetOptions } from './package-set.js';
import { readPackage, type ReadOptions } from './read-package.js';

/**
 * @param locations folders or `.tgz` files of packages, or folders that have several of them; a
 *   package with the name and version of a built-in one stands in for it
 * @throws PackageError
 */
export function openPackages(
  locations: readonly string[] = [],
  options: ReadOptions & PackageSetOptions = {},
): PackageSet {
  const builtIn = readCompactPackages(PACKAGES_FOLDER);
  const installed = locations.flatMap(packagesAt).map((location) => readPackage(location, options));
  return new PackageSet([...builtIn, ...installed], options);
}

const ARCHIVE = /\.(tgz|tar\.gz)$/i;

/**
 * The packages at a location: itself, or those in it.
 * @throws PackageError when there are none
 */
export function packagesAt(location: string): string[] {
  if (ARCHIVE.test(location) || isPackage(location)) return [location];
  if (!isFolder(location)) {
    throw new PackageError(location, 'there is no such folder or .tgz file');
  }
  const found = readdirSync(location)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => path.join(location, name))
    .filter((each) => (ARCHIVE.test(each) ? isFile(each) : isPackage(each)));
  if (found.length === 0) throw new PackageError(location, 'it has no package in it');
  return found;
}

function isPackage(folder: string): boolean {
  if (!isFolder(folder)) return false;
  const inner = path.join(folder, 'package');
  return (
    isFile(path.join(folder, 'package.json')) ||
    (isFolder(inner) && isFile(path.join(inner, 'package.json')))
  );
}

function isFile(location: string): boolean {
  return statSync(location, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(location: string): boolean {
  return statSync(location, { throwIfNoEntry: false })?.isDirectory() === true;
}
