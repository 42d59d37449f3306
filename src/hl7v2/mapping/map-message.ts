/**
 * The mapping of HL7 v2 messages to FHIR R4 with the Dutch profiles: a message and what is known of
 * its sender in, what it says about resources out. Nothing is looked up and nothing is written.
 * https://build.fhir.org/ig/HL7/v2-to-fhir/
 */
import { readHeader } from '../parser/header.js';
import { groupSegments } from '../parser/groups.js';
import type { Hl7Message } from '../parser/message.js';
import { eventTime } from './event-time.js';
import { eventName, readFacts } from './facts.js';
import { handlerOf } from './message/handlers.js';
import { prepareMessage } from './prepare.js';
import { provenanceFacts } from './provenance.js';
import { MappingRun } from './run.js';
import { Site } from './site.js';
import type { Mapped, MappingContext, NotMapped } from './types.js';
import { mapExtensions } from './z-fields.js';

/** Segments that are about the message itself. */
const ENVELOPE: ReadonlySet<string> = new Set(['MSH', 'EVN', 'SFT', 'UAC', 'DSC', 'MRG', 'RGS']);

/**
 * Maps a message.
 * @returns what it says, or why nothing can be made of it
 */
export function mapMessage(original: Hl7Message, context: MappingContext): Mapped | NotMapped {
  const { settings, receivedAt } = context;
  const facts = context.facts ?? readFacts(original, settings, receivedAt);
  if (facts.kind === 'not-mapped') return facts;
  const message = prepareMessage(original, settings);
  const header = readHeader(message);
  const site = new Site(settings, header, context.conceptMap ?? (() => undefined));
  const time = eventTime(message, receivedAt, site);
  const run = new MappingRun(message, context, { site, time });
  const event = eventName(header.messageCode, header.triggerEvent);
  handlerOf(header.messageCode ?? '', header.triggerEvent ?? '')?.map(run, groupSegments(message));
  mapExtensions(run);
  for (const segment of run.unreadSegments()) {
    if (!ENVELOPE.has(segment.name) && !segment.name.startsWith('Z')) {
      site.warn(segment, 'segment-not-mapped', { code: segment.name });
    }
  }
  return {
    kind: 'mapped',
    event,
    effects: run.drafts.map((draft) => draft.effect()),
    lists: run.lists,
    identity: run.identity,
    patients: facts.patients,
    order: facts.order,
    provenance: provenanceFacts(run),
    warnings: site.warnings,
    get trace() {
      return run.drafts.flatMap(({ trace }) => trace);
    },
  };
}
