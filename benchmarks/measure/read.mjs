/** Reads of single resources, against a bare HTTP server that reads the same texts. */
import { CONNECTIONS, WORKERS } from '../server.mjs';
import { compare, sideOf } from '../statistics.mjs';
import { inQuiet } from './rounds.mjs';

export const CLIENTS = 32;
/** So many resources are read over and over again. */
const RESOURCES = 10_000;

/** The floor's own copy of the texts, stored as the server stores them. */
const COPY = [
  'create schema if not exists floor',
  'create table floor.text (id text collate "C" primary key, body json not null)',
  `insert into floor.text (id, body)
   select r.id, v.body from resource r join version v on v.rid = r.rid and v.version = r.version
   where not r.deleted
   on conflict do nothing`,
  'analyze',
];

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../server.mjs').Server} parts.server
 * @param {import('../lab.mjs').Helper} parts.load
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {readonly import('../load/import.mjs').Created[]} resources that are there
 * @param {import('../options.mjs').Effort} effort
 */
export async function measureRead({ lab, server, load, progress }, resources, effort) {
  for (const statement of COPY) await lab.query(statement);
  const floor = lab.helper('floor/read.mjs');
  const { port } = await floor.do({
    kind: 'serve',
    url: lab.url,
    workers: WORKERS,
    connections: CONNECTIONS,
  });
  const read = (at, seconds, chosen) =>
    load.do({ kind: 'read', port: at, clients: CLIENTS, seconds, resources: chosen });
  const readOf = async (pid, at) => {
    const { result, use } = await lab.watch(pid, () => read(at, effort.readSeconds));
    return sideOf(result.count, result.seconds, use);
  };
  await read(port, effort.warmupSeconds, spread(resources, RESOURCES));
  await read(server.port, effort.warmupSeconds);
  const round = async (name) => {
    const sides = {
      floor: await readOf(floor.pid, port),
      ours: await readOf(server.pid, server.port),
    };
    progress(`read ${name}`, sides);
    return sides;
  };
  const sidesOf = (sides) => [sides.floor, sides.ours];
  const { rounds, disturbed } = await inQuiet(effort.rounds, round, sidesOf);
  await floor.stop();
  return { ...compare(rounds), disturbed, clients: CLIENTS };
}

/**
 * So many of them, in an order in which neighbours are of different types and patients.
 * @template T
 * @param {readonly T[]} all
 * @param {number} count
 * @returns {T[]}
 */
function spread(all, count) {
  const step = 7919;
  const size = Math.min(count, all.length);
  return Array.from({ length: size }, (_, index) => all[(index * step) % all.length]);
}
