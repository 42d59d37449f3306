/** What the measure of searches comes to: its targets, and the tables that show them. */
import { median } from '../statistics.mjs';

/** How much longer a search may take when there is ten times as much. */
const GROWTH = { scoped: 1.5, broad: 3 };
const LATE_PAGE = 1.3;
const FLOOR_RATIO = 0.5;
const INDEX_SHARE = 0.4;

/**
 * @param {any} results of `measureSearch`
 * @returns {string[]} lines of Markdown
 */
export function searchLines(results) {
  return [...growthTable(results), '', ...otherTable(results), '', ...sequentialReads(results)];
}

function growthTable({ databases, scenarios }) {
  const scales = databases.map(({ counts }) => counts.resources.toLocaleString('en-US'));
  const hasGrowth = scenarios[0].growth !== undefined;
  const head = [
    'search',
    ...scales.map((scale) => `ms at ${scale}`),
    ...scales.map((scale) => `CPU ms at ${scale}`),
    ...scales.map((scale) => `requests/s at ${scale}`),
    ...(hasGrowth ? ['growth', 'by CPU', 'target', ''] : []),
  ];
  const rows = scenarios.map(({ name, kind, sizes, growth }) => [
    name,
    ...sizes.map(({ milliseconds }) => milliseconds.toFixed(2)),
    ...sizes.map(({ processorMilliseconds }) => processorMilliseconds.toFixed(2)),
    ...sizes.map(({ perSecond }) => whole(perSecond)),
    ...(growth === undefined ? [] : growthCells(growth, GROWTH[kind])),
  ]);
  return table(head, rows);
}

function growthCells({ milliseconds, processor }, target) {
  return [
    milliseconds.toFixed(2),
    processor.toFixed(2),
    `< ${target}`,
    verdict(milliseconds < target),
  ];
}

function otherTable({ pages, floor, ingest }) {
  const size = (scale) => scale.toLocaleString('en-US');
  return table(
    ['measure', 'of', 'compared with', 'ratio', 'by CPU', 'target', ''],
    [
      ...pages.map(({ scale, first, late, ratio }) => [
        `page 100 against page 1, ms at ${size(scale)}`,
        late.milliseconds.toFixed(2),
        first.milliseconds.toFixed(2),
        ratio.milliseconds.toFixed(2),
        ratio.processor.toFixed(2),
        `< ${LATE_PAGE}`,
        verdict(ratio.milliseconds < LATE_PAGE),
      ]),
      ...floor.map(({ scale, floor: bare, server, ratio }) => [
        `page of 20 against the floor, requests/s at ${size(scale)}`,
        whole(server.perSecond),
        whole(bare.perSecond),
        ratio.perSecond.toFixed(2),
        (1 / ratio.processor).toFixed(2),
        `>= ${FLOOR_RATIO}`,
        verdict(ratio.perSecond >= FLOOR_RATIO),
      ]),
      [
        `index work of the ingest, resources/s at ${size(ingest.scale)}`,
        whole(ingest.perSecond),
        whole(ingest.barePerSecond),
        percent(ingest.share),
        percent(ingest.processorShare),
        `<= ${percent(INDEX_SHARE)}`,
        ingestVerdict(ingest),
      ],
    ],
  );
}

/**
 * By processor time where it is known: what both sides have to wait for is no index work. Indexes that
 * cost nothing are a sign that something else was measured.
 */
function ingestVerdict({ share, processorShare }) {
  const decisive = Number.isNaN(processorShare) ? share : processorShare;
  return decisive > 0 ? verdict(decisive <= INDEX_SHARE) : 'NOT MEASURED';
}

function sequentialReads({ plans }) {
  const found = plans.filter(({ sequential }) => sequential);
  return found.length === 0
    ? ['No search reads a table from end to end.']
    : found.map(({ name, scale }) => `${name} reads a table from end to end at ${scale}.`);
}

function disturbance({ scenarios }) {
  const others = median(scenarios.flatMap(({ sizes }) => sizes.map((size) => size.others)));
  return `Other programs had ${percent(others)} of the processors while searches were measured.`;
}

function verdict(isMet) {
  return isMet ? 'met' : 'MISSED';
}

/** @param {number} value */
function whole(value) {
  return Math.round(value).toLocaleString('en-US');
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line);
}
