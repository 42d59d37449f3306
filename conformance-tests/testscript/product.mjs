/** What the runner takes from the built server beside it (`dist/`), when that is there. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DIST = new URL('../../dist/', import.meta.url);
let opened;

/**
 * @returns {Promise<{writeXml: (resource: object) => string, parseXml: (text: string) => object,
 *   validator: (packages: string[]) => {validate: (resource: object, options?: object) => object}}
 *   | undefined>} undefined when the server isn't built
 */
export function openProduct() {
  opened ??= existsSync(fileURLToPath(DIST)) ? load() : Promise.resolve(undefined);
  return opened;
}

async function load() {
  const take = (file) => import(new URL(file, DIST).href);
  const [artifact, registry, write, parse, packages, packagesInUse, validate] = await Promise.all(
    [
      'packages/artifact.js',
      'packages/registry.js',
      'formats/xml/write.js',
      'formats/xml/parse.js',
      'packages/open-packages.js',
      'packages-in-use.js',
      'validation/validate.js',
    ].map(take),
  );
  const definitions = new registry.Definitions(artifact.readDefinitionSet());
  return {
    writeXml: (resource) => write.writeXml(resource, definitions),
    parseXml: (text) => parse.parseXmlResource(text, definitions),
    validator(folders) {
      const structures = packages.openPackages(folders, packagesInUse.packageReading());
      return validate.createValidator(definitions, { structures });
    },
  };
}
