/** The few statistics that the benchmark reports. */

/**
 * @param {readonly number[]} values
 * @returns {number} NaN when there are none
 */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * The smallest value that at least this share of the values does not exceed; for a median of an even
 * number of values the mean of the two in the middle.
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  if (share === 0.5 && sorted.length % 2 === 0) {
    return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/**
 * One half of a round: how fast one side was.
 * @typedef {object} Side
 * @property {number} perSecond
 * @property {number | undefined} processorMicroseconds for one resource or request, the load
 *   generator left out
 * @property {number | undefined} others share of the processors that other programs had meanwhile
 */

/**
 * @param {number} count of resources or requests
 * @param {number} seconds
 * @param {import('./measure/processor.mjs').ProcessorUse | undefined} use
 * @returns {Side}
 */
export function sideOf(count, seconds, use) {
  return {
    perSecond: count / seconds,
    processorMicroseconds: use && (use.seconds * 1e6) / count,
    others: use?.others,
  };
}

/**
 * What rounds of floor and server come to. A ratio is the median of the ratios of the rounds: the
 * two halves of a round follow one another at once, so a slow moment of the machine hits both.
 * @param {readonly { floor: Side, ours: Side }[]} rounds
 */
export function compare(rounds) {
  const ratios = rounds.map(({ floor, ours }) => ours.perSecond / floor.perSecond);
  return {
    floor: median(rounds.map(({ floor }) => floor.perSecond)),
    ours: median(rounds.map(({ ours }) => ours.perSecond)),
    ratio: median(ratios),
    lowestRatio: Math.min(...ratios),
    highestRatio: Math.max(...ratios),
    ...processorFigures(rounds),
    rounds,
  };
}

/** @param {readonly { floor: Side, ours: Side }[]} rounds */
function processorFigures(rounds) {
  const known = rounds.flatMap(({ floor, ours }) =>
    floor.processorMicroseconds === undefined || ours.processorMicroseconds === undefined
      ? []
      : [{ floor: floor.processorMicroseconds, ours: ours.processorMicroseconds }],
  );
  if (known.length === 0) return {};
  return {
    floorProcessorMicroseconds: median(known.map(({ floor }) => floor)),
    processorMicroseconds: median(known.map(({ ours }) => ours)),
    processorRatio: median(known.map(({ floor, ours }) => floor / ours)),
  };
}
