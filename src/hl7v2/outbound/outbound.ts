/**
 * Sending as a whole: one process makes messages, one process sends to each destination, and when
 * that process ends another takes over.
 */
import { errorName } from '../hl7-error.js';
import type { Logger } from '../../ports.js';
import type { OutboxLocks } from '../../storage/outbox/locks.js';
import type { Outbox } from '../../storage/outbox/outbox.js';
import type { Destination } from './destination.js';
import { Router, type RouterParts } from './router.js';
import { Sender } from './sender.js';

export interface OutboundParts extends Pick<RouterParts, 'feed' | 'generate' | 'patientKey'> {
  readonly destinations: readonly Destination[];
  readonly outbox: Outbox;
  readonly databaseUrl: string;
  /** Days after which messages that are done are forgotten; undefined: never. */
  readonly retentionDays: number | undefined;
  /** Told how a message fared. */
  readonly onDelivery: (destination: string, state: 'sent' | 'queued' | 'dead') => void;
  readonly log: Logger;
}

/** The lock of the process that makes messages; no destination can have this name. */
const ROUTER = '*';
/** How often a process asks whether it may take over. */
const WATCH_MILLISECONDS = 500;
const HOUR = 3_600_000;

export class Outbound {
  readonly #parts: OutboundParts;
  readonly #locks: OutboxLocks;
  readonly #senders = new Map<string, Sender>();
  readonly #router: Router;
  #watch: NodeJS.Timeout | undefined;
  #isStopped = false;
  #lastRemoval = 0;

  private constructor(parts: OutboundParts, locks: (lost: () => void) => OutboxLocks) {
    this.#parts = parts;
    this.#locks = locks(() => {
      for (const sender of this.#senders.values()) sender.cut();
    });
    this.#router = new Router({
      ...parts,
      isOwner: () => this.#locks.has(ROUTER),
      onMessages: () => {
        for (const sender of this.#senders.values()) sender.wake();
      },
    });
    for (const destination of parts.destinations) {
      this.#senders.set(destination.name, this.#sender(destination));
    }
  }

  /** Says which changes are to be noted, and begins to make and send messages. */
  static async start(parts: OutboundParts): Promise<Outbound> {
    const { destinations, outbox, databaseUrl, log } = parts;
    await outbox.configure(
      destinations.map(({ name }) => name),
      captureFor(destinations),
    );
    const outbound = new Outbound(parts, (lost) => outbox.locks(databaseUrl, log, lost));
    await outbound.#locks.open();
    await outbound.#look();
    outbound.#router.start();
    for (const sender of outbound.#senders.values()) sender.start();
    return outbound;
  }

  /** Begins nothing more; resolves when the answers that are waited for are there. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#watch);
    await this.#router.stop();
    await Promise.all([...this.#senders.values()].map((sender) => sender.stop()));
    await this.#locks.close();
  }

  #sender(destination: Destination): Sender {
    const { outbox, onDelivery, log } = this.#parts;
    const { name } = destination;
    const isOwner = (): boolean => this.#locks.has(name);
    return new Sender({
      destination,
      outbox,
      isOwner,
      onVerdict: (verdict) => {
        onDelivery(name, verdict.state);
      },
      random: Math.random,
      log,
    });
  }

  async #look(): Promise<void> {
    for (const name of [ROUTER, ...this.#senders.keys()]) await this.#locks.take(name);
    try {
      await this.#removeDone();
    } catch (error) {
      this.#parts.log.warn(
        { reason: errorName(error) },
        'Old messages to other systems could not be removed',
      );
    }
    if (this.#isStopped) return;
    this.#watch = setTimeout(() => {
      void this.#look();
    }, WATCH_MILLISECONDS);
  }

  async #removeDone(): Promise<void> {
    const { outbox, retentionDays } = this.#parts;
    if (retentionDays === undefined || !this.#locks.has(ROUTER)) return;
    if (performance.now() - this.#lastRemoval < HOUR && this.#lastRemoval > 0) return;
    this.#lastRemoval = performance.now();
    await outbox.removeDone(retentionDays);
  }
}

/** What the rules of the destinations are about. */
export function captureFor(destinations: readonly Destination[]): {
  readonly types: readonly string[];
  readonly onReceipt: boolean;
  readonly onProcessing: boolean;
} {
  const rules = destinations.flatMap((destination) => destination.rules);
  const types = rules.flatMap((rule) =>
    rule.kind !== 'generate'
      ? []
      : // A result may be corrected without its report.
        rule.type === 'DiagnosticReport'
        ? [rule.type, 'Observation']
        : [rule.type],
  );
  const forwards = rules.flatMap((rule) => (rule.kind === 'forward' ? [rule.when] : []));
  return {
    types: [...new Set(types)],
    onReceipt: forwards.includes('received'),
    onProcessing: forwards.includes('processed'),
  };
}
