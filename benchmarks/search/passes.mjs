/**
 * Searches in passes: every pass does everything at each scale, search by search in turn, so that a
 * slow minute of the machine hits both.
 */
import { median, quantile, sideOf } from '../statistics.mjs';

export const CLIENTS = 16;
/** Of one client at one target: what is slow is measured less often. */
const MOST_SECONDS = 3;

/**
 * @typedef {object} Runner
 * @property {import('../lab.mjs').Lab} lab
 * @property {import('../lab.mjs').Helper} load
 * @property {import('../progress.mjs').Progress} progress
 * @property {{ passes: number, searches: number, seconds: number }} effort
 *
 * What searches are sent to.
 * @typedef {object} Target
 * @property {string} name of the series, which `load` keeps
 * @property {number} pid
 * @property {number} port
 *
 * @typedef {object} Figures
 * @property {number} milliseconds median of one client
 * @property {number} quarter milliseconds that a quarter of its searches did not exceed
 * @property {number} bytes of an answer
 * @property {import('../statistics.mjs').Side} side of many clients
 */

/**
 * @param {Runner} runner
 * @param {readonly Target[]} targets
 * @returns {Promise<Figures[]>}
 */
async function measure({ lab, load, effort }, targets) {
  const { searches: count, seconds } = effort;
  const single = await load.do({ kind: 'one', targets, count, seconds: MOST_SECONDS });
  /** @type {Figures[]} */
  const figures = [];
  for (const [place, { name, pid, port }] of targets.entries()) {
    const job = { kind: 'many', name, port, clients: CLIENTS, seconds };
    const { result, use } = await lab.watch(pid, () => load.do(job));
    const { milliseconds, bytes } = single[place];
    figures.push({
      ...{ milliseconds: median(milliseconds), quarter: quantile(milliseconds, 0.25), bytes },
      side: sideOf(result.count, result.seconds, use),
    });
  }
  return figures;
}

/**
 * The figures of each target in each pass.
 * @param {Runner} runner
 * @param {readonly { name: string, targets: readonly Target[] }[]} groups targets of a group are
 *   measured right after one another
 * @returns {Promise<Figures[][][]>} by group, pass and target
 */
export async function inPasses(runner, groups) {
  /** @type {Figures[][][]} */
  const all = groups.map(() => []);
  for (const { name, targets } of groups) {
    runner.progress(`warming up ${name}`);
    await measure(runner, targets);
  }
  for (let pass = 1; pass <= runner.effort.passes; pass++) {
    for (const [index, { name, targets }] of groups.entries()) {
      // Who comes first changes.
      const turned = pass % 2 === 0;
      const measured = await measure(runner, turned ? targets.toReversed() : targets);
      const figures = turned ? measured.reverse() : measured;
      all[index].push(figures);
      runner.progress(`${pass} ${name}: ${figures.map(figuresText).join(', ')}`);
    }
  }
  return all;
}

/** @param {Figures} figures */
function figuresText({ milliseconds, side }) {
  const processor = ((side.processorMicroseconds ?? Number.NaN) / 1000).toFixed(2);
  return `${milliseconds.toFixed(2)} ms (${processor} CPU, ${Math.round(side.perSecond)}/s)`;
}

/**
 * What one target comes to over the passes.
 * @param {readonly Figures[][]} passes
 * @param {number} place of the target
 */
export function middle(passes, place) {
  const of = (pick) => median(passes.map((figures) => pick(figures[place])));
  return {
    milliseconds: of(({ milliseconds }) => milliseconds),
    quarter: of(({ quarter }) => quarter),
    bytes: of(({ bytes }) => bytes),
    perSecond: of(({ side }) => side.perSecond),
    processorMilliseconds: of(({ side }) => (side.processorMicroseconds ?? Number.NaN) / 1000),
    others: of(({ side }) => side.others ?? 0),
  };
}

/**
 * How many times as much one target takes as another: the median of the ratios of the passes.
 * @param {readonly Figures[][]} passes
 * @param {number} place
 * @param {number} base the other's
 */
export function times(passes, place, base) {
  const of = (pick) => median(passes.map((figures) => pick(figures[place]) / pick(figures[base])));
  return {
    milliseconds: of(({ milliseconds }) => milliseconds),
    quarter: of(({ quarter }) => quarter),
    processor: of(({ side }) => side.processorMicroseconds ?? Number.NaN),
    perSecond: of(({ side }) => side.perSecond),
  };
}
