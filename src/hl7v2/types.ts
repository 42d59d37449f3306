/** What the parts of this door give one another. */
import type { JsonObject } from '../fhir/json.js';
import type { Reason } from '../storage/inbox/states.js';
import type { StoreTransaction } from '../storage/store.js';
import type { WrittenEntry } from '../interactions/environment.js';
import type { Feed } from './feed.js';
import type { Claim } from './identity/claims.js';
import type { CharsetWarning } from './parser/charset.js';
import type { IdentityEffect, PatientDecision, PatientFacts } from './mapping/types.js';
import type { MessageHeader } from './parser/header.js';
import type { Hl7Message } from './parser/message.js';

/** A message that is being processed. */
export interface MessageInProcess {
  /** Of its row in the inbox: names the message for good, also when it is replayed. */
  readonly id: number;
  readonly feed: Feed;
  /** When it was first received, in milliseconds since the epoch. */
  readonly received: number;
  readonly message: Hl7Message;
  readonly header: MessageHeader;
  /** Its characters were not what it declares. */
  readonly charsetWarning?: CharsetWarning;
  /** What an operator decided when it waited. */
  readonly decision?: JsonObject;
}

/** What became of a message. */
export interface Outcome {
  readonly state: 'processed' | 'waiting' | 'failed' | 'ignored';
  /** Why, unless it was processed. */
  readonly reason?: Reason;
  /** Shown with the message: warnings, resources, candidates. */
  readonly details?: JsonObject;
}

/**
 * Writes down the outcome in the transaction that writes the resources, so that both are there or
 * neither.
 * @throws ClaimLost when another process has taken the message over
 */
export type SettleWithin = (transaction: StoreTransaction, outcome: Outcome) => Promise<void>;

/** An outcome, and whether it is written down already. */
export interface Processed {
  readonly outcome: Outcome;
  readonly isSettled: boolean;
}

/**
 * Identity, mapping and transaction of one message: see `process.ts`. May be called again for the
 * same message: what it writes is the same.
 * @throws Hl7Error for what a person has to mend; FhirError `unavailable`, `conflict` … for what is
 * worth another try
 */
export type ProcessMessage = (work: MessageInProcess, settle: SettleWithin) => Promise<Processed>;

/** Which Patient each PID of a message is about; decided by identifiers, or by a person. */
export type IdentityDecision =
  | {
      readonly kind: 'decided';
      /** One for each PID. */
      readonly patients: readonly PatientDecision[];
      /** Numbers that become somebody's with this message. */
      readonly claims: readonly Claim[];
      /** What a data steward should know of, as codes. */
      readonly notes: readonly string[];
      /** Patients much like somebody who is new. */
      readonly alike: readonly JsonObject[];
    }
  /** Ambiguous or contradictory: the message waits, or fails, and says why. */
  | { readonly kind: 'undecided'; readonly outcome: Outcome };

/** Who messages are about. */
export interface Identity {
  /** Looks up and judges; changes nothing. `work.decision` is what a person has decided. */
  decide(work: MessageInProcess, patients: readonly PatientFacts[]): Promise<IdentityDecision>;
  /**
   * Carries out merges, links and moves, before it is decided whom the message is about. Doing it
   * again changes nothing.
   * @returns what a data steward should know of, as codes; or why it is not done
   */
  carryOut(work: MessageInProcess, effects: readonly IdentityEffect[]): Promise<CarriedOut>;
  /**
   * Called in the transaction that writes: nobody else has got the numbers since it was decided.
   * @throws FhirError `conflict` when somebody has
   */
  confirm(
    transaction: StoreTransaction,
    claims: readonly Claim[],
    written: readonly WrittenEntry[],
  ): Promise<void>;
}

export type CarriedOut =
  | { readonly kind: 'done'; readonly notes: readonly string[] }
  | { readonly kind: 'undecided'; readonly outcome: Outcome };
