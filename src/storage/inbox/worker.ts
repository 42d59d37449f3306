/**
 * Which processes are alive. A process that works on messages holds an advisory lock on its own
 * number; what it had begun is free again when the lock is gone, which PostgreSQL sees to as soon as
 * the process ends, however it ends.
 */
import { randomInt } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../../ports.js';

/** First half of the locks; the second is the number of the process. */
export const WORKER_LOCK = 7_620_010;

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
const HIGHEST = 0x7fff_ffff;

export class InboxWorker {
  readonly #url: string;
  readonly #log: Logger;
  #client: pg.Client | undefined;
  #number: number | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #closed = false;

  constructor(url: string, log: Logger) {
    this.#url = url;
    this.#log = log;
  }

  /**
   * The number that this process works under. Undefined while the connection that holds it is lost:
   * then nothing may be begun, and what was begun may be taken over.
   */
  get number(): number | undefined {
    return this.#number;
  }

  /** Connects for the first time. */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'vuurtoren-inbox',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      this.#lost();
    });
    this.#client = client;
    await client.connect();
    const number = randomInt(1, HIGHEST);
    await client.query('select pg_advisory_lock($1, $2)', [WORKER_LOCK, number]);
    this.#number = number;
    this.#pause = FIRST_PAUSE;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#number = undefined;
    await this.#client?.end();
  }

  #lost(): void {
    this.#number = undefined;
    if (this.#closed) return;
    this.#log.warn({}, 'The connection that marks this process as working on messages was lost');
    this.#reconnect();
  }

  #reconnect(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.open().catch(() => {
        this.#reconnect();
      });
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}
