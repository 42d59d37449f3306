/** What goes into the mapping of a message, and what comes out of it. */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { Hl7Location } from '../hl7-error.js';
import type { MappingSettings } from './settings.js';
import type { MappingWarning } from './warning.js';

/** Which Patient a message is about: decided by identity, never by the mapping. */
export type PatientDecision =
  | { readonly kind: 'existing'; readonly reference: string }
  /** `as`: the index of an earlier PID of the message that is about the same person */
  | { readonly kind: 'new'; readonly as?: number };

export interface MappingContext {
  readonly settings: MappingSettings;
  /**
   * For each PID of the message, in order; what is missing counts as new. In messages that merge,
   * the patient that stays.
   */
  readonly patients: readonly PatientDecision[];
  /** When the message was first received, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Names the message for good, also when it is replayed: the id of its row in the inbox. */
  readonly messageId: string;
  /** The name of the feed: sources are told apart by it. */
  readonly feed: string;
  /** What `readFacts` gave, when it was asked before: it is not read again. */
  readonly facts?: MessageFacts;
  /** A stored ConceptMap by its canonical URL, for settings that name one. */
  readonly conceptMap?: (url: string) => JsonObject | undefined;
}

/** An identifier that names one resource. */
export interface Token {
  readonly system: string;
  readonly value: string;
}

/**
 * How a resource is found again. Whatever has one of `identifiers` is a candidate. `narrower` tells
 * candidates apart when there are several, or always when `isNarrow`. When there is none, what has
 * one of `alternates` is it.
 */
export interface ResourceKey {
  readonly identifiers: readonly Token[];
  readonly narrower?: Token;
  readonly alternates?: readonly Token[];
  readonly isNarrow: boolean;
  /** The identifiers are unique for one patient only. */
  readonly isOfPatient: boolean;
}

/** One thing that a message says about a resource. `element` is a path of at most two names. */
export type Change =
  | {
      readonly kind: 'set';
      readonly element: string;
      readonly value: JsonValue;
      /** What stands in `_element` beside a primitive value. */
      readonly beside?: JsonValue;
    }
  /** `value[x]`: replaces whatever type it had. */
  | {
      readonly kind: 'choice';
      readonly element: string;
      readonly type: string;
      readonly value: JsonValue;
    }
  /** The items of a list that this message is about; others stay. */
  | {
      readonly kind: 'slice';
      readonly element: string;
      readonly slice: string;
      readonly items: readonly JsonValue[];
    }
  /** Items that a list has from now on, besides what it has. */
  | { readonly kind: 'add'; readonly element: string; readonly items: readonly JsonValue[] }
  | { readonly kind: 'remove'; readonly element: string };

/** Where a patient was, and as what: one line in the history of an Encounter. */
export interface VisitEvent {
  readonly kind: 'present' | 'cancel-transfer' | 'depart' | 'reopen' | 'cancel';
  /** When it happened, a FHIR dateTime. */
  readonly occurred: string;
  /** Reference to the Location, or undefined when the message does not say. */
  readonly location?: string;
  /** Where the patient was before, as the message has it. */
  readonly prior?: string;
  readonly class?: JsonObject;
  readonly temporary?: string;
  /** A place that is planned; '' takes the plan back. */
  readonly planned?: string;
}

/**
 * What an effect may do. `owner`: the newest fact wins. `guest`: only fills what the owner has not
 * said. `catalogue`: only fills what the resource lacks, whoever said it. `refer`: nothing.
 */
export type Authority = 'owner' | 'guest' | 'catalogue' | 'refer';

/** What a message says about one resource. */
export interface ResourceEffect {
  readonly type: string;
  /** `urn:uuid:…`: other effects refer to it so. */
  readonly fullUrl: string;
  /** Undefined for the Patient, which identity decides about. */
  readonly key?: ResourceKey;
  /** A logical id that is decided already: `Type/id`. */
  readonly reference?: string;
  readonly authority: Authority;
  /** `snapshot`: what the message does not say is gone. `delta`: it stays. */
  readonly reading: 'snapshot' | 'delta';
  /** When the facts held, in milliseconds since the epoch: an older one never replaces a newer. */
  readonly at: number;
  /** When the message was sent: of two facts with the same time the one sent later is newer. */
  readonly sent: number;
  readonly changes: readonly Change[];
  /** Required elements when nothing says them; only for a resource that is new. */
  readonly defaults: JsonObject;
  readonly visit?: VisitEvent;
  /** Reference to the patient that the resource must be about, and the element that has it. */
  readonly subject?: { readonly element: string; readonly reference: string };
  /** Only what is there already is changed. */
  readonly isForExisting: boolean;
}

/** Everything of a kind that a source has sent before and now no longer sends has ended. */
export interface CompleteList {
  readonly type: string;
  readonly patient: string;
  /** Effects that are still there. */
  readonly kept: readonly string[];
  /** Identifier system of what this source has sent. */
  readonly system: string;
  /** Only what belongs to this visit, for lists that are one visit's. */
  readonly encounter?: string;
  readonly at: number;
  readonly changes: readonly Change[];
}

