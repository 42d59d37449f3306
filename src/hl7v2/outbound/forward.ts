/** Messages that came in and are passed on: the same bytes, or a changed copy. */
import { matchesEvent, type Feed } from '../feed.js';
import { encodeText } from '../parser/charset.js';
import { readHeader, type MessageHeader } from '../parser/header.js';
import type { Hl7Message } from '../parser/message.js';
import { decodeMessage } from '../reception/decode.js';
import type { Destination, FieldCondition, ForwardRule } from './destination.js';
import { transformed } from './transform.js';

/** A message that came in. */
export interface ReceivedMessage {
  readonly feed: Feed;
  readonly content: Buffer;
}

export interface Forwarded {
  readonly event: string;
  readonly controlId: string;
  readonly content: Buffer;
}

/**
 * What a rule makes of a message.
 * @returns undefined when it is not about this message
 * @throws Hl7Error when the message can not be read
 */
export function forwarded(
  { feed, content }: ReceivedMessage,
  rule: ForwardRule,
  destination: Destination,
): Forwarded | undefined {
  if (rule.feeds.length > 0 && !rule.feeds.includes(feed.name)) return undefined;
  if (destination.feeds.includes(feed.name) && !destination.echo) return undefined;
  const { message, charset } = decodeMessage(content, {
    charset: feed.charset,
    limits: feed.limits,
  });
  const header = readHeader(message);
  if (isOwn(header, destination)) return undefined;
  const event = `${header.messageCode ?? ''}^${header.triggerEvent ?? ''}`;
  if (rule.events.length > 0 && !matchesEvent(event, rule.events)) return undefined;
  if (!rule.where.every((condition) => holds(message, condition))) return undefined;
  return {
    event,
    controlId: message.text('MSH-10'),
    // In the charset that MSH-18 says, which stays as it is.
    content:
      rule.transform.length === 0
        ? content
        : encodeText(transformed(message, rule.transform), charset),
  };
}

/** We are its sender: another system has sent our own message round. */
function isOwn(header: MessageHeader, { header: own }: Destination): boolean {
  const { sendingApplication, sendingFacility = '' } = header;
  return sendingApplication === own.sendingApplication && sendingFacility === own.sendingFacility;
}

/** Of every segment and repetition that the path does not number. */
function holds(message: Hl7Message, condition: FieldCondition): boolean {
  const values = message
    .all(condition.field)
    .flatMap((value) => (value.isNull ? [] : (value.value ?? [])));
  const { in: wanted, notIn: unwanted, present } = condition;
  return (
    (wanted === undefined || values.some((value) => wanted.includes(value))) &&
    (unwanted === undefined || !values.some((value) => unwanted.includes(value))) &&
    (present === undefined || values.length > 0 === present)
  );
}
