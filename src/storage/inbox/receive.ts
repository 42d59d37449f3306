/** Messages as they come in: many in one statement, so that one commit makes all of them durable. */
import type { Key } from '../../search/keys.js';
import {
  byteaArray,
  integerArray,
  keyArray,
  smallintArray,
  textArray,
  timestampArray,
} from '../arrays.js';
import type { Session } from '../database.js';
import {
  reasonOf,
  STATE_NUMBERS,
  stateOf,
  type MessageState,
  type Reason,
  type ReasonColumns,
} from './states.js';

/** A message to be stored. Its texts hold no NUL, which PostgreSQL has no place for. */
export interface IncomingMessage {
  readonly feed: string;
  readonly peer: string;
  /** Milliseconds since the epoch. */
  readonly received: number;
  readonly content: Buffer;
  /** SHA-256 of the content. */
  readonly digest: Buffer;
  /** `received` are processed; of the others it is only known that they came. */
  readonly state: Extract<MessageState, 'received' | 'ignored' | 'refused'>;
  readonly reason?: Reason;
  readonly sender?: string;
  readonly controlId?: string;
  readonly event?: string;
  readonly version?: string;
  readonly charset?: string;
  /** Messages that share a key are processed in the order of their arrival. */
  readonly orderKeys: readonly Key[];
}

export interface Receipt {
  readonly id: number;
  /** False when the same bytes came in before: then nothing more is done. */
  readonly isNew: boolean;
  readonly state: MessageState;
  readonly reason?: Reason;
  /** The sender gave another message the same control id. */
  readonly isReusedId: boolean;
}

interface ReceiptRow extends ReasonColumns {
  readonly place: number;
  readonly id: number;
  readonly state: number;
  readonly is_new: boolean;
  readonly reused_id: boolean;
}

/**
 * Stores messages, in their order. The same bytes on the same feed are stored once; a message that
 * was refused before and is not any more is taken then.
 * @returns a receipt for each, in the same order; they stand when the promise resolves
 */
export async function storeMessages(
  session: Session,
  messages: readonly IncomingMessage[],
): Promise<Receipt[]> {
  const stored = await session.query<ReceiptRow>({
    name: 'hl7-store',
    text: STORE,
    values: columnValues(messages),
  });
  const receipts = new Map(stored.map((row) => [row.place, receiptOf(row)]));
  const repeated = messages.flatMap((message, index) =>
    receipts.has(index + 1) ? [] : [{ message, place: index + 1 }],
  );
  if (repeated.length > 0) {
    const again = await session.query<ReceiptRow>({
      name: 'hl7-repeat',
      text: REPEAT,
      values: columnValues(repeated.map(({ message }) => message)),
    });
    for (const row of again) {
      const place = repeated[row.place - 1]?.place;
      if (place !== undefined) receipts.set(place, receiptOf(row));
    }
  }
  return messages.map((_, index) => {
    const receipt = receipts.get(index + 1);
    if (receipt === undefined) throw new Error('A message was neither stored nor found.');
    return receipt;
  });
}

function receiptOf(row: ReceiptRow): Receipt {
  return {
    id: row.id,
    isNew: row.is_new,
    state: stateOf(row.state),
    isReusedId: row.reused_id,
    ...reasonOf(row),
  };
}

function columnValues(messages: readonly IncomingMessage[]): Buffer[] {
  const text = (of: (message: IncomingMessage) => string | undefined): Buffer =>
    textArray(messages.map(of));
  return [
    byteaArray(messages.map(({ digest }) => digest)),
    byteaArray(messages.map(({ content }) => content)),
    timestampArray(messages.map(({ received }) => received)),
    smallintArray(messages.map(({ state }) => STATE_NUMBERS[state])),
    text(({ feed }) => feed),
    text(({ peer }) => peer),
    text(({ sender }) => sender),
    text(({ controlId }) => controlId),
    text(({ event }) => event),
    text(({ version }) => version),
    text(({ charset }) => charset),
    text(({ reason }) => reason?.code),
    text(({ reason }) => reason?.text),
    text(({ reason }) => reason?.at),
    integerArray(messages.flatMap(({ orderKeys }, index) => orderKeys.map(() => index + 1))),
    keyArray(messages.flatMap(({ orderKeys }) => orderKeys)),
  ];
}

