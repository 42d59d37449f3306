/**
 * Makes messages of changes: takes the oldest, asks the rules of every destination, and stores what
 * they make in the transaction that forgets the changes. One process at a time does this, so that the
 * messages have the order of the changes; were it two, one of them would store nothing.
 */
import { errorName } from '../hl7-error.js';
import { FhirError } from '../../fhir/errors.js';
import type { Logger } from '../../ports.js';
import { ChangesTaken, type Change, type NewOutboxMessage } from '../../storage/outbox/changes.js';
import type { Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import type { Destination, GenerateRule, Rule } from './destination.js';
import { forwarded } from './forward.js';

/** A message that was made of a resource. */
export interface Generated {
  readonly event: string;
  readonly controlId: string;
  readonly content: Buffer;
  /** Logical id of the patient that it is about, for the order. */
  readonly patient: string | undefined;
}

/** A resource can not be said in a message; a person has to look. */
export class GenerationError extends Error {
  /** @param message for people; without values of the resource */
  constructor(message: string) {
    super(message);
    this.name = 'GenerationError';
  }
}

export type ResourceChange = Extract<Change, { readonly kind: 'resource' }>;
type MessageChange = Extract<Change, { readonly kind: 'message' }>;

export interface RouterParts {
  readonly destinations: readonly Destination[];
  readonly outbox: {
    changes(most: number): Promise<readonly Change[]>;
    store(
      changes: readonly { readonly id: number }[],
      messages: readonly NewOutboxMessage[],
    ): Promise<void>;
  };
  readonly feed: (name: string) => Feed | undefined;
  /**
   * Makes the messages of a change for a rule; none when it is not about the change.
   * @param together all changes of the same transaction
   */
  readonly generate: (
    change: ResourceChange,
    rule: GenerateRule,
    context: { readonly destination: Destination; readonly together: readonly Change[] },
  ) => Promise<readonly Generated[]>;
  readonly patientKey: (id: string) => string;
  /** Whether this process is the one that makes messages. */
  readonly isOwner: () => boolean;
  /** There is something to send. */
  readonly onMessages: () => void;
  readonly log: Logger;
}

/** Changes of which messages are stored together. */
const BATCH = 100;
const IDLE_MILLISECONDS = 250;

export class Router {
  readonly #parts: RouterParts;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #running: Promise<void> | undefined;

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when what was begun is stored, or not. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped && (await this.#work()));
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, IDLE_MILLISECONDS);
  }

  /** @returns whether there may be more to do */
  async #work(): Promise<boolean> {
    const { isOwner, log, outbox } = this.#parts;
    if (!isOwner()) return false;
    try {
      const changes = await outbox.changes(BATCH);
      if (changes.length === 0) return false;
      const messages: NewOutboxMessage[] = [];
      for (const change of changes) messages.push(...(await this.#messagesOf(change, changes)));
      if (!isOwner()) return false;
      await outbox.store(changes, messages);
      if (messages.length > 0) this.#parts.onMessages();
      return true;
    } catch (error) {
      if (!(error instanceof ChangesTaken)) {
        log.warn(
          { reason: errorName(error) },
          'No messages could be made of changes; trying again',
        );
      }
      return false;
    }
  }

  async #messagesOf(change: Change, all: readonly Change[]): Promise<readonly NewOutboxMessage[]> {
    const messages: NewOutboxMessage[] = [];
    for (const destination of this.#parts.destinations) {
      for (const rule of destination.rules) {
        const { only } = change;
        const isMeant =
          only === undefined || (only.destination === destination.name && only.rule === rule.name);
        if (isMeant) messages.push(...(await this.#byRule(change, rule, { destination, all })));
      }
    }
    return messages;
  }

  /** What can not be made is stored as a dead message, so that others go on and somebody sees it. */
  async #byRule(
    change: Change,
    rule: Rule,
    context: { readonly destination: Destination; readonly all: readonly Change[] },
  ): Promise<readonly NewOutboxMessage[]> {
    const { destination, all } = context;
    const base = { destination: destination.name, rule: rule.name, source: sourceOf(change) };
    try {
      if (rule.kind === 'forward') {
        return change.kind === 'message' ? this.#forward(change, rule, destination, base) : [];
      }
      if (change.kind === 'message' || isEcho(change, destination)) return [];
      const together = all.filter(({ transaction }) => transaction === change.transaction);
      const made = await this.#parts.generate(change, rule, { destination, together });
      return made.map(({ event, controlId, content, patient }) => ({
        ...base,
        event,
        controlId,
        content,
        keys: patient === undefined ? [] : [this.#parts.patientKey(patient)],
      }));
    } catch (error) {
      const text = explained(error);
      if (text === undefined) throw error;
      const reason = { code: 'not-made', text };
      this.#parts.log.error({ ...base, reason: reason.code }, 'A message could not be made');
      const nothing = { event: undefined, controlId: undefined, content: undefined, keys: [] };
      return [{ ...base, ...nothing, reason }];
    }
  }

  #forward(
    change: MessageChange,
    rule: Extract<Rule, { readonly kind: 'forward' }>,
    destination: Destination,
    base: Pick<NewOutboxMessage, 'destination' | 'rule' | 'source'>,
  ): readonly NewOutboxMessage[] {
    if (change.only === undefined && change.moment !== rule.when) return [];
    const feed = this.#parts.feed(change.feed);
    if (feed === undefined) throw new GenerationError('The feed is not configured any more.');
    const made = forwarded({ feed, content: change.content }, rule, destination);
    return made === undefined ? [] : [{ ...base, ...made, keys: change.orderKeys }];
  }
}

/** What a feed said is not said to the system that it is the feed of. */
function isEcho({ origin }: Change, { echo, feeds }: Destination): boolean {
  return !echo && origin !== undefined && feeds.includes(origin);
}

function sourceOf(change: Change): string {
  if (change.kind === 'message') return `message/${change.message}`;
  const { key, version } = change.version;
  return `${key.type}/${key.id}/_history/${version}`;
}

/** What passes by itself, such as a database that can not be reached. */
const PASSING: ReadonlySet<string> = new Set([
  'unavailable',
  'throttled',
  'too-costly',
  'conflict',
]);

/**
 * Why a message can not be made, now or later; undefined for what is worth another try. A fault of
 * ours in making one message must not keep all others from being made.
 */
function explained(error: unknown): string | undefined {
  if (error instanceof Hl7Error || error instanceof GenerationError) return error.message;
  if (error instanceof FhirError && PASSING.has(error.kind)) return undefined;
  return `An error of the server (${errorName(error)}).`;
}
