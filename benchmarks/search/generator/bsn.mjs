/** Citizen service numbers that were never given to anyone. */

/** @type {string[]} */
const known = [];
let next = 999_999_999;

/**
 * Counted down from 999999999: the first nine thousand begin with 9999.
 * @param {number} index
 */
export function bsnOf(index) {
  for (; known.length <= index; next--) {
    if (passes(String(next))) known.push(String(next));
  }
  return known[index];
}

/** The "elfproef": https://nl.wikipedia.org/wiki/Elfproef#Burgerservicenummer */
function passes(number) {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return sum % 11 === 0;
}
