/**
 * Who sees a Binary: those who see its security context, when it has one; else those who see a
 * resource that has it as the content of an attachment. One that nothing leads to is seen by nobody
 * who has limits. https://hl7.org/fhir/R4/binary.html#security
 */
import { ATTACHMENT_PATH } from '../../search/attachments.js';
import { allOf, anyOf, not, NOTHING, typelessName } from '../../search/criterion.js';
import type { Criterion, SearchScope } from '../../search/query.js';
import { queryPaths } from '../../search/query-path.js';
import { parsedFilter, type LimitSources } from './membership.js';

/** What the caller may read of other types. */
export interface ReadLimits {
  allowsAny(type: string, permission: 'r'): boolean;
  criteria(type: string, permissions: readonly 'r'[]): readonly Criterion[];
}

const CONTEXT = 'security-context';

export function attachedCriterion(sources: LimitSources, limits: ReadLimits): Criterion {
  const { registry } = sources;
  const parameter = registry.parameter('Binary', CONTEXT);
  // As long as what is stored is not indexed for it, nobody knows who may see what.
  if (parameter === undefined) return NOTHING;
  const readable = readableScopes(sources, limits);
  const context: Criterion = {
    kind: 'chain',
    paths: queryPaths(registry, 'Binary', parameter).map(({ search }) => search),
    scopes: joined(readable),
  };
  const hasContext = allOf(parsedFilter(sources, 'Binary', [[`${CONTEXT}:missing`, 'false']]));
  const attaching = readable.filter(({ type }) => registry.attachments.has(type));
  const attachments = joined(attaching).map((scope): Criterion => ({
    kind: 'has',
    paths: [{ key: ATTACHMENT_PATH, inRow: false }],
    scope,
  }));
  return anyOf([context, allOf([not(hasContext), anyOf(attachments)])]);
}

/** Every other type of which the caller can read something. */
function readableScopes({ registry }: LimitSources, limits: ReadLimits): SearchScope[] {
  return registry.resourceTypes
    .filter((type) => type !== 'Binary' && limits.allowsAny(type, 'r'))
    .map((type) => ({ type, criteria: limits.criteria(type, ['r']) }));
}

/**
 * Types with the same limits as one scope: nearly all types are in the record of the patient, or
 * shared, and a statement with a part for each of them takes longer to plan than to run.
 */
function joined(scopes: readonly SearchScope[]): SearchScope[] {
  const groups = new Map<string, SearchScope>();
  for (const scope of scopes) {
    const name = typelessName(scope);
    const first = groups.get(name);
    groups.set(
      name,
      first === undefined ? scope : { ...first, alike: [...(first.alike ?? []), scope.type] },
    );
  }
  return [...groups.values()];
}
