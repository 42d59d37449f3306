/**
 * Changes that messages are to be made of: written by triggers in the transaction of the change, and
 * taken away in the transaction that stores the messages. So each becomes messages exactly once.
 */
import { bigintArray, byteaArray, smallintArray, textArray } from '../arrays.js';
import type { Database, Session } from '../database.js';
import type { ResourceTypes } from '../resource-types.js';
import { methodName, type StoredVersion } from '../versions.js';
import { OUTBOX_STATES, type OutboxReason } from './states.js';

/** Which changes are noted. */
export interface Capture {
  readonly types: readonly string[];
  readonly onReceipt: boolean;
  readonly onProcessing: boolean;
}

/** From now on these changes are noted, by every process that writes. Waits for writes under way. */
export async function configureCapture(
  session: Session,
  types: ResourceTypes,
  capture: Capture,
): Promise<void> {
  const numbers = capture.types.map((type) => types.number(type)).sort((one, other) => one - other);
  await session.query({
    name: '',
    text: 'select configure_hl7_capture($1::smallint[], $2::boolean, $3::boolean)',
    values: [smallintArray(numbers), capture.onReceipt, capture.onProcessing],
  });
}

interface ChangeBase {
  readonly id: number;
  /** Changes with the same one became permanent together. */
  readonly transaction: string;
  /** The feed whose message made it. */
  readonly origin: string | undefined;
  /** Only for this destination and rule. */
  readonly only: { readonly destination: string; readonly rule: string } | undefined;
}

/** A new version of a resource, with the one before. */
export interface ResourceChange extends ChangeBase {
  readonly kind: 'resource';
  readonly version: StoredVersion;
  /** JSON text; undefined when there was none, or it was deleted. */
  readonly before: string | undefined;
}

/** A message that came in. */
export interface MessageChange extends ChangeBase {
  readonly kind: 'message';
  readonly message: number;
  readonly moment: 'received' | 'processed';
  readonly feed: string;
  readonly content: Buffer;
  readonly orderKeys: readonly string[];
}

export type Change = ResourceChange | MessageChange;

interface ChangeRow {
  readonly id: number;
  readonly transaction: string;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly rule: string | null;
  readonly message: number | null;
  readonly moment: number | null;
  readonly feed: string | null;
  readonly content: Buffer | null;
  readonly order_keys: string[] | null;
  readonly type: number | null;
  readonly resource: string | null;
  readonly version: number | null;
  readonly updated: Date | null;
  readonly method: number | null;
  readonly body: string | null;
  readonly before: string | null;
}

/** How far the rest of a transaction is looked for behind the changes that are asked for. */
const TRANSACTION_SPAN = 50_000;

/** The oldest changes; the last transaction among them with all of its changes. */
export async function oldestChanges(
  session: Session,
  types: ResourceTypes,
  most: number,
): Promise<Change[]> {
  const rows = await session.query<ChangeRow>({
    name: 'hl7-changes',
    text: `with page as (select * from hl7_change order by id limit $1::integer),
      last as (select id, transaction from page order by id desc limit 1)
      select c.id, c.transaction::text as transaction, c.origin, c.destination, c.rule,
        c.message, c.moment, m.feed, m.content, m.order_keys::text[] as order_keys,
        r.type, r.id as resource, c.version, v.updated, v.method, v.body::text as body,
        b.body::text as before
      from (
        select * from page
        union all
        select r.* from last l, hl7_change r
        where r.id > l.id and r.id <= l.id + ${TRANSACTION_SPAN} and r.transaction = l.transaction
      ) c
      left join hl7_message m on m.id = c.message
      left join resource r on r.rid = c.rid
      left join version v on v.rid = c.rid and v.version = c.version
      left join version b on b.rid = c.rid and b.version = c.version - 1
      order by c.id`,
    values: [most],
  });
  return rows.map((row) => changeOf(row, types));
}

function changeOf(row: ChangeRow, types: ResourceTypes): Change {
  const { id, transaction, origin, destination, rule } = row;
  const base: ChangeBase = {
    id,
    transaction,
    origin: origin ?? undefined,
    only: destination === null ? undefined : { destination, rule: rule ?? '' },
  };
  return row.type === null ? messageChange(row, base) : resourceChange(row, base, types);
}

