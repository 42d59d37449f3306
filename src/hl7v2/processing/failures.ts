/** What an exception says about a message: whether another try can help, and what a person is told. */
import { FhirError, type ErrorKind } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import { Hl7Error } from '../hl7-error.js';
import { reasonOfError } from '../reception/incoming.js';
import type { Outcome } from '../types.js';

/** `later`: the message is sound and the time was bad. `again`: it may be the message's fault. */
export type Failure =
  | { readonly kind: 'later' | 'again'; readonly milliseconds: number }
  | { readonly kind: 'final'; readonly outcome: Outcome };

const LATER: Partial<Record<ErrorKind, number>> = {
  unavailable: 2000,
  conflict: 100,
  throttled: 1000,
};
const AGAIN: Partial<Record<ErrorKind, number>> = { 'too-costly': 1000, 'request-timeout': 1000 };

/** Starts after which a message that does not come to an end is set aside. */
export const MOST_STARTS = 3;

/** @param starts how often the message was begun, this time included */
export function judgeFailure(error: unknown, starts: number): Failure {
  if (error instanceof Hl7Error) {
    return { kind: 'final', outcome: { state: 'failed', reason: reasonOfError(error) } };
  }
  if (!(error instanceof FhirError)) return unexpected(starts);
  const later = LATER[error.kind];
  if (later !== undefined) return { kind: 'later', milliseconds: jittered(later) };
  const again = AGAIN[error.kind];
  if (again !== undefined && starts < MOST_STARTS) {
    return { kind: 'again', milliseconds: jittered(again * starts) };
  }
  return { kind: 'final', outcome: refusedByServer(error) };
}

function unexpected(starts: number): Failure {
  return starts < MOST_STARTS
    ? { kind: 'again', milliseconds: jittered(1000 * starts) }
    : { kind: 'final', outcome: TOO_OFTEN };
}

/** A message that ended its process, or ran into a fault of ours, several times. */
export const TOO_OFTEN: Outcome = {
  state: 'failed',
  reason: {
    code: 'no-end',
    text: `Processing was begun ${MOST_STARTS} times and did not come to an end; see the log.`,
  },
};

/** The resources that were made of the message are not acceptable: the issues say which and why. */
function refusedByServer({ kind, message, details }: FhirError): Outcome {
  const issues = details.issues ?? [];
  const facts: JsonObject = {
    issues: issues.map(({ severity, code, diagnostics, expression }) => ({
      severity,
      code,
      diagnostics,
      ...(expression !== undefined && { expression: [expression] }),
    })),
  };
  return {
    state: 'failed',
    reason: { code: `fhir-${kind}`, text: message },
    ...(issues.length > 0 && { details: facts }),
  };
}

/** Never the same for two messages that met. */
function jittered(milliseconds: number): number {
  return Math.round(milliseconds * (0.5 + Math.random()));
}
