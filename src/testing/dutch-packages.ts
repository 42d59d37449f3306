/** The official Dutch packages that lie beside the repository in development and in CI. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackageSet } from '../packages/package-set.js';
import { readPackage } from '../packages/read-package.js';

const FOLDER = fileURLToPath(new URL('../../../shared/fhir-packages', import.meta.url));

export function hasPackages(): boolean {
  const present = existsSync(FOLDER);
  if (!present)
    process.stderr.write('Skipping tests of ../shared/fhir-packages, which is absent.\n');
  return present;
}

let packages: PackageSet | undefined;

/** All but the 2024 generation, which has the canonicals of the 2020 one with other content. */
export function dutchPackages(): PackageSet {
  packages ??= new PackageSet(
    readdirSync(FOLDER)
      .filter((name) => name.includes('#') && !name.includes('.2024.'))
      .map((name) => readPackage(path.join(FOLDER, name))),
  );
  return packages;
}
