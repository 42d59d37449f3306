/** Lists of messages, one message with all that is known of it, and how the feeds are doing. */
import type { JsonObject } from '../../fhir/json.js';
import type { ListPage, MessageFilter, MessageSummary } from '../../storage/inbox/message-list.js';
import type { Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import { decodeMessage } from '../reception/decode.js';
import { existingMessage, type AdministrationParts, type Who } from './parts.js';
import { messageTree } from './tree.js';

export interface MessageList {
  readonly messages: readonly MessageSummary[];
  /** `before` of the next page; undefined on the last one. */
  readonly next?: number;
}

/** A page of messages, newest first. Lines of a list hold no data of patients. */
export async function listMessages(
  { inbox }: AdministrationParts,
  filter: MessageFilter,
  page: ListPage,
): Promise<MessageList> {
  const found = await inbox.list(filter, { ...page, limit: page.limit + 1 });
  const messages = found.slice(0, page.limit);
  const last = messages.at(-1);
  return found.length > page.limit && last !== undefined
    ? { messages, next: last.id }
    : { messages };
}

/**
 * One message: its text, its parts, what it became, why, candidates, and what was done with it. It
 * holds data of a patient, so it is kept who has seen it.
 * @throws FhirError `not-found`
 */
export async function showMessage(
  parts: AdministrationParts,
  id: number,
  who: Who,
): Promise<JsonObject> {
  const { inbox, feeds } = parts;
  const { content, outcome, decision, behind, waitsFor, ...summary } = await existingMessage(
    parts,
    id,
  );
  await inbox.record({ who, action: 'show', message: id });
  const actions = await inbox.actions({ message: id, limit: 100 });
  return {
    ...(summary as unknown as JsonObject),
    ...(content === undefined ? { isTextRemoved: true } : textOf(content, feeds, summary.feed)),
    ...(outcome !== undefined && { outcome }),
    ...(decision !== undefined && { decision }),
    behind: [...behind],
    waitsFor: [...waitsFor],
    actions: actions.map((action) => ({ ...action })),
  };
}

/** Also of what can't be parsed: then only the text. */
function textOf(content: Buffer, feeds: readonly Feed[], name: string): JsonObject {
  const feed = feeds.find((one) => one.name === name);
  try {
    if (feed === undefined) return { text: content.toString('latin1') };
    const { message, charset } = decodeMessage(content, feed);
    const text = message.segments.map(({ raw }) => raw).join('\n');
    return { text, charset, segments: messageTree(message) };
  } catch (error) {
    if (!(error instanceof Hl7Error)) throw error;
    return { text: content.toString('latin1') };
  }
}

/** Milliseconds of the time that activity is counted over when nobody says. */
const DAY = 86_400_000;

/**
 * The feeds, each with what is open, what came in since a moment, and how far it is behind.
 * @param since milliseconds since the epoch; a day ago when left out
 */
export async function listFeeds(
  { inbox, feeds, environment }: AdministrationParts,
  since?: number,
): Promise<JsonObject[]> {
  const from = since ?? environment.clock() - DAY;
  const [open, activity] = [await inbox.open(), await inbox.received(from)];
  const names = new Set([
    ...feeds.map(({ name }) => name),
    ...open.map(({ feed }) => feed),
    ...activity.map(({ feed }) => feed),
  ]);
  return [...names].map((name): JsonObject => {
    const feed = feeds.find((one) => one.name === name);
    const counts = open.find((one) => one.feed === name);
    const received = activity.find((one) => one.feed === name);
    return {
      feed: name,
      isConfigured: feed !== undefined,
      ...(feed?.listener !== undefined && {
        listener: { host: feed.listener.host, port: feed.listener.port },
      }),
      open: { ...counts?.open },
      held: counts?.held ?? 0,
      lagSeconds: Math.round((counts?.lag ?? 0) / 1000),
      since: new Date(from).toISOString(),
      received: { ...received?.received },
      ...(received?.last !== undefined && { last: received.last }),
    };
  });
}
