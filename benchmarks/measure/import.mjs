/**
 * Import: transaction Bundles over HTTP, all indexes and validation on, against the same resources
 * as plain rows. Server and floor take turns; in each turn the floor inserts what the server has
 * just stored.
 */
import { compare, sideOf } from '../statistics.mjs';
import { workerMemory } from './memory.mjs';
import { inQuiet } from './rounds.mjs';

/** Bundles that are under way at a time, and connections of the floor. */
export const LANES = 8;

/** @typedef {import('../load/import.mjs').Created} Created */

/**
 * @typedef {object} Importing
 * @property {import('../lab.mjs').Lab} lab
 * @property {import('../server.mjs').Server} server
 * @property {import('../lab.mjs').Helper} load
 * @property {import('../corpus.mjs').Corpus} corpus
 * @property {Iterator<number[], never>} parts
 * @property {import('../progress.mjs').Progress} progress
 */

/**
 * Fills the database, which also warms the server up.
 * @param {Importing} importing
 * @returns {Promise<Created[][]>} what was made of each Bundle of a patient
 */
export async function fill(importing) {
  const { progress, corpus } = importing;
  progress(`loading ${corpus.description}`);
  await post(importing, 'first', 1);
  const { created } = await post(importing, importing.parts.next().value, LANES);
  return created;
}

/**
 * @param {Importing} importing
 * @param {readonly number[] | 'first'} bundles
 * @param {number} lanes
 * @returns {Promise<{ seconds: number, created: Created[][] }>}
 */
function post({ load, server, corpus }, bundles, lanes) {
  return load.do({ kind: 'import', port: server.port, corpus: corpus.name, bundles, lanes });
}

/**
 * @param {Importing} importing
 * @param {readonly Created[][]} warmup what the floor inserts before it is measured
 * @param {number} count of rounds
 */
export async function measureImport(importing, warmup, count) {
  const { lab, server, progress } = importing;
  const floor = lab.helper('floor/insert.mjs');
  await floor.do({ kind: 'open', url: lab.url, lanes: LANES });
  await insert(lab, floor, warmup);
  /** @type {Map<number, number>} */
  const memory = new Map();
  const round = async (name) => {
    const bundles = importing.parts.next().value;
    const { result, use } = await lab.watch(server.pid, () => post(importing, bundles, LANES));
    for (const [pid, mib] of workerMemory(server.pid)) {
      memory.set(pid, Math.max(mib, memory.get(pid) ?? 0));
    }
    const resources = result.created.flat().length;
    const rows = await insert(lab, floor, result.created);
    const sides = { floor: rows.side, ours: sideOf(resources, result.seconds, use) };
    progress(`import ${name}`, sides);
    return { ...sides, ...rows.size };
  };
  const { rounds, disturbed } = await inQuiet(count, round, ({ floor, ours }) => [floor, ours]);
  await floor.stop();
  return { ...compare(rounds), disturbed, ...perResource(rounds), memory: [...memory.values()] };
}

/**
 * The floor's half of a round.
 * @param {import('../lab.mjs').Lab} lab
 * @param {import('../lab.mjs').Helper} floor
 * @param {readonly Created[][]} made
 */
async function insert(lab, floor, made) {
  const size = await floor.do({ kind: 'prepare', made });
  const { result, use } = await lab.watch(floor.pid, () => floor.do({ kind: 'insert' }));
  return { size, side: sideOf(size.resources, result.seconds, use) };
}

/** @param {readonly { resources: number, keys: number, bytes: number }[]} rounds */
function perResource(rounds) {
  const sum = (name) => rounds.reduce((total, round) => total + round[name], 0);
  return {
    resources: sum('resources'),
    keysPerResource: sum('keys') / sum('resources'),
    bytesPerResource: sum('bytes') / sum('resources'),
  };
}
