/** What a feed file may hold: JSON Schema. `docs/hl7v2.md` explains every part. */
import type { FeedIdentity } from '../hl7v2/feed.js';

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const texts = { type: 'array', items: text, maxItems: 1000 } as const;
const event = { type: 'string', pattern: '^[A-Z0-9]{3}\\^([A-Z0-9]{3}|\\*)$' } as const;

function whole(minimum: number, maximum: number): object {
  return { type: 'integer', minimum, maximum };
}

function closed(properties: Record<string, unknown>, required: readonly string[] = []): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

const listen = closed(
  {
    host: { type: 'string', pattern: '^[A-Za-z0-9.:_-]+$' },
    port: whole(0, 65_535),
    tls: closed({ certificate: text, key: text, clientAuthorities: text, clientNames: texts }, [
      'certificate',
      'key',
    ]),
  },
  ['port'],
);

const acknowledgement = closed({
  mode: { enum: ['message', 'original', 'enhanced'] },
  when: { enum: ['stored', 'processed'] },
  always: { type: 'boolean' },
  commitBytes: { enum: ['none', 'before', 'instead'] },
  processedTimeoutSeconds: whole(1, 600),
});

const limits = closed({
  maxConnections: whole(1, 100_000),
  maxFrameBytes: whole(1024, 536_870_912),
  maxSegments: whole(10, 10_000_000),
  frameIdleSeconds: whole(1, 3600),
  frameSeconds: whole(1, 86_400),
  idleSeconds: whole(0, 2_592_000),
  maxPipelined: whole(1, 10_000),
});

const identity = closed({
  systems: texts,
  unknown: { enum: ['create', 'wait'] },
  review: { enum: ['never', 'ambiguous', 'probable', 'possible'] },
  hold: { type: 'boolean' },
  changes: { enum: ['carry-out', 'wait'] },
});

/** The mapping checks its settings itself. */
const mapping = { type: 'object' };

export function feedSchema(): object {
  return closed({
    $schema: { type: 'string' },
    description: { type: 'string' },
    listen,
    peers: texts,
    senders: {
      type: 'array',
      maxItems: 1000,
      items: closed({ application: text, facility: text }),
    },
    charset: closed({ override: text, fallback: text }),
    defaultVersion: { type: 'string', pattern: '^2\\.[0-9](\\.[0-9])?$' },
    processingIds: { type: 'array', minItems: 1, items: { enum: ['P', 'T', 'D'] } },
    acknowledgement,
    unmappedEvents: { enum: ['ignore', 'refuse'] },
    holdAfter: { type: 'array', items: event, maxItems: 1000 },
    identity,
    limits,
    mapping,
  });
}

/** A feed file that the schema has let through. */
export interface FeedFile {
  readonly listen?: {
    readonly host?: string;
    readonly port: number;
    readonly tls?: {
      readonly certificate: string;
      readonly key: string;
      readonly clientAuthorities?: string;
      readonly clientNames?: readonly string[];
    };
  };
  readonly peers?: readonly string[];
  readonly senders?: readonly { readonly application?: string; readonly facility?: string }[];
  readonly charset?: { readonly override?: string; readonly fallback?: string };
  readonly defaultVersion?: string;
  readonly processingIds?: readonly string[];
  readonly acknowledgement?: {
    readonly mode?: 'message' | 'original' | 'enhanced';
    readonly when?: 'stored' | 'processed';
    readonly always?: boolean;
    readonly commitBytes?: 'none' | 'before' | 'instead';
    readonly processedTimeoutSeconds?: number;
  };
  readonly unmappedEvents?: 'ignore' | 'refuse';
  readonly holdAfter?: readonly string[];
  readonly identity?: Partial<FeedIdentity>;
  readonly limits?: {
    readonly maxConnections?: number;
    readonly maxFrameBytes?: number;
    readonly maxSegments?: number;
    readonly frameIdleSeconds?: number;
    readonly frameSeconds?: number;
    readonly idleSeconds?: number;
    readonly maxPipelined?: number;
  };
  readonly mapping?: Readonly<Record<string, unknown>>;
}
