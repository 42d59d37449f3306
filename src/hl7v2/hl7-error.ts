/**
 * What is wrong with a message, in the words of HL7 table 0357 and the location of an ERR segment.
 * HL7 v2.5.1, 2.15.5 (ERR). The text never quotes a value of the message: it may be a patient's.
 */

/** HL7 table 0357, message error condition codes. */
export type Hl7ErrorCode =
  | '100'
  | '101'
  | '102'
  | '103'
  | '104'
  | '200'
  | '201'
  | '202'
  | '203'
  | '204'
  | '205'
  | '206'
  | '207';

/** ERL: where in the message. Everything counts from 1. */
export interface Hl7Location {
  readonly segment: string;
  /** Which of the segments of that name; 1 when it is the only one. */
  readonly sequence?: number;
  readonly field?: number;
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

/** A message that can not be taken, or not be processed. */
export class Hl7Error extends Error {
  readonly code: Hl7ErrorCode;
  readonly location: Hl7Location | undefined;

  /** @param message for people; holds no value of the message */
  constructor(code: Hl7ErrorCode, message: string, location?: Hl7Location) {
    super(message);
    this.name = 'Hl7Error';
    this.code = code;
    this.location = location;
  }
}

/** For the log: the kind of an error. Its message may quote a value. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
