/**
 * What a caller may see, as part of the search itself, so that what is forbidden is neither fetched
 * nor counted nor followed. Every type that a search looks at, whether its resources are matches,
 * the target of a chain or the source of a `_has`, is a scope, and every scope passes here.
 */
import { isContainedType } from '../../search/contained.js';
import type { Criterion, SearchScope } from '../../search/query.js';

/** What resources of a type must fulfil besides what is asked for. */
export type LimitsOfType = (type: string) => readonly Criterion[];

/** The scope with the limits of its type, and those of the types it leads to. */
export function withLimits<Scope extends SearchScope>(scope: Scope, limits: LimitsOfType): Scope {
  const asked = scope.criteria.map((criterion) => limitedCriterion(criterion, limits));
  const own = limits(scope.type).filter((limit) => !isImplied(limit, asked));
  return { ...scope, criteria: [...own, ...asked] };
}

/** Whoever asks for the records of a patient has its limits already; testing them again costs time. */
function isImplied(limit: Criterion, asked: readonly Criterion[]): boolean {
  if (limit.kind !== 'patient-compartment') return false;
  return asked.some((criterion) => {
    if (criterion.kind === 'patient-compartment') return criterion.id === limit.id;
    if (criterion.kind !== 'reference') return false;
    // A path that lies in the row is one of those that make the compartment.
    return (
      criterion.paths.every(({ inRow }) => inRow) &&
      criterion.targets.every(({ type, id }) => type === 'Patient' && id === limit.id)
    );
  });
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
      return { ...criterion, scope: sourceWithLimits(criterion.scope, limits) };
    case 'list':
      // The items are those of a List that must be visible itself.
      return limits('List').length === 0 ? criterion : limitedList(criterion, limits);
    default:
      return criterion;
  }
}

/** What refers to a resource. What it contains is a part of it, and is seen with it. */
function sourceWithLimits(scope: SearchScope, limits: LimitsOfType): SearchScope {
  if (!isContainedType(scope.type)) return withLimits(scope, limits);
  return { ...scope, criteria: scope.criteria.map((one) => limitedCriterion(one, limits)) };
}

/** `_list` as the `_has` that it stands for, which takes limits. */
function limitedList(
  { id, path }: Extract<Criterion, { kind: 'list' }>,
  limits: LimitsOfType,
): Criterion {
  const scope: SearchScope = { type: 'List', criteria: [{ kind: 'id', ids: [id] }] };
  return { kind: 'has', paths: [{ key: path, inRow: false }], scope: withLimits(scope, limits) };
}
