/** Lists of messages, and all that is known of one: for people. */
import type { JsonObject } from '../../fhir/json.js';
import { bigintArray, smallintArray } from '../arrays.js';
import type { Session } from '../database.js';
import {
  reasonOf,
  STATE_NUMBERS,
  stateOf,
  type MessageState,
  type Reason,
  type ReasonColumns,
} from './states.js';

/** Which messages; what is left out may be anything. */
export interface MessageFilter {
  readonly ids?: readonly number[];
  readonly states?: readonly MessageState[];
  readonly feed?: string;
  /** `ADT^A08`, or `ADT^*`. */
  readonly event?: string;
  /** Code of the reason. */
  readonly reason?: string;
  /** One of the notes that processing left. */
  readonly note?: string;
  readonly controlId?: string;
  /** MSH-3 and MSH-4, as `ZIS|OLZ`. */
  readonly sender?: string;
  /** Received at or after, and before; milliseconds since the epoch. */
  readonly from?: number;
  readonly until?: number;
}

export interface ListPage {
  /** Newest first, and older than this message. */
  readonly before?: number;
  readonly limit: number;
}

/** A line of a list. It holds no data of a patient. */
export interface MessageSummary {
  readonly id: number;
  /** ISO 8601. */
  readonly received: string;
  readonly settled?: string;
  readonly state: MessageState;
  readonly reason?: Reason;
  readonly feed: string;
  readonly sender?: string;
  readonly controlId?: string;
  readonly event?: string;
  readonly attempts: number;
  /** How often the same bytes came in. */
  readonly receipts: number;
  readonly isReusedId: boolean;
}

interface SummaryRow extends ReasonColumns {
  readonly id: number;
  readonly received: Date;
  readonly settled: Date | null;
  readonly state: number;
  readonly feed: string;
  readonly sender: string | null;
  readonly control_id: string | null;
  readonly event: string | null;
  readonly attempts: number;
  readonly receipts: number;
  readonly reused_id: boolean;
}

const SUMMARY = `m.id, m.received, m.settled, m.state, m.feed, m.sender, m.control_id, m.event,
  m.attempts, m.receipts, m.reused_id, m.reason, m.reason_text, m.reason_at`;

/** Messages of a filter, newest first. */
export async function listMessages(
  session: Session,
  filter: MessageFilter,
  { before, limit }: ListPage,
): Promise<MessageSummary[]> {
  const { where, values } = conditions(filter, [limit]);
  const bounds =
    before === undefined ? where : `${where} and m.id < $${values.push(before)}::bigint`;
  const rows = await session.query<SummaryRow & Record<string, unknown>>({
    name: '',
    text: `select ${SUMMARY} from hl7_message m where ${bounds} order by m.id desc limit $1::integer`,
    values,
  });
  return rows.map(summaryOf);
}

