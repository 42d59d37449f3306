/** How long to wait before something that failed is tried again. */

export interface Backoff {
  /** Milliseconds before the second attempt. */
  readonly first: number;
  /** Milliseconds at most. */
  readonly longest: number;
}

const MOST_DOUBLINGS = 30;

/**
 * Doubles with every failure, up to the longest pause; between half and all of that, so that several
 * who failed together don't come back together.
 * @param failures so far, from 1
 * @param random from 0 up to 1
 * @returns milliseconds
 */
export function pauseAfter(failures: number, { first, longest }: Backoff, random: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
  const whole = Math.min(longest, first * 2 ** doublings);
  return Math.round(whole * (0.5 + random / 2));
}
