import type { Issue } from './issue.js';

/** Everything a request can end in besides success. Each has its answer in `outcome.ts`. */
export const ERROR_KINDS = [
  'malformed',
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'unknown-type',
  'unknown-interaction',
  'method-not-allowed',
  'not-acceptable',
  'request-timeout',
  'conflict',
  'deleted',
  'multiple-matches',
  'precondition-failed',
  'too-large',
  'url-too-long',
  'too-costly',
  'unsupported-media-type',
  'unprocessable',
  'throttled',
  'internal',
  'unavailable',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface ErrorDetails {
  /** FHIRPath of the element that is at fault. */
  readonly expression?: string;
  /** Several findings at once; `message` then only sums them up for the log. */
  readonly issues?: readonly Issue[];
  readonly cause?: unknown;
  /** Extra response headers, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure that ends the request. The message is shown to the client: no personal data in it. */
export class FhirError extends Error {
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'FhirError';
    this.kind = kind;
    this.details = details;
  }
}
