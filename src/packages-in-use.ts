/** The packages that a configuration asks for: built-in, added, and those of FHIR_PACKAGES. */
import type { Config } from './config/load.js';
import { parseXmlResource } from './formats/xml/parse.js';
import { readDefinitionSet } from './packages/artifact.js';
import { installedFolder, installedPackages } from './packages/install.js';
import { openPackages } from './packages/open-packages.js';
import type { PackageSet } from './packages/package-set.js';
import type { ReadOptions } from './packages/read-package.js';
import { Definitions } from './packages/registry.js';

/** @throws PackageError naming the package that can't be read */
export function openPackagesInUse(config: Pick<Config, 'dataDir' | 'fhirPackages'>): PackageSet {
  const added = installedPackages(installedFolder(config.dataDir));
  return openPackages([...added, ...config.fhirPackages], packageReading());
}

/** XML is read with the definitions of the types, which are read only when there is any. */
export function packageReading(): ReadOptions {
  let definitions: Definitions | undefined;
  return {
    parseXml(text) {
      definitions ??= new Definitions(readDefinitionSet());
      return parseXmlResource(text, definitions);
    },
  };
}
