/** The inbox as the HL7 v2 door uses it: messages in, claims, outcomes; no SQL to be seen. */
import type { Logger } from '../../ports.js';
import type { Database } from '../database.js';
import {
  claimMessages,
  findOutcomes,
  postponeMessage,
  releaseMessages,
  settleMessage,
  type ClaimedMessage,
  type FoundOutcome,
  type Settlement,
} from './queue.js';
import { storeMessages, type IncomingMessage, type Receipt } from './receive.js';
import { InboxWorker } from './worker.js';

export class Inbox {
  readonly #database: Database;
  readonly #worker: InboxWorker;

  private constructor(database: Database, worker: InboxWorker) {
    this.#database = database;
    this.#worker = worker;
  }

  /** @param url of the database: the mark that this process is alive needs a connection of its own */
  static async open(database: Database, url: string, log: Logger): Promise<Inbox> {
    const worker = new InboxWorker(url, log);
    await worker.open();
    return new Inbox(database, worker);
  }

  /** See `InboxWorker.number`. */
  get worker(): number | undefined {
    return this.#worker.number;
  }

  /** See `storeMessages`. */
  store(messages: readonly IncomingMessage[]): Promise<Receipt[]> {
    return storeMessages(this.#database, messages);
  }

  /** See `claimMessages`. */
  claim(worker: number, most: number): Promise<ClaimedMessage[]> {
    return claimMessages(this.#database, worker, most);
  }

  /** See `settleMessage`. */
  settle(settlement: Settlement): Promise<void> {
    return settleMessage(this.#database, settlement);
  }

  /** See `postponeMessage`. */
  postpone(...parameters: Tail<Parameters<typeof postponeMessage>>): Promise<void> {
    return postponeMessage(this.#database, ...parameters);
  }

  /** See `releaseMessages`. */
  release(worker: number, ids: readonly number[]): Promise<void> {
    return releaseMessages(this.#database, worker, ids);
  }

  /** See `findOutcomes`. */
  findOutcomes(ids: readonly number[]): Promise<Map<number, FoundOutcome>> {
    return findOutcomes(this.#database, ids);
  }

  /** What this process had begun is free for others from now on. */
  async close(): Promise<void> {
    await this.#worker.close();
  }
}

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;
