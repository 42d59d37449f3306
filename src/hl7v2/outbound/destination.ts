/** A destination: another system, how it is reached, and which messages it gets. */
import type { ClientTls } from '../mllp/client.js';
import type { Backoff } from '../mllp/backoff.js';
import type { Charset } from '../parser/charset.js';
import type { AnswerMode } from './answer.js';

/** What is done about a message that was not taken. */
export interface FailureRule {
  /** How often it is sent again. */
  readonly retries: number;
  /** After that: it is set aside, or nothing more is sent until a person has looked. */
  readonly then: 'dead-letter' | 'stop';
}

export interface RetryPolicy extends Backoff {
  /** No connection, no answer, or one that can not be read. */
  readonly noAnswer: FailureRule;
  /** AE, CE. */
  readonly error: FailureRule;
  /** AR, CR. */
  readonly reject: FailureRule;
}

/** MSH of the messages that are made here. */
export interface HeaderSettings {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-12. */
  readonly version: string;
  /** MSH-11. */
  readonly processingId: 'P' | 'T' | 'D';
  /** MSH-17. */
  readonly country: string;
}

/** How FHIR systems and codes are said to this destination. */
export interface NamingSettings {
  /** Assigning authority by FHIR system: `OLZ`, `OLZ^PI` with the type of number. */
  readonly identifierSystems: Readonly<Record<string, string>>;
  /** Name of the code system (HL7 table 0396) by its URI. */
  readonly codeSystems: Readonly<Record<string, string>>;
  /** IANA time zone that times are told in. */
  readonly timeZone: string;
}

/** A condition on a field of a message: everything that is said must hold. */
export interface FieldCondition {
  readonly field: string;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  readonly present?: boolean;
}

/** A change of a message that is passed on. Paths as `PID-3[1].4`. */
export type TransformStep =
  | { readonly set: string; readonly value: string }
  | { readonly copy: string; readonly to: string }
  /** A field or part of it, or all segments of a name. */
  | { readonly remove: string }
  | {
      readonly map: string;
      readonly codes: Readonly<Record<string, string>>;
      /** Codes that the map does not have. */
      readonly otherwise: 'keep' | 'remove';
    };

/** Messages that came in and are passed on. */
export interface ForwardRule {
  readonly kind: 'forward';
  readonly name: string;
  /** Feeds that it is about; empty: all. */
  readonly feeds: readonly string[];
  /** `ADT^A08`, `ADT^*`; empty: all. */
  readonly events: readonly string[];
  readonly when: 'received' | 'processed';
  readonly where: readonly FieldCondition[];
  /** Empty: the bytes as they came in. */
  readonly transform: readonly TransformStep[];
}

export const GENERATED_TYPES = ['Patient', 'Encounter', 'DiagnosticReport', 'Appointment'] as const;
export type GeneratedType = (typeof GENERATED_TYPES)[number];

/** Messages that are made of what is stored. */
export interface GenerateRule {
  readonly kind: 'generate';
  readonly name: string;
  /** The type whose changes make messages. */
  readonly type: GeneratedType;
  /** A FHIR search that the resource must match: `status=final`; '' for all. */
  readonly search: string;
  /** Patients: A28 for a new one and A31 for a changed one, or A08 for both. */
  readonly patientEvents: 'A28-A31' | 'A08';
  readonly transform: readonly TransformStep[];
}

export type Rule = ForwardRule | GenerateRule;

export interface Destination {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly answerTimeout: number;
  /** Milliseconds between a message and the next one. */
  readonly pause: number;
  readonly acknowledgement: AnswerMode;
  /** `destination`: one order for all; `patient`: one for each patient. */
  readonly order: 'destination' | 'patient';
  /** Connections; more than one with an order for each patient only. */
  readonly connections: number;
  readonly retry: RetryPolicy;
  readonly charset: Charset;
  /** As MSH-18 has it. */
  readonly charsetName: string;
  readonly header: HeaderSettings;
  readonly naming: NamingSettings;
  /** Feeds of the same system: what they said is not said back to it. */
  readonly feeds: readonly string[];
  readonly echo: boolean;
  readonly rules: readonly Rule[];
}

export const FOR_EVER = Number.POSITIVE_INFINITY;

/** Everything that a file may leave out. */
export const DESTINATION_DEFAULTS: Omit<Destination, 'name' | 'host' | 'port' | 'rules'> = {
  connectTimeout: 10_000,
  answerTimeout: 30_000,
  pause: 0,
  acknowledgement: 'message',
  order: 'destination',
  connections: 1,
  retry: {
    first: 1000,
    longest: 300_000,
    noAnswer: { retries: FOR_EVER, then: 'stop' },
    error: { retries: 3, then: 'dead-letter' },
    reject: { retries: 0, then: 'dead-letter' },
  },
  charset: 'windows-1252',
  charsetName: '8859/1',
  header: {
    sendingApplication: 'VUURTOREN',
    sendingFacility: '',
    receivingApplication: '',
    receivingFacility: '',
    version: '2.4',
    processingId: 'P',
    country: 'NLD',
  },
  naming: { identifierSystems: {}, codeSystems: {}, timeZone: 'Europe/Amsterdam' },
  feeds: [],
  echo: false,
};
