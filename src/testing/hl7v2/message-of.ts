/** Messages and parts of them for tests of the mapping. */
import type { JsonObject } from '../../fhir/json.js';
import { unmarkDecimals } from '../../fhir/decimal.js';
import { MappingRun } from '../../hl7v2/mapping/run.js';
import { eventTime } from '../../hl7v2/mapping/event-time.js';
import { Site } from '../../hl7v2/mapping/site.js';
import { completeSettings, type MappingSettings } from '../../hl7v2/mapping/settings.js';
import { SegmentPlaces, type SegmentSource, type Source } from '../../hl7v2/mapping/source.js';
import { readHeader } from '../../hl7v2/parser/header.js';
import { parseMessage, type Hl7Message } from '../../hl7v2/parser/message.js';

export const RECEIVED_AT = Date.parse('2026-11-21T12:00:00Z');

/** A header of a hospital's ADT system. @param event `ADT^A08` */
export function header(event: string, time = '20260310100000', controlId = 'C1'): string {
  return `MSH|^~\\&|ZIS|OLZ|FHIR|OLZ|${time}||${event}|${controlId}|P|2.4`;
}

/** A message of these lines. */
export function messageOf(...lines: readonly string[]): Hl7Message {
  return parseMessage(lines.join('\r'));
}

/** What a conversion knows of the sender. */
export function siteOf(settings: Partial<MappingSettings> = {}): Site {
  const message = messageOf(header('ADT^A08'));
  return new Site(completeSettings(settings), readHeader(message), () => undefined);
}

/** The first segment of a message with just this one, at its place. */
export function segmentOf(line: string): SegmentSource {
  const message = messageOf(header('ADT^A08'), line);
  const segment = message.segments[1];
  if (segment === undefined) throw new Error('There is no segment.');
  return new SegmentPlaces(message).of(segment);
}

/** A field that holds this text, as the first repetition of `ZZZ-1`. */
export function valueOf(text: string): Source {
  const field = segmentOf(`ZZZ|${text}`).field(1);
  return field.repetitions[0] ?? field;
}

/** The mapping of a message that has just begun. */
export function runOf(
  message: Hl7Message = messageOf(header('ADT^A08')),
  settings: Partial<MappingSettings> = {},
): MappingRun {
  const complete = completeSettings(settings);
  const site = new Site(complete, readHeader(message), () => undefined);
  const context = {
    settings: complete,
    patients: [],
    receivedAt: RECEIVED_AT,
    messageId: 'test',
    feed: 'test',
  };
  return new MappingRun(message, context, {
    site,
    time: eventTime(message, RECEIVED_AT, site),
  });
}

/** The rules of the warnings so far. */
export function rulesOf(site: Site): readonly string[] {
  return site.warnings.map(({ rule }) => rule);
}

/** A value as it is sent to a client: numbers with their digits. */
export function sent(value: unknown): JsonObject {
  return JSON.parse(unmarkDecimals(JSON.stringify(value))) as JsonObject;
}
