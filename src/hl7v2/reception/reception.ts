/**
 * How a frame is received, whichever door it came through: taken apart, judged, durably stored, and
 * only then answered.
 */
import type { Logger } from '../../ports.js';
import type { IncomingMessage, Receipt } from '../../storage/inbox/receive.js';
import type { Feed } from '../feed.js';
import type { Reply } from '../mllp/connection.js';
import type { ReadFacts } from './acceptance.js';
import { replyTo, type AnswerParts } from './answers.js';
import { incomingMessage } from './incoming.js';
import { judgeFrame, judgeOversize, type Judged } from './judged.js';

export interface ReceptionParts extends AnswerParts {
  readonly readFacts: ReadFacts;
  /** Resolves when the message is committed. Those that are handed over first are stored first. */
  readonly store: (message: IncomingMessage) => Promise<Receipt>;
  /** Messages that are to be processed have been stored. */
  readonly wake: (messages: number) => void;
  readonly log: Logger;
}

export interface Origin {
  readonly feed: Feed;
  /** Address of the sender. */
  readonly peer: string;
}

export interface Reception {
  /**
   * Receives a frame. What it holds is stored in the order of the calls.
   * @throws when it could not be stored: the sender is to be told nothing, and sends it again
   */
  receive(frame: Buffer, origin: Origin): Promise<Reply>;
  /** The answer to a frame that was too large to be received. @param head its beginning */
  refuseOversize(head: Buffer, size: number, origin: Origin): Promise<Reply>;
}

export function createReception(parts: ReceptionParts): Reception {
  const { clock, readFacts, log, store, wake } = parts;

  const keep = async (judged: Judged, { feed, peer }: Origin): Promise<Receipt | undefined> => {
    if (judged.verdict.kind === 'none') {
      log.info({ feed: feed.name }, 'An acknowledgement came in and was not answered');
      return undefined;
    }
    const arrival = { feed: feed.name, peer, received: clock() };
    const receipt = await store(incomingMessage(judged, arrival));
    if (receipt.isNew && receipt.isReusedId) {
      log.warn({ message: receipt.id }, 'A sender gave two messages the same control id');
    }
    return receipt;
  };

  return {
    async receive(frame, origin) {
      const messages = judgeFrame(frame, origin.feed, readFacts);
      // All are handed over in this tick, which keeps the order of frames that come together.
      const kept = messages.map(async (judged) => ({
        judged,
        receipt: await keep(judged, origin),
      }));
      const stored = await Promise.all(kept);
      const news = stored.filter(({ receipt }) => receipt?.isNew === true).length;
      if (news > 0) wake(news);
      return replyTo(stored, origin.feed, parts);
    },
    refuseOversize(head, size, { feed }) {
      const judged = judgeOversize(head, size, feed);
      return replyTo([{ judged, receipt: undefined }], feed, parts);
    },
  };
}
