/** Whether an answer is what the data say: a measure of wrong answers would be worth nothing. */

/**
 * @typedef {object} Expected
 * @property {number} matches on the page
 * @property {readonly string[]} holds pieces of JSON that are in each match
 * @property {number} [includes]
 * @property {number} [total]
 * @property {string} [descending] path of the date by which the matches are ordered, latest first
 */

/**
 * @param {Buffer} body of an answer
 * @param {Expected} expected
 * @param {string} path that was asked for
 * @throws when it is not
 */
export function checkAnswer(body, expected, path) {
  const bundle = JSON.parse(body.toString());
  const found = entriesOf(bundle, 'match');
  const numbers = [
    ['matches', found.length, expected.matches],
    ['includes', entriesOf(bundle, 'include').length, expected.includes ?? 0],
    ['in total', bundle.total, expected.total],
  ];
  for (const [what, actual, wanted] of numbers) {
    if (actual !== wanted) throw wrong(path, `${actual} ${what} where there are ${wanted}`);
  }
  for (const match of found) {
    const text = JSON.stringify(match);
    const missing = expected.holds.find((piece) => !text.includes(piece));
    if (missing !== undefined) throw wrong(path, `a match without ${missing}`);
  }
  if (expected.descending !== undefined) checkOrder(found, expected.descending, path);
}

/**
 * @param {any} bundle
 * @param {'match' | 'include'} mode
 * @returns {any[]} resources
 */
export function entriesOf({ entry = [] }, mode) {
  return entry.filter(({ search }) => search.mode === mode).map(({ resource }) => resource);
}

/** @param {readonly any[]} matches */
function checkOrder(matches, name, path) {
  const steps = name.split('.');
  const times = matches.map((match) =>
    Date.parse(steps.reduce((value, step) => value[step], match)),
  );
  if (times.some((time, index) => index > 0 && !(time <= times[index - 1]))) {
    throw wrong(path, `matches that are not ordered by ${name}`);
  }
}

function wrong(path, what) {
  return new Error(`${path} was answered with ${what}.`);
}
