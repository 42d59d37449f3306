/** What people do with messages: they decide, replay and ignore; who did what is kept. */
import type { JsonObject } from '../../fhir/json.js';
import type { Key } from '../../search/keys.js';
import { bigintArray, keyArray } from '../arrays.js';
import type { Session } from '../database.js';
import { STATE_NUMBERS } from './states.js';

export interface NewAction {
  readonly who: string;
  readonly action: 'show' | 'try' | 'decide' | 'replay' | 'ignore' | 'merge' | 'unmerge';
  readonly message?: number;
  /** No values of messages. */
  readonly details?: JsonObject;
}

export interface StoredAction extends NewAction {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
}

/** Keeps who did what. */
export async function recordAction(session: Session, action: NewAction): Promise<void> {
  const { who, action: name, message, details } = action;
  await session.query({
    name: 'hl7-action',
    text: 'insert into hl7_action (who, action, message, details) values ($1, $2, $3, $4::jsonb)',
    values: [who, name, message ?? null, details === undefined ? null : JSON.stringify(details)],
  });
}

interface ActionRow {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly action: NewAction['action'];
  readonly message: number | null;
  readonly details: JsonObject | null;
}

/** What was done, newest first. @param about one message, or all there is */
export async function listActions(
  session: Session,
  about: { readonly message?: number; readonly before?: number; readonly limit: number },
): Promise<StoredAction[]> {
  const rows = await session.query<ActionRow & Record<string, unknown>>({
    name: '',
    text: `select id, at, who, action, message, details from hl7_action
      where ${about.message === undefined ? '$2::bigint is null' : 'message = $2::bigint'}
        and id < coalesce($3::bigint, 9223372036854775807)
      order by id desc limit $1::integer`,
    values: [about.limit, about.message ?? null, about.before ?? null],
  });
  return rows.map(({ id, at, who, action, message, details }) => ({
    id,
    at: at.toISOString(),
    who,
    action,
    ...(message !== null && { message }),
    ...(details !== null && { details }),
  }));
}

/** A message that is to be processed anew. */
export interface Requeued {
  readonly id: number;
  /** Keys that it gets in place of those that it has, for one that came in without. */
  readonly orderKeys?: readonly Key[];
}

/**
 * Puts messages back into the queue, at the place that their arrival gives them. Those that are in it
 * already, were refused, or have lost their text are left out.
 * @returns how many were put back
 */
export async function requeueMessages(
  session: Session,
  messages: readonly Requeued[],
): Promise<number> {
  if (messages.length === 0) return 0;
  const keyed = messages.filter(({ orderKeys }) => (orderKeys?.length ?? 0) > 0);
  const pairs = keyed.flatMap(({ id, orderKeys = [] }) => orderKeys.map((key) => ({ id, key })));
  const [row] = await session.query<{ count: number }>({
    name: 'hl7-requeue',
    text: `with given as (
        select id, array_agg(key) as keys
        from unnest($2::bigint[], $3::bigint[]) as g(id, key) group by id
      ),
      picked as (
        select m.id, coalesce(g.keys, m.order_keys) as keys
        from hl7_message m left join given g on g.id = m.id
        where m.id = any($1::bigint[]) and m.content is not null
          and m.state not in (${STATE_NUMBERS.received}, ${STATE_NUMBERS.refused})
        order by m.id for update of m
      ),
      queued as (
        insert into hl7_queue (message, ready) select id, '-infinity' from picked
        on conflict (message) do nothing
      ),
      keyed as (
        insert into hl7_queue_key (key, message)
        select distinct k.key, p.id from picked p, unnest(p.keys) k(key)
        on conflict do nothing
      ),
      changed as (
        update hl7_message m set state = ${STATE_NUMBERS.received}, settled = null, reason = null,
          reason_text = null, reason_at = null, order_keys = p.keys
        from picked p where m.id = p.id
        returning m.id
      )
      select count(*) as count from changed`,
    values: [
      bigintArray(messages.map(({ id }) => id)),
      bigintArray(pairs.map(({ id }) => id)),
      keyArray(pairs.map(({ key }) => key)),
    ],
  });
  return row?.count ?? 0;
}

/** Remembers what a person has decided about a message that waits or failed. */
export async function writeDecision(
  session: Session,
  id: number,
  decision: JsonObject,
): Promise<boolean> {
  const rows = await session.query({
    name: 'hl7-decision',
    text: `update hl7_message set decision = $2::jsonb
      where id = $1::bigint and state in (${STATE_NUMBERS.waiting}, ${STATE_NUMBERS.failed})
      returning id`,
    values: [id, JSON.stringify(decision)],
  });
  return rows.length === 1;
}

/**
 * Nothing is to be made of a message that waits or failed; what waits behind it goes on.
 * @returns false when it neither waits nor failed
 */
export async function ignoreMessage(session: Session, id: number): Promise<boolean> {
  const rows = await session.query({
    name: 'hl7-ignore',
    text: `with changed as (
        update hl7_message set state = ${STATE_NUMBERS.ignored}, settled = now(),
          reason = 'ignored-by-person', reason_text = 'A person has decided that nothing is made of it.',
          reason_at = null
        where id = $1::bigint and state in (${STATE_NUMBERS.waiting}, ${STATE_NUMBERS.failed})
        returning id, order_keys
      ),
      freed as (
        delete from hl7_queue_key k using changed c where k.message = c.id and k.key = any(c.order_keys)
      )
      select id from changed`,
    values: [id],
  });
  return rows.length === 1;
}
