/**
 * What a caller may see, as part of the search itself, so that what is forbidden is neither fetched
 * nor counted nor followed. Every type that a search looks at, whether its resources are matches,
 * the target of a chain, the source of a `_has` or included, is a scope, and every scope passes here.
 *
 * The only decision that lets a search run today is `allow`, which has no limits. A decision that
 * has them gives `limitsOf` criteria by type (a compartment, the filter of a granted scope, labels,
 * consent); nothing else here, in the parser or in storage has to know.
 *
 * Criteria of conditional interactions (`conditional/criteria.ts`) do not come by here yet: what
 * they find is not shown, but written to.
 */
import type { Decision } from '../access/decide.js';
import type { Criterion, SearchQuery, SearchScope } from '../search/query.js';

/** What resources of a type must fulfil besides what is asked for. */
export type LimitsOfType = (type: string) => readonly Criterion[];

const NO_LIMITS: readonly Criterion[] = [];
/** What nobody fulfils. */
const NOTHING: readonly Criterion[] = [{ kind: 'any', of: [] }];

/** The search, and all scopes in it, within what the decision allows. */
export function restrict(query: SearchQuery, decision: Decision): SearchQuery {
  return decision.kind === 'allow' ? query : withLimits(query, limitsOf(decision));
}

function limitsOf(decision: Decision): LimitsOfType {
  return () => (decision.kind === 'allow' ? NO_LIMITS : NOTHING);
}

/**
 * The types of which resources are included; undefined stands for all. Storage follows references
 * without criteria, so a type that has limits is not included at all until it can.
 */
export function includableTypes(
  asked: readonly string[] | undefined,
  decision: Decision,
  all: readonly string[],
): readonly string[] | undefined {
  if (decision.kind === 'allow') return asked;
  const limits = limitsOf(decision);
  return (asked ?? all).filter((type) => limits(type).length === 0);
}

/** The scope with the limits of its type, and those of the types it leads to. */
export function withLimits<Scope extends SearchScope>(scope: Scope, limits: LimitsOfType): Scope {
  const criteria = scope.criteria.map((criterion) => limitedCriterion(criterion, limits));
  return { ...scope, criteria: [...limits(scope.type), ...criteria] };
}

function limitedCriterion(criterion: Criterion, limits: LimitsOfType): Criterion {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return { ...criterion, of: criterion.of.map((inner) => limitedCriterion(inner, limits)) };
    case 'not':
      return { ...criterion, of: limitedCriterion(criterion.of, limits) };
    case 'chain':
      return { ...criterion, scopes: criterion.scopes.map((scope) => withLimits(scope, limits)) };
    case 'has':
      return { ...criterion, scope: withLimits(criterion.scope, limits) };
    case 'list':
      // The items are those of a List that must be visible itself.
      return limits('List').length === 0 ? criterion : limitedList(criterion, limits);
    default:
      return criterion;
  }
}

/** `_list` as the `_has` that it stands for, which takes limits. */
function limitedList(
  { id, path }: Extract<Criterion, { kind: 'list' }>,
  limits: LimitsOfType,
): Criterion {
  const scope: SearchScope = { type: 'List', criteria: [{ kind: 'id', ids: [id] }] };
  return { kind: 'has', paths: [{ key: path, inRow: false }], scope: withLimits(scope, limits) };
}
