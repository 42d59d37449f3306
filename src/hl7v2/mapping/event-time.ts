/**
 * When the facts of a message were so: EVN-2, else MSH-7. EVN-6 is when it happened, which may be
 * earlier than when it was recorded; the order of messages is that of their recording.
 */
import type { Hl7Message } from '../parser/message.js';
import { dateTime, epoch, hasTime } from './datatype/time.js';
import type { EventTime } from './run.js';
import type { Site } from './site.js';
import { SegmentPlaces, type Source } from './source.js';

/** Clocks differ by this much and no more, in milliseconds. */
const TOLERANCE = 5 * 60_000;

/**
 * @param receivedAt milliseconds since the epoch; nothing is later, or one wrong clock would keep
 * everything that follows from being newer
 */
export function eventTime(message: Hl7Message, receivedAt: number, site: Site): EventTime {
  const [recorded, happened] = sources(message);
  const sent = recorded === undefined ? undefined : epoch(recorded, site);
  if (recorded === undefined || sent === undefined) {
    site.warn({ path: 'MSH-7' }, 'event-time-missing');
    return { at: receivedAt, occurred: new Date(receivedAt).toISOString() };
  }
  const isFuture = sent > receivedAt + TOLERANCE;
  if (isFuture) site.warn(recorded, 'event-in-future');
  const occurred = happened === undefined ? undefined : dateTime(happened, site);
  return {
    at: isFuture ? receivedAt : sent,
    occurred: occurred ?? dateTime(recorded, site) ?? new Date(sent).toISOString(),
  };
}

/** The source of the time that counts, and of the time that it happened. */
function sources(message: Hl7Message): readonly [Source | undefined, Source | undefined] {
  const places = new SegmentPlaces(message);
  const field = (name: string, number: number): Source | undefined => {
    const segment = message.segment(name);
    const source = segment === undefined ? undefined : places.of(segment).field(number);
    return source?.isValued === true ? source : undefined;
  };
  const [sent, recorded, happened] = [field('MSH', 7), field('EVN', 2), field('EVN', 6)];
  if (recorded === undefined) return [sent, happened];
  // An EVN-2 that is only a day says less than the time of the message on that day.
  const isSameDay = sent?.code?.startsWith(recorded.code ?? '') === true && !hasTime(recorded);
  return [isSameDay ? sent : recorded, happened];
}
