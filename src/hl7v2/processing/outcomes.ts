/**
 * Waiting for messages to be processed, by this process or another one: for feeds whose senders are
 * answered after that.
 */
import type { Outcome } from '../types.js';

/** What is known of messages that have left the queue; the others are left out. */
export type FindOutcomes = (ids: readonly number[]) => Promise<ReadonlyMap<number, Outcome>>;

/** How often the database is asked about messages that another process may be at. */
const POLL_MILLISECONDS = 25;

type Tell = (outcome: Outcome | undefined) => void;

export class OutcomeWatch {
  readonly #find: FindOutcomes;
  readonly #waiting = new Map<number, Set<Tell>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(find: FindOutcomes) {
    this.#find = find;
  }

  /** Resolves with what became of a message, or with undefined when that takes too long. */
  wait(id: number, milliseconds: number): Promise<Outcome | undefined> {
    return new Promise((resolve) => {
      const tells = this.#waiting.get(id) ?? new Set();
      const tell: Tell = (outcome) => {
        clearTimeout(timer);
        tells.delete(tell);
        if (tells.size === 0) this.#waiting.delete(id);
        resolve(outcome);
      };
      const timer = setTimeout(tell, milliseconds, undefined);
      this.#waiting.set(id, tells.add(tell));
      this.#schedule(0);
    });
  }

  /** A message was processed here. */
  tell(id: number, outcome: Outcome): void {
    for (const tell of [...(this.#waiting.get(id) ?? [])]) tell(outcome);
  }

  /** Answers all that wait with undefined. */
  close(): void {
    clearTimeout(this.#timer);
    for (const tells of [...this.#waiting.values()]) {
      for (const tell of [...tells]) tell(undefined);
    }
  }

  #schedule(delay: number): void {
    this.#timer ??= setTimeout(() => {
      void this.#poll();
    }, delay);
  }

  async #poll(): Promise<void> {
    // What can't be asked now is asked again.
    const found = await this.#find([...this.#waiting.keys()]).catch(() => new Map());
    for (const [id, outcome] of found as ReadonlyMap<number, Outcome>) this.tell(id, outcome);
    this.#timer = undefined;
    if (this.#waiting.size > 0) this.#schedule(POLL_MILLISECONDS);
  }
}
