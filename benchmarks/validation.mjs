/**
 * How many resources a second one core validates, per claimed profile: the Dutch corpus, warm, with
 * invariants and local bindings. Corpus and packages lie beside the repository.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));
const WARM_UP_MS = 20;
const MEASURE_MS = 40;

/** @param {string} build folder with the compiled server */
async function load(build) {
  const from = (file) => import(path.join(build, file));
  const [{ Definitions }, { readDefinitionSet }, { PackageSet }, { readPackage }] =
    await Promise.all([
      from('packages/registry.js'),
      from('packages/artifact.js'),
      from('packages/package-set.js'),
      from('packages/read-package.js'),
    ]);
  const { createValidator } = await from('validation/validate.js');
  const { parseJsonResource } = await from('formats/json/parse.js');
  const folder = path.join(SHARED, 'fhir-packages');
  const packages = readdirSync(folder)
    .filter((name) => name.includes('#') && !name.includes('.2024.'))
    .map((name) => readPackage(path.join(folder, name)));
  const definitions = new Definitions(readDefinitionSet());
  const validator = createValidator(definitions, { structures: new PackageSet(packages) });
  return { validator, parseJsonResource };
}

function corpus(parse) {
  const folder = path.join(SHARED, 'corpus/nl');
  const byProfile = new Map();
  for (const { file, profiles } of JSON.parse(readFileSync(path.join(folder, 'index.json')))) {
    const resource = parse(readFileSync(path.join(folder, file), 'utf8'));
    const name = (profiles[0] ?? '(none)').replace(/^.*\//, '');
    byProfile.set(name, [...(byProfile.get(name) ?? []), resource]);
  }
  return byProfile;
}

/** Validates the resources in turn for some time; gives resources per second. */
function rate(validator, resources, milliseconds) {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  do {
    for (const resource of resources) validator.validate(resource);
    count += resources.length;
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds);
  return (count * 1000) / elapsed;
}

/** @returns {Promise<object | undefined>} undefined when the corpus is not there */
export async function measureValidation(
  build = fileURLToPath(new URL('../dist', import.meta.url)),
) {
  if (!existsSync(path.join(SHARED, 'corpus/nl/index.json'))) return undefined;
  const started = performance.now();
  const { validator, parseJsonResource } = await load(build);
  const openMs = performance.now() - started;
  const byProfile = corpus(parseJsonResource);
  const compileStart = performance.now();
  for (const resources of byProfile.values()) rate(validator, resources, 0);
  const compileMs = performance.now() - compileStart;
  // The second pass is for the machine's own compiler.
  for (const resources of byProfile.values()) rate(validator, resources, WARM_UP_MS);
  const profiles = [...byProfile].map(([profile, resources]) => {
    rate(validator, resources, WARM_UP_MS);
    return {
      profile,
      resources: resources.length,
      perSecond: rate(validator, resources, MEASURE_MS),
    };
  });
  profiles.sort((one, other) => one.perSecond - other.perSecond);
  const logs = profiles.reduce((sum, { perSecond }) => sum + Math.log(perSecond), 0);
  return {
    openMs: Math.round(openMs),
    firstPassMs: Math.round(compileMs),
    geometricMean: Math.round(Math.exp(logs / profiles.length)),
    profiles: profiles.map((each) => ({ ...each, perSecond: Math.round(each.perSecond) })),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await measureValidation(process.argv[2]);
  if (result === undefined) console.log('validation: no corpus beside the repository');
  else {
    const { profiles, ...summary } = result;
    console.log(summary);
    console.table(profiles.slice(0, Number(process.argv[3] ?? 25)));
  }
}
