/**
 * Processes what the inbox holds: takes messages that are ready, several at a time, and writes down
 * what became of each. Any number of processes do this side by side. A message is begun only when
 * no earlier one of the same patient, visit or order is left.
 */
import { FhirError } from '../../fhir/errors.js';
import type { Logger } from '../../ports.js';
import { ClaimLost, type ClaimedMessage, type Settlement } from '../../storage/inbox/queue.js';
import type { StoreTransaction } from '../../storage/store.js';
import { matchesEvent, type Feed } from '../feed.js';
import { isAboutIdentity } from '../identity/undecided.js';
import { readHeader } from '../parser/header.js';
import { decodeMessage } from '../reception/decode.js';
import type { MessageInProcess, Outcome, ProcessMessage } from '../types.js';
import { judgeFailure, MOST_STARTS, TOO_OFTEN } from './failures.js';

/** What the pipeline needs of the inbox. */
export interface PipelineInbox {
  /** Undefined while this process may begin nothing. */
  readonly worker: number | undefined;
  claim(worker: number, most: number): Promise<readonly ClaimedMessage[]>;
  settle(settlement: Settlement): Promise<void>;
  postpone(
    claim: { readonly id: number; readonly worker: number },
    delay: { readonly milliseconds: number; readonly countsAsStart: boolean },
  ): Promise<void>;
  release(worker: number, ids: readonly number[]): Promise<void>;
}

export interface PipelineParts {
  readonly inbox: PipelineInbox;
  /** Undefined for a feed that is not configured any more. */
  readonly feed: (name: string) => Feed | undefined;
  readonly process: ProcessMessage;
  /** Messages that this process is at at the same time. */
  readonly concurrency: number;
  /** Called for every message that was processed here. */
  readonly onOutcome: (message: ClaimedMessage, outcome: Outcome) => void;
  readonly log: Logger;
}

/** How often a process with nothing to do looks for work that came in elsewhere. */
const IDLE_MILLISECONDS = 500;

/** A claim by the process that made it. */
interface Claim {
  readonly message: ClaimedMessage;
  readonly worker: number;
  /** `ADT^A40`, once the message has been read. */
  event?: string;
}

