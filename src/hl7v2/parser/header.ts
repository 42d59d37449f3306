/** What MSH says about a message. HL7 v2.8, 2.14.9. */
import type { Hl7Message } from './message.js';
import { structureOf } from './structure-ids.js';

export interface MessageHeader {
  /** MSH-3.1 and MSH-4.1: who sent it. */
  readonly sendingApplication: string | undefined;
  readonly sendingFacility: string | undefined;
  readonly receivingApplication: string | undefined;
  readonly receivingFacility: string | undefined;
  /** MSH-7 as it was sent. */
  readonly dateTime: string | undefined;
  /** MSH-9.1, such as `ADT`. */
  readonly messageCode: string | undefined;
  /** MSH-9.2, such as `A01`; undefined in messages without one, such as an ACK of version 2.2. */
  readonly triggerEvent: string | undefined;
  /** MSH-9.3, or what code and trigger imply; undefined when they imply nothing known. */
  readonly structure: string | undefined;
  /** MSH-10. */
  readonly controlId: string | undefined;
  /** MSH-11.1: P, T or D. */
  readonly processingId: string | undefined;
  /** MSH-12.1, such as `2.4`. */
  readonly version: string | undefined;
  /** MSH-15 and MSH-16: AL, NE, ER, SU. */
  readonly acceptAcknowledgement: string | undefined;
  readonly applicationAcknowledgement: string | undefined;
  /** MSH-17.1, such as `NLD`. */
  readonly country: string | undefined;
}

/** Reads the header of a message. Nothing is judged. */
export function readHeader(message: Hl7Message): MessageHeader {
  const messageCode = message.get('MSH-9.1')?.toUpperCase();
  const triggerEvent = message.get('MSH-9.2')?.toUpperCase() ?? message.get('EVN-1')?.toUpperCase();
  return {
    sendingApplication: message.get('MSH-3'),
    sendingFacility: message.get('MSH-4'),
    receivingApplication: message.get('MSH-5'),
    receivingFacility: message.get('MSH-6'),
    dateTime: message.get('MSH-7'),
    messageCode,
    triggerEvent,
    structure: structureOf(messageCode, triggerEvent) ?? message.get('MSH-9.3')?.toUpperCase(),
    controlId: message.get('MSH-10'),
    processingId: message.get('MSH-11'),
    version: message.get('MSH-12'),
    acceptAcknowledgement: message.get('MSH-15')?.toUpperCase(),
    applicationAcknowledgement: message.get('MSH-16')?.toUpperCase(),
    country: message.get('MSH-17'),
  };
}
