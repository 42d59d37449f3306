/**
 * Which process sends to a destination, and which one makes messages: an advisory lock each, held by a
 * connection. PostgreSQL lets go of them as soon as the process ends, however it ends.
 */
import pg from 'pg';
import type { Logger } from '../../ports.js';

/** First half of the locks; the second is made of the name. */
const OUTBOX_LOCK = 7_620_011;

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

export class OutboxLocks {
  readonly #url: string;
  readonly #log: Logger;
  readonly #held = new Set<string>();
  readonly #onLost: () => void;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #closed = false;

  /** @param onLost another process may hold the locks from now on */
  constructor(url: string, log: Logger, onLost: () => void) {
    this.#url = url;
    this.#log = log;
    this.#onLost = onLost;
  }

  /** Connects for the first time. */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'vuurtoren-outbox',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.#client === client) this.#lost();
    });
    this.#client = client;
    await client.connect();
    this.#pause = FIRST_PAUSE;
  }

  /** Whether this process holds the lock. */
  has(name: string): boolean {
    return this.#held.has(name);
  }

  /** Takes the lock unless another process has it. @returns whether this process has it now */
  async take(name: string): Promise<boolean> {
    if (this.#held.has(name)) return true;
    const client = this.#client;
    if (client === undefined || this.#closed) return false;
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1::integer, hashtext($2::text)) as taken',
        [OUTBOX_LOCK, name],
      );
      const isTaken = rows[0]?.taken === true && this.#client === client;
      if (isTaken) this.#held.add(name);
      return isTaken;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#held.clear();
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  #lost(): void {
    this.#client = undefined;
    this.#held.clear();
    this.#onLost();
    if (this.#closed) return;
    this.#log.warn({}, 'The connection that lets this process send messages was lost');
    this.#reconnect();
  }

  #reconnect(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.open().catch(() => {
        this.#client = undefined;
        if (!this.#closed) this.#reconnect();
      });
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}
