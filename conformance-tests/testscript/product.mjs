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
  const { readDefinitionSet } = await take('packages/artifact.js');
  const { Definitions } = await take('packages/registry.js');
  const { writeXml } = await take('formats/xml/write.js');
  const { parseXmlResource } = await take('formats/xml/parse.js');
  const { openPackages } = await take('packages/open-packages.js');
  const { packageReading } = await take('packages-in-use.js');
  const { createValidator } = await take('validation/validate.js');
  const definitions = new Definitions(readDefinitionSet());
  const validators = new Map();
  return {
    writeXml: (resource) => writeXml(resource, definitions),
    parseXml: (text) => parseXmlResource(text, definitions),
    validator(folders) {
      const key = folders.join('\n');
      if (!validators.has(key)) {
        const structures = openPackages(folders, packageReading());
        validators.set(key, createValidator(definitions, { structures }));
      }
      return validators.get(key);
    },
  };
}
