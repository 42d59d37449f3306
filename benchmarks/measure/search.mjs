/**
 * Searches in databases of different sizes: how long they take, and how that grows with the data.
 * Each size has a database and a server of its own.
 */
import path from 'node:path';
import { fillDatabase } from '../search/database.mjs';
import { measureIngest } from '../search/ingest.mjs';
import { CLIENTS, inPasses, middle, times } from '../search/passes.mjs';
import { pagedSearches, sampleOf, scenariosOf } from '../search/scenarios.mjs';
import { CONNECTIONS, startServer, WORKERS } from '../server.mjs';

/** The page that is compared with the first one. */
const LATE_PAGE = 100;
/** Scenarios whose page of 20 is compared with the floor. */
const FLOOR_SCENARIO = 'patient + category, -date, 20';
const FLOOR_PAGE = 20;
const SEQUENTIAL = /Seq Scan on (?:resource|version|search_entry)\b/;

/**
 * @typedef {import('../search/passes.mjs').Runner} Runner
 * @typedef {import('../search/passes.mjs').Target} Target
 * @typedef {import('../search/database.mjs').Filled} Filled
 * @typedef {import('../search/scenarios.mjs').Search} Search
 *
 * A size, and what there is of it.
 * @typedef {object} Size
 * @property {Filled} filled
 * @property {import('../server.mjs').Server} server
 * @property {import('../search/scenarios.mjs').Scenario[]} scenarios
 */

/**
 * @param {Omit<Runner, 'load' | 'effort'>} common
 * @param {readonly number[]} scales
 * @param {Runner['effort'] & { ingestRounds: number, ingestResources: number }} effort
 */
export async function measureSearch({ lab, progress }, scales, effort) {
  const load = lab.helper('search/load.mjs');
  const runner = { lab, load, progress, effort };
  /** @type {Filled[]} */
  const databases = [];
  for (const scale of scales) {
    progress(`making and importing ${scale} resources`);
    databases.push(await fillDatabase(lab, load, scale));
  }
  const sample = sampleOf(Math.min(...databases.map(({ counts }) => counts.patients)));
  /** @type {Size[]} */
  const sizes = [];
  for (const filled of databases) {
    const server = await startServer(lab, { DATABASE_URL: filled.url });
    sizes.push({ filled, server, scenarios: scenariosOf(filled.counts, sample) });
  }
  const results = {
    clients: CLIENTS,
    databases: databases.map(({ scale, counts, sizes: stored }) => ({ scale, counts, stored })),
    scenarios: await measureScenarios(runner, sizes),
    pages: await measurePages(runner, sizes),
    floor: await measureFloor(runner, sizes),
    plans: await plansOf(runner, sizes),
  };
  for (const { server } of sizes) await server.stop();
  const largest = databases.reduce((one, other) => (one.scale > other.scale ? one : other));
  const ingest = await measureIngest(runner, largest, effort);
  for (const { name } of databases) await lab.query(`drop database ${name} with (force)`);
  return { ...results, ingest, disturbed: ingest.disturbed };
}

/**
 * @param {Runner} runner
 * @param {readonly Size[]} sizes
 */
async function measureScenarios(runner, sizes) {
  const [{ scenarios }] = sizes;
  const groups = [];
  for (const [index, { name }] of scenarios.entries()) {
    const targets = [];
    for (const size of sizes) {
      targets.push(await targetOf(runner, size, name, size.scenarios[index].searches));
    }
    groups.push({ name, targets });
  }
  const figures = await inPasses(runner, groups);
  const last = sizes.length - 1;
  return scenarios.map(({ name, kind }, index) => ({
    name,
    kind,
    sizes: sizes.map((_, place) => middle(figures[index], place)),
    growth: last === 0 ? undefined : times(figures[index], last, 0),
  }));
}

/**
 * @param {Runner} runner
 * @param {Size} size
 * @param {string} what
 * @param {readonly Search[]} searches
 * @returns {Promise<Target>}
 */
async function targetOf({ load }, { filled, server }, what, searches) {
  const name = `${filled.scale} ${what}`;
  await load.do({ kind: 'keep', name, searches });
  return { name, pid: server.pid, port: server.port };
}

/**
 * Page 1 and page 100 of the same searches.
 * @param {Runner} runner
 * @param {readonly Size[]} sizes
 */
async function measurePages(runner, sizes) {
  const results = [];
  for (const size of sizes) {
    const first = pagedSearches(size.filled.counts);
    const late = [];
    for (const { path: start, expected } of first) {
      const job = { kind: 'walk', path: start, port: size.server.port, pages: LATE_PAGE };
      late.push({ path: await runner.load.do(job), expected });
    }
    const targets = [
      await targetOf(runner, size, 'page 1', first),
      await targetOf(runner, size, `page ${LATE_PAGE}`, late),
    ];
    const name = `page 1 and ${LATE_PAGE} of ${size.filled.scale}`;
    const [figures] = await inPasses(runner, [{ name, targets }]);
    results.push({
      scale: size.filled.scale,
      first: middle(figures, 0),
      late: middle(figures, 1),
      ratio: times(figures, 1, 0),
    });
  }
  return results;
}

/**
 * A page of 20 against bare node:http and pg with the same statements.
 * @param {Runner} runner
 * @param {readonly Size[]} sizes
 */
async function measureFloor(runner, sizes) {
  const { lab, load } = runner;
  const results = [];
  for (const size of sizes) {
    const { scale, url } = size.filled;
    const searches = size.scenarios.find(({ name }) => name === FLOOR_SCENARIO)?.searches ?? [];
    const file = path.join(lab.folder, `statements-${scale}`);
    const paths = searches.map((search) => search.path);
    const { settings } = await ask(lab, { kind: 'record', url, searches: paths, file });
    const floor = lab.helper('search/floor.mjs');
    const { port } = await floor.do({
      ...{ kind: 'serve', url, workers: WORKERS, connections: CONNECTIONS },
      ...{ file, settings, size: FLOOR_PAGE },
    });
    const name = `${scale} floor`;
    const numbered = searches.map(({ expected }, index) => ({ path: `${index}`, expected }));
    await load.do({ kind: 'keep', name, searches: numbered, prefix: '/' });
    const targets = [
      { name, pid: floor.pid, port },
      await targetOf(runner, size, FLOOR_SCENARIO, searches),
    ];
    const [figures] = await inPasses(runner, [{ name: `page of 20 of ${scale}`, targets }]);
    await floor.stop();
    results.push({
      ...{ scale, floor: middle(figures, 0), server: middle(figures, 1) },
      ratio: times(figures, 1, 0),
    });
  }
  return results;
}

/** A process of its own: the server's code sets up the driver for itself. */
async function ask(lab, job) {
  const helper = lab.helper('search/statements.mjs');
  const result = await helper.do(job);
  await helper.stop();
  return result;
}

/**
 * How each scenario is searched, by one example.
 * @param {Runner} runner
 * @param {readonly Size[]} sizes
 */
async function plansOf({ lab }, sizes) {
  const results = [];
  for (const { filled, scenarios } of sizes) {
    const searches = scenarios.map((scenario) => scenario.searches[0].path);
    const plans = await ask(lab, { kind: 'explain', url: filled.url, searches });
    for (const [index, { name }] of scenarios.entries()) {
      const lines = plans[index].flatMap(({ plan }) => plan);
      const sequential = lines.some((line) => SEQUENTIAL.test(line));
      const search = searches[index];
      results.push({ scale: filled.scale, name, search, sequential, plans: plans[index] });
    }
  }
  return results;
}
