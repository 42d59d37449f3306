/** The messages of a frame, each with what is thought of it before it is acknowledged. */
import type { Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import type { Charset, CharsetRules } from '../parser/charset.js';
import { readHeader, type MessageHeader } from '../parser/header.js';
import type { Hl7Message } from '../parser/message.js';
import { judge, type ReadFacts, type Verdict } from './acceptance.js';
import { decodeMessage } from './decode.js';
import { openEnvelope } from './envelope.js';

export interface Judged {
  readonly bytes: Buffer;
  readonly charset: Charset;
  /** Undefined when it has no header that can be read. */
  readonly message: Hl7Message | undefined;
  readonly header: MessageHeader | undefined;
  readonly verdict: Verdict;
}

/** All messages of a frame are taken or none: the sender may see one answer only. */
export function judgeFrame(frame: Buffer, feed: Feed, readFacts: ReadFacts): Judged[] {
  const { messages, isUtf8, problem } = openEnvelope(frame);
  const charset: CharsetRules =
    isUtf8 && feed.charset.override === undefined
      ? { ...feed.charset, override: 'utf-8' }
      : feed.charset;
  const whole = problem !== undefined && messages.length === 0 ? [frame] : messages;
  const judged = whole.map((bytes) => judgeMessage(bytes, feed, { charset, readFacts }));
  const isRefused = judged.some(({ verdict }) => 'error' in verdict);
  if (problem === undefined && (!isRefused || judged.length === 1)) return judged;
  const error = problem ?? new Hl7Error('207', 'Another message of the same frame is refused.');
  return judged.map((one) => ('error' in one.verdict ? one : refused(one, error)));
}

/** A frame of which only the beginning was kept. */
export function judgeOversize(head: Buffer, size: number, feed: Feed): Judged {
  const text = `The frame has ${size} bytes; at most ${feed.limits.maxFrame} are taken.`;
  const one = judgeMessage(head, feed, { charset: feed.charset, readFacts: headOnly });
  return refused(one, new Hl7Error('104', text));
}

/** What can be read of a beginning is not judged any further: it is refused anyway. */
const headOnly: ReadFacts = () => ({
  kind: 'not-mapped',
  event: '',
  reason: 'ignored',
  text: '',
  warnings: [],
});

function refused(one: Judged, error: Hl7Error): Judged {
  return one.verdict.kind === 'none' ? one : { ...one, verdict: { kind: 'error', error } };
}

function judgeMessage(
  bytes: Buffer,
  feed: Feed,
  { charset: rules, readFacts }: { readonly charset: CharsetRules; readonly readFacts: ReadFacts },
): Judged {
  try {
    const { message, charset } = decodeMessage(bytes, { charset: rules, limits: feed.limits });
    const header = readHeader(message);
    return {
      bytes,
      charset,
      message,
      header,
      verdict: judge(message, header, { feed, readFacts }),
    };
  } catch (error) {
    if (!(error instanceof Hl7Error)) throw error;
    const verdict: Verdict = { kind: 'reject', error };
    return { bytes, charset: 'windows-1252', message: undefined, header: undefined, verdict };
  }
}
