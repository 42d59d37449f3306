/** Destinations as they stand, and what operators decide about them and their messages. */
import { bigintArray, textArray } from '../arrays.js';
import type { Session } from '../database.js';
import { OUTBOX_STATES, outboxStateOf, type OutboxReason, type OutboxState } from './states.js';

/** Notes which destinations are configured; those that are not any more keep what they have. */
export async function registerDestinations(
  session: Session,
  names: readonly string[],
): Promise<void> {
  await session.query({
    name: '',
    text: `insert into hl7_destination (name, configured) select name, true
        from unnest($1::text[]) as n(name) order by name
        on conflict (name) do update set configured = true where not hl7_destination.configured`,
    values: [textArray(names)],
  });
  await session.query({
    name: '',
    text: 'update hl7_destination set configured = false where configured and name <> all($1::text[])',
    values: [textArray(names)],
  });
}

export interface DestinationState {
  readonly name: string;
  readonly isConfigured: boolean;
  /** Why nothing is sent to it; undefined: it is sent. */
  readonly paused: string | undefined;
  readonly pausedSince: Date | undefined;
  /** Messages that are to be sent, and when the oldest of them was made. */
  readonly queued: number;
  readonly oldest: Date | undefined;
  readonly dead: number;
  /** The last acknowledgement. */
  readonly answer: string | undefined;
  readonly answered: Date | undefined;
  /** Attempts since then that failed, and how the last one did. */
  readonly failures: number;
  readonly failure: string | undefined;
  readonly failed: Date | undefined;
}

interface DestinationRow {
  readonly name: string;
  readonly configured: boolean;
  readonly paused: string | null;
  readonly paused_at: Date | null;
  readonly queued: number;
  readonly oldest: Date | null;
  readonly dead: number;
  readonly answer: string | null;
  readonly answered: Date | null;
  readonly failures: number;
  readonly failure: string | null;
  readonly failed: Date | null;
}

/** All destinations that there are or were, by name. */
export async function listDestinations(session: Session): Promise<DestinationState[]> {
  const rows = await session.query<DestinationRow>({
    name: 'hl7-destinations',
    text: `select d.*, q.queued, q.oldest, x.dead
      from hl7_destination d,
        lateral (select count(*) as queued, min(o.made) as oldest from hl7_outbox o
          where o.destination = d.name and o.state = ${OUTBOX_STATES.queued}) q,
        lateral (select count(*) as dead from hl7_outbox o
          where o.destination = d.name and o.state = ${OUTBOX_STATES.dead}) x
      order by d.name`,
    values: [],
  });
  return rows.map((row) => ({
    name: row.name,
    isConfigured: row.configured,
    paused: row.paused ?? undefined,
    pausedSince: row.paused_at ?? undefined,
    queued: row.queued,
    oldest: row.oldest ?? undefined,
    dead: row.dead,
    answer: row.answer ?? undefined,
    answered: row.answered ?? undefined,
    failures: row.failures,
    failure: row.failure ?? undefined,
    failed: row.failed ?? undefined,
  }));
}

/**
 * Stops sending to a destination, or, without a reason, goes on with it.
 * @returns whether there is such a destination
 */
export async function setPaused(
  session: Session,
  name: string,
  reason: string | undefined,
): Promise<boolean> {
  const rows = await session.query({
    name: 'hl7-pause',
    text: `update hl7_destination set paused = $2::text,
        paused_at = case when $2::text is null then null else coalesce(paused_at, now()) end
      where name = $1::text returning name`,
    values: [name, reason ?? null],
  });
  return rows.length > 0;
}

export interface OutboxMessage {
  readonly id: number;
  readonly destination: string;
  readonly rule: string;
  readonly source: string;
  readonly made: Date;
  readonly state: OutboxState;
  readonly event: string | undefined;
  readonly controlId: string | undefined;
  readonly attempts: number;
  readonly ready: Date;
  readonly settled: Date | undefined;
  readonly answer: string | undefined;
  readonly reason?: OutboxReason;
}

interface OutboxRow {
  readonly id: number;
  readonly destination: string;
  readonly rule: string;
  readonly source: string;
  readonly made: Date;
  readonly state: number;
  readonly event: string | null;
  readonly control_id: string | null;
  readonly attempts: number;
  readonly ready: Date;
  readonly settled: Date | null;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly reason_text: string | null;
}

const COLUMNS = `id, destination, rule, source, made, state, event, control_id, attempts, ready, settled,
  answer, reason, reason_text`;

