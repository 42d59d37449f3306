/**
 * Whether messages come in so fast that receiving them goes first. Senders wait for each
 * acknowledgement; what becomes of a message that has been acknowledged can wait for a while.
 */

/** Messages a second of which a rush is made. */
const MESSAGES_PER_SECOND = 200;
/** What came in counts for about as long as this, in milliseconds. */
const WINDOW = 250;
/** Processing holds back for no longer than this: behind a rush without end it would come to nothing. */
const LONGEST = 60_000;

export class Rush {
  readonly #clock: () => number;
  /** Messages of the window: each counts for less the longer ago it came in. */
  #level = 0;
  #changed = 0;
  #began: number | undefined;

  /** @param clock milliseconds */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Messages have come in. */
  note(messages: number): void {
    this.#level = this.#levelNow() + messages;
    this.#changed = this.#clock();
  }

  get isOn(): boolean {
    if (this.#levelNow() < (MESSAGES_PER_SECOND * WINDOW) / 1000) {
      this.#began = undefined;
      return false;
    }
    this.#began ??= this.#clock();
    return this.#clock() - this.#began < LONGEST;
  }

  #levelNow(): number {
    return this.#level * Math.exp((this.#changed - this.#clock()) / WINDOW);
  }
}