/** A patient as a message has it: what identity decides by. */
export interface PatientFacts {
  /** Which PID of the message, from 0. */
  readonly index: number;
  readonly path: string;
  readonly identifiers: readonly PatientIdentifier[];
  /** PID-3 was sent and held nothing that identifies. */
  readonly hasOnlyUnusable: boolean;
  /** The person said so or was checked (Wbsn-z): PID-32. */
  readonly isBsnVerified: boolean;
  readonly demographics: Demographics;
}

export interface PatientIdentifier extends Token {
  readonly kind: 'bsn' | 'local';
  /** HL7 table 0203. */
  readonly type?: string;
  readonly path: string;
}

/** Facts for proposing candidates; everything as it was sent, nothing normalised. */
export interface Demographics {
  /** A FHIR date, maybe partial. */
  readonly birthDate?: string;
  readonly gender?: string;
  readonly family?: string;
  readonly ownPrefix?: string;
  readonly ownName?: string;
  readonly partnerPrefix?: string;
  readonly partnerName?: string;
  readonly given: readonly string[];
  readonly callName?: string;
  readonly postalCode?: string;
  readonly houseNumber?: string;
  readonly city?: string;
  readonly telecoms: readonly string[];
  /** PID-25: twins share everything but their given names. */
  readonly birthOrder?: number;
}

/** The retired numbers are the survivor's from now on. */
export interface PatientMerge {
  readonly kind: 'merge';
  readonly survivor: readonly PatientIdentifier[];
  readonly retired: readonly PatientIdentifier[];
  readonly path: string;
}

export interface PatientLink {
  readonly kind: 'link' | 'unlink';
  readonly one: readonly PatientIdentifier[];
  readonly other: readonly PatientIdentifier[];
  readonly path: string;
}

/** The number of the same patient is another now. */
export interface NumberChange {
  readonly kind: 'change-identifier';
  readonly from: readonly PatientIdentifier[];
  readonly to: readonly PatientIdentifier[];
  readonly path: string;
}

/** Two visits or accounts are one, or one has another number. */
export interface NumberedChange {
  readonly kind: 'merge-visit' | 'merge-account' | 'change-visit' | 'change-account';
  readonly from: Token;
  readonly to: Token;
  readonly path: string;
}

/** Visits, accounts or all of a number go to the patient of the message. */
export interface OwnerChange {
  readonly kind: 'move-visit' | 'move-account' | 'move-patient';
  readonly from: readonly PatientIdentifier[];
  readonly to: readonly PatientIdentifier[];
  readonly moved?: Token;
  readonly path: string;
}

export interface Deletion {
  readonly kind: 'delete-person' | 'delete-visit';
  readonly patient: readonly PatientIdentifier[];
  readonly visit?: Token;
  readonly path: string;
}

/** What a message says about which records are one person's; carried out by identity. */
export type IdentityEffect =
  PatientMerge | PatientLink | NumberChange | NumberedChange | OwnerChange | Deletion;

/** What puts messages in order and holds them together. */
export interface OrderKeys {
  /** In milliseconds since the epoch: EVN-2, else MSH-7. */
  readonly eventTime: number;
  /** MSH-13, where the sender counts. */
  readonly sequence?: number;
  readonly patients: readonly PatientIdentifier[];
  readonly visits: readonly Token[];
  readonly orders: readonly Token[];
}

/** What must be known of a message before it is mapped. */
export interface MessageFacts {
  readonly kind: 'facts';
  /** `ADT^A01` */
  readonly event: string;
  /** One for each PID. */
  readonly patients: readonly PatientFacts[];
  readonly order: OrderKeys;
}

/** One element of the result and what it was made from. */
export interface TraceEntry {
  readonly effect: string;
  /** `Patient.birthDate` */
  readonly element: string;
  /** `PID-7`; several when they were put together. */
  readonly from: readonly string[];
}

export interface Mapped {
  readonly kind: 'mapped';
  /** `ADT^A01` */
  readonly event: string;
  readonly effects: readonly ResourceEffect[];
  readonly lists: readonly CompleteList[];
  readonly identity: readonly IdentityEffect[];
  readonly patients: readonly PatientFacts[];
  readonly order: OrderKeys;
  readonly provenance: ProvenanceFacts;
  readonly warnings: readonly MappingWarning[];
  readonly trace: readonly TraceEntry[];
}

/** Of every resource that a message writes it is known where that came from. */
export interface ProvenanceFacts {
  readonly id: string;
  readonly recorded: string;
  readonly occurred?: string;
  readonly activity: JsonObject;
  readonly agents: readonly JsonObject[];
  readonly entity: JsonObject;
}

/** A message of which nothing was made. */
export interface NotMapped {
  readonly kind: 'not-mapped';
  readonly event: string;
  readonly reason:
    | 'ignored'
    | 'unknown-event'
    | 'field-too-long'
    | 'segment-missing'
    | 'several-patients'
    | 'patient-unidentified';
  /** For people; holds no value of the message. */
  readonly text: string;
  readonly location?: Hl7Location;
  readonly warnings: readonly MappingWarning[];
}

/** A resource that may be the one an effect is about. */
export interface KnownResource {
  readonly resource: Resource;
  readonly version: number;
}
