/** What a destination file may hold: JSON Schema. `docs/hl7v2-outbound.md` explains every part. */
import type { AnswerMode } from '../hl7v2/outbound/answer.js';
import {
  GENERATED_TYPES,
  type FieldCondition,
  type GeneratedType,
  type HeaderSettings,
  type NamingSettings,
  type TransformStep,
} from '../hl7v2/outbound/destination.js';

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const shortText = { type: 'string', maxLength: 200 } as const;
const texts = { type: 'array', items: text, maxItems: 1000 } as const;
const event = { type: 'string', pattern: '^[A-Z0-9]{3}\\^([A-Z0-9]{3}|\\*)$' } as const;
const name = { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,62}$' } as const;
const path = {
  type: 'string',
  pattern:
    '^[A-Z][A-Z0-9]{2}(\\[\\d{1,4}\\])?-\\d{1,3}(\\[\\d{1,4}\\])?(\\.\\d{1,3}(\\.\\d{1,3})?)?$',
} as const;
const pathOrSegment = {
  type: 'string',
  pattern:
    '^[A-Z][A-Z0-9]{2}(\\[\\d{1,4}\\])?(-\\d{1,3}(\\[\\d{1,4}\\])?(\\.\\d{1,3}(\\.\\d{1,3})?)?)?$',
} as const;
const textMap = { type: 'object', additionalProperties: shortText } as const;

function whole(minimum: number, maximum: number): object {
  return { type: 'integer', minimum, maximum };
}

function closed(properties: Record<string, unknown>, required: readonly string[] = []): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

const failure = closed({
  retries: { type: 'integer', minimum: -1, maximum: 1_000_000 },
  then: { enum: ['dead-letter', 'stop'] },
});

const transform = {
  type: 'array',
  maxItems: 1000,
  items: {
    type: 'object',
    oneOf: [
      closed({ set: path, value: shortText }, ['set', 'value']),
      closed({ copy: path, to: path }, ['copy', 'to']),
      closed({ remove: pathOrSegment }, ['remove']),
      closed({ map: path, codes: textMap, otherwise: { enum: ['keep', 'remove'] } }, [
        'map',
        'codes',
      ]),
    ],
  },
} as const;

const forward = closed({
  feeds: { type: 'array', items: name, maxItems: 1000 },
  events: { type: 'array', items: event, maxItems: 1000 },
  when: { enum: ['received', 'processed'] },
  where: {
    type: 'array',
    maxItems: 100,
    items: closed({ field: path, in: texts, notIn: texts, present: { type: 'boolean' } }, [
      'field',
    ]),
  },
});

const rule = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name,
    description: { type: 'string' },
    forward,
    generate: { enum: GENERATED_TYPES },
    search: { type: 'string', maxLength: 2000 },
    patientEvents: { enum: ['A28-A31', 'A08'] },
    transform,
  },
  oneOf: [{ required: ['forward'] }, { required: ['generate'] }],
} as const;

/** JSON Schema of a destination file. */
export const DESTINATION_SCHEMA = closed(
  {
    $schema: { type: 'string' },
    description: { type: 'string' },
    host: { type: 'string', pattern: '^[A-Za-z0-9.:_-]+$' },
    port: whole(1, 65_535),
    tls: closed({ authorities: text, certificate: text, key: text, serverName: text }),
    connectTimeoutSeconds: whole(1, 600),
    answerTimeoutSeconds: whole(1, 3600),
    pauseMilliseconds: whole(0, 600_000),
    acknowledgement: { enum: ['message', 'original', 'enhanced', 'application', 'none'] },
    order: { enum: ['destination', 'patient'] },
    connections: whole(1, 32),
    retry: closed({
      firstSeconds: { type: 'number', minimum: 0.01, maximum: 3600 },
      longestSeconds: { type: 'number', minimum: 0.01, maximum: 86_400 },
      noAnswer: failure,
      error: failure,
      reject: failure,
    }),
    charset: text,
    header: closed({
      sendingApplication: text,
      sendingFacility: shortText,
      receivingApplication: shortText,
      receivingFacility: shortText,
      version: { type: 'string', pattern: '^2\\.[3-8](\\.[0-9])?$' },
      processingId: { enum: ['P', 'T', 'D'] },
      country: shortText,
    }),
    identifierSystems: textMap,
    codeSystems: textMap,
    timeZone: text,
    feeds: { type: 'array', items: name, maxItems: 1000 },
    echo: { type: 'boolean' },
    rules: { type: 'array', minItems: 1, maxItems: 1000, items: rule },
  },
  ['host', 'port', 'rules'],
);

interface FailureFile {
  readonly retries?: number;
  readonly then?: 'dead-letter' | 'stop';
}

type StepFile =
  | Exclude<TransformStep, { readonly map: string }>
  | {
      readonly map: string;
      readonly codes: Readonly<Record<string, string>>;
      readonly otherwise?: 'keep' | 'remove';
    };

export interface RuleFile {
  readonly name: string;
  readonly forward?: {
    readonly feeds?: readonly string[];
    readonly events?: readonly string[];
    readonly when?: 'received' | 'processed';
    readonly where?: readonly FieldCondition[];
  };
  readonly generate?: GeneratedType;
  readonly search?: string;
  readonly patientEvents?: 'A28-A31' | 'A08';
  readonly transform?: readonly StepFile[];
}

/** A destination file that the schema has let through. */
export interface DestinationFile {
  readonly host: string;
  readonly port: number;
  readonly tls?: {
    readonly authorities?: string;
    readonly certificate?: string;
    readonly key?: string;
    readonly serverName?: string;
  };
  readonly connectTimeoutSeconds?: number;
  readonly answerTimeoutSeconds?: number;
  readonly pauseMilliseconds?: number;
  readonly acknowledgement?: AnswerMode;
  readonly order?: 'destination' | 'patient';
  readonly connections?: number;
  readonly retry?: {
    readonly firstSeconds?: number;
    readonly longestSeconds?: number;
    readonly noAnswer?: FailureFile;
    readonly error?: FailureFile;
    readonly reject?: FailureFile;
  };
  readonly charset?: string;
  readonly header?: Partial<HeaderSettings>;
  readonly identifierSystems?: NamingSettings['identifierSystems'];
  readonly codeSystems?: NamingSettings['codeSystems'];
  readonly timeZone?: string;
  readonly feeds?: readonly string[];
  readonly echo?: boolean;
  readonly rules: readonly RuleFile[];
}
