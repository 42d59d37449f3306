/**
 * Processes what the inbox holds: takes messages that are ready, several at a time, has them processed
 * together where that goes, and writes down what became of each. Any number of processes do this side by side. A message is begun only when
 * no earlier one of the same patient, visit or order is left.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { FhirError } from '../../fhir/errors.js';
import type { Logger } from '../../ports.js';
import { ClaimLost, type ClaimedMessage, type Settlement } from '../../storage/inbox/queue.js';
import type { StoreTransaction } from '../../storage/store.js';
import { matchesEvent, type Feed } from '../feed.js';
import { isAboutIdentity } from '../identity/undecided.js';
import { readHeader } from '../parser/header.js';
import { decodeMessage } from '../reception/decode.js';
import type {
  MessageInProcess,
  Outcome,
  ProcessBatch,
  Processed,
  ProcessMessage,
} from '../types.js';
import { judgeFailure, MOST_STARTS, TOO_OFTEN } from './failures.js';
import { Rush } from './rush.js';

/** What the pipeline needs of the inbox. */
export interface PipelineInbox {
  /** Undefined while this process may begin nothing. */
  readonly worker: number | undefined;
  claim(worker: number, most: number): Promise<readonly ClaimedMessage[]>;
  settle(settlements: readonly Settlement[]): Promise<void>;
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
  readonly processBatch: ProcessBatch;
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

/** Batches that a process is at: while one waits for the database, the other one is worked on. */
const BATCHES = 2;
/** In a rush a process rests after each batch for this many times as long as the batch took. */
const REST = 2;
const LONGEST_REST = 1000;
/** Messages of a batch that go by themselves, at the same time. */
const SINGLES = 4;

export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #running = new Set<Promise<void>>();
  readonly #rush = new Rush(Date.now);
  readonly #stopping = new AbortController();
  #filling: Promise<void> | undefined;
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

  /** Messages have come in, here or elsewhere. */
  received(messages: number): void {
    this.#rush.note(messages);
    this.wake();
  }

  /** There is something to do. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isStopped || this.#filling !== undefined) return;
    this.#filling = this.#fill().finally(() => {
      this.#filling = undefined;
      if (this.#isWoken && this.#running.size < this.#batches) this.wake();
    });
  }

  /** Begins nothing more; resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#filling;
    await Promise.all(this.#running);
  }

  get #batches(): number {
    return this.#rush.isOn ? 1 : Math.min(BATCHES, this.#parts.concurrency);
  }

  /** Begins batches until enough of them are under way, or nothing is ready. */
  async #fill(): Promise<void> {
    clearTimeout(this.#timer);
    while (!this.#isStopped && this.#running.size < this.#batches) {
      this.#isWoken = false;
      const claims = await this.#claim(Math.ceil(this.#parts.concurrency / BATCHES));
      if (claims.length === 0) {
        if (this.#wasWoken()) continue;
        this.#sleep();
        return;
      }
      if (this.#wasStopped()) {
        await this.#giveBack(claims);
        return;
      }
      const isSuspect = claims.some(({ message }) => message.starts > 1);
      if (isSuspect) await Promise.all(this.#running);
      const run = this.#handleAndRest(claims).finally(() => {
        this.#running.delete(run);
        // Others of the same patients may be ready now.
        this.wake();
      });
      this.#running.add(run);
      if (isSuspect) await run;
    }
  }

