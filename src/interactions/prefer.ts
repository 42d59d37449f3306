/** What a write answers with: https://hl7.org/fhir/R4/http.html#ops */
import { operationOutcome } from '../fhir/outcome.js';
import type { InteractionResult, ResultBody, ReturnPreference } from './types.js';

/** The body of a result by what the client prefers; reads always have theirs. */
export function preferredBody(
  result: InteractionResult,
  prefer: ReturnPreference,
): ResultBody | undefined {
  if (result.isWrite !== true) return result.body;
  switch (prefer) {
    case 'minimal':
      return undefined;
    case 'representation':
      return result.body;
    case 'OperationOutcome':
      return { kind: 'resource', resource: operationOutcome(result.notes ?? [SUCCESS]) };
  }
}

const SUCCESS = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'The resource was stored.',
} as const;
