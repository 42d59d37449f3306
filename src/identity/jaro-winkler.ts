/**
 * How alike two texts are, from 0 to 1: Jaro's measure with Winkler's bonus for a common beginning.
 * Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model (1990).
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const jaro = jaroSimilarity(one, other);
  return jaro + commonBeginning(one, other) * BONUS * (1 - jaro);
}

/** For each common character at the beginning, of which this many count. */
const BONUS = 0.1;
const LONGEST_BEGINNING = 4;

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < LONGEST_BEGINNING && length < one.length && one[length] === other[length]) {
    length += 1;
  }
  return length;
}

function jaroSimilarity(one: string, other: string): number {
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Array<boolean>(other.length).fill(false);
  const common = one.split('').filter((character, index) => {
    for (
      let place = Math.max(0, index - reach);
      place <= Math.min(index + reach, other.length - 1);
      place += 1
    ) {
      if (taken[place] !== true && other[place] === character) {
        taken[place] = true;
        return true;
      }
    }
    return false;
  });
  if (common.length === 0) return 0;
  const inOther = other.split('').filter((_, place) => taken[place]);
  const transposed = common.filter((character, index) => character !== inOther[index]).length / 2;
  const matches = common.length;
  return (matches / one.length + matches / other.length + (matches - transposed) / matches) / 3;
}
