/** Version-aware conditions: https://hl7.org/fhir/R4/http.html#concurrency and #cread */
import { FhirError } from '../fhir/errors.js';
import type { ResourceState } from '../storage/versions.js';
import type { VersionCondition } from './types.js';

/** True when the version in force is one that the condition names. */
export function matches(condition: VersionCondition, state: ResourceState | undefined): boolean {
  if (state?.exists !== true) return false;
  return condition === '*' || condition.includes(String(state.version));
}

/** @throws FhirError `precondition-failed` when If-Match or If-None-Match forbids the write */
export function checkWriteConditions(
  state: ResourceState | undefined,
  conditions: { readonly ifMatch?: VersionCondition; readonly ifNoneMatch?: VersionCondition },
): void {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifMatch !== undefined && !matches(ifMatch, state)) {
    const found = state?.exists === true ? `its version is ${state.version}` : 'it does not exist';
    throw new FhirError('precondition-failed', `If-Match does not match the resource: ${found}.`);
  }
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, state)) {
    throw new FhirError('precondition-failed', 'If-None-Match matches the resource: it exists.');
  }
}
