/** The mapping of one message while it goes on: what has been made so far. */
import type { JsonObject } from '../../fhir/json.js';
import type { Hl7Message } from '../parser/message.js';
import type { Segment } from '../parser/segment.js';
import { Draft, type DraftOptions, type From } from './draft.js';
import type { Site } from './site.js';
import { SegmentPlaces, type SegmentSource } from './source.js';
import type {
  Authority,
  CompleteList,
  IdentityEffect,
  MappingContext,
  PatientDecision,
  ResourceKey,
  Token,
} from './types.js';
import { uuidOf } from '../../fhir/uuid.js';

/** When the facts of a message were so. */
export interface EventTime {
  /** Milliseconds since the epoch: what puts messages in order. */
  readonly at: number;
  /** A FHIR dateTime: when it happened, which may have been earlier than it was recorded. */
  readonly occurred: string;
}

export interface DraftRequest extends Partial<Omit<DraftOptions, 'type' | 'fullUrl'>> {
  readonly type: string;
  /** Tells apart what has no key, or a key that is unique for one patient only. */
  readonly name?: string;
}

export class MappingRun {
  readonly message: Hl7Message;
  readonly context: MappingContext;
  readonly site: Site;
  readonly time: EventTime;
  readonly identity: IdentityEffect[] = [];
  readonly lists: CompleteList[] = [];
  readonly #places: SegmentPlaces;
  readonly #drafts = new Map<string, Draft>();
  readonly #uses = new Map<string, number>();
  #names: string | undefined;

  constructor(
    message: Hl7Message,
    context: MappingContext,
    { site, time }: { readonly site: Site; readonly time: EventTime },
  ) {
    this.message = message;
    this.context = context;
    this.site = site;
    this.time = time;
    this.#places = new SegmentPlaces(message);
  }

  get drafts(): readonly Draft[] {
    return [...this.#drafts.values()];
  }

  /** `ADT` */
  get messageCode(): string {
    return this.site.header.messageCode ?? '';
  }

  /** `A01` */
  get trigger(): string {
    return this.site.header.triggerEvent ?? '';
  }

  source(segment: Segment): SegmentSource;
  source(segment: Segment | undefined): SegmentSource | undefined;
  source(segment: Segment | undefined): SegmentSource | undefined {
    return segment === undefined ? undefined : this.#places.of(segment);
  }

  sources(segments: readonly Segment[]): readonly SegmentSource[] {
    return segments.map((segment) => this.#places.of(segment));
  }

  /** Segments that the mapping has not looked at. */
  unreadSegments(): readonly SegmentSource[] {
    return this.#places.unread();
  }

  patientDecision(index: number): PatientDecision {
    return this.context.patients[index] ?? { kind: 'new' };
  }

  /** Who decides about demographics or visits: the messages that the settings name. */
  authorityOver(subject: 'demographicsFrom' | 'visitsFrom'): Authority {
    return this.site.settings[subject].includes(this.messageCode) ? 'owner' : 'guest';
  }

  /**
   * A resource that the message says something about. The same key gives the same draft, so that a
   * doctor who is mentioned three times is one Practitioner.
   */
  draft(request: DraftRequest): Draft {
    const own = this.#draftKey(request);
    const before = this.#drafts.get(own);
    if (before !== undefined) return before;
    const fullUrl = this.#nextUrl();
    const draft = new Draft(
      {
        authority: 'owner',
        at: this.time.at,
        sent: this.time.at,
        ...request,
        fullUrl,
      },
      this.site,
    );
    this.#drafts.set(own, draft);
    return draft;
  }

  /** Whether the message has made this already. */
  hasDraft(request: DraftRequest): boolean {
    return this.#drafts.has(this.#draftKey(request));
  }

  /** How often a key has been asked for, this time included: what comes twice is told apart. */
  countUse(request: DraftRequest): number {
    const own = this.#draftKey(request);
    const count = (this.#uses.get(own) ?? 0) + 1;
    this.#uses.set(own, count);
    return count;
  }

  #draftKey({ type, key, name }: DraftRequest): string {
    const tokens = [key?.narrower, ...(key?.identifiers ?? [])].map((one) =>
      one === undefined ? '' : `${one.system}|${one.value}`,
    );
    return [type, name ?? '', ...tokens].join('\n');
  }

  /** The same for the same thing whenever the message is mapped: they are made in one order. */
  #nextUrl(): string {
    this.#names ??= uuidOf(this.context.messageId).slice(0, -8);
    const number = this.#drafts.size.toString(16).padStart(8, '0');
    return `urn:uuid:${this.#names}${number}`;
  }
}

/** A key of numbers that are unique by themselves. */
export function keyOf(...identifiers: readonly Token[]): ResourceKey {
  return {
    identifiers: identifiers.map(({ system, value }) => ({ system, value })),
    isNarrow: false,
    isOfPatient: false,
  };
}

/** A key that is unique within what is known of one patient. */
export function keyOfPatient(identifier: Token): ResourceKey {
  return { ...keyOf(identifier), isOfPatient: true };
}

/** A reference to something that has no number and is not stored: only its name. */
export function nameOnly(type: string, display: string | undefined): JsonObject | undefined {
  return display === undefined ? undefined : { type, display };
}

export type { From };
