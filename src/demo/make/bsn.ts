/** The Dutch citizen service number and its check, the elfproef. */

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];

/**
 * Adds the ninth digit to the first eight: the digit for which the weighted sum of all nine is
 * divisible by eleven.
 * @throws when no digit does that
 */
export function bsnFromBase(base: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(base[index]), 0);
  const digit = sum % 11;
  if (digit === 10) throw new Error(`No digit makes ${base} a citizen service number.`);
  return `${base}${digit}`;
}
