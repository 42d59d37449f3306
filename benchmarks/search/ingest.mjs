/**
 * What the indexes cost that search reads: the same transactions over HTTP for new patients, in turn
 * to a full database as it is and to a copy of it without these indexes. Search values are extracted
 * and their rows written on both sides; the copy only lacks the indexes.
 */
import { inQuiet } from '../measure/rounds.mjs';
import { startServer } from '../server.mjs';
import { median, sideOf } from '../statistics.mjs';
import { queryAt, urlOf } from './database.mjs';
import { patientsFor } from './generate.mjs';

const LANES = 8;

/** All but those by which a resource is found when it is written: primary keys and `resource_id`. */
const SEARCH_INDEXES = `
select indexname from pg_indexes
where schemaname = 'public' and tablename in ('resource', 'search_entry')
  and indexname not in ('resource_pkey', 'resource_id')`;

/** The index of tokens puts work off; a round is over when it has none left. */
const TAKE_IN = `select gin_clean_pending_list('resource_tokens')`;

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../lab.mjs').Helper} parts.load
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {import('./database.mjs').Filled} filled to which no server is connected
 * @param {{ ingestRounds: number, ingestResources: number }} effort
 */
export async function measureIngest({ lab, load, progress }, filled, effort) {
  const patients = patientsFor(effort.ingestResources);
  let first = filled.counts.patients;
  // Before the copy is made: without its indexes it can not write new versions.
  const early = await startServer(lab, { DATABASE_URL: filled.url });
  const all = patients * (effort.ingestRounds * 2 + 1);
  await load.do({ kind: 'care', port: early.port, first, patients: all });
  await early.stop();
  const bare = await copyWithoutIndexes(lab, filled);
  const servers = {
    normal: await startServer(lab, { DATABASE_URL: filled.url }),
    bare: await startServer(lab, { DATABASE_URL: bare.url }),
  };
  const postTo = async ({ pid, port }, finish) => {
    const job = { kind: 'post', port, first, patients, lanes: LANES };
    const { result, use } = await lab.watch(pid, async () => {
      const { resources, seconds } = await load.do(job);
      const started = performance.now();
      await finish();
      return { resources, seconds: seconds + (performance.now() - started) / 1000 };
    });
    return sideOf(result.resources, result.seconds, use);
  };
  const round = async (name) => {
    const ours = await postTo(servers.normal, () => queryAt(filled.url, TAKE_IN));
    const floor = await postTo(servers.bare, async () => undefined);
    const sides = { floor, ours };
    first += patients;
    progress(`ingest ${name}`, sides);
    return sides;
  };
  await round('warming up');
  const { rounds, disturbed } = await inQuiet(effort.ingestRounds, round, (sides) => [
    sides.floor,
    sides.ours,
  ]);
  await servers.normal.stop();
  await servers.bare.stop();
  await lab.query(`drop database ${filled.name}_bare with (force)`);
  return { scale: filled.scale, indexes: bare.indexes, disturbed, ...sharesOf(rounds), rounds };
}

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {import('./database.mjs').Filled} filled
 */
async function copyWithoutIndexes(lab, { name, url }) {
  const indexes = (await queryAt(url, SEARCH_INDEXES)).map(({ indexname }) => indexname);
  await lab.query(`create database ${name}_bare template ${name} strategy file_copy`);
  const copy = urlOf(lab, `${name}_bare`);
  await queryAt(copy, `drop index ${indexes.join(', ')}`);
  await queryAt(copy, 'checkpoint');
  return { url: copy, indexes };
}

/** @param {readonly { floor: import('../statistics.mjs').Side, ours: import('../statistics.mjs').Side }[]} rounds */
function sharesOf(rounds) {
  const spent = rounds.flatMap(({ floor, ours }) =>
    floor.processorMicroseconds === undefined || ours.processorMicroseconds === undefined
      ? []
      : [{ bare: floor.processorMicroseconds, normal: ours.processorMicroseconds }],
  );
  return {
    perSecond: median(rounds.map(({ ours }) => ours.perSecond)),
    barePerSecond: median(rounds.map(({ floor }) => floor.perSecond)),
    share: median(rounds.map(({ floor, ours }) => 1 - ours.perSecond / floor.perSecond)),
    processorMicroseconds: median(spent.map(({ normal }) => normal)),
    bareProcessorMicroseconds: median(spent.map(({ bare }) => bare)),
    processorShare: median(spent.map(({ bare, normal }) => 1 - bare / normal)),
  };
}
