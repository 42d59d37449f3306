/** The answers to the messages of a frame: which are due now, which later, and in which frame. */
import type { Clock } from '../../ports.js';
import type { Receipt } from '../../storage/inbox/receive.js';
import type { Reason } from '../../storage/inbox/states.js';
import type { Feed } from '../feed.js';
import type { Reply } from '../mllp/connection.js';
import { encodeText } from '../parser/charset.js';
import { parsePath } from '../parser/path.js';
import type { Outcome } from '../types.js';
import type { Verdict } from './acceptance.js';
import {
  acknowledge,
  immediateCode,
  laterCode,
  planAcknowledgement,
  wantsLater,
  type AckError,
  type AckPlan,
  type Answer,
  type Fate,
} from './ack.js';
import type { Judged } from './judged.js';

export interface AnswerParts {
  readonly clock: Clock;
  /** MSH-10 of an acknowledgement: at most 20 characters, never the same. */
  readonly newControlId: () => string;
  /** Resolves when a message has been processed, or with undefined when that takes too long. */
  readonly outcomeOf: (id: number, milliseconds: number) => Promise<Outcome | undefined>;
}

/** A message that was judged and, unless it is an acknowledgement itself, stored. */
export interface Kept {
  readonly judged: Judged;
  readonly receipt: Receipt | undefined;
}

/** What is sent back for the messages of one frame. */
export async function replyTo(
  messages: readonly Kept[],
  feed: Feed,
  parts: AnswerParts,
): Promise<Reply> {
  const planned = messages.map((kept) => ({ ...kept, plan: planOf(kept, feed) }));
  const now = planned.map((kept) => answerNow(kept, parts));
  const later = planned.flatMap((kept) => answerLater(kept, feed, parts) ?? []);
  if (later.length === 0) return inOneFrame(now, feed);
  // In the original mode there is one answer, and it comes when the messages are processed.
  if (planned.every(({ plan }) => plan.accept === undefined)) {
    return inOneFrame([...now, ...(await Promise.all(later))], feed);
  }
  return { ...inOneFrame(now, feed), later: Promise.all(later).then(joined) };
}

interface Planned extends Kept {
  readonly plan: AckPlan;
}

function planOf({ judged }: Kept, feed: Feed): AckPlan {
  return planAcknowledgement(judged.header ?? {}, feed.acknowledgement);
}

/** One frame back for each that came: a sender that waits for its answer reads no second one. */
function inOneFrame(answers: readonly (Buffer | undefined)[], feed: Feed): Reply {
  const content = joined(answers);
  const { commitBytes } = feed.acknowledgement;
  if (commitBytes === 'none') return content === undefined ? {} : { content };
  const isGood = answers.every((answer) => answer === undefined || !isNegative(answer));
  const commit = isGood ? 'ack' : 'nak';
  return commitBytes === 'instead' || content === undefined ? { commit } : { commit, content };
}

function isNegative(answer: Buffer): boolean {
  return /\rMSA.[AC][ER]/.test(answer.toString('latin1'));
}

function joined(answers: readonly (Buffer | undefined)[]): Buffer | undefined {
  const due = answers.filter((answer) => answer !== undefined);
  return due.length === 0 ? undefined : Buffer.concat(due);
}

/** The answer that is due once a message is stored. */
function answerNow({ judged, plan }: Planned, parts: AnswerParts): Buffer | undefined {
  const { verdict } = judged;
  if (verdict.kind === 'none') return undefined;
  const code = immediateCode(plan, fateOf(verdict));
  if (code === undefined) return undefined;
  return print(judged, { code, ...('error' in verdict && { error: verdict.error }) }, parts);
}

function fateOf(verdict: Verdict): Fate {
  return verdict.kind === 'error' || verdict.kind === 'reject' ? verdict.kind : 'good';
}

/** The answer that comes once a message is processed; undefined when none may be due. */
function answerLater(
  { judged, receipt, plan }: Planned,
  feed: Feed,
  parts: AnswerParts,
): Promise<Buffer | undefined> | undefined {
  if (receipt === undefined || !wantsLater(plan) || 'error' in judged.verdict) return undefined;
  const outcome = parts.outcomeOf(receipt.id, feed.acknowledgement.processedTimeout);
  return outcome.then((ended) => {
    const code = laterCode(plan, ended?.state === 'failed' ? 'error' : 'good');
    if (code === undefined) return undefined;
    return print(judged, { code, ...explanation(ended) }, parts);
  });
}

function explanation(outcome: Outcome | undefined): Omit<Answer, 'code'> {
  if (outcome === undefined) return { text: 'Stored, not processed yet.' };
  const { state, reason } = outcome;
  if (reason === undefined) return {};
  if (state === 'failed') return { error: errorOf(reason) };
  return state === 'waiting' ? { text: `Stored, waits for a person: ${reason.text}` } : {};
}

/** The failure of a message as an ERR segment has it. */
function errorOf({ code, text, at }: Reason): AckError {
  const condition = /^HL70357-(\d{3})$/.exec(code)?.[1] as AckError['code'] | undefined;
  return {
    code: condition ?? '207',
    message: text,
    location: at === undefined ? undefined : parsePath(at),
  };
}

function print(
  { message, charset }: Judged,
  answer: Answer,
  { newControlId, clock }: AnswerParts,
): Buffer {
  const ids = { controlId: newControlId(), now: clock() };
  return encodeText(acknowledge(message, answer, ids), charset);
}
