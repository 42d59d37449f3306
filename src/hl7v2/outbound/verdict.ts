/** What follows from how a destination answered: sent, to be tried again, set aside, or no more at all. */
import type { OutboxReason } from '../../storage/outbox/states.js';
import { pauseAfter } from '../mllp/backoff.js';
import type { MllpFailureKind } from '../mllp/client.js';
import type { Answer } from './answer.js';
import type { FailureRule, RetryPolicy } from './destination.js';

/** How sending a message ended. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** No answer was due, or none means that all is well. */
  | { readonly kind: 'silent' }
  /** `isOtherAnswered`: answers came, about other messages. */
  | {
      readonly kind: 'failed';
      readonly failure: MllpFailureKind | 'not-stored';
      readonly isOtherAnswered: boolean;
    }
  /** The content can not be put into a frame: it never will be. */
  | { readonly kind: 'unsendable' };

export type Verdict =
  | { readonly state: 'sent'; readonly answer: string | undefined }
  | {
      readonly state: 'queued' | 'dead';
      readonly answer: string | undefined;
      readonly reason: OutboxReason;
      /** Milliseconds until it is tried again. */
      readonly pause: number;
      /** Nothing more is sent before a person has looked. */
      readonly isStop: boolean;
    };

/**
 * Judges an ending by the rules of the destination.
 * @param attempts how often the message was sent before without success
 * @param random from 0 up to 1
 */
export function judgeEnding(
  ending: Ending,
  attempts: number,
  retry: RetryPolicy,
  random: number,
): Verdict {
  if (ending.kind === 'silent') return { state: 'sent', answer: undefined };
  const code = ending.kind === 'answered' ? ending.answer.code : undefined;
  if (code === 'AA' || code === 'CA') return { state: 'sent', answer: code };
  const failed = { answer: code, reason: reasonOf(ending) };
  if (ending.kind === 'unsendable') return { ...failed, state: 'dead', pause: 0, isStop: false };
  const rule = ruleFor(code, retry);
  if (attempts < rule.retries) {
    const pause = pauseAfter(attempts + 1, retry, random);
    return { ...failed, state: 'queued', pause, isStop: false };
  }
  return rule.then === 'stop'
    ? { ...failed, state: 'queued', pause: 0, isStop: true }
    : { ...failed, state: 'dead', pause: 0, isStop: false };
}

function ruleFor(code: string | undefined, retry: RetryPolicy): FailureRule {
  if (code === undefined) return retry.noAnswer;
  return code === 'AE' || code === 'CE' ? retry.error : retry.reject;
}

const FAILURES: Readonly<Record<Extract<Ending, { kind: 'failed' }>['failure'], string>> = {
  'not-connected': 'There was no connection.',
  timeout: 'No answer came in time.',
  disconnected: 'The connection ended before the answer.',
  garbage: 'The answer was no acknowledgement.',
  'not-stored': 'The destination could not store the message (MLLP commit NAK).',
};

/** Codes and places of an acknowledgement, not its texts: they may quote a patient's data. */
function reasonOf(ending: Exclude<Ending, { kind: 'silent' }>): OutboxReason {
  if (ending.kind === 'unsendable') {
    const text = 'The message holds a byte that begins or ends a frame.';
    return { code: 'unsendable', text };
  }
  if (ending.kind === 'failed') {
    const { failure, isOtherAnswered } = ending;
    const other = isOtherAnswered ? ' Answers about other messages did.' : '';
    return { code: failure, text: FAILURES[failure] + other };
  }
  const { code, errors } = ending.answer;
  const named = errors.length === 0 ? '' : ` (${errors.join(', ')})`;
  return { code, text: `The destination answered ${code}${named}.` };
}
