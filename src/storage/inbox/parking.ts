/**
 * Messages that wait behind one that waits for a person leave the front of the queue, so that any
 * number of them can wait for weeks and the rest goes on at the same speed.
 */
import type { Database, Session } from '../database.js';

/** Held by who parks and by who lets go, so that nothing is parked that was just let go. */
const PARKING_LOCK = 7_620_011;

/** Rows that are looked at together: more than a claim looks at. */
const OLDEST = 5000;

/** Parks what is blocked by a message that is in nobody's hands, or is parked itself. */
export async function parkBlocked(database: Database): Promise<void> {
  await database.inTransaction(async (session) => {
    await lock(session);
    await session.query({
      name: 'hl7-park',
      text: `with oldest as materialized (
          select q.message from hl7_queue q
          where q.ready < 'infinity' order by q.message limit ${OLDEST}
        )
        update hl7_queue q set ready = 'infinity'
        from oldest o
        where q.message = o.message and q.worker is null and exists (
          select from hl7_message m, unnest(m.order_keys) k(key), lateral (
            select e.message from hl7_queue_key e
            where e.key = k.key and e.message < q.message order by e.message limit 1) e
          where m.id = q.message and not exists (
            select from hl7_queue b where b.message = e.message and b.ready < 'infinity'))`,
      values: [],
    });
  });
}

/** Lets all go that is parked: what is still blocked is parked again. Within a transaction. */
export async function letGo(session: Session): Promise<void> {
  await lock(session);
  await session.query({
    name: 'hl7-let-go',
    text: `update hl7_queue set ready = '-infinity' where ready = 'infinity'`,
    values: [],
  });
}

async function lock(session: Session): Promise<void> {
  await session.query({
    name: 'hl7-parking-lock',
    text: 'select pg_advisory_xact_lock($1)',
    values: [PARKING_LOCK],
  });
}
