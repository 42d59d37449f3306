/** Messages that are processed anew, after settings, a patient or the server have changed. */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import type { Requeued } from '../../storage/inbox/message-actions.js';
import type { MessageFilter } from '../../storage/inbox/message-list.js';
import { Hl7Error } from '../hl7-error.js';
import { readFacts } from '../mapping/facts.js';
import { orderKeys } from '../reception/order-keys.js';
import { settingsOf, workOf, type AdministrationParts, type Who } from './parts.js';

export interface ReplayRequest {
  readonly filter: MessageFilter;
  /** Messages at most, the oldest first. */
  readonly limit: number;
  readonly who: Who;
}

/** Messages that are put back in one transaction. */
const CHUNK = 200;

/**
 * Puts messages back into the queue, in the order in which they arrived. Each is processed as if it
 * came now with the times that it has: what newer messages have said stays, and the same message
 * again changes nothing.
 * @returns how many were put back, and where to go on when there are more
 * @throws FhirError `unprocessable` when nothing says which messages
 */
export async function replayMessages(
  parts: AdministrationParts,
  { filter, limit, who }: ReplayRequest,
): Promise<JsonObject> {
  ensureSelective(filter);
  let replayed = 0;
  let seen = 0;
  let after = 0;
  while (seen < limit) {
    const wanted = Math.min(CHUNK, limit - seen);
    const ids = await parts.inbox.ids(filter, { after, limit: wanted });
    if (ids.length === 0) break;
    seen += ids.length;
    after = ids.at(-1) ?? after;
    replayed += await requeue(parts, ids, who);
    if (ids.length < wanted) break;
  }
  const more = await parts.inbox.ids(filter, { after, limit: 1 });
  return { replayed, left: seen - replayed, isComplete: more.length === 0 };
}

/** @throws FhirError `unprocessable` for a filter that has everything */
export function ensureSelective(filter: MessageFilter): void {
  if (Object.values(filter).every((value) => value === undefined)) {
    throw new FhirError('unprocessable', 'Nothing says which messages are meant.');
  }
}

async function requeue(
  parts: AdministrationParts,
  ids: readonly number[],
  who: Who,
): Promise<number> {
  const keyless = new Set(await parts.inbox.withoutKeys(ids));
  const keyed = await keysOf(parts, [...keyless]);
  const messages = ids.map((id) => keyed.get(id) ?? { id });
  const details: JsonObject = { first: ids[0] ?? 0, last: ids.at(-1) ?? 0, count: ids.length };
  const [only, ...others] = ids;
  const about = others.length === 0 && only !== undefined ? { message: only } : { details };
  return parts.inbox.requeue(messages, { who, action: 'replay', ...about });
}

/** What was ignored when it came in has no keys yet, and needs them to find its place. */
async function keysOf(
  parts: AdministrationParts,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Requeued>> {
  if (ids.length === 0) return new Map();
  const keyed = new Map<number, Requeued>();
  for (const text of await parts.inbox.texts(ids)) {
    const feed = parts.feeds.find(({ name }) => name === text.feed);
    if (feed === undefined) continue;
    try {
      const { message } = workOf(text, feed);
      const facts = readFacts(message, settingsOf(feed), text.received);
      if (facts.kind === 'facts') {
        keyed.set(text.id, { id: text.id, orderKeys: orderKeys(facts.order) });
      }
    } catch (error) {
      // Processing will run into it again, and tell.
      if (!(error instanceof Hl7Error)) throw error;
    }
  }
  return keyed;
}
