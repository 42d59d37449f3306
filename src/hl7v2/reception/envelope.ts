/**
 * The messages in a frame: one as a rule, several one after the other, or a batch between FHS, BHS,
 * BTS and FTS. HL7 v2.8, 2.10.3 (batch protocol). Works on bytes: every message keeps its own.
 */
import { Hl7Error } from '../hl7-error.js';
import { startsWithByteOrderMark } from '../parser/charset.js';

export interface Envelope {
  /** In their order. A frame without any header segment is one message, which is then refused. */
  readonly messages: readonly Buffer[];
  /** A byte order mark before the first one says that all are UTF-8. */
  readonly isUtf8: boolean;
  /** The frame does not hold what it says: none of its messages may be taken. */
  readonly problem?: Hl7Error;
}

const LF = 0x0a;
const CR = 0x0d;
const HEADER = Buffer.from('MSH');

/** Takes a frame apart. A frame of blanks holds no message. */
export function openEnvelope(frame: Buffer, maxMessages = 1000): Envelope {
  const isUtf8 = startsWithByteOrderMark(frame);
  const heads = headersIn(frame, maxMessages + 1);
  const [first] = heads;
  if (heads.length > maxMessages) {
    const problem = new Hl7Error('104', `The frame has more than ${maxMessages} messages.`);
    return { messages: [], isUtf8, problem };
  }
  if (first === undefined) return { messages: isBlank(frame) ? [] : [frame], isUtf8 };
  const isBatch = /^\W*(FHS|BHS)/i.test(frame.toString('latin1', 0, first));
  if (heads.length === 1 && !isBatch) return { messages: [frame], isUtf8 };
  const messages = heads.map((start, index) =>
    withoutTrailers(frame.subarray(start, heads[index + 1] ?? frame.length)),
  );
  const problem = isBatch ? checkCount(frame, messages.length) : undefined;
  return { messages, isUtf8, ...(problem !== undefined && { problem }) };
}

/** Where lines begin that are MSH segments. */
function headersIn(frame: Buffer, limit: number): number[] {
  const heads: number[] = [];
  let at = frame.indexOf(HEADER);
  while (at >= 0 && heads.length < limit) {
    if (beginsLine(frame, at) && isHeader(frame, at)) heads.push(at);
    at = frame.indexOf(HEADER, at + HEADER.length);
  }
  return heads;
}

function beginsLine(frame: Buffer, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (frame[before] === 0x20 || frame[before] === 0x09)) before -= 1;
  if (before < 0 || frame[before] === CR || frame[before] === LF) return true;
  return before === 2 && startsWithByteOrderMark(frame);
}

/** MSH with delimiters after it: a line of a text may begin with the letters as well. */
function isHeader(frame: Buffer, at: number): boolean {
  return /^MSH([^A-Za-z0-9\s"])[^A-Za-z0-9\s"]{2,6}(\1|\s|$)/.test(
    frame.toString('latin1', at, at + 12),
  );
}

const TRAILER = /[\r\n][ \t]*(?:BTS|FTS|BHS|FHS)(?=[^A-Za-z0-9]|$)/;
/** Trailers come at the end of a message; a long one need not be searched from its begin. */
const TRAILER_SPACE = 65_536;

/** Without the segments of the batch that follow a message. */
function withoutTrailers(message: Buffer): Buffer {
  const from = Math.max(0, message.length - TRAILER_SPACE);
  const found = TRAILER.exec(message.toString('latin1', from));
  return found === null ? message : message.subarray(0, from + found.index + 1);
}

/** BTS-1, the number of messages, of all batches together. */
function checkCount(frame: Buffer, count: number): Hl7Error | undefined {
  const text = frame.toString('latin1');
  const counts = [...text.matchAll(/[\r\n][ \t]*BTS[^A-Za-z0-9\s](\d{1,9})/g)].map(([, digits]) =>
    Number(digits),
  );
  const batches = [...text.matchAll(/(?:^|[\r\n])[ \t]*BHS[^A-Za-z0-9\s]/g)].length;
  if (counts.length === 0 || counts.length < batches) return undefined;
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (total === count) return undefined;
  return new Hl7Error('100', `The batch says that it has ${total} messages, and has ${count}.`, {
    segment: 'BTS',
    field: 1,
  });
}

function isBlank(frame: Buffer): boolean {
  return frame.every((byte) => byte <= 0x20);
}
