/**
 * What the benchmark says while it is at work, on standard error.
 * @typedef {import('./statistics.mjs').Side} Side
 * @typedef {(what: string, sides?: { floor?: Side, ours: Side }) => void} Progress
 */

/** @type {Progress} */
export function showProgress(what, sides) {
  process.stderr.write(`${what}${sides === undefined ? '' : `: ${sidesText(sides)}`}\n`);
}

/** @param {{ floor?: Side, ours: Side }} sides */
function sidesText({ floor, ours }) {
  const texts = [`server ${sideText(ours)}`];
  if (floor !== undefined) {
    texts.unshift(`floor ${sideText(floor)}`);
    texts.push(`ratio ${(ours.perSecond / floor.perSecond).toFixed(3)}`);
  }
  return texts.join(', ');
}

/** @param {Side} side */
function sideText({ perSecond, processorMicroseconds, others }) {
  const rate = `${Math.round(perSecond)}/s`;
  if (processorMicroseconds === undefined || others === undefined) return rate;
  return `${rate} (${Math.round(processorMicroseconds)} µs each; others ${Math.round(others * 100)} %)`;
}
