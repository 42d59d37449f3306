/** How the feeds are doing, by numbers: for people and for metrics. */
import type { Session } from '../database.js';
import { STATE_NUMBERS, stateOf, type MessageState } from './states.js';

export interface FeedCounts {
  readonly feed: string;
  /** Messages that need somebody or something; what is done is not counted. */
  readonly open: Readonly<Partial<Record<MessageState, number>>>;
  /** Of those that are received: how many wait behind another one. */
  readonly held: number;
  /** Milliseconds since the oldest message came in that is ready and not done; 0 when none is. */
  readonly lag: number;
}

interface CountRow {
  readonly feed: string;
  readonly state: number;
  readonly count: number;
  readonly held: number;
  readonly lag: number | null;
}

/** Open messages by feed; feeds without any are left out. */
export async function countOpen(session: Session): Promise<FeedCounts[]> {
  const rows = await session.query<CountRow & Record<string, unknown>>({
    name: 'hl7-open',
    // What holds others has left the queue and kept its keys: there is little of it, whatever waits.
    text: `with parked as materialized (
        select k.key, min(k.message) as message from hl7_queue_key k
        where not exists (select from hl7_queue q where q.message = k.message) group by k.key
      ),
      held as materialized (
        select distinct k.message from parked p
          join hl7_queue_key k on k.key = p.key and k.message > p.message
      ),
      open as (
        select m.feed, m.state, m.received,
          m.state = ${STATE_NUMBERS.received} and h.message is not null as is_held
        from hl7_message m left join held h on h.message = m.id
        where m.state <> ${STATE_NUMBERS.processed}
          and m.state in (${STATE_NUMBERS.received}, ${STATE_NUMBERS.waiting}, ${STATE_NUMBERS.failed})
      )
      select feed, state, count(*) as count, count(*) filter (where is_held) as held,
        extract(epoch from now() - min(received) filter (
          where state = ${STATE_NUMBERS.received} and not is_held))::float8 * 1000 as lag
      from open group by feed, state order by feed, state`,
    values: [],
  });
  const feeds = new Map<string, FeedCounts>();
  for (const { feed, state, count, held, lag } of rows) {
    const before = feeds.get(feed) ?? { feed, open: {}, held: 0, lag: 0 };
    feeds.set(feed, {
      feed,
      open: { ...before.open, [stateOf(state)]: count },
      held: before.held + held,
      lag: Math.max(before.lag, Math.round(lag ?? 0)),
    });
  }
  return [...feeds.values()];
}

export interface FeedActivity {
  readonly feed: string;
  /** By state, of messages that came in since a moment. */
  readonly received: Readonly<Partial<Record<MessageState, number>>>;
  /** ISO 8601. */
  readonly last?: string;
}

/** What came in since a moment, by feed. @param since milliseconds since the epoch */
export async function countReceived(session: Session, since: number): Promise<FeedActivity[]> {
  const rows = await session.query<{ feed: string; state: number; count: number; last: Date }>({
    name: 'hl7-received',
    text: `select feed, state, count(*) as count, max(received) as last from hl7_message
      where received >= $1::timestamptz group by feed, state`,
    values: [new Date(since)],
  });
  const feeds = new Map<string, FeedActivity>();
  for (const { feed, state, count, last } of rows) {
    const before = feeds.get(feed) ?? { feed, received: {} };
    const time = last.toISOString();
    feeds.set(feed, {
      feed,
      received: { ...before.received, [stateOf(state)]: count },
      last: before.last === undefined || before.last < time ? time : before.last,
    });
  }
  return [...feeds.values()];
}
