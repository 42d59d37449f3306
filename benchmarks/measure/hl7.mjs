/**
 * HL7 v2 over MLLP: how fast messages are received, acknowledged and made into resources, and what
 * memory that takes. On a database and a server of its own; messages are processed all the while.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { queryAt, urlOf } from '../search/database.mjs';
import { startServer } from '../server.mjs';
import { median, quantile, sideOf } from '../statistics.mjs';
import { currentMemory } from './memory.mjs';
import { inQuiet } from './rounds.mjs';

const DATABASE = 'hl7';
const CONNECTIONS = 8;
/** Messages a second at which the latency of acknowledgements is measured: half of the target. */
const PACE = 500;
/** How often the inbox is asked whether it is empty. */
const LOOK_MILLISECONDS = 20;

/**
 * @typedef {import('../options.mjs').Hl7Effort} Hl7Effort
 *
 * @typedef {object} Runner
 * @property {import('../lab.mjs').Lab} lab
 * @property {import('../progress.mjs').Progress} progress
 * @property {import('../lab.mjs').Helper} load
 * @property {import('../server.mjs').Server} server
 * @property {number} port of MLLP
 * @property {string} url of the database
 * @property {{ admissions: number, reports: number }} sent so many of each so far
 */

/**
 * @param {{ lab: import('../lab.mjs').Lab, progress: import('../progress.mjs').Progress }} common
 * @param {Hl7Effort} effort
 */
export async function measureHl7({ lab, progress }, effort) {
  await lab.query(`create database ${DATABASE}`);
  const url = urlOf(lab, DATABASE);
  const port = await freePort();
  const server = await startServer(lab, { DATABASE_URL: url, MLLP_PORT: String(port) });
  const load = lab.helper('load/load.mjs');
  const sent = { admissions: 0, reports: 0 };
  const runner = { lab, progress, load, server, port, url, sent };
  progress('hl7: admitting patients');
  await send(runner, 'admissions', effort.warmup);
  await drained(url);
  await send(runner, 'reports', effort.warmup / 4);
  await drained(url);
  const results = {
    connections: CONNECTIONS,
    reception: await measureReception(runner, effort),
    latency: await measureLatency(runner, effort),
    results: await measureResults(runner, effort),
    memory: await measureMemory(runner, effort.messages),
  };
  await expectAllProcessed(runner);
  await server.stop();
  await lab.query(`drop database ${DATABASE} with (force)`);
  const { reception, latency, results: reports } = results;
  return { ...results, disturbed: reception.disturbed + latency.disturbed + reports.disturbed };
}

/**
 * Sends the next messages of a feed.
 * @param {Runner} runner
 * @param {'admissions' | 'reports'} feed
 * @param {number} count
 * @param {number} [perSecond]
 * @returns {Promise<{ seconds: number, milliseconds: number[] }>}
 */
async function send({ load, port, sent }, feed, count, perSecond) {
  const first = sent[feed];
  sent[feed] += count;
  // Those whose first message has been sent.
  const patients = Math.max(1, Math.floor(sent.admissions / 4));
  const job = { kind: 'hl7', port, connections: CONNECTIONS, feed, patients, first, count };
  return load.do(perSecond === undefined ? job : { ...job, perSecond });
}

/**
 * Admissions as fast as they are acknowledged, while those before are processed.
 * @param {Runner} runner
 * @param {Hl7Effort} effort
 */
async function measureReception(runner, { rounds: count, received }) {
  const { lab, server, url, progress } = runner;
  const round = async (name) => {
    const started = performance.now();
    const { result, use } = await lab.watch(server.pid, () => send(runner, 'admissions', received));
    const [{ left }] = await queryAt(url, 'select count(*)::int as left from hl7_queue');
    await drained(url);
    const side = sideOf(received, result.seconds, use);
    const processed = received / ((performance.now() - started) / 1000);
    progress(`hl7 reception ${name}, ${left} left to process, ${Math.round(processed)}/s in all`, {
      ours: side,
    });
    return { ...side, processed, p99: quantile(result.milliseconds, 0.99) };
  };
  const { rounds, disturbed } = await inQuiet(count, round, (one) => [one]);
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    processedPerSecond: median(rounds.map(({ processed }) => processed)),
    p99: median(rounds.map(({ p99 }) => p99)),
    ...{ disturbed, rounds },
  };
}

