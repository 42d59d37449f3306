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
 * @property {any} [crud]
 * @property {any} [memory]
 * @property {any} [startup]
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
  crud: crudRows,
  memory: memoryRows,
  startup: startupRows,
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
