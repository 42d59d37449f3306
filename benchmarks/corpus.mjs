/**
 * What is imported: transaction Bundles as texts, and any number of copies of them with new ids. The
 * texts are changed as texts, so that every number keeps the form it was written in.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SYNTHEA = fileURLToPath(new URL('../../shared/corpus/synthea/', import.meta.url));

/**
 * @typedef {object} BundleText
 * @property {string} name
 * @property {string} text
 * @property {number} entries
 */

/**
 * @typedef {object} Corpus
 * @property {'synthea' | 'demo'} name
 * @property {string} description
 * @property {BundleText[]} first what must be there before the others; not measured
 * @property {BundleText[]} bundles one transaction for each patient, creations only, shuffled
 */

/**
 * @param {string | undefined} name the best there is when undefined
 * @returns {Promise<Corpus>}
 */
export async function loadCorpus(name) {
  const chosen = name ?? (existsSync(SYNTHEA) ? 'synthea' : 'demo');
  return chosen === 'synthea' ? syntheaCorpus() : demoCorpus();
}

/** @returns {Corpus} */
function syntheaCorpus() {
  const index = JSON.parse(readFileSync(path.join(SYNTHEA, 'index.json'), 'utf8'));
  const orders = new Map(index.files.map(({ file, order }) => [file, order]));
  const all = readdirSync(SYNTHEA)
    .filter((file) => file.endsWith('.json.gz'))
    .sort()
    .map((file) => bundleText(file, gunzipSync(readFileSync(path.join(SYNTHEA, file))).toString()));
  return {
    name: 'synthea',
    description: 'Synthea patients (../shared/corpus/synthea)',
    first: all.filter(({ name }) => orders.get(name) === 0),
    bundles: shuffled(all.filter(({ name }) => orders.get(name) !== 0)),
  };
}

/**
 * The demo data of the server. Its PUTs become POSTs: then every copy makes new resources, and what
 * is measured is the same as with the other corpus.
 * @returns {Promise<Corpus>}
 */
async function demoCorpus() {
  const { demoBundles } = await import('../dist/demo/demo-data.js');
  const { writeJson } = await import('../dist/formats/json/write.js');
  const [first, ...bundles] = demoBundles().map((bundle) =>
    bundleText(String(bundle.id), writeJson(bundle)),
  );
  return {
    name: 'demo',
    description: 'demo patients of the server',
    first: [first],
    bundles: shuffled(bundles.map((bundle) => ({ ...bundle, text: asCreations(bundle.text) }))),
  };
}

/** @param {string} text */
function asCreations(text) {
  return text.replace(/"method":"PUT","url":"(\w+)\/[^"]+"/g, '"method":"POST","url":"$1"');
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {BundleText}
 */
function bundleText(name, text) {
  return { name, text, entries: JSON.parse(text).entry.length };
}

/**
 * An order that is always the same and has nothing to do with size or origin.
 * @param {BundleText[]} bundles
 */
function shuffled(bundles) {
  const place = ({ name }) => createHash('sha256').update(name).digest('hex');
  return bundles
    .map((bundle) => ({ bundle, place: place(bundle) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ bundle }) => bundle);
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/**
 * The same Bundle about someone else: the UUIDs of its entries are new wherever they stand, as
 * fullUrl, in references and as identifiers. UUIDs of what is outside the Bundle stay.
 * @param {string} text
 */
export function copyOf(text) {
  const renewed = new Map();
  for (const [, uuid] of text.matchAll(/"fullUrl":"urn:uuid:([^"]+)"/g)) {
    renewed.set(uuid, randomUUID());
  }
  return text.replace(UUID, (uuid) => renewed.get(uuid) ?? uuid);
}

/**
 * Deals the corpus out in parts of about this many resources, over and over again.
 * @param {readonly BundleText[]} bundles
 * @param {number} resources
 * @returns {Generator<number[], never>} positions in `bundles`, the smallest Bundles last so that no
 *   lane ends long after the others
 */
export function* parts(bundles, resources) {
  for (let next = 0; ;) {
    const part = [];
    for (let sum = 0; sum < resources; next++) {
      const position = next % bundles.length;
      part.push(position);
      sum += bundles[position].entries;
    }
    const bySize = [...part].sort((one, other) => bundles[one].entries - bundles[other].entries);
    const smallest = bySize.slice(0, Math.ceil(part.length / 3)).reverse();
    yield [...part.filter((position) => !smallest.includes(position)), ...smallest];
  }
}