export class Pipeline {
  readonly #parts: PipelineParts;
  /** Claimed and not begun. */
  #claims: Claim[] = [];
  readonly #running = new Set<Promise<void>>();
  #isClaiming = false;
  #isStopped = false;
  /** Asked for while claiming: there may be more than what was seen. */
  #isWoken = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  start(): void {
    this.wake();
  }

  /** There is something to do. */
  wake(): void {
    this.#isWoken = true;
    void this.#fill();
  }

  /** Begins nothing more; resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const left = this.#claims.splice(0);
    for (const { worker, message } of left) {
      // What can't be given back is free when this process ends.
      await this.#parts.inbox.release(worker, [message.id]).catch(() => undefined);
    }
    await Promise.all(this.#running);
  }

  async #fill(): Promise<void> {
    this.#begin();
    if (this.#isStopped || this.#isClaiming || this.#claims.length > 0) return;
    const free = this.#parts.concurrency - this.#running.size;
    if (free <= 0) return;
    this.#isClaiming = true;
    this.#isWoken = false;
    const count = await this.#claim(free * 2);
    this.#isClaiming = false;
    this.#begin();
    if (count > 0 || this.#wasWoken()) void this.#fill();
    else this.#sleep();
  }

  #wasWoken(): boolean {
    return this.#isWoken;
  }

  async #claim(most: number): Promise<number> {
    const { inbox, log } = this.#parts;
    const { worker } = inbox;
    if (worker === undefined) return 0;
    try {
      const messages = await inbox.claim(worker, most);
      this.#claims.push(...messages.map((message) => ({ message, worker })));
      return messages.length;
    } catch (error) {
      log.warn(aboutError(error), 'Messages could not be taken from the inbox');
      return 0;
    }
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, IDLE_MILLISECONDS);
  }

  #begin(): void {
    while (!this.#isStopped && this.#running.size < this.#parts.concurrency) {
      const claim = this.#claims.shift();
      if (claim === undefined) return;
      const run = this.#handle(claim).finally(() => {
        this.#running.delete(run);
        // Others of the same patient may be ready now.
        this.wake();
      });
      this.#running.add(run);
    }
  }

  /** Never rejects: whatever happens, the message is written down, postponed or somebody else's. */
  async #handle(claim: Claim): Promise<void> {
    const { id, starts } = claim.message;
    const { log } = this.#parts;
    try {
      const outcome =
        starts > MOST_STARTS ? await this.#settle(claim, TOO_OFTEN) : await this.#process(claim);
      this.#parts.onOutcome(claim.message, outcome);
    } catch (error) {
      if (error instanceof ClaimLost) {
        log.warn({ message: id }, 'A message was taken over by another process');
        return;
      }
      await this.#fail(claim, error).catch((failure: unknown) => {
        // Left as begun by this process; free again when its number is.
        log.error({ message: id, ...aboutError(failure) }, 'An outcome could not be written down');
      });
    }
  }

  async #process(claim: Claim): Promise<Outcome> {
    const feed = this.#parts.feed(claim.message.feed);
    if (feed === undefined) return this.#settle(claim, FEED_UNKNOWN);
    const work = workOf(claim.message, feed);
    const { messageCode = '', triggerEvent = '' } = work.header;
    claim.event = `${messageCode}^${triggerEvent}`;
    const settleWithin = (transaction: StoreTransaction, outcome: Outcome): Promise<void> =>
      transaction.settleMessage(this.#settlement(claim, outcome));
    const { outcome, isSettled } = await this.#parts.process(work, settleWithin);
    return isSettled ? outcome : this.#settle(claim, outcome);
  }

  async #fail(claim: Claim, error: unknown): Promise<void> {
    const { inbox, log, onOutcome } = this.#parts;
    const { id, starts } = claim.message;
    const failure = judgeFailure(error, starts);
    if (failure.kind === 'final') {
      onOutcome(claim.message, await this.#settle(claim, failure.outcome));
      return;
    }
    log[failure.kind === 'later' ? 'warn' : 'error'](
      { message: id, starts, ...aboutError(error) },
      'A message could not be processed and is tried again',
    );
    await inbox.postpone(
      { id, worker: claim.worker },
      { milliseconds: failure.milliseconds, countsAsStart: failure.kind === 'again' },
    );
  }

  async #settle(claim: Claim, outcome: Outcome): Promise<Outcome> {
    await this.#parts.inbox.settle(this.#settlement(claim, outcome));
    return outcome;
  }

  #settlement({ message, worker, event }: Claim, outcome: Outcome): Settlement {
    const { state, reason, details } = outcome;
    const feed = this.#parts.feed(message.feed);
    return {
      id: message.id,
      worker,
      state,
      ...(reason !== undefined && { reason }),
      ...(details !== undefined && { outcome: details }),
      isHolding: feed !== undefined && isHolding(feed, outcome, event),
    };
  }
}

/**
 * Whether later messages of the same patients are to wait too. What comes after one of which it is
 * not clear whom it is about could else be given to somebody without that being noticed.
 */
function isHolding(feed: Feed, { state, reason }: Outcome, event: string | undefined): boolean {
  if (state !== 'waiting' && state !== 'failed') return false;
  if (feed.identity.hold && isAboutIdentity(reason?.code)) return true;
  return event !== undefined && matchesEvent(event, feed.holdAfter);
}

const FEED_UNKNOWN: Outcome = {
  state: 'failed',
  reason: { code: 'feed-unknown', text: 'The feed of the message is not configured any more.' },
};

function workOf(claimed: ClaimedMessage, feed: Feed): MessageInProcess {
  const { id, received, content, decision } = claimed;
  const { message, warning } = decodeMessage(content, feed);
  return {
    id,
    feed,
    received,
    message,
    header: readHeader(message),
    ...(warning !== undefined && { charsetWarning: warning }),
    ...(decision !== undefined && { decision }),
  };
}

/** For the log. The text of an error that is not ours may quote data, so only its place is told. */
function aboutError(error: unknown): Record<string, unknown> {
  if (error instanceof FhirError) return { kind: error.kind, reason: error.message };
  if (!(error instanceof Error)) return { reason: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { reason: error.name, at: frames.slice(0, 5).map((line) => line.trim()) };
}
