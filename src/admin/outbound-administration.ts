/** What can be seen of destinations and decided about their messages; done by `hl7v2/outbound/`. */
import type { DestinationState, OutboxMessage } from '../storage/outbox/destinations.js';
import type { Chosen } from '../storage/outbox/destinations.js';
import type { OutboxState } from '../storage/outbox/states.js';

export interface OutboundPage {
  readonly messages: readonly OutboxMessage[];
  /** To be given as `after` for the next page; undefined on the last one. */
  readonly next: number | undefined;
}

/** @throws FhirError `not-found` for a destination or message that there is not */
export interface OutboundAdministration {
  destinations(): Promise<readonly DestinationState[]>;
  messages(options: {
    readonly destination?: string;
    readonly state?: OutboxState;
    readonly after?: number;
    readonly count?: number;
  }): Promise<OutboundPage>;
  message(
    id: number,
  ): Promise<{ readonly message: OutboxMessage; readonly content: Buffer | undefined }>;
  retry(chosen: Chosen): Promise<number>;
  skip(chosen: Chosen): Promise<number>;
  pause(name: string, reason?: string): Promise<void>;
  resume(name: string): Promise<void>;
}
