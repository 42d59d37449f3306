/** How many random searches are tried: enough to notice what breaks, not so many that the suite waits. */
import { processEnvironment } from '../../../config/process.js';

/** VUURTOREN_RANDOM_DEPTH=10 tries ten times as many, after a change of how searches are planned. */
const DEPTH = Number(processEnvironment()['VUURTOREN_RANDOM_DEPTH'] ?? 1);

/** Settings of fast-check. @param usual searches that the suite makes */
export function searchRuns(seed: number, usual: number): { seed: number; numRuns: number } {
  return { seed, numRuns: usual * DEPTH };
}
