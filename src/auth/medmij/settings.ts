/** What an operator decides about MedMij: the file that MEDMIJ names (docs/medmij.md). */

/** Searches that judge one patient; `{patient}` in them is the logical id. */
export interface AvailabilityRules {
  /** Each must find something: the provider treats or treated this person. */
  readonly relation: readonly string[];
  /** Each must find something, for collecting only: the provider has data to give. */
  readonly data: readonly string[];
  /** None may find something: the provider keeps these data to itself. */
  readonly withheld: readonly string[];
}

export interface MedmijProvider {
  /** As in the lists, without `@medmij`. */
  readonly name: string;
  /** What people see. */
  readonly displayName: string;
  /** The provider's privacy statement. */
  readonly privacyUrl: string;
  /** Reference to the Organization on this server, for the Consent. */
  readonly organization?: string | undefined;
  /** Ids of the gegevensdiensten that it offers; undefined: all that this server knows. */
  readonly services: readonly string[] | undefined;
  readonly availability: AvailabilityRules;
}

/** OAuth errors that go back to the PGO by redirect. */
export const REDIRECTED_ERRORS = [
  'invalid_request',
  'unsupported_response_type',
  'invalid_scope',
  'access_denied',
  'server_error',
] as const;

export type RedirectedError = (typeof REDIRECTED_ERRORS)[number];

export interface MedmijSettings {
  /** The supplier that runs this server (DVA), with the telephone number on its pages. */
  readonly dva: { readonly name: string; readonly phone: string };
  readonly providers: readonly MedmijProvider[];
  /** Ids of identity providers where people sign in. */
  readonly signIn: readonly string[];
  /** Whether accounts of this server with a password are good enough: for tests on one machine. */
  readonly passwords: boolean;
  /**
   * `required`: a PGO proves who it is by a client certificate. `none-on-loopback`: it is believed; for
   * tests on one machine.
   */
  readonly clientCertificates: 'required' | 'none-on-loopback';
  /** Whether requests without right tracing ids are refused, or get ids of ours. */
  readonly tracing: 'required' | 'lenient';
  /** Lifetime of a code in seconds. */
  readonly codeSeconds: number;
  /** Seconds that a person may take from the first page to the last. */
  readonly journeySeconds: number;
  /** Days that events stay in the chain log. */
  readonly chainLogDays: number;
  /** `error_description` by error; none is sent for an error without. */
  readonly errorDescriptions: Readonly<Partial<Record<RedirectedError, string>>>;
  /** The sentence of the page for technical failures, in place of ours. */
  readonly failureSentence: string | undefined;
}