/** Ids of messages of a filter, oldest first, after one of them. */
export async function messageIds(
  session: Session,
  filter: MessageFilter,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<number[]> {
  const { where, values } = conditions(filter, [limit, after]);
  const rows = await session.query<{ id: number }>({
    name: '',
    text: `select m.id from hl7_message m where ${where} and m.id > $2::bigint
      order by m.id limit $1::integer`,
    values,
  });
  return rows.map(({ id }) => id);
}

/** The text is put together of these parts alone; what is asked for is always a parameter. */
function conditions(
  filter: MessageFilter,
  first: readonly unknown[],
): { readonly where: string; readonly values: unknown[] } {
  const values = [...first];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const parts = ['true'];
  const { ids, states, event, note } = filter;
  if (ids !== undefined) parts.push(`m.id = any(${bind(bigintArray(ids))}::bigint[])`);
  if (states !== undefined) parts.push(...stateParts(states, bind));
  if (event !== undefined) parts.push(eventPart(event, bind));
  if (note !== undefined) {
    parts.push(
      `m.outcome -> 'notes' is not null and m.outcome -> 'notes' @> to_jsonb(${bind(note)}::text)`,
    );
  }
  return {
    where: [...parts, ...equalParts(filter, bind), ...timeParts(filter, bind)].join(' and '),
    values,
  };
}

type Bind = (value: unknown) => string;

/** Columns that are asked for by their whole value. */
const EQUAL = {
  feed: 'feed',
  reason: 'reason',
  controlId: 'control_id',
  sender: 'sender',
} as const;

function equalParts(filter: MessageFilter, bind: Bind): string[] {
  return (Object.keys(EQUAL) as (keyof typeof EQUAL)[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [`m.${EQUAL[name]} = ${bind(value)}::text`];
  });
}

function eventPart(event: string, bind: Bind): string {
  return event.endsWith('^*')
    ? `starts_with(m.event, ${bind(event.slice(0, -1))}::text)`
    : `m.event = ${bind(event)}::text`;
}

function timeParts({ from, until }: MessageFilter, bind: Bind): string[] {
  return [
    ...(from === undefined ? [] : [`m.received >= ${bind(new Date(from))}::timestamptz`]),
    ...(until === undefined ? [] : [`m.received < ${bind(new Date(until))}::timestamptz`]),
  ];
}

/** The index of the work lists leaves out what is processed. */
function stateParts(states: readonly MessageState[], bind: (value: unknown) => string): string[] {
  const numbers = states.map((state) => STATE_NUMBERS[state]);
  const isIn = `m.state = any(${bind(smallintArray(numbers))}::smallint[])`;
  return states.includes('processed') ? [isIn] : [isIn, `m.state <> ${STATE_NUMBERS.processed}`];
}

function summaryOf(row: SummaryRow): MessageSummary {
  return {
    id: row.id,
    received: row.received.toISOString(),
    ...(row.settled !== null && { settled: row.settled.toISOString() }),
    state: stateOf(row.state),
    ...reasonOf(row),
    feed: row.feed,
    ...(row.sender !== null && { sender: row.sender }),
    ...(row.control_id !== null && { controlId: row.control_id }),
    ...(row.event !== null && { event: row.event }),
    attempts: row.attempts,
    receipts: row.receipts,
    isReusedId: row.reused_id,
  };
}

/** All that is stored of a message. */
export interface MessageDetails extends MessageSummary {
  readonly peer: string;
  readonly version?: string;
  /** Undefined once the text was removed. */
  readonly content: Buffer | undefined;
  readonly decision: JsonObject | undefined;
  readonly outcome: JsonObject | undefined;
  /** Ids of messages that wait until this one is out of the way; of many the first ones. */
  readonly behind: readonly number[];
  /** Ids of messages that this one waits for. */
  readonly waitsFor: readonly number[];
}

interface DetailsRow extends SummaryRow {
  readonly peer: string;
  readonly version: string | null;
  readonly content: Buffer | null;
  readonly decision: JsonObject | null;
  readonly outcome: JsonObject | null;
  readonly behind: number[];
  readonly waits_for: number[];
}

/** How many messages before and behind one are named. */
const MOST_NEIGHBOURS = 100;

/** One message; undefined when there is none. */
export async function readMessage(
  session: Session,
  id: number,
): Promise<MessageDetails | undefined> {
  const [row] = await session.query<DetailsRow & Record<string, unknown>>({
    name: 'hl7-message',
    text: `select ${SUMMARY}, m.peer, m.version, m.content, m.decision, m.outcome,
        array(
          select b.id from hl7_message b
          where b.order_keys && m.order_keys and b.state = ${STATE_NUMBERS.received} and b.id > m.id
            and exists (select from hl7_queue_key k where k.message = m.id)
          order by b.id limit ${MOST_NEIGHBOURS})::float8[] as behind,
        array(
          select distinct k.message from hl7_queue_key k
          where k.key = any(m.order_keys) and k.message < m.id and m.state = ${STATE_NUMBERS.received}
          order by k.message limit ${MOST_NEIGHBOURS})::float8[] as waits_for
      from hl7_message m where m.id = $1::bigint`,
    values: [id],
  });
  if (row === undefined) return undefined;
  return {
    ...summaryOf(row),
    peer: row.peer,
    ...(row.version !== null && { version: row.version }),
    content: row.content ?? undefined,
    decision: row.decision ?? undefined,
    outcome: row.outcome ?? undefined,
    behind: row.behind,
    waitsFor: row.waits_for,
  };
}
