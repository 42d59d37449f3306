/** What is counted about sending; `rest/metrics.ts` shows it to Prometheus. */

export interface OutboundMetrics {
  /** How a message fared: `sent`, `queued` (to be tried again), `dead`. */
  delivered(destination: string, state: 'sent' | 'queued' | 'dead'): void;
  /**
   * How a destination stands; undefined when another process tells it.
   * @param standing the age of the oldest message in seconds
   */
  standing(
    destination: string,
    standing:
      | {
          readonly queued: number;
          readonly age: number;
          readonly dead: number;
          readonly isPaused: boolean;
        }
      | undefined,
  ): void;
}

export const NO_METRICS: OutboundMetrics = {
  delivered: () => undefined,
  standing: () => undefined,
};
