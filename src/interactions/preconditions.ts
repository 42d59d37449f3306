/** Version-aware conditions: https://hl7.org/fhir/R4/http.html#concurrency and #cread */
import { FhirError } from '../fhir/errors.js';
import type { CurrentVersion } from '../storage/versions.js';
import type { VersionCondition } from './types.js';

/** True when there is a version in force, so the resource can be read. */
export function exists(current: CurrentVersion | undefined): current is CurrentVersion {
  return current?.body !== undefined;
}

/** True when the version in force is one that the condition names. */
export function matches(
  condition: VersionCondition,
  current: CurrentVersion | undefined,
): boolean {
  if (!exists(current)) return false;
  return condition === '*' || condition.includes(String(current.version));
}

/** @throws FhirError `precondition-failed` when If-Match or If-None-Match forbids the write */
export function checkWriteConditions(
  current: CurrentVersion | undefined,
  conditions: { readonly ifMatch?: VersionCondition; readonly ifNoneMatch?: VersionCondition },
): void {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifMatch !== undefined && !matches(ifMatch, current)) {
    const state = exists(current) ? `its version is ${current.version}` : 'it does not exist';
    throw new FhirError('precondition-failed', `If-Match does not match the resource: ${state}.`);
  }
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, current)) {
    throw new FhirError('precondition-failed', 'If-None-Match matches the resource: it exists.');
  }
}
