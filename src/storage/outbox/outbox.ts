/** The outbox as the HL7 v2 door uses it: changes, messages, deliveries; no SQL to be seen. */
import type { Logger } from '../../ports.js';
import type { Database } from '../database.js';
import { loadResourceTypes, type ResourceTypes } from '../resource-types.js';
import {
  configureCapture,
  oldestChanges,
  storeMessagesOf,
  type Capture,
  type Change,
  type NewOutboxMessage,
} from './changes.js';
import {
  findOutboxMessage,
  listDestinations,
  listOutbox,
  registerDestinations,
  retryDead,
  setPaused,
  skipMessages,
  type Chosen,
  type DestinationState,
  type OutboxFilter,
  type OutboxMessage,
} from './destinations.js';
import { OutboxLocks } from './locks.js';
import {
  nextMessages,
  removeDone,
  settleDelivery,
  type Delivery,
  type NextMessages,
  type QueuedMessage,
} from './queue.js';

export class Outbox {
  readonly #database: Database;
  readonly #types: ResourceTypes;

  private constructor(database: Database, types: ResourceTypes) {
    this.#database = database;
    this.#types = types;
  }

  static async open(database: Database): Promise<Outbox> {
    return new Outbox(database, await loadResourceTypes(database));
  }

  /** Which destinations there are, and which changes are noted for them. */
  async configure(names: readonly string[], capture: Capture): Promise<void> {
    await registerDestinations(this.#database, names);
    await configureCapture(this.#database, this.#types, capture);
  }

  /** See `OutboxLocks`; to be opened. @param url a connection of its own is needed */
  locks(url: string, log: Logger, onLost: () => void): OutboxLocks {
    return new OutboxLocks(url, log, onLost);
  }

  /** See `oldestChanges`. */
  changes(most: number): Promise<Change[]> {
    return oldestChanges(this.#database, this.#types, most);
  }

  /** See `storeMessagesOf`. */
  store(
    changes: readonly { readonly id: number }[],
    messages: readonly NewOutboxMessage[],
  ): Promise<void> {
    return storeMessagesOf(this.#database, changes, messages);
  }

  /** See `nextMessages`. */
  next(next: NextMessages): Promise<QueuedMessage[]> {
    return nextMessages(this.#database, next);
  }

  /** See `settleDelivery`. */
  settle(delivery: Delivery): Promise<boolean> {
    return settleDelivery(this.#database, delivery);
  }

  /** See `removeDone`. */
  removeDone(days: number): Promise<number> {
    return removeDone(this.#database, days);
  }

  /** See `setPaused`. */
  setPaused(name: string, reason: string | undefined): Promise<boolean> {
    return setPaused(this.#database, name, reason);
  }

  /** See `listDestinations`. */
  destinations(): Promise<DestinationState[]> {
    return listDestinations(this.#database);
  }

  /** See `listOutbox`. */
  list(filter: OutboxFilter): Promise<OutboxMessage[]> {
    return listOutbox(this.#database, filter);
  }

  /** See `findOutboxMessage`. */
  find(id: number): ReturnType<typeof findOutboxMessage> {
    return findOutboxMessage(this.#database, id);
  }

  /** See `retryDead`. */
  retry(chosen: Chosen): Promise<number> {
    return retryDead(this.#database, chosen);
  }

  /** See `skipMessages`. */
  skip(chosen: Chosen): Promise<number> {
    return skipMessages(this.#database, chosen);
  }
}
