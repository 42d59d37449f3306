/**
 * What a receiver's acknowledgement says. HL7 v2.8, 2.9 (original and enhanced mode), 2.14.8 (MSA).
 */
import type { AckCode } from '../reception/ack.js';
import { decodeMessage } from '../reception/decode.js';
import { readCommit } from '../mllp/frame.js';
import { Hl7Error } from '../hl7-error.js';
import type { Hl7Message } from '../parser/message.js';

/** An answer as it came in. */
export interface Answer {
  readonly code: AckCode;
  /** MSA-2: MSH-10 of the message that it answers. */
  readonly controlId: string;
  /** ERR-3 or MSA-6, and where: codes and places, no texts; they may quote a patient's data. */
  readonly errors: readonly string[];
}

export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly message: Hl7Message }
  /** MLLP release 2: whether the receiver has stored the message. */
  | { readonly kind: 'commit'; readonly isStored: boolean }
  /** A message of another kind, or none at all. */
  | { readonly kind: 'garbage' };

const CODES: ReadonlySet<string> = new Set(['AA', 'AE', 'AR', 'CA', 'CE', 'CR']);
const RULES = { charset: { fallback: 'windows-1252' }, limits: { maxSegments: 1000 } } as const;

/** Reads the content of a frame that came back. */
export function readAnswer(content: Buffer): ReadAnswer {
  const commit = readCommit(content);
  if (commit !== undefined) return { kind: 'commit', isStored: commit === 'ack' };
  try {
    const { message } = decodeMessage(content, RULES);
    const code = message.get('MSA-1')?.toUpperCase() ?? '';
    if (!CODES.has(code)) return { kind: 'garbage' };
    // MSA-2 byte for byte: what it is compared with was not trimmed either.
    const controlId = message.text('MSA-2');
    const answer = { code: code as AckCode, controlId, errors: errorsOf(message) };
    return { kind: 'answer', answer, message };
  } catch (error) {
    if (error instanceof Hl7Error) return { kind: 'garbage' };
    throw error;
  }
}

/** Codes and places only, such as `101 PID-3`. */
function errorsOf(message: Hl7Message): string[] {
  const errors = message.segmentsNamed('ERR').map((segment) => {
    const old = segment.field(1);
    if (!old.isAbsent && segment.field(3).isAbsent) {
      return errorText(
        old.component(4).value,
        [1, 3].map((part) => old.component(part).value),
      );
    }
    const place = segment.field(2);
    return errorText(
      segment.field(3).value,
      [1, 3].map((part) => place.component(part).value),
    );
  });
  const condition = message.get('MSA-6');
  return [...errors, ...(condition === undefined ? [] : [errorText(condition, [])])]
    .filter((text) => text !== '')
    .slice(0, 10);
}

function errorText(code: string | undefined, place: readonly (string | undefined)[]): string {
  const where = place.filter((part) => part !== undefined).join('-');
  return [code ?? '', where]
    .map((part) => part.replace(/[^A-Za-z0-9-]/g, '').slice(0, 20))
    .filter((part) => part !== '')
    .join(' ');
}

/** Which answers end the wait for a message. */
export interface Expected {
  /** CA, CE, CR is the last word, or comes before it. */
  readonly accept: boolean;
  /** AA, AE, AR is due. */
  readonly application: boolean;
  /** No answer in time means that all is well. */
  readonly silenceIsGood: boolean;
}

/** How a destination answers; `message`: as MSH-15 and MSH-16 of what is sent ask for. */
export type AnswerMode = 'message' | 'original' | 'enhanced' | 'application' | 'none';

const ORIGINAL: Expected = { accept: false, application: true, silenceIsGood: false };

/** What is to be waited for. @param asks MSH-15 and MSH-16 of the message */
export function expectedAnswers(
  mode: AnswerMode,
  asks: { readonly accept: string | undefined; readonly application: string | undefined },
): Expected {
  switch (mode) {
    case 'original':
      return ORIGINAL;
    case 'enhanced':
      return { accept: true, application: false, silenceIsGood: false };
    case 'application':
      return { accept: true, application: true, silenceIsGood: false };
    case 'none':
      return { accept: false, application: false, silenceIsGood: true };
    case 'message':
      return byHeader(asks.accept, asks.application);
  }
}

function byHeader(accept: string | undefined, application: string | undefined): Expected {
  if (accept === undefined && application === undefined) return ORIGINAL;
  const isDue = (value: string | undefined): boolean => value !== undefined && value !== 'NE';
  // `ER` is answered when something is wrong only; an answer may come, and none is good.
  const isOnlyError = [accept, application].every((value) => !isDue(value) || value === 'ER');
  return {
    accept: isDue(accept),
    application: isDue(application),
    silenceIsGood: isOnlyError,
  };
}

/** Whether an answer ends the wait: a refusal always does, `CA` unless the application is to speak. */
export function isLastAnswer(answer: Answer, expected: Expected): boolean {
  return answer.code !== 'CA' || !(expected.accept && expected.application);
}
