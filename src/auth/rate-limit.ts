/** How many requests a minute a client may send. */
import { FhirError } from '../fhir/errors.js';
import type { Clock } from '../ports.js';

interface Bucket {
  /** Requests that may still come, with a fraction. */
  left: number;
  /** Milliseconds since the epoch when `left` was right. */
  at: number;
}

const MINUTE = 60_000;
const MAX_BUCKETS = 10_000;

/**
 * Each process counts for itself, so each lets its part of the limit through: connections are spread
 * over them evenly. What was not used in a minute is not saved up for the next.
 */
export class RateLimiter {
  readonly #processes: number;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(processes: number, clock: Clock) {
    this.#processes = processes;
    this.#clock = clock;
  }

  /**
   * Counts a request. @param limit requests a minute, of all processes together
   * @throws FhirError `throttled`, with the seconds until the next one may come
   */
  count(client: string, limit: number): void {
    const now = this.#clock();
    const most = Math.max(1, limit / this.#processes);
    const bucket = this.#buckets.get(client) ?? { left: most, at: now };
    const left = Math.min(most, bucket.left + ((now - bucket.at) / MINUTE) * most);
    this.#buckets.delete(client);
    this.#buckets.set(client, { left: left < 1 ? left : left - 1, at: now });
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= MAX_BUCKETS) break;
      this.#buckets.delete(oldest);
    }
    if (left >= 1) return;
    const seconds = Math.ceil(((1 - left) / most) * 60);
    throw new FhirError('throttled', 'This client sends more requests than it may.', {
      headers: { 'Retry-After': String(seconds) },
    });
  }
}