const INPUT = `input as (
    select * from unnest($1::bytea[], $2::bytea[], $3::timestamptz[], $4::smallint[], $5::text[],
      $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
      $13::text[], $14::text[])
    with ordinality as t (digest, content, received, state, feed, peer, sender, control_id, event,
      version, charset, reason, reason_text, reason_at, place)
  ),
  input_key as (select * from unnest($15::integer[], $16::bigint[]) as t (place, key))`;

/** Puts those of `taken (place, id, state)` that are to be processed into the queue. */
const QUEUE = `queued as (
    insert into hl7_queue (message, ready)
    select id, '-infinity' from taken where state = ${STATE_NUMBERS.received}
  ),
  queued_key as (
    insert into hl7_queue_key (key, message)
    select k.key, t.id from taken t join input_key k on k.place = t.place
    where t.state = ${STATE_NUMBERS.received}
    on conflict do nothing
  )`;

const STORE = `with ${INPUT},
  stored as (
    insert into hl7_message (id, received, settled, state, reused_id, feed, peer, sender, control_id,
      event, version, charset, digest, content, reason, reason_text, reason_at, order_keys)
    select nextval('hl7_message_sequence'), i.received,
      case when i.state <> ${STATE_NUMBERS.received} then i.received end, i.state,
      i.control_id is not null and exists (
        select from hl7_message m
        where m.control_id = i.control_id and m.feed = i.feed and m.digest <> i.digest
          and m.sender is not distinct from i.sender),
      i.feed, i.peer, i.sender, i.control_id, i.event, i.version, i.charset, i.digest, i.content,
      i.reason, i.reason_text, i.reason_at,
      array(select k.key from input_key k where k.place = i.place)
    from (select * from input order by place) i
    on conflict (digest, feed) do nothing
    returning id, digest, feed, state, reused_id
  ),
  taken as (
    select distinct on (s.id) s.id, i.place, s.state, s.reused_id
    from stored s join input i on i.digest = s.digest and i.feed = s.feed
    order by s.id, i.place
  ),
  ${QUEUE}
  select t.place, t.id, t.state, true as is_new, t.reused_id,
    i.reason, i.reason_text, i.reason_at
  from taken t join input i on i.place = t.place`;

const REPEAT = `with ${INPUT},
  before as (
    select m.id, m.state as state_before, min(i.place) as place
    from input i join hl7_message m on m.digest = i.digest and m.feed = i.feed
    group by m.id
  ),
  locked as (select m.id from hl7_message m where m.id = any(select id from before) order by m.id for update),
  changed as (
    update hl7_message m set receipts = m.receipts + 1, repeated = i.received,
      content = case when m.state = ${STATE_NUMBERS.refused} then i.content else m.content end,
      state = case when m.state = ${STATE_NUMBERS.refused} then i.state else m.state end,
      reason = case when m.state = ${STATE_NUMBERS.refused} then i.reason else m.reason end,
      reason_text = case when m.state = ${STATE_NUMBERS.refused} then i.reason_text else m.reason_text end,
      reason_at = case when m.state = ${STATE_NUMBERS.refused} then i.reason_at else m.reason_at end
    from locked l join before b on b.id = l.id join input i on i.place = b.place
    where m.id = l.id
    returning m.id, m.state, m.reused_id, m.reason, m.reason_text, m.reason_at,
      b.state_before = ${STATE_NUMBERS.refused} and m.state <> ${STATE_NUMBERS.refused} as is_new, b.place
  ),
  taken as (select id, place, state from changed where is_new),
  ${QUEUE}
  select i.place, c.id, c.state, c.is_new and i.place = c.place as is_new, c.reused_id,
    c.reason, c.reason_text, c.reason_at
  from changed c join input i on exists (
    select from hl7_message m where m.id = c.id and m.digest = i.digest and m.feed = i.feed)`;
