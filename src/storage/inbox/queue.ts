/**
 * Which messages are to be processed, by whom, and in which order: a message is ready when no
 * earlier one has a key of it. Everything here is safe with any number of processes.
 */
import type { JsonObject } from '../../fhir/json.js';
import { bigintArray } from '../arrays.js';
import type { Session } from '../database.js';
import {
  reasonOf,
  STATE_NUMBERS,
  stateOf,
  type MessageState,
  type Reason,
  type ReasonColumns,
} from './states.js';
import { WORKER_LOCK } from './worker.js';

/** A message that this process is to process. */
export interface ClaimedMessage {
  readonly id: number;
  readonly feed: string;
  /** Milliseconds since the epoch. */
  readonly received: number;
  readonly content: Buffer;
  /** How often it was begun, this time included. */
  readonly starts: number;
  readonly decision: JsonObject | undefined;
}

interface ClaimRow {
  readonly id: number;
  readonly feed: string;
  readonly received: Date;
  readonly content: Buffer;
  readonly starts: number;
  readonly decision: JsonObject | null;
}

/** Messages that are looked at together, from the oldest on. */
const WINDOW = 200;
/** How far is looked at most when the oldest all wait for one another. */
const MOST_WINDOWS = 20;

/**
 * Takes messages that are ready, oldest first.
 * @param worker the number of this process
 * @param most how many
 */
export async function claimMessages(
  session: Session,
  worker: number,
  most: number,
): Promise<ClaimedMessage[]> {
  const claimed: ClaimedMessage[] = [];
  let after = 0;
  for (let window = 0; window < MOST_WINDOWS && claimed.length < most; window += 1) {
    const rows = await session.query<ClaimRow & { readonly last: number | null }>({
      name: 'hl7-claim',
      text: CLAIM,
      values: [worker, after, WINDOW, most - claimed.length],
    });
    for (const row of rows) if ((row.id as number | null) !== null) claimed.push(claimOf(row));
    const last = rows[0]?.last ?? null;
    if (last === null) break;
    after = last;
  }
  return claimed;
}

function claimOf(row: ClaimRow): ClaimedMessage {
  return {
    id: row.id,
    feed: row.feed,
    received: row.received.getTime(),
    content: row.content,
    starts: row.starts,
    decision: row.decision ?? undefined,
  };
}

/**
 * The order of the join is the order of the lines: queue rows from the front, then their keys, each
 * by index. `last` is where the next window begins; null when this one was not full.
 */
const CLAIM = `with alive as materialized (
    select objid::bigint as worker from pg_locks
    where locktype = 'advisory' and classid = ${WORKER_LOCK} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())
  ),
  looked_at as materialized (
    select q.message, q.worker, q.ready from hl7_queue q
    where q.message > $2::bigint and q.ready < 'infinity' order by q.message limit $3::integer
  ),
  ready as materialized (
    select q.message from hl7_queue q
    where q.message in (
        select l.message from looked_at l
        where l.ready <= now()
          and (l.worker is null or not exists (select from alive a where a.worker = l.worker))
          and not exists (
            select from hl7_message m, unnest(m.order_keys) k(key), lateral (
              select 1 from hl7_queue_key e where e.key = k.key and e.message < l.message limit 1) e
            where m.id = l.message)
        order by l.message limit $4::integer)
      and (q.worker is null or not exists (select from alive a where a.worker = q.worker))
    for update of q skip locked
  ),
  claimed as (
    update hl7_queue q set worker = $1::integer, starts = q.starts + 1
    from ready r where q.message = r.message
    returning q.message, q.starts
  ),
  page as (select case when count(*) = $3::integer then max(message) end as last from looked_at)
  select p.last, m.id, m.feed, m.received, m.content, c.starts, m.decision
  from page p left join (claimed c join hl7_message m on m.id = c.message) on true
  order by m.id`;

/** What became of a message. */
export interface Settlement {
  readonly id: number;
  /** The process that claimed it. */
  readonly worker: number;
  readonly state: Exclude<MessageState, 'received' | 'refused'>;
  readonly reason?: Reason;
  readonly outcome?: JsonObject;
  /** Later messages with its keys go on waiting. */
  readonly isHolding?: boolean;
}

/** Another process has taken the message over in the meantime: nothing of this one may be stored. */
export class ClaimLost extends Error {
  constructor() {
    super('Another process has taken over the message.');
    this.name = 'ClaimLost';
  }
}

/**
 * Ends the processing of a message: to be called in the transaction that writes its resources.
 * @throws ClaimLost
 */
export async function settleMessage(session: Session, settlement: Settlement): Promise<void> {
  const { id, worker, state, reason, outcome, isHolding = false } = settlement;
  const rows = await session.query({
    name: 'hl7-settle',
    text: `with done as (
        delete from hl7_queue where message = $1 and worker = $2::integer returning message, starts
      ),
      settled as (
        update hl7_message m set state = $3::smallint, settled = now(), reason = $4::text,
          reason_text = $5::text, reason_at = $6::text, outcome = $7::jsonb,
          attempts = least(m.attempts + d.starts, 32767)
        from done d where m.id = d.message
        returning m.id, m.order_keys
      ),
      freed as (
        delete from hl7_queue_key k using settled s
        where not $8::boolean and k.message = s.id and k.key = any(s.order_keys)
      )
      select id from settled`,
    values: [
      id,
      worker,
      STATE_NUMBERS[state],
      reason?.code ?? null,
      reason?.text ?? null,
      reason?.at ?? null,
      outcome === undefined ? null : JSON.stringify(outcome),
      isHolding,
    ],
  });
  if (rows.length === 0) throw new ClaimLost();
}

/** Gives a message back, to be tried again later. Its keys go on keeping later ones waiting. */
export async function postponeMessage(
  session: Session,
  claim: { readonly id: number; readonly worker: number },
  delay: { readonly milliseconds: number; readonly countsAsStart: boolean },
): Promise<void> {
  await session.query({
    name: 'hl7-postpone',
    text: `update hl7_queue set worker = null, starts = starts - $4::integer,
        ready = clock_timestamp() + $3::integer * interval '1 millisecond'
      where message = $1 and worker = $2::integer`,
    values: [claim.id, claim.worker, delay.milliseconds, delay.countsAsStart ? 0 : 1],
  });
}

/** Gives back what this process has claimed and not begun. */
export async function releaseMessages(
  session: Session,
  worker: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await session.query({
    name: 'hl7-release',
    text: `update hl7_queue set worker = null, starts = starts - 1
      where message = any($1::bigint[]) and worker = $2::integer`,
    values: [bigintArray(ids), worker],
  });
}

/** What is known of a message that has left the queue. */
export interface FoundOutcome {
  readonly state: Exclude<MessageState, 'received' | 'refused'>;
  readonly reason?: Reason;
}

/** What became of messages, for those who wait for it; messages that are under way are left out. */
export async function findOutcomes(
  session: Session,
  ids: readonly number[],
): Promise<Map<number, FoundOutcome>> {
  const rows = await session.query<{ id: number; state: number } & ReasonColumns>({
    name: 'hl7-outcomes',
    text: `select m.id, m.state, m.reason, m.reason_text, m.reason_at
      from unnest($1::bigint[]) i(id) join hl7_message m on m.id = i.id
      where m.state not in (${STATE_NUMBERS.received}, ${STATE_NUMBERS.refused})`,
    values: [bigintArray(ids)],
  });
  return new Map(
    rows.map((row) => [
      row.id,
      { state: stateOf(row.state) as FoundOutcome['state'], ...reasonOf(row) },
    ]),
  );
}
