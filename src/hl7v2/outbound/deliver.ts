/** One message to a destination, and what it answers. */
import { decodeMessage } from '../reception/decode.js';
import { MllpFailure, type MllpClient, type Taken } from '../mllp/client.js';
import { expectedAnswers, isLastAnswer, readAnswer, type Answer, type Expected } from './answer.js';
import type { Destination } from './destination.js';
import type { Ending } from './verdict.js';

/** What is sent. */
export interface Outgoing {
  /** MSH-10: what an answer must name. */
  readonly controlId: string;
  readonly content: Buffer;
}

/** Sends a message and waits for what its destination is to answer. Never throws for what that does. */
export async function deliver(
  client: Pick<MllpClient, 'exchange' | 'tell'>,
  { controlId, content }: Outgoing,
  destination: Destination,
): Promise<Ending> {
  const expected = expectedFor(content, destination);
  const heard = new Heard(controlId, expected);
  try {
    if (destination.acknowledgement === 'none') {
      await client.tell(content);
      return { kind: 'silent' };
    }
    await client.exchange(content, (bytes) => heard.take(bytes));
    return heard.ending();
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'unsendable' };
    if (!(error instanceof MllpFailure)) throw error;
    if (error.kind === 'timeout' && heard.isSilenceGood) return { kind: 'silent' };
    return { kind: 'failed', failure: error.kind, isOtherAnswered: heard.isOtherAnswered };
  }
}

const LIMITS = { maxSegments: 100_000 };

/** By the rules of the destination, or by MSH-15 and MSH-16. */
function expectedFor(content: Buffer, { acknowledgement, charset }: Destination): Expected {
  if (acknowledgement !== 'message') {
    return expectedAnswers(acknowledgement, { accept: undefined, application: undefined });
  }
  try {
    const head = content.subarray(0, content.indexOf('\r') + 1 || content.length);
    const { message } = decodeMessage(head, { charset: { fallback: charset }, limits: LIMITS });
    return expectedAnswers('message', {
      accept: message.get('MSH-15')?.toUpperCase(),
      application: message.get('MSH-16')?.toUpperCase(),
    });
  } catch {
    // It is sent as it is; the usual answer is waited for.
    return expectedAnswers('original', { accept: undefined, application: undefined });
  }
}

/** What has come back so far. */
class Heard {
  readonly #controlId: string;
  readonly #expected: Expected;
  #answer: Answer | undefined;
  #isNotStored = false;
  #isAccepted = false;
  isOtherAnswered = false;

  constructor(controlId: string, expected: Expected) {
    this.#controlId = controlId;
    this.#expected = expected;
  }

  /** Nothing came, and nothing had to; an accept acknowledgement alone is not the whole answer. */
  get isSilenceGood(): boolean {
    return this.#expected.silenceIsGood && !this.#isAccepted;
  }

  take(bytes: Buffer): Taken {
    const read = readAnswer(bytes);
    if (read.kind === 'garbage') return 'garbage';
    if (read.kind === 'commit') {
      this.#isNotStored = !read.isStored;
      return read.isStored ? 'more' : 'done';
    }
    const { answer } = read;
    if (answer.controlId.trim() !== this.#controlId.trim()) {
      // A second answer to a message before; an answer to nothing that is in flight.
      this.isOtherAnswered = true;
      return 'more';
    }
    if (!isLastAnswer(answer, this.#expected)) {
      this.#isAccepted = true;
      return 'more';
    }
    this.#answer = answer;
    return 'done';
  }

  ending(): Ending {
    if (this.#answer !== undefined) return { kind: 'answered', answer: this.#answer };
    return {
      kind: 'failed',
      failure: this.#isNotStored ? 'not-stored' : 'garbage',
      isOtherAnswered: this.isOtherAnswered,
    };
  }
}
