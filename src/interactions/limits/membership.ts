/** The resources of a patient's record, of one patient or of all that a search finds. */
import type { Within } from '../../access/clauses.js';
import { TYING_PARAMETER, type Relation } from '../../access/relation.js';
import type { FilterParameter } from '../../access/scope-filter.js';
import { FhirError } from '../../fhir/errors.js';
import { NOTHING } from '../../search/criterion.js';
import type { ParseContext } from '../../search/parse/context.js';
import { parseCriteria } from '../../search/parse/search.js';
import { queryPaths } from '../../search/query-path.js';
import type { Criterion, SearchPath, SearchScope } from '../../search/query.js';
import type { SearchParameter, SearchRegistry } from '../../search/registry.js';
import { isReference } from '../../search/types/reference-query.js';

/** What criteria are made with. */
export interface LimitSources {
  readonly registry: SearchRegistry;
  readonly context: ParseContext;
}

type OfPatients = Extract<Within, { kind: 'patient' | 'patients' }>;

/** Resources of `type` that belong to these patients. */
export function membersOf(
  sources: LimitSources,
  relation: Relation,
  type: string,
  within: OfPatients,
): readonly Criterion[] {
  switch (relation) {
    case 'patient':
      return patientScope(sources, within).criteria;
    case 'record':
      return within.kind === 'patient'
        ? [{ kind: 'patient-compartment', id: within.id }]
        : [{ kind: 'patients-compartment', scope: patientScope(sources, within) }];
    case 'tied':
      return [chainTo(sources, type, within, tyingParameters(sources, type))];
    case 'attached':
    case 'shared':
    case 'other':
      return [NOTHING];
  }
}

/** The patients themselves. */
export function patientScope(sources: LimitSources, within: OfPatients): SearchScope {
  const criteria: readonly Criterion[] =
    within.kind === 'patient'
      ? [{ kind: 'id', ids: [within.id] }]
      : parsedFilter(sources, 'Patient', [...new URLSearchParams(within.search)]);
  return { type: 'Patient', criteria };
}

/** What the parameters of a scope or policy select; nothing when the type has no such parameter. */
export function parsedFilter(
  { context }: LimitSources,
  type: string,
  filter: readonly FilterParameter[],
): readonly Criterion[] {
  try {
    return parseCriteria(type, filter, context).criteria;
  } catch (error) {
    if (error instanceof FhirError) return [NOTHING];
    throw error;
  }
}

/** Paths of references that tie a type to a patient, as R4's compartment or `patient` has them. */
export function membershipPaths(
  sources: LimitSources,
  relation: Relation,
  type: string,
): SearchPath[] {
  const parameters =
    relation === 'tied' ? tyingParameters(sources, type) : compartmentParameters(sources, type);
  return referencePaths(sources, type, parameters);
}

function compartmentParameters({ registry }: LimitSources, type: string): SearchParameter[] {
  return registry.compartmentParameters('Patient', type);
}

/** What waits to be indexed ties nothing yet. */
function tyingParameters({ registry }: LimitSources, type: string): SearchParameter[] {
  const parameter = registry.parameter(type, TYING_PARAMETER);
  return parameter === undefined ? [] : [parameter];
}

function chainTo(
  sources: LimitSources,
  type: string,
  within: OfPatients,
  parameters: readonly SearchParameter[],
): Criterion {
  const paths = referencePaths(sources, type, parameters);
  if (paths.length === 0) return NOTHING;
  if (within.kind === 'patient') {
    return { kind: 'reference', paths, targets: [{ type: 'Patient', id: within.id }] };
  }
  return { kind: 'chain', paths, scopes: [patientScope(sources, within)] };
}

/** Each path once: `patient` and `subject` of a type follow the same element. */
function referencePaths(
  { registry }: LimitSources,
  type: string,
  parameters: readonly SearchParameter[],
): SearchPath[] {
  const paths = parameters
    .flatMap((parameter) => queryPaths(registry, type, parameter))
    .filter(isReference)
    .filter(({ target }) => target === undefined || target === 'Patient')
    .map(({ search }) => search);
  return [...new Map(paths.map((path) => [path.key, path])).values()];
}
