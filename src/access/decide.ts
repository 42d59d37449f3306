/**
 * The gate in front of every interaction, also of those that are entries of a Bundle. What no rule
 * allows is refused.
 */
import { clausesOf, type AccessRules, type ClausesOf } from './clauses.js';
import type { AccessContext, AppAccess, MedmijAccess } from './context.js';
import { isOfServices, medmijClauses } from './medmij.js';
import { neededFor, type AccessRequest } from './permissions.js';
import type { Permission } from './scopes.js';

export type Decision =
  /** Everything, without limits. */
  | { readonly kind: 'allow' }
  /** Only what the clauses allow, for each type that the interaction comes to. */
  | { readonly kind: 'allow-within'; readonly clausesOf: ClausesOf }
  /** The caller has to say who it is. */
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'deny'; readonly reason: string };

export const ALLOW: Decision = { kind: 'allow' };
const UNAUTHENTICATED: Decision = { kind: 'unauthenticated' };

/** Judges by who is asking for what; which resources there are makes no difference. */
export function decide(
  rules: AccessRules,
  context: AccessContext,
  request: AccessRequest,
): Decision {
  // Everyone may know what the server can do: https://hl7.org/fhir/R4/http.html#capabilities
  if (request.interaction === 'capabilities') return ALLOW;
  switch (context.kind) {
    case 'system':
      return ALLOW;
    case 'app':
      return decideForApp(rules, context, request);
    case 'medmij':
      return decideForPgo(rules, context, request);
    case 'nobody':
      return UNAUTHENTICATED;
  }
}

function decideForApp(rules: AccessRules, access: AppAccess, request: AccessRequest): Decision {
  const { interaction, type } = request;
  const needed = neededFor(request);
  if (needed === undefined) {
    return { kind: 'deny', reason: `Nothing allows ${interaction} to this caller.` };
  }
  const missing = needed.find((permission) =>
    type === undefined
      ? !hasScopeFor(access, permission)
      : clausesOf(rules, access, type, permission).length === 0,
  );
  if (missing !== undefined) {
    const what = type === undefined ? interaction : `${interaction} on ${type}`;
    return { kind: 'deny', reason: `The scopes of this caller do not allow ${what}.` };
  }
  return {
    kind: 'allow-within',
    clausesOf: (named, permission) => clausesOf(rules, access, named, permission),
  };
}

function decideForPgo(rules: AccessRules, access: MedmijAccess, request: AccessRequest): Decision {
  const { interaction, type } = request;
  if (!isOfServices(rules, access, request)) {
    const what = type === undefined ? interaction : `${interaction} on ${type}`;
    const reason = `The gegevensdiensten of this access token do not have ${what}.`;
    return { kind: 'deny', reason };
  }
  return {
    kind: 'allow-within',
    clausesOf: (named, permission) => medmijClauses(rules, access, named, permission),
  };
}

/** Of the whole system the types that may be seen are found. */
function hasScopeFor({ scopes }: AppAccess, permission: Permission): boolean {
  return scopes.resources.some(({ permissions }) => permissions.has(permission));
}