function messageChange(row: ChangeRow, base: ChangeBase): MessageChange {
  return {
    ...base,
    kind: 'message',
    message: row.message ?? 0,
    moment: row.moment === 2 ? 'processed' : 'received',
    feed: row.feed ?? '',
    // Empty when it was removed in the meantime.
    content: row.content ?? Buffer.alloc(0),
    orderKeys: row.order_keys ?? [],
  };
}

function resourceChange(row: ChangeRow, base: ChangeBase, types: ResourceTypes): ResourceChange {
  return {
    ...base,
    kind: 'resource',
    version: {
      key: { type: types.name(row.type ?? 0), id: row.resource ?? '' },
      version: row.version ?? 0,
      updated: row.updated ?? new Date(0),
      method: methodName(row.method ?? 0),
      body: row.body ?? undefined,
    },
    before: row.before ?? undefined,
  };
}

/** A message for a destination; without content when it could not be made. */
export interface NewOutboxMessage {
  readonly destination: string;
  readonly rule: string;
  /** `Patient/1/_history/2`, `message/17`. */
  readonly source: string;
  readonly event: string | undefined;
  readonly controlId: string | undefined;
  readonly content: Buffer | undefined;
  /** 64-bit numbers as text. */
  readonly keys: readonly string[];
  /** Why there is no content. */
  readonly reason?: OutboxReason;
}

/** Somebody else has made messages of these changes: nothing of these may be stored. */
export class ChangesTaken extends Error {
  constructor() {
    super('Another process has made messages of the same changes.');
    this.name = 'ChangesTaken';
  }
}

/**
 * Stores the messages, in this order, and forgets the changes that they were made of.
 * @throws ChangesTaken
 */
export async function storeMessagesOf(
  database: Database,
  changes: readonly { readonly id: number }[],
  messages: readonly NewOutboxMessage[],
): Promise<void> {
  await database.inTransaction(async (session) => {
    const taken = await session.query({
      name: 'hl7-changes-taken',
      text: 'delete from hl7_change where id = any($1::bigint[]) returning id',
      values: [bigintArray(changes.map(({ id }) => id))],
    });
    if (taken.length !== changes.length) throw new ChangesTaken();
    if (messages.length > 0) await insertMessages(session, messages);
  });
}

async function insertMessages(
  session: Session,
  messages: readonly NewOutboxMessage[],
): Promise<void> {
  const column = <T>(pick: (message: NewOutboxMessage) => T): T[] => messages.map(pick);
  await session.query({
    name: 'hl7-outbox-insert',
    text: `insert into hl7_outbox (destination, rule, source, event, control_id, content, keys,
        state, reason, reason_text, settled)
      select t.destination, t.rule, t.source, t.event, t.control_id,
        case when t.state = ${OUTBOX_STATES.dead} then null else t.content end,
        t.keys::bigint[], t.state, t.reason, t.reason_text,
        case when t.state = ${OUTBOX_STATES.dead} then now() end
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[],
        $7::text[], $8::smallint[], $9::text[], $10::text[]) with ordinality
        as t(destination, rule, source, event, control_id, content, keys, state, reason, reason_text, ord)
      order by t.ord
      on conflict (source, destination, rule) where source like 'message/%' do nothing`,
    values: [
      textArray(column(({ destination }) => destination)),
      textArray(column(({ rule }) => rule)),
      textArray(column(({ source }) => source)),
      textArray(column(({ event }) => event)),
      textArray(column(({ controlId }) => controlId)),
      byteaArray(column(({ content }) => content ?? Buffer.alloc(0))),
      textArray(column(({ keys }) => `{${keys.join(',')}}`)),
      smallintArray(
        column(({ content }) =>
          content === undefined ? OUTBOX_STATES.dead : OUTBOX_STATES.queued,
        ),
      ),
      textArray(column(({ reason }) => reason?.code)),
      textArray(column(({ reason }) => reason?.text)),
    ],
  });
}
