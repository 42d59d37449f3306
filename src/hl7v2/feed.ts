/** A feed: one sender or group of senders, and how its messages are to be taken. */
import type { JsonObject } from '../fhir/json.js';
import type { Charset } from './parser/charset.js';

export interface FeedTls {
  /** PEM, certificate chain and private key of the server. */
  readonly certificate: string;
  readonly key: string;
  /** PEM of the authorities whose client certificates are accepted; undefined: none is asked for. */
  readonly clientAuthorities?: string;
  /** Subject common names that may connect; empty: every certificate of the authorities. */
  readonly clientNames: readonly string[];
}

export interface FeedListener {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly tls?: FeedTls;
}

/** Which sender a feed accepts: MSH-3 and MSH-4. What is left out may be anything. */
export interface AllowedSender {
  readonly application?: string;
  readonly facility?: string;
}

export interface AcknowledgementRules {
  /**
   * `message`: by MSH-15 and MSH-16. `original`: AA, AE, AR whatever they say. `enhanced`: CA, CE, CR
   * whatever they say.
   */
  readonly mode: 'message' | 'original' | 'enhanced';
  /** When a positive answer of the original mode is given: when stored, or when processed. */
  readonly when: 'stored' | 'processed';
  /** Answers also when the message asks for no answer. */
  readonly always: boolean;
  /** MLLP release 2 commit bytes: none, before the acknowledgement, or in its place. */
  readonly commitBytes: 'none' | 'before' | 'instead';
  /** Milliseconds that `processed` waits; after that the message is acknowledged as stored. */
  readonly processedTimeout: number;
}

export interface FeedLimits {
  readonly maxConnections: number;
  /** Bytes of a frame. */
  readonly maxFrame: number;
  readonly maxSegments: number;
  /** Milliseconds without a byte within a frame, after which the connection is closed. */
  readonly frameIdle: number;
  /** Milliseconds that a whole frame may take. */
  readonly frameTime: number;
  /** Milliseconds without a frame after which the connection is closed; 0: never. */
  readonly idle: number;
  /** Frames of one connection that are under way at once, for senders that do not wait. */
  readonly maxPipelined: number;
}

/** How the messages of a feed are tied to patients. */
export interface FeedIdentity {
  /** Systems of numbers that name a patient; empty: all. Other numbers are kept and name nobody. */
  readonly systems: readonly string[];
  /** Somebody none of whose numbers is known: a new patient, or the message waits. */
  readonly unknown: 'create' | 'wait';
  /**
   * When somebody unknown waits because of patients alike: never; when several are probable; when
   * one is probable; when one is possible.
   */
  readonly review: 'never' | 'ambiguous' | 'probable' | 'possible';
  /** Keeps later messages of the same numbers waiting while one waits for a decision on identity. */
  readonly hold: boolean;
  /** Merges, links and moves of messages are done, or wait for a person's approval. */
  readonly changes: 'carry-out' | 'wait';
}

export interface Feed {
  /** Names the feed in lists, logs and the command line. */
  readonly name: string;
  /** Undefined: reached over HTTP and the command line only. */
  readonly listener?: FeedListener;
  /** Addresses or networks (`10.1.0.0/16`) that may connect; empty: all. */
  readonly peers: readonly string[];
  /** Empty: all. */
  readonly senders: readonly AllowedSender[];
  readonly charset: {
    readonly override?: Charset;
    readonly fallback: Charset;
  };
  /** For messages without MSH-12. */
  readonly defaultVersion: string;
  /** MSH-11 values that are taken: `P`, `T`, `D`. An empty MSH-11 is P. */
  readonly processingIds: readonly string[];
  readonly acknowledgement: AcknowledgementRules;
  /** What HL7 events without a mapping get: stored and ignored (AA), or refused (AR). */
  readonly unmappedEvents: 'ignore' | 'refuse';
  /** Events (`ADT^A40`, `ADT^*`) that keep later messages of the patient waiting when they wait. */
  readonly holdAfter: readonly string[];
  readonly identity: FeedIdentity;
  readonly limits: FeedLimits;
  /** Settings of the mapping, which it checks itself. */
  readonly mapping: JsonObject;
}

/** Everything of a feed but its name, when nothing is configured. */
export const FEED_DEFAULTS: Omit<Feed, 'name'> = {
  peers: [],
  senders: [],
  charset: { fallback: 'windows-1252' },
  defaultVersion: '2.4',
  processingIds: ['P', 'T', 'D'],
  acknowledgement: {
    mode: 'message',
    when: 'stored',
    always: false,
    commitBytes: 'none',
    processedTimeout: 20_000,
  },
  unmappedEvents: 'ignore',
  holdAfter: ['ADT^A40', 'ADT^A45'],
  identity: {
    systems: [],
    unknown: 'create',
    review: 'ambiguous',
    hold: true,
    changes: 'carry-out',
  },
  limits: {
    maxConnections: 256,
    maxFrame: 67_108_864,
    maxSegments: 100_000,
    frameIdle: 30_000,
    frameTime: 600_000,
    idle: 0,
    maxPipelined: 64,
  },
  mapping: {},
};

/** Whether an event (`ADT^A40`) is among patterns of which `*` is any trigger. */
export function matchesEvent(event: string, patterns: readonly string[]): boolean {
  const [code = ''] = event.split('^');
  return patterns.includes(event) || patterns.includes(`${code}^*`);
}
