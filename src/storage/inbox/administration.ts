/** The inbox as people see it: no SQL to be seen. */
import type { JsonObject } from '../../fhir/json.js';
import type { Key } from '../../search/keys.js';
import { bigintArray } from '../arrays.js';
import type { Database } from '../database.js';
import { letGo } from './parking.js';
import { countOpen, countReceived, type FeedActivity, type FeedCounts } from './feed-counts.js';
import {
  ignoreMessage,
  listActions,
  recordAction,
  requeueMessages,
  writeDecision,
  type NewAction,
  type Requeued,
  type StoredAction,
} from './message-actions.js';
import {
  listMessages,
  messageIds,
  readMessage,
  type ListPage,
  type MessageDetails,
  type MessageFilter,
  type MessageSummary,
} from './message-list.js';

/** A message as it was received. */
export interface StoredText {
  readonly id: number;
  readonly feed: string;
  /** Milliseconds since the epoch. */
  readonly received: number;
  readonly content: Buffer;
  readonly hasKeys: boolean;
  readonly decision: JsonObject | undefined;
}

export class InboxAdministration {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** See `listMessages`. */
  list(filter: MessageFilter, page: ListPage): Promise<MessageSummary[]> {
    return listMessages(this.#database, filter, page);
  }

  /** See `messageIds`. */
  ids(filter: MessageFilter, page: { after: number; limit: number }): Promise<number[]> {
    return messageIds(this.#database, filter, page);
  }

  /** See `readMessage`. */
  read(id: number): Promise<MessageDetails | undefined> {
    return readMessage(this.#database, id);
  }

  /** The texts of messages, as far as they have not been removed, oldest first. */
  async texts(ids: readonly number[]): Promise<StoredText[]> {
    const rows = await this.#database.query<{
      id: number;
      feed: string;
      received: Date;
      content: Buffer;
      has_keys: boolean;
      decision: JsonObject | null;
    }>({
      name: 'hl7-texts',
      text: `select id, feed, received, content, order_keys <> '{}' as has_keys, decision
        from hl7_message where id = any($1::bigint[]) and content is not null order by id`,
      values: [bigintArray(ids)],
    });
    return rows.map(({ id, feed, received, content, has_keys: hasKeys, decision }) => ({
      id,
      feed,
      received: received.getTime(),
      content,
      hasKeys,
      decision: decision ?? undefined,
    }));
  }

  /** Which of these came in without keys: those that were set aside when they did. */
  async withoutKeys(ids: readonly number[]): Promise<number[]> {
    const rows = await this.#database.query<{ id: number }>({
      name: 'hl7-without-keys',
      text: `select id from hl7_message where id = any($1::bigint[]) and order_keys = '{}'`,
      values: [bigintArray(ids)],
    });
    return rows.map(({ id }) => id);
  }

  /** See `requeueMessages`. Who asked for it is kept with it. */
  requeue(messages: readonly Requeued[], action: NewAction): Promise<number> {
    return this.#database.inTransaction(async (session) => {
      const count = await requeueMessages(session, messages);
      if (count === 0) return 0;
      await letGo(session);
      await recordAction(session, action);
      return count;
    });
  }

  /**
   * Remembers a decision and puts the message back into the queue.
   * @returns false when the message neither waits nor failed
   */
  decide(
    message: { readonly id: number; readonly orderKeys?: readonly Key[] },
    decision: JsonObject,
    action: NewAction,
  ): Promise<boolean> {
    return this.#database.inTransaction(async (session) => {
      if (!(await writeDecision(session, message.id, decision))) return false;
      await requeueMessages(session, [message]);
      await letGo(session);
      await recordAction(session, action);
      return true;
    });
  }

  /** See `ignoreMessage`. */
  ignore(id: number, action: NewAction): Promise<boolean> {
    return this.#database.inTransaction(async (session) => {
      if (!(await ignoreMessage(session, id))) return false;
      await letGo(session);
      await recordAction(session, action);
      return true;
    });
  }

  record(action: NewAction): Promise<void> {
    return recordAction(this.#database, action);
  }

  /** See `listActions`. */
  actions(about: Parameters<typeof listActions>[1]): Promise<StoredAction[]> {
    return listActions(this.#database, about);
  }

  /** See `countOpen`. */
  open(): Promise<FeedCounts[]> {
    return countOpen(this.#database);
  }

  /** See `countReceived`. */
  received(since: number): Promise<FeedActivity[]> {
    return countReceived(this.#database, since);
  }
}
