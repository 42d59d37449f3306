/** Texts of messages are removed after a while: they hold numbers and names of patients. */
import type { Session } from '../database.js';
import { STATE_NUMBERS } from './states.js';

const BATCH = 500;

/**
 * Removes the texts of messages that came in before a moment and need nobody any more. What is known
 * of them stays, with the digest by which a repeat is recognised.
 * @param before milliseconds since the epoch
 * @returns how many; fewer than there are when it is to be called again
 */
export async function removeTexts(
  session: Session,
  before: number,
): Promise<{ readonly removed: number; readonly isDone: boolean }> {
  const [row] = await session.query<{ removed: number }>({
    name: 'hl7-remove-texts',
    text: `with old as (
        select id from hl7_message
        where received < $1::timestamptz and content is not null
          and received >= coalesce((select removed_until from hl7_retention), '-infinity')
          and state in (${STATE_NUMBERS.processed}, ${STATE_NUMBERS.ignored}, ${STATE_NUMBERS.refused})
        order by received, id limit ${BATCH}
        for update skip locked
      ),
      changed as (
        update hl7_message m set content = null from old where m.id = old.id returning m.id
      )
      select count(*) as removed from changed`,
    values: [new Date(before)],
  });
  const removed = row?.removed ?? 0;
  if (removed === BATCH) return { removed, isDone: false };
  await rememberPlace(session, before);
  return { removed, isDone: true };
}

/** The next time begins at the oldest message that still waits, or at this moment. */
async function rememberPlace(session: Session, before: number): Promise<void> {
  await session.query({
    name: 'hl7-removed-until',
    text: `insert into hl7_retention (removed_until)
      select least($1::timestamptz, min(received)) from hl7_message
      where state <> ${STATE_NUMBERS.processed}
        and state in (${STATE_NUMBERS.received}, ${STATE_NUMBERS.waiting}, ${STATE_NUMBERS.failed})
      on conflict (is_single) do update set removed_until = excluded.removed_until`,
    values: [new Date(before)],
  });
}
