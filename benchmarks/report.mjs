/** The targets, and the table that says which of them are met. */

/**
 * @typedef {object} Row
 * @property {string} measure
 * @property {string} [floor]
 * @property {string} server
 * @property {string} [ratio]
 * @property {string} [processorRatio]
 * @property {string} [target]
 * @property {boolean} [met]
 * @property {boolean} [disturbed] whether other programs took part of the machine
 */

/**
 * @typedef {object} Results
 * @property {any} [import]
 * @property {any} [read]
 * @property {any} [access]
 * @property {any} [medmij]
 * @property {any} [journeys]
 * @property {any} [crud]
 * @property {any} [memory]
 * @property {any} [startup]
 * @property {any} [hl7]
 * @property {any} [search] has tables of its own
 */

/**
 * @param {Results} results what was measured
 * @returns {Row[]}
 */
export function rowsOf(results) {
  return Object.entries(ROWS).flatMap(([section, rows]) => {
    const figures = results[section];
    if (figures === undefined) return [];
    const disturbed = (figures.disturbed ?? 0) > 0;
    return rows(figures).map((row) => ({ ...row, disturbed }));
  });
}

/** In the order of the table. */
const ROWS = {
  import: importRows,
  read: readRows,
  access: accessRows,
  medmij: medmijRows,
  journeys: journeyRows,
  crud: crudRows,
  memory: memoryRows,
  startup: startupRows,
  hl7: hl7Rows,
};

function importRows({ floor, ours, ratio, processorRatio }) {
  return [
    {
      measure: 'import, resources/s',
      floor: whole(floor),
      server: whole(ours),
      ratio: ratio.toFixed(3),
      processorRatio: processorRatio?.toFixed(3),
      target: 'ratio >= 0.15',
      met: ratio >= 0.15,
    },
    { measure: '', server: '', target: 'ratio >= 0.34 (aim)', met: ratio >= 0.34 },
    { measure: '', server: '', target: '>= 3,000/s', met: ours >= 3000 },
  ];
}

function readRows({ floor, ours, ratio, processorRatio }) {
  return [
    {
      measure: 'read, requests/s',
      floor: whole(floor),
      server: whole(ours),
      ratio: ratio.toFixed(3),
      processorRatio: processorRatio?.toFixed(3),
      target: 'ratio >= 0.70',
      met: ratio >= 0.7,
    },
  ];
}

/** Beside the same server without access rules. */
function accessRows({ floor, ours, ratio, processorRatio, check }) {
  return [
    {
      measure: 'search with a patient token, requests/s',
      floor: whole(floor),
      server: whole(ours),
      ratio: ratio.toFixed(3),
      processorRatio: processorRatio?.toFixed(3),
      target: 'ratio >= 0.85',
      met: ratio >= 0.85,
    },
    {
      measure: 'check of a token, median us',
      server: check.p50.toFixed(1),
      target: '< 300 us',
      met: check.p50 < 300,
    },
    { measure: 'check of a token, p99 us', server: check.p99.toFixed(1) },
  ];
}

/** Beside a plain search of the same page in the same record. */
function medmijRows({ pages }) {
  return pages.map(({ size, plain, medmij, ratio }) => ({
    measure: `medication for a PGO, page of ${size}, median ms`,
    floor: plain.toFixed(1),
    server: medmij.toFixed(1),
    ratio: ratio.toFixed(2),
    target: 'ratio < 2',
    met: ratio < 2,
  }));
}

function crudRows({ perSecond, p50, p99 }) {
  return [
    {
      measure: 'crud, requests/s',
      server: whole(perSecond),
      target: '>= 2,500/s',
      met: perSecond >= 2500,
    },
    { measure: 'crud, p50 ms', server: p50.toFixed(1) },
    { measure: 'crud, p99 ms', server: p99.toFixed(1), target: '< 40 ms', met: p99 < 40 },
  ];
}

function memoryRows({ workers }) {
  if (workers.length === 0) return [{ measure: 'memory of a worker, MiB', server: 'unknown' }];
  const highest = Math.max(...workers);
  return [
    {
      measure: 'memory of a worker, MiB',
      server: workers.map(whole).join(' / '),
      target: '< 300 MiB',
      met: highest < 300,
    },
  ];
}

function startupRows({ seconds, embeddedSeconds }) {
  return [
    { measure: 'startup, s', server: seconds.toFixed(2), target: '< 3 s', met: seconds < 3 },
    {
      measure: 'startup, embedded database, s',
      server: embeddedSeconds.toFixed(2),
      target: '< 3 s',
      met: embeddedSeconds < 3,
    },
  ];
}

function journeyRows({ journeys, failed, totalMilliseconds, slowestMilliseconds }) {
  const measure = `${journeys} journeys of PGOs at once`;
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);
  return [
    { measure: `${measure}, failed`, server: String(failed), target: '0', met: failed === 0 },
    { measure: `${measure}, all, s`, server: seconds(totalMilliseconds) },
    { measure: `${measure}, slowest, s`, server: seconds(slowestMilliseconds) },
  ];
}

function hl7Rows({ reception, latency, results, memory }) {
  const { perSecond, processedPerSecond } = reception;
  return [
    {
      measure: 'ADT received and acknowledged/s',
      server: whole(perSecond),
      target: '>= 1,000/s',
      met: perSecond >= 1000,
    },
    { measure: 'ADT also processed/s', server: whole(processedPerSecond) },
    { measure: `ACK at ${latency.messagesPerSecond}/s, p50 ms`, server: latency.p50.toFixed(1) },
    {
      measure: `ACK at ${latency.messagesPerSecond}/s, p99 ms`,
      server: latency.p99.toFixed(1),
      target: '< 50 ms',
      met: latency.p99 < 50,
    },
    {
      measure: 'ORU (10 OBX) to resources/s',
      server: whole(results.perSecond),
      target: '>= 250/s',
      met: results.perSecond >= 250,
    },
    { measure: 'resources of an ORU', server: results.resourcesPerMessage.toFixed(1) },
    ...hl7MemoryRows(memory),
  ];
}

/** At the start, in the middle and at the end. */
function hl7MemoryRows({ messages, workers }) {
  const at = (share) => workers[Math.round((workers.length - 1) * share)].map(whole).join(' / ');
  return [
    {
      measure: `memory over ${messages.toLocaleString('en-US')} messages, MiB`,
      server: `${at(0)}, ${at(0.5)}, ${at(1)}`,
    },
  ];
}

/** @param {number} value */
function whole(value) {
  return Math.round(value).toLocaleString('en-US');
}

/**
 * @param {readonly Row[]} rows
 * @returns {string} a Markdown table, aligned for reading as it is
 */
export function tableText(rows) {
  const head = ['measure', 'floor', 'server', 'ratio', 'by CPU time', 'target', ''];
  const cells = rows.map((row) => [
    row.measure,
    row.floor ?? '',
    row.server,
    row.ratio ?? '',
    row.processorRatio ?? '',
    row.target ?? '',
    verdict(row),
  ]);
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...cells.map((row) => row[column].length)),
  );
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...cells].map(line).join('\n');
}

/** @param {Row} row */
function verdict({ met, disturbed }) {
  if (met === undefined) return '';
  if (met) return 'met';
  return disturbed ? 'MISSED (disturbed)' : 'MISSED';
}
