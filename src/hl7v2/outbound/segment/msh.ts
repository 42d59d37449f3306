/** MSH and EVN: who says what to whom, and when it happened. HL7 v2.8, 2.14.9, 3.4.1. */
import type { AnswerMode } from '../answer.js';
import { timestampOf } from '../datatype/time.js';
import type { Destination } from '../destination.js';
import { line, type Line } from './lines.js';

export interface HeaderFacts {
  /** MSH-9: code, trigger, structure. */
  readonly type: readonly [string, string, string];
  readonly controlId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** MSH-15 and MSH-16 that ask for the answer that is waited for. */
const ASKS: Readonly<Record<AnswerMode, readonly [string, string]>> = {
  message: ['', ''],
  original: ['', ''],
  enhanced: ['AL', 'NE'],
  application: ['AL', 'AL'],
  none: ['NE', 'NE'],
};

export function msh(destination: Destination, { type, controlId, now }: HeaderFacts): Line {
  const { acknowledgement, charsetName, header, naming } = destination;
  const [accept, application] = ASKS[acknowledgement];
  return line('MSH', {
    3: header.sendingApplication,
    4: header.sendingFacility,
    5: header.receivingApplication,
    6: header.receivingFacility,
    7: timestampOf(now, naming.timeZone),
    9: type,
    10: controlId,
    11: header.processingId,
    12: header.version,
    15: accept,
    16: application,
    17: header.country,
    18: charsetName,
  });
}

/** @param changed milliseconds since the epoch */
export function evn(trigger: string, changed: number, { naming }: Destination): Line {
  return line('EVN', { 1: trigger, 2: timestampOf(changed, naming.timeZone) });
}
