/** Rounds that other programs disturb are done again. */

/** @typedef {{ readonly others: number | undefined }} Disturbable */

/** Share of the processors that others may have before a round counts as disturbed. */
const DISTURBED = 0.08;

/**
 * Does rounds until there are enough undisturbed ones, or twice as many as that.
 * @param {number} count
 * @param {(name: string) => Promise<T>} round
 * @param {(result: T) => readonly Disturbable[]} sidesOf
 * @returns {Promise<{ rounds: T[], disturbed: number }>} so many of the least disturbed ones, in the
 *   order of time, and how many of them are disturbed all the same
 * @template T
 */
export async function inQuiet(count, round, sidesOf) {
  const disturbance = (result) => Math.max(0, ...sidesOf(result).map((side) => side.others ?? 0));
  const isQuiet = (result) => disturbance(result) <= DISTURBED;
  /** @type {T[]} */
  const all = [];
  for (let quiet = 0; quiet < count && all.length < count * 2;) {
    const result = await round(`${all.length + 1}`);
    all.push(result);
    if (isQuiet(result)) quiet++;
  }
  const kept = new Set(
    [...all].sort((one, other) => disturbance(one) - disturbance(other)).slice(0, count),
  );
  const rounds = all.filter((result) => kept.has(result));
  return { rounds, disturbed: rounds.filter((result) => !isQuiet(result)).length };
}
