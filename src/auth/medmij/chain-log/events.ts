/**
 * What is told in the chain log (aanvullende ketenlog): names of MedMij where those are public, and ours for the
 * rest. Nothing in an event is about the person.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/logging-interface
 */

/** Read in release 2.2.4 and 3.0.1. */
type OfMedmij =
  | 'receive_authorization_request'
  | 'authorization_request_error'
  | 'show_authorization_request_error_page'
  | 'send_authorization_request_error'
  | 'show_landing_page'
  | 'send_authentication_request'
  | 'receive_authentication_response'
  | 'receive_authentication_error'
  | 'receive_authorization_cancellation'
  | 'send_authorization_cancellation';

/** The list goes on in documents that are not public; these are named after its pattern. */
type Ours =
  /** Whatever the sign-in was followed by: asking for consent, or that there is nothing. Which is not told. */
  | 'show_authorization_page'
  | 'receive_authorization_consent'
  | 'show_technical_failure_page'
  | 'send_authorization_code'
  | 'send_authorization_error'
  | 'receive_token_request'
  | 'send_access_token'
  | 'send_token_error'
  | 'receive_revocation_request'
  | 'send_revocation_response'
  | 'receive_resource_request'
  | 'send_resource_response'
  | 'end_consent';

export type ChainEventName = OfMedmij | Ours;

export interface ChainEvent {
  readonly event: ChainEventName;
  /** X-Correlation-ID */
  readonly trace?: string | undefined;
  /** Of the authorization request. */
  readonly session?: string | undefined;
  /** MedMij-Request-ID */
  readonly request?: string | undefined;
  /** Hostname of the PGO, or the name of a provider: who sent it, and to whom. */
  readonly sender?: string | undefined;
  readonly receiver?: string | undefined;
  /** An OAuth error, an HTTP status, a reason: from lists of ours, never text that somebody sent. */
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

/** Who writes down events. */
export interface ChainLog {
  /** Returns at once; the event is stored a moment later. */
  record(event: ChainEvent): void;
}