  #wasStopped(): boolean {
    return this.#isStopped;
  }

  #wasWoken(): boolean {
    return this.#isWoken;
  }

  async #claim(most: number): Promise<Claim[]> {
    const { inbox, log } = this.#parts;
    const { worker } = inbox;
    if (worker === undefined || most <= 0) return [];
    try {
      const messages = await inbox.claim(worker, most);
      return messages.map((message) => ({ message, worker }));
    } catch (error) {
      log.warn(aboutError(error), 'Messages could not be taken from the inbox');
      return [];
    }
  }

  /** What can't be given back is free when this process ends. */
  async #giveBack(claims: readonly Claim[]): Promise<void> {
    for (const { worker, message } of claims) {
      await this.#parts.inbox.release(worker, [message.id]).catch(() => undefined);
    }
  }

  #sleep(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, IDLE_MILLISECONDS);
  }

  /** Never rejects. While messages come in fast, what they are received with gets some of the time. */
  async #handleAndRest(claims: readonly Claim[]): Promise<void> {
    const began = performance.now();
    await this.#handleAll(claims);
    if (!this.#rush.isOn) return;
    const rest = Math.min((performance.now() - began) * REST, LONGEST_REST);
    await pause(rest, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  /** Never rejects. One message goes the way that they all can go. */
  async #handleAll(claims: readonly Claim[]): Promise<void> {
    const alone = claims.length > 1 ? await this.#handleTogether(claims) : [...claims];
    const lane = async (): Promise<void> => {
      for (let claim = alone.shift(); claim !== undefined; claim = alone.shift()) {
        await this.#handle(claim);
      }
    };
    await Promise.all(Array.from({ length: SINGLES }, lane));
  }

  /** Never rejects. @returns those that have to go by themselves */
  async #handleTogether(claims: readonly Claim[]): Promise<Claim[]> {
    const works = new Map<number, { readonly claim: Claim; readonly work: MessageInProcess }>();
    for (const claim of claims) {
      const work = this.#workOf(claim);
      if (work !== undefined) works.set(work.id, { claim, work });
    }
    const settle = (
      transaction: StoreTransaction,
      outcomes: ReadonlyMap<number, Outcome>,
    ): Promise<void> =>
      transaction.settleMessages(
        [...outcomes].flatMap(([id, outcome]) => {
          const claim = works.get(id)?.claim;
          return claim === undefined ? [] : [this.#settlement(claim, outcome)];
        }),
      );
    const results = await this.#parts.processBatch(
      [...works.values()].map(({ work }) => work),
      settle,
    );
    const alone: Claim[] = [];
    for (const claim of claims) {
      const result = results.get(claim.message.id);
      if (result?.kind !== 'done') alone.push(claim);
      else await this.#attempt(claim, () => this.#finish(claim, result));
    }
    return alone;
  }

  /** Undefined for a message that can't be read, or whose feed is gone: that is told by `#process`. */
  #workOf(claim: Claim): MessageInProcess | undefined {
    const feed = this.#parts.feed(claim.message.feed);
    if (feed === undefined) return undefined;
    try {
      const work = workOf(claim.message, feed);
      claim.event = eventOf(work);
      return work;
    } catch {
      return undefined;
    }
  }

  /** Never rejects. */
  async #handle(claim: Claim): Promise<void> {
    const { starts } = claim.message;
    await this.#attempt(claim, () =>
      starts > MOST_STARTS ? this.#settle(claim, TOO_OFTEN) : this.#process(claim),
    );
  }

  /** Never rejects: whatever happens, the message is written down, postponed or somebody else's. */
  async #attempt(claim: Claim, work: () => Promise<Outcome>): Promise<void> {
    const { id } = claim.message;
    const { log } = this.#parts;
    try {
      this.#parts.onOutcome(claim.message, await work());
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
    claim.event = eventOf(work);
    const settleWithin = (transaction: StoreTransaction, outcome: Outcome): Promise<void> =>
      transaction.settleMessages([this.#settlement(claim, outcome)]);
    return this.#finish(claim, await this.#parts.process(work, settleWithin));
  }

  #finish(claim: Claim, { outcome, isSettled }: Processed): Promise<Outcome> {
    return isSettled ? Promise.resolve(outcome) : this.#settle(claim, outcome);
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
    await this.#parts.inbox.settle([this.#settlement(claim, outcome)]);
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

function eventOf({ header }: MessageInProcess): string {
  const { messageCode = '', triggerEvent = '' } = header;
  return `${messageCode}^${triggerEvent}`;
}

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
