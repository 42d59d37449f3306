/**
 * What must be known of a message before it is mapped: whom it is about, and in which order it stands
 * with others. Identity decides by it, and the queue sorts by it.
 */
import type { Hl7Message } from '../parser/message.js';
import { readHeader } from '../parser/header.js';
import { cx, ei, token } from './datatype/identifier.js';
import { eventTime } from './event-time.js';
import { handlerOf } from './message/handlers.js';
import { overlongField } from './overlong.js';
import { prepareMessage } from './prepare.js';
import { patientFacts } from './segment/patient-facts.js';
import { priorNumbers } from './segment/mrg.js';
import { visitNumber } from './segment/pv1.js';
import type { MappingSettings } from './settings.js';
import { Site } from './site.js';
import { SegmentPlaces, type SegmentSource } from './source.js';
import type { MessageFacts, NotMapped, OrderKeys, PatientFacts, Token } from './types.js';

/**
 * Reads the facts, or says why nothing can be made of the message: the event is not mapped or is to be
 * ignored, a segment is missing, or the patient has no number.
 * @param receivedAt milliseconds since the epoch
 */
export function readFacts(
  original: Hl7Message,
  settings: MappingSettings,
  receivedAt: number,
): MessageFacts | NotMapped {
  const message = prepareMessage(original, settings);
  const header = readHeader(message);
  const event = eventName(header.messageCode, header.triggerEvent);
  const site = new Site(settings, header, () => undefined);
  const refusal = refusalOf(message, event, settings);
  if (refusal !== undefined) return { ...refusal, event, warnings: [] };
  const places = new SegmentPlaces(message);
  const named = (name: string) => message.segmentsNamed(name).map((one) => places.of(one));
  const patients = named('PID').map((pid, index) => patientFacts(pid, index, site));
  const unidentified = patients.find(({ identifiers }) => identifiers.length === 0);
  if (unidentified !== undefined) {
    return {
      kind: 'not-mapped',
      event,
      reason: 'patient-unidentified',
      text: 'The patient has no number that identifies.',
      location: { segment: 'PID', sequence: unidentified.index + 1, field: 3 },
      warnings: site.warnings,
    };
  }
  const at = eventTime(message, receivedAt, site).at;
  return { kind: 'facts', event, patients, order: orderKeys(at, patients, named, site) };
}

/** `ADT^A01` */
export function eventName(code: string | undefined, trigger: string | undefined): string {
  return `${code ?? ''}^${trigger ?? ''}`;
}

/** Why an event is not mapped. */
function refusalOf(
  message: Hl7Message,
  event: string,
  settings: MappingSettings,
): Omit<NotMapped, 'event' | 'warnings'> | undefined {
  const [code = '', trigger = ''] = event.split('^');
  if (settings.ignore.some((rule) => rule === event || rule === `${code}^*`)) {
    return { kind: 'not-mapped', reason: 'ignored', text: `${event} is ignored by the settings.` };
  }
  const handler = handlerOf(code, trigger);
  if (handler === undefined) {
    return {
      kind: 'not-mapped',
      reason: 'unknown-event',
      text: `There is no mapping of ${event}.`,
      location: { segment: 'MSH', field: 9 },
    };
  }
  const overlong = overlongField(message);
  if (overlong !== undefined) {
    return {
      kind: 'not-mapped',
      reason: 'field-too-long',
      text: 'The field is longer than 1,048,576 characters.',
      location: overlong,
    };
  }
  if (handler.isOfOne && message.segmentsNamed('PID').length > 1) {
    return {
      kind: 'not-mapped',
      reason: 'several-patients',
      text: `${event} is about one patient and has more than one segment PID.`,
      location: { segment: 'PID', sequence: 2 },
    };
  }
  const missing = handler.required.find((name) => message.segment(name) === undefined);
  if (missing === undefined) return undefined;
  return {
    kind: 'not-mapped',
    reason: 'segment-missing',
    text: `${event} needs a segment ${missing}.`,
    location: { segment: missing },
  };
}

function orderKeys(
  eventAt: number,
  patients: readonly PatientFacts[],
  named: (name: string) => readonly SegmentSource[],
  site: Site,
): OrderKeys {
  const mrg = named('MRG');
  const sequence = named('MSH')[0]?.field(13).code;
  const orders = [...named('ORC'), ...named('OBR')].flatMap((segment) => [
    ei(segment.field(2), site, 'placer'),
    ei(segment.field(3), site, 'filler'),
  ]);
  const things = [
    ...named('SCH').flatMap((sch) =>
      [1, 2].map((number) => ei(sch.field(number), site, 'appointment')),
    ),
    ...named('TXA').flatMap((txa) =>
      [12, 13].map((number) => ei(txa.field(number), site, 'document')),
    ),
  ];
  const visits = [
    ...named('PV1').map((pv1) => visitNumber(pv1, site)),
    ...mrg.map((segment) => cx(segment.field(5), site, 'visit')),
  ];
  return {
    eventTime: eventAt,
    ...(sequence !== undefined && /^\d{1,15}$/.test(sequence) && { sequence: Number(sequence) }),
    patients: [
      ...patients.flatMap(({ identifiers }) => identifiers),
      ...mrg.flatMap((segment) => priorNumbers(segment, site)),
    ],
    visits: tokensOf(visits),
    orders: tokensOf([...orders, ...things]),
  };
}

function tokensOf(read: readonly (Token | undefined)[]): readonly Token[] {
  const all = read.flatMap((one) => (one === undefined ? [] : [token(one)]));
  return [...new Map(all.map((one) => [`${one.system}|${one.value}`, one])).values()];
}
