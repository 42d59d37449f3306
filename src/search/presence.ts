/**
 * `:missing` (https://hl7.org/fhir/R4/search.html#modifiers). What nearly every resource has is
 * marked by its absence, which is rare, and the other way round: fewer keys.
 */
import { not } from './criterion.js';
import { pushTokenKey, TOKEN_FORMS, tokenKey, type Key, type TokenForm } from './keys.js';
import type { Criterion } from './query.js';
import type { IndexPath } from './registry.js';

/** True for a path that is marked where it finds nothing, false for one marked where it does. */
export function isMarkedByAbsence({ kind, typed }: IndexPath): boolean {
  return kind !== 'composite' && typed.length > 0 && typed.every(({ mandatory }) => mandatory);
}

/** Writes the mark of a path, if this resource needs one. */
export function pushPresence(keys: number[], path: Key, found: boolean, byAbsence: boolean): void {
  if (found !== byAbsence) pushTokenKey(keys, path, formOf(byAbsence), '', '');
}

/** The path has a value. */
export function present({
  search,
  isMarkedByAbsence: byAbsence,
}: {
  readonly search: { readonly key: Key };
  readonly isMarkedByAbsence: boolean;
}): Criterion {
  const mark: Criterion = {
    kind: 'keys',
    keys: [tokenKey(search.key, formOf(byAbsence), '', '')],
  };
  return byAbsence ? not(mark) : mark;
}

function formOf(byAbsence: boolean): TokenForm {
  return byAbsence ? TOKEN_FORMS.absent : TOKEN_FORMS.present;
}
