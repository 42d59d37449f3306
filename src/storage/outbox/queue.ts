/**
 * What is to be sent to a destination, in which order, and what became of it. One process at a time
 * sends to a destination (`locks.ts`); a message stays queued until its answer is known.
 */
import { bigintArray } from '../arrays.js';
import type { Session } from '../database.js';
import { OUTBOX_STATES, type OutboxReason } from './states.js';

/** A message whose turn it is. */
export interface QueuedMessage {
  readonly id: number;
  readonly event: string | undefined;
  readonly controlId: string;
  readonly content: Buffer;
  readonly keys: readonly string[];
  /** How often it was sent without success. */
  readonly attempts: number;
}

export interface NextMessages {
  readonly destination: string;
  /** `destination`: one after the other; `patient`: messages of other patients pass. */
  readonly order: 'destination' | 'patient';
  /** Those that are being sent. */
  readonly underWay: readonly QueuedMessage[];
  readonly most: number;
}

interface QueuedRow {
  readonly id: number;
  readonly event: string | null;
  readonly control_id: string | null;
  readonly content: Buffer;
  readonly keys: string[];
  readonly attempts: number;
}

const COLUMNS = 'o.id, o.event, o.control_id, o.content, o.keys::text[] as keys, o.attempts';

/** Asked with the messages: nothing is begun any more once a destination is paused. */
const GOES_ON = `not exists (
  select from hl7_destination d where d.name = $1::text and d.paused is not null)`;

/** How many are looked at when the oldest wait for one another. */
const WINDOW = 1000;

/** The next messages to be sent; none while the oldest waits to be tried again, or it is paused. */
export async function nextMessages(session: Session, next: NextMessages): Promise<QueuedMessage[]> {
  const { destination, order, underWay, most } = next;
  if (order === 'destination' && underWay.length > 0) return [];
  const rows = await session.query<QueuedRow>(
    order === 'destination'
      ? {
          name: 'hl7-outbox-next',
          text: `select ${COLUMNS} from (
              select * from hl7_outbox where destination = $1::text and state = ${OUTBOX_STATES.queued}
              order by id limit 1
            ) o where o.ready <= now() and ${GOES_ON}`,
          values: [destination],
        }
      : {
          name: 'hl7-outbox-next-patients',
          text: `with queue as materialized (
              select id, keys, ready from hl7_outbox
              where destination = $1::text and state = ${OUTBOX_STATES.queued}
              order by id limit ${WINDOW}
            )
            select ${COLUMNS} from hl7_outbox o where o.id in (
              select q.id from queue q
              where q.ready <= now() and q.id <> all($2::bigint[]) and ${GOES_ON}
                and not exists (select from queue e where e.id < q.id and e.keys && q.keys)
              order by q.id limit $3::integer)
            order by o.id`,
          // A message under way is still queued, and keeps those of its patients back.
          values: [destination, bigintArray(underWay.map(({ id }) => id)), most],
        },
  );
  return rows.map(({ id, event, control_id: controlId, content, keys, attempts }) => ({
    id,
    event: event ?? undefined,
    controlId: controlId ?? '',
    content,
    keys,
    attempts,
  }));
}

/** What is written down after a message was sent, or after that failed. */
export interface Delivery {
  readonly id: number;
  readonly destination: string;
  readonly state: 'queued' | 'sent' | 'dead';
  /** The code of the acknowledgement; undefined when none came. */
  readonly answer: string | undefined;
  /** Why it was not taken. */
  readonly reason?: OutboxReason;
  /** When it is tried again, in milliseconds from now. */
  readonly pause?: number;
  /** Nothing more is sent to the destination, for this reason. */
  readonly stop?: string;
}

/** @returns whether the message was still queued: another process or a person may have decided */
export async function settleDelivery(session: Session, delivery: Delivery): Promise<boolean> {
  const { id, destination, state, answer, reason, pause = 0, stop } = delivery;
  const [row] = await session.query<{ settled: number }>({
    name: 'hl7-outbox-settle',
    text: `with message as (
        update hl7_outbox set state = $3::smallint, attempts = attempts + 1,
          answer = coalesce($4::text, answer), reason = $5::text, reason_text = $6::text,
          ready = clock_timestamp() + $7::integer * interval '1 millisecond',
          settled = case when $3::smallint <> ${OUTBOX_STATES.queued} then clock_timestamp() end
        where id = $1 and state = ${OUTBOX_STATES.queued}
        returning id
      ),
      destination as (
        update hl7_destination set
          answer = coalesce($4::text, answer),
          answered = case when $4::text is null then answered else clock_timestamp() end,
          failures = case when $5::text is null then 0 else failures + 1 end,
          failure = case when $5::text is null then null else $6::text end,
          failed = case when $5::text is null then null else clock_timestamp() end,
          paused = coalesce(paused, $8::text),
          paused_at = case when paused is null and $8::text is not null
            then clock_timestamp() else paused_at end
        where name = $2::text
      )
      select count(*) as settled from message`,
    values: [
      id,
      destination,
      OUTBOX_STATES[state],
      answer ?? null,
      reason?.code ?? null,
      reason?.text ?? null,
      pause,
      stop ?? null,
    ],
  });
  return row?.settled === 1;
}

/**
 * Forgets messages that are done since this many days.
 * @returns how many
 */
export async function removeDone(session: Session, days: number): Promise<number> {
  const [row] = await session.query<{ removed: number }>({
    name: 'hl7-outbox-remove',
    text: `with done as (
        delete from hl7_outbox where id in (
          select id from hl7_outbox
          where state in (${OUTBOX_STATES.sent}, ${OUTBOX_STATES.skipped})
            and settled < now() - $1::integer * interval '1 day'
          order by settled limit 10000)
        returning 1
      )
      select count(*) as removed from done`,
    values: [days],
  });
  return row?.removed ?? 0;
}