export interface OutboxFilter {
  readonly destination?: string;
  readonly state: OutboxState;
  /** Behind this one. */
  readonly after?: number;
  readonly most: number;
}

/** Messages in a state, oldest first; not their content. */
export async function listOutbox(session: Session, filter: OutboxFilter): Promise<OutboxMessage[]> {
  const { destination, state, after = 0, most } = filter;
  const rows = await session.query<OutboxRow>({
    // A statement for each state, so that each has its partial index.
    name: `hl7-outbox-list-${state}`,
    text: `select ${COLUMNS} from hl7_outbox
      where state = ${OUTBOX_STATES[state]} and id > $2::bigint
        and ($1::text is null or destination = $1::text)
      order by id limit $3::integer`,
    values: [destination ?? null, after, most],
  });
  return rows.map(outboxMessage);
}

function outboxMessage(row: OutboxRow): OutboxMessage {
  const { reason, reason_text: text } = row;
  return {
    id: row.id,
    destination: row.destination,
    rule: row.rule,
    source: row.source,
    made: row.made,
    state: outboxStateOf(row.state),
    event: row.event ?? undefined,
    controlId: row.control_id ?? undefined,
    attempts: row.attempts,
    ready: row.ready,
    settled: row.settled ?? undefined,
    answer: row.answer ?? undefined,
    ...(reason !== null && { reason: { code: reason, text: text ?? '' } }),
  };
}

/** A message with the bytes that are sent; undefined content when none could be made. */
export async function findOutboxMessage(
  session: Session,
  id: number,
): Promise<{ readonly message: OutboxMessage; readonly content: Buffer | undefined } | undefined> {
  const [row] = await session.query<OutboxRow & { content: Buffer | null }>({
    name: 'hl7-outbox-find',
    text: `select ${COLUMNS}, content from hl7_outbox where id = $1::bigint`,
    values: [id],
  });
  return row === undefined
    ? undefined
    : { message: outboxMessage(row), content: row.content ?? undefined };
}

/** Which messages a decision is about: some, or all dead ones of a destination. */
export type Chosen = { readonly ids: readonly number[] } | { readonly destination: string };

/**
 * Sends dead messages again, at their old place in the order; those without content are made again
 * from what they were to be made of.
 * @returns how many
 */
export async function retryDead(session: Session, chosen: Chosen): Promise<number> {
  const [row] = await session.query<{ again: number }>({
    name: 'hl7-outbox-retry',
    text: `with chosen as (
        select id, destination, rule, source, content is null as is_empty from hl7_outbox
        where state = ${OUTBOX_STATES.dead} and ${CHOSEN} for update
      ),
      queued as (
        update hl7_outbox o set state = ${OUTBOX_STATES.queued}, attempts = 0, ready = now(),
          settled = null, reason = null, reason_text = null
        from chosen c where o.id = c.id and not c.is_empty
      ),
      changes as (
        insert into hl7_change (rid, version, message, moment, destination, rule)
        select r.rid, case when r.rid is not null then split_part(c.source, '/', 4)::integer end,
          case when r.rid is null then split_part(c.source, '/', 2)::bigint end,
          case when r.rid is null then 1 end, c.destination, c.rule
        from chosen c
        left join resource_type t on t.name = split_part(c.source, '/', 1)
        left join resource r on r.type = t.number and r.id = split_part(c.source, '/', 2)
        where c.is_empty
      ),
      -- A message that came in keeps its row: there is one of each.
      remade as (
        delete from hl7_outbox o using chosen c
        where o.id = c.id and c.is_empty
      )
      select count(*) as again from chosen`,
    values: chosenValues(chosen),
  });
  return row?.again ?? 0;
}

/** Gives up messages that are dead, or queued when they are named. @returns how many */
export async function skipMessages(session: Session, chosen: Chosen): Promise<number> {
  const [row] = await session.query<{ skipped: number }>({
    name: 'hl7-outbox-skip',
    text: `with skipped as (
        update hl7_outbox set state = ${OUTBOX_STATES.skipped}, settled = now()
        where (state = ${OUTBOX_STATES.dead} or (state = ${OUTBOX_STATES.queued} and $2::text is null))
          and ${CHOSEN}
        returning 1
      )
      select count(*) as skipped from skipped`,
    values: chosenValues(chosen),
  });
  return row?.skipped ?? 0;
}

const CHOSEN =
  '($2::text is null or destination = $2::text) and ($1::bigint[] is null or id = any($1::bigint[]))';

function chosenValues(chosen: Chosen): unknown[] {
  return 'ids' in chosen ? [bigintArray(chosen.ids), null] : [null, chosen.destination];
}
