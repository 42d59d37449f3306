/** The packages a process works with: those compiled at build, then those it is told to load. */
import { PACKAGES_FOLDER } from './artifact.js';
import { readCompactPackages } from './compact-file.js';
import { PackageSet, type PackageSetOptions } from './package-set.js';
import { readPackage, type ReadOptions } from './read-package.js';

/**
 * @param locations folders or `.tgz` files of packages; one with the name and version of a built-in
 *   package stands in for it
 * @throws PackageError
 */
export function openPackages(
  locations: readonly string[] = [],
  options: ReadOptions & PackageSetOptions = {},
): PackageSet {
  const builtIn = readCompactPackages(PACKAGES_FOLDER);
  const installed = locations.map((location) => readPackage(location, options));
  return new PackageSet([...builtIn, ...installed], options);
}