/**
 * Admissions that come steadily: how long the sender waits for the acknowledgement.
 * @param {Runner} runner
 * @param {Hl7Effort} effort
 */
async function measureLatency(runner, { rounds: count, paced }) {
  const { lab, server, url, progress } = runner;
  const round = async (name) => {
    const { result, use } = await lab.watch(server.pid, () =>
      send(runner, 'admissions', paced, PACE),
    );
    await drained(url);
    const [p50, p99] = [0.5, 0.99].map((share) => quantile(result.milliseconds, share));
    const side = sideOf(paced, result.seconds, use);
    progress(`hl7 latency ${name}, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`, {
      ours: side,
    });
    return { ...side, p50, p99, highest: Math.max(...result.milliseconds) };
  };
  const { rounds, disturbed } = await inQuiet(count, round, (one) => [one]);
  return {
    messagesPerSecond: PACE,
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    ...{ disturbed, rounds },
  };
}

/**
 * Reports of ten results, from the first that is sent to the last that has become resources.
 * @param {Runner} runner
 * @param {Hl7Effort} effort
 */
async function measureResults(runner, { rounds: count, reports }) {
  const { lab, server, url, progress } = runner;
  const round = async (name) => {
    const before = await countVersions(url);
    const started = performance.now();
    const { use } = await lab.watch(server.pid, async () => {
      await send(runner, 'reports', reports);
      await drained(url);
    });
    const side = sideOf(reports, (performance.now() - started) / 1000, use);
    const versions = ((await countVersions(url)) - before) / reports;
    progress(`hl7 results ${name}`, { ours: side });
    return { ...side, versions };
  };
  const { rounds, disturbed } = await inQuiet(count, round, (one) => [one]);
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    processorMicroseconds: median(rounds.map((one) => one.processorMicroseconds)),
    resourcesPerMessage: median(rounds.map(({ versions }) => versions)),
    ...{ disturbed, rounds },
  };
}

/**
 * The resident memory of the workers while many messages go through: whether it grows.
 * @param {Runner} runner
 * @param {number} messages
 */
async function measureMemory(runner, messages) {
  const { server, url, progress } = runner;
  const parts = 10;
  const workers = [];
  for (let part = 0; part <= parts; part += 1) {
    if (part > 0) {
      const each = Math.ceil(messages / parts);
      await send(runner, 'admissions', Math.ceil(each / 2));
      await send(runner, 'reports', Math.floor(each / 2));
      await drained(url);
    }
    const mib = [...currentMemory(server.pid).values()];
    workers.push(mib);
    progress(`hl7 memory ${part}/${parts}: ${mib.map(Math.round).join(' / ')} MiB`);
  }
  return { messages, workers };
}

/** Resolves when nothing is left to be processed. @param {string} url */
async function drained(url) {
  for (;;) {
    const [{ left }] = await queryAt(url, 'select exists (select from hl7_queue) as left');
    if (!left) return;
    await setTimeout(LOOK_MILLISECONDS);
  }
}

/** @param {string} url */
async function countVersions(url) {
  const [{ count }] = await queryAt(url, 'select count(*)::int as count from version');
  return count;
}

/**
 * @param {Runner} runner
 * @throws a measure of messages that came to nothing would be worth nothing
 */
async function expectAllProcessed({ url, sent }) {
  const rows = await queryAt(
    url,
    'select state, count(*)::int as count from hl7_message group by 1',
  );
  const total = sent.admissions + sent.reports;
  if (rows.length === 1 && rows[0].state === PROCESSED && rows[0].count === total) return;
  const found = rows.map(({ state, count }) => `${count} in state ${state}`).join(', ');
  throw new Error(`${total} messages were acknowledged; the inbox has ${found}.`);
}

/** See src/storage/inbox/states.ts. */
const PROCESSED = 2;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
