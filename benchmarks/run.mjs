/**
 * `npm run bench`: measures the server against what this machine can do at most with PostgreSQL and
 * Node.js, on the same data and in the same run. See docs/performance.md.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { loadCorpus, parts } from './corpus.mjs';
import { closeWhenInterrupted } from './interruption.mjs';
import { Lab } from './lab.mjs';
import { measureAccess } from './measure/access.mjs';
import { measureCrud } from './measure/crud.mjs';
import { fill, measureImport } from './measure/import.mjs';
import { measureHl7 } from './measure/hl7.mjs';
import { measureMedmij } from './measure/medmij.mjs';
import { measureMedmijJourneys } from './measure/medmij-journeys.mjs';
import { measureRead } from './measure/read.mjs';
import { measureSearch } from './measure/search.mjs';
import { measureStartup } from './measure/startup.mjs';
import { effortOf, parseOptions, SECTIONS, USAGE } from './options.mjs';
import { showProgress } from './progress.mjs';
import { rowsOf, tableText } from './report.mjs';
import { searchLines } from './search/report.mjs';
import { startServer, WORKERS } from './server.mjs';

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  const lab = new Lab();
  closeWhenInterrupted(() => lab.close());
  try {
    await lab.start();
    const machine = await machineFacts(lab);
    const search = await measureSearches(lab, options);
    const hl7 = await measureMessages(lab, options);
    const { corpus, results } = await measure(lab, options);
    report(options, { corpus, machine, results: { ...results, ...hl7, ...search } });
  } catch (error) {
    if (!lab.isClosing) throw error;
  } finally {
    await lab.close();
  }
}

/**
 * @param {Lab} lab
 * @param {import('./options.mjs').Options} options
 */
async function measureSearches(lab, { quick, only, scales }) {
  if (!only.has('search')) return {};
  const common = { lab, progress: showProgress };
  return { search: await measureSearch(common, scales, effortOf(quick).search) };
}

/**
 * @param {Lab} lab
 * @param {import('./options.mjs').Options} options
 */
async function measureMessages(lab, { quick, only, messages }) {
  if (!only.has('hl7')) return {};
  const effort = effortOf(quick).hl7;
  const wanted = { ...effort, messages: messages ?? effort.messages };
  return { hl7: await measureHl7({ lab, progress: showProgress }, wanted) };
}

/**
 * @param {Lab} lab
 * @param {import('./options.mjs').Options} options
 * @returns {Promise<{ corpus?: string, results: import('./report.mjs').Results }>}
 */
async function measure(lab, { quick, only, corpus: wanted }) {
  if (!SECTIONS.some((section) => only.has(section))) return { results: {} };
  const corpus = await loadCorpus(wanted);
  const effort = effortOf(quick);
  const server = await startServer(lab, { DATABASE_URL: lab.url });
  const common = { lab, server, load: lab.helper('load/load.mjs'), progress: showProgress };
  const importing = { ...common, corpus, parts: parts(corpus.bundles, effort.importResources) };
  const filled = await fill(importing);
  /** @type {import('./report.mjs').Results} */
  const results = {};
  if (only.has('import') || only.has('memory')) {
    const { memory, ...figures } = await measureImport(importing, filled, effort.importRounds);
    if (only.has('import')) results.import = figures;
    if (only.has('memory')) results.memory = { workers: memory };
  }
  if (only.has('read')) results.read = await measureRead(common, filled.flat(), effort);
  if (only.has('access')) results.access = await measureAccess(common, effort);
  if (only.has('medmij')) {
    results.medmij = await measureMedmij(common, effort);
    results.journeys = await measureMedmijJourneys(common, effort.journeys);
  }
  if (only.has('crud')) results.crud = await measureCrud(common, effort);
  await server.stop();
  if (only.has('startup')) results.startup = await measureStartup(common, effort.starts);
  return { corpus: corpus.description, results };
}

/** @param {Lab} lab */
async function machineFacts(lab) {
  const [{ server_version: postgres }] = await lab.query('show server_version');
  return {
    processors: os.availableParallelism(),
    processor: os.cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    node: process.versions.node,
    postgres,
    workers: WORKERS,
  };
}

/**
 * @param {import('./options.mjs').Options} options
 * @param {Awaited<ReturnType<typeof measure>> & { machine: Awaited<ReturnType<typeof machineFacts>> }} measured
 */
function report({ quick, json }, { corpus, machine, results }) {
  const rows = rowsOf(results);
  const { processors, processor, node, postgres, workers } = machine;
  process.stdout.write(
    [
      '',
      `${processors} x ${processor}, Node.js ${node}, PostgreSQL ${postgres}, ${workers} workers`,
      ...(corpus === undefined ? [] : [`data: ${corpus}${dataText(results.import)}`]),
      ...(quick ? ['quick: short rounds, too noisy to judge by'] : []),
      '',
      ...(rows.length === 0 ? [] : [tableText(rows), '']),
      ...(results.search === undefined ? [] : searchLines(results.search)),
      ...disturbances(results),
      `written to ${json}`,
      '',
    ].join('\n'),
  );
  const content = { measuredAt: new Date().toISOString(), quick, corpus, machine, results, rows };
  writeFileSync(json, `${JSON.stringify(content, null, 2)}\n`);
}

/** @param {import('./report.mjs').Results} results */
function disturbances(results) {
  const counts = Object.values(results).map(({ disturbed }) => disturbed ?? 0);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return [];
  return [
    `${sum} rounds were disturbed by other programs: better repeat this when it is quiet.`,
    '',
  ];
}

/** @param {{ resources: number, bytesPerResource: number, keysPerResource: number }} [figures] */
function dataText(figures) {
  if (figures === undefined) return '';
  const { resources, bytesPerResource, keysPerResource } = figures;
  const bytes = Math.round(bytesPerResource);
  return `; ${resources} resources, ${bytes} bytes and ${keysPerResource.toFixed(1)} keys each`;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
