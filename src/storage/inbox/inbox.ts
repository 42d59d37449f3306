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
import { letGo, parkBlocked } from './parking.js';
import { storeMessages, type IncomingMessage, type Receipt } from './receive.js';
import { InboxWorker } from './worker.js';

/** So that what comes in is stored at once, however busy processing is. */
export interface InboxDatabases {
  readonly receiving: Database;
  readonly processing: Database;
}

/** How often it is looked for messages to park. */
const PARK_MILLISECONDS = 2000;

export class Inbox {
  readonly #databases: InboxDatabases;
  readonly #worker: InboxWorker;
  /** When messages were parked last, in milliseconds since the epoch. */
  #parked = 0;

  private constructor(databases: InboxDatabases, worker: InboxWorker) {
    this.#databases = databases;
    this.#worker = worker;
  }

  /** @param url of the database: the mark that this process is alive needs a connection of its own */
  static async open(databases: InboxDatabases, url: string, log: Logger): Promise<Inbox> {
    const worker = new InboxWorker(url, log);
    await worker.open();
    await databases.processing.inTransaction(letGo);
    return new Inbox(databases, worker);
  }

  /** See `InboxWorker.number`. */
  get worker(): number | undefined {
    return this.#worker.number;
  }

  /** See `storeMessages`. */
  store(messages: readonly IncomingMessage[]): Promise<Receipt[]> {
    return storeMessages(this.#databases.receiving, messages);
  }

  /** See `claimMessages`. Now and then what can't be claimed for long is put out of the way first. */
  async claim(worker: number, most: number): Promise<ClaimedMessage[]> {
    const now = Date.now();
    if (now - this.#parked > PARK_MILLISECONDS) {
      this.#parked = now;
      await parkBlocked(this.#databases.processing);
    }
    return claimMessages(this.#databases.processing, worker, most);
  }

  /** See `settleMessage`. */
  settle(settlement: Settlement): Promise<void> {
    return settleMessage(this.#databases.processing, settlement);
  }

  /** See `postponeMessage`. */
  postpone(...parameters: Tail<Parameters<typeof postponeMessage>>): Promise<void> {
    return postponeMessage(this.#databases.processing, ...parameters);
  }

  /** See `releaseMessages`. */
  release(worker: number, ids: readonly number[]): Promise<void> {
    return releaseMessages(this.#databases.processing, worker, ids);
  }

  /** See `findOutcomes`. */
  findOutcomes(ids: readonly number[]): Promise<Map<number, FoundOutcome>> {
    return findOutcomes(this.#databases.receiving, ids);
  }

  /** What this process had begun is free for others from now on. */
  async close(): Promise<void> {
    await this.#worker.close();
  }
}

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;
