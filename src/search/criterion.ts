/** Putting criteria together, without layers that say nothing. */
import type { Criterion, SearchScope } from './query.js';

/** One of them at least. */
export function anyOf(criteria: readonly Criterion[]): Criterion {
  const [first] = criteria;
  return criteria.length === 1 && first !== undefined ? first : { kind: 'any', of: criteria };
}

/** All of them. */
export function allOf(criteria: readonly Criterion[]): Criterion {
  const [first] = criteria;
  return criteria.length === 1 && first !== undefined ? first : { kind: 'all', of: criteria };
}

export function not(criterion: Criterion): Criterion {
  return { kind: 'not', of: criterion };
}

/** What no resource fulfils. */
export const NOTHING: Criterion = { kind: 'any', of: [] };

/** What every resource fulfils. */
export const EVERYTHING: Criterion = { kind: 'all', of: [] };

/**
 * The same for scopes that ask the same of their resources, whatever the type: those whose criteria,
 * if there are any, are the compartments of patients. Patients are looked up in ways of their own.
 */
export function typelessName({ type, criteria }: SearchScope): string {
  const isTypeless = type !== 'Patient' && criteria.every(isCompartment);
  return isTypeless ? JSON.stringify(criteria) : type;
}

function isCompartment(criterion: Criterion): boolean {
  switch (criterion.kind) {
    case 'patient-compartment':
    case 'patients-compartment':
      return true;
    case 'all':
    case 'any':
      return criterion.of.every(isCompartment);
    default:
      return false;
  }
}
