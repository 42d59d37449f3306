/**
 * The gate in front of every interaction. What no rule allows is refused; for now there is one rule,
 * which allows everything to the system context, the only one there is while AUTH is off.
 */
import type { AccessContext } from './context.js';

/** What is asked for, in terms that rules are written in. */
export interface AccessRequest {
  /** R4 interaction code: `read`, `create`, `search-type` … */
  readonly interaction: string;
  /** Undefined for interactions with the whole system. */
  readonly type?: string;
}

export type Decision =
  { readonly kind: 'allow' } | { readonly kind: 'deny'; readonly reason: string };

interface Rule {
  readonly applies: (context: AccessContext) => boolean;
  readonly decision: Decision;
}

const RULES: readonly Rule[] = [
  { applies: ({ kind }) => kind === 'system', decision: { kind: 'allow' } },
];

export function decide(context: AccessContext, request: AccessRequest): Decision {
  // Everyone may know what the server can do: https://hl7.org/fhir/R4/http.html#capabilities
  if (request.interaction === 'capabilities') return { kind: 'allow' };
  const rule = RULES.find(({ applies }) => applies(context));
  return (
    rule?.decision ?? {
      kind: 'deny',
      reason: `Nothing allows ${request.interaction} to this caller.`,
    }
  );
}
