/**
 * Sends what is queued for one destination: in order, one message in flight for each connection, each
 * until its answer is known. Only one process at a time does this for a destination.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { errorName } from '../hl7-error.js';
import type { Logger } from '../../ports.js';
import type { Delivery, NextMessages, QueuedMessage } from '../../storage/outbox/queue.js';
import { MllpClient } from '../mllp/client.js';
import { deliver } from './deliver.js';
import type { Destination } from './destination.js';
import { judgeEnding, type Verdict } from './verdict.js';

/** What a sender needs of the outbox. */
export interface SenderOutbox {
  next(next: NextMessages): Promise<readonly QueuedMessage[]>;
  settle(delivery: Delivery): Promise<boolean>;
}

export interface SenderParts {
  readonly destination: Destination;
  readonly outbox: SenderOutbox;
  /** Whether this process is the one that sends. */
  readonly isOwner: () => boolean;
  /** After an answer, or the lack of one. */
  readonly onVerdict: (verdict: Verdict) => void;
  readonly random: () => number;
  readonly log: Logger;
}

/** How often is looked for messages when there are none, or when the oldest waits. */
const IDLE_MILLISECONDS = 250;

export class Sender {
  readonly #parts: SenderParts;
  /** Connections that nothing is sent over at the moment. */
  #free: MllpClient[];
  readonly #clients: readonly MllpClient[];
  readonly #underWay = new Map<number, QueuedMessage>();
  readonly #running = new Set<Promise<void>>();
  #isLooking = false;
  /** Asked for while looking: there may be more than what was seen. */
  #isWoken = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    const { host, port, tls, connectTimeout, answerTimeout, connections } = parts.destination;
    const target = { host, port, ...(tls && { tls }), connectTimeout, answerTimeout };
    this.#clients = Array.from({ length: connections }, () => new MllpClient(target));
    this.#free = [...this.#clients];
  }

  start(): void {
    this.wake();
  }

  /** There may be something to send. */
  wake(): void {
    this.#isWoken = true;
    clearTimeout(this.#timer);
    void this.#look();
  }

  /** What is in flight is cut off: another process may send it from now on. */
  cut(): void {
    for (const client of this.#clients) client.close();
  }

  /** Begins nothing more; resolves when the answers that are waited for are there. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#running);
    this.cut();
  }

  async #look(): Promise<void> {
    if (this.#isLooking || this.#isStopped) return;
    this.#isLooking = true;
    this.#isWoken = false;
    const found = await this.#next();
    this.#isLooking = false;
    for (const message of found) this.#begin(message);
    if (this.#wasWoken()) void this.#look();
    else this.#sleep();
  }

  #wasWoken(): boolean {
    return this.#isWoken;
  }

  async #next(): Promise<readonly QueuedMessage[]> {
    const { destination, outbox, log } = this.#parts;
    if (this.#free.length === 0 || !this.#parts.isOwner()) return [];
    try {
      return await outbox.next({
        destination: destination.name,
        order: destination.order,
        underWay: [...this.#underWay.values()],
        most: this.#free.length,
      });
    } catch (error) {
      log.warn(this.#about(error), 'The messages of a destination could not be read');
      return [];
    }
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, IDLE_MILLISECONDS);
  }

  #begin(message: QueuedMessage): void {
    const client = this.#free.pop();
    if (client === undefined || this.#isStopped || !this.#parts.isOwner()) {
      if (client !== undefined) this.#free.push(client);
      return;
    }
    this.#underWay.set(message.id, message);
    const run = this.#send(client, message).finally(() => {
      this.#underWay.delete(message.id);
      this.#running.delete(run);
      this.#free.push(client);
      // The next one is due at once, unless nothing could be written down.
      if (this.#parts.isOwner()) this.wake();
    });
    this.#running.add(run);
  }

  /** Never rejects: what can not be written down stays queued and is sent again. */
  async #send(client: MllpClient, message: QueuedMessage): Promise<void> {
    const { destination, random, isOwner, onVerdict, log } = this.#parts;
    try {
      const ending = await deliver(client, message, destination);
      // Cut off because another process sends now: it writes down what becomes of the message.
      if (!isOwner()) return;
      const verdict = judgeEnding(ending, message.attempts, destination.retry, random());
      await this.#settle(message, verdict);
      onVerdict(verdict);
      if (destination.pause > 0) await pause(destination.pause);
    } catch (error) {
      log.warn(
        { message: message.id, ...this.#about(error) },
        'What became of a message could not be written down; it is sent again',
      );
      await pause(IDLE_MILLISECONDS);
    }
  }

  async #settle(message: QueuedMessage, verdict: Verdict): Promise<void> {
    const { destination, outbox, log } = this.#parts;
    const base = { id: message.id, destination: destination.name };
    if (verdict.state === 'sent') {
      await outbox.settle({ ...base, state: 'sent', answer: verdict.answer });
      return;
    }
    const { state, answer, reason, isStop } = verdict;
    await outbox.settle({
      ...base,
      state,
      answer,
      reason,
      pause: verdict.pause,
      ...(isStop && { stop: `Message ${message.id} was not taken. ${reason.text}` }),
    });
    const fields = { destination: destination.name, message: message.id, reason: reason.code };
    if (isStop) log.error(fields, 'A destination did not take a message; nothing more is sent');
    else if (state === 'dead') log.error(fields, 'A message was not taken and is set aside');
    else log.warn(fields, 'A message was not taken and is sent again');
  }

  #about(error: unknown): Record<string, unknown> {
    return { destination: this.#parts.destination.name, reason: errorName(error) };
  }
}
