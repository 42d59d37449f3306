/** Searches in a compartment: https://hl7.org/fhir/R4/compartmentdefinition.html */
import { FhirError } from '../../fhir/errors.js';
import type { ResourceKey } from '../../fhir/resource.js';
import { anyOf } from '../criterion.js';
import type { Criterion } from '../query.js';
import { queryPaths } from '../query-path.js';
import { isReference } from '../types/reference-query.js';
import type { ParseContext } from './context.js';

/**
 * Whether resources of `type` can be in a compartment of the type `compartment`.
 * @throws FhirError `unknown-interaction` for a type without compartments
 */
export function canBeIn(compartment: string, type: string, { registry }: ParseContext): boolean {
  if (!registry.isCompartment(compartment)) {
    throw new FhirError('unknown-interaction', `${compartment} has no compartment.`);
  }
  return type === compartment || registry.compartmentParameters(compartment, type).length > 0;
}

/** Puts a resource of `type` into the compartment of one resource. */
export function compartmentCriterion(
  { type: compartment, id }: ResourceKey,
  type: string,
  { registry }: ParseContext,
): Criterion {
  if (compartment === 'Patient') return { kind: 'patient-compartment', id };
  const criteria: Criterion[] = registry
    .compartmentParameters(compartment, type)
    .flatMap((parameter) => queryPaths(registry, type, parameter).filter(isReference))
    .filter(({ target }) => target === undefined || target === compartment)
    .map(({ search }) => ({
      kind: 'reference',
      paths: [search],
      targets: [{ type: compartment, id }],
    }));
  if (type === compartment) criteria.push({ kind: 'id', ids: [id] });
  return anyOf(criteria);
}
