/** The process that makes the data and sends the searches. */
import { runLanes, serveJobs } from '../jobs.mjs';
import { Connection, expectStatus, requestText, withConnections } from '../load/connection.mjs';
import { checkAnswer, entriesOf } from './checks.mjs';
import { writePopulation } from './generate.mjs';
import { postArrivals, postCare } from './post.mjs';

/** Of so many answers one is looked at while many clients search. */
const LOOK_EVERY = 32;
/** Searches of one client that are not measured: its connection may be to a worker that is cold. */
const UNMEASURED = 8;

/** @typedef {import('./scenarios.mjs').Search & { request: string }} Ready */

/** @type {Map<string, { searches: Ready[], next: number }>} */
const series = new Map();

/**
 * Keeps searches under a name.
 * @param {{ name: string, searches: readonly import('./scenarios.mjs').Search[], prefix?: string }} job
 */
async function keep({ name, searches, prefix = '/fhir/' }) {
  if (searches.length === 0) throw new Error(`There is nothing to search for: ${name}.`);
  const ready = searches.map((search) => ({
    ...search,
    request: requestText('GET', `${prefix}${search.path}`),
  }));
  series.set(name, { searches: ready, next: 0 });
}

/**
 * @param {string} name
 * @returns {Ready}
 */
function take(name) {
  const kept = series.get(name);
  if (kept === undefined) throw new Error(`Nothing is kept as ${name}.`);
  return kept.searches[kept.next++ % kept.searches.length];
}

/**
 * One client searches, at each target in turn, so that what disturbs one disturbs the others; every
 * answer is looked at, but not on the clock.
 * @param {{ targets: readonly { name: string, port: number }[], count: number, seconds: number }} job
 * @returns {Promise<{ milliseconds: number[], bytes: number }[]>} by target
 */
async function one({ targets, count, seconds }) {
  const found = targets.map(() => ({ milliseconds: [], bytes: 0 }));
  const connections = await Promise.all(targets.map(({ port }) => Connection.open(port)));
  const end = performance.now() + seconds * targets.length * 1000;
  for (let index = -UNMEASURED; index < count && performance.now() < end; index++) {
    for (const [place, { name }] of targets.entries()) {
      const { took, bytes } = await timed(connections[place], take(name));
      if (index < 0) continue;
      found[place].milliseconds.push(took);
      found[place].bytes += bytes;
    }
  }
  for (const connection of connections) connection.close();
  return found.map(({ milliseconds, bytes }) => ({
    milliseconds,
    bytes: bytes / milliseconds.length,
  }));
}

/**
 * @param {Connection} connection
 * @param {Ready} search
 */
async function timed(connection, { request, expected, path }) {
  const started = performance.now();
  const answer = await connection.send(request);
  const took = performance.now() - started;
  checkAnswer(expectStatus(answer, [200], path).body, expected, path);
  return { took, bytes: answer.body.length };
}

/**
 * Many clients search.
 * @param {{ name: string, port: number, clients: number, seconds: number }} job
 * @returns {Promise<{ count: number, seconds: number }>}
 */
async function many({ name, port, clients, seconds }) {
  let count = 0;
  const took = await withConnections(port, clients, (connections) => {
    const end = performance.now() + seconds * 1000;
    return runLanes(clients, async (lane) => {
      while (performance.now() < end) {
        const { request, expected, path } = take(name);
        const isLookedAt = count++ % LOOK_EVERY === 0;
        const { body } = expectStatus(await connections[lane].send(request), [200], path);
        if (isLookedAt) checkAnswer(body, expected, path);
      }
    });
  });
  return { count, seconds: took };
}

/**
 * Follows the links from page to page.
 * @param {{ path: string, port: number, pages: number }} job
 * @returns {Promise<string>} path of the last page
 */
async function walk({ path, port, pages }) {
  const seen = new Set();
  return withConnections(port, 1, async ([connection]) => {
    let target = path;
    for (let page = 1; ; page++) {
      const answer = await connection.send(requestText('GET', `/fhir/${target}`));
      const bundle = JSON.parse(expectStatus(answer, [200], target).body.toString());
      for (const { id } of entriesOf(bundle, 'match')) {
        if (seen.has(id)) throw new Error(`${path} gave a resource twice.`);
        seen.add(id);
      }
      if (page === pages) return target;
      const next = bundle.link.find(({ relation }) => relation === 'next')?.url;
      if (next === undefined) throw new Error(`${path} has only ${page} pages.`);
      target = next.slice(next.indexOf('/fhir/') + '/fhir/'.length);
    }
  });
}

serveJobs({ write: writePopulation, keep, one, many, walk, post: postArrivals, care: postCare });
