/**
 * Two Patient resources turn out to be one person. FHIR R4 has no operation for it; what is done is
 * what its links foresee: https://hl7.org/fhir/R4/patient.html#links
 */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import { FhirError } from '../../fhir/errors.js';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { evidenceOf, type MergeReason } from './evidence.js';
import { linkedTo, survivorOf, withLink } from './links.js';
import {
  currentMany,
  currentPatient,
  withElements,
  writeTogether,
  type Current,
  type MergeTools,
} from './records.js';
import { referrersOf, repoint } from './repoint.js';

export interface MergeRequest {
  /** Logical id of the Patient that stays. */
  readonly survivor: string;
  /** Logical id of the one that is no longer used. */
  readonly retired: string;
  readonly reason: MergeReason;
}

export interface MergeResult {
  /** Who stands for both: the end of the chain when the survivor was merged itself. */
  readonly survivor: string;
  /** Resources that now refer to the survivor. */
  readonly moved: number;
  /** False when they were merged before. */
  readonly changed: boolean;
}

/**
 * Makes the survivor stand for both: all that refers to the retired Patient refers to the survivor,
 * which gets its numbers as old ones; the retired one is inactive and linked. All in one
 * transaction, with a Provenance that `unmergePatients` can go back by.
 *
 * A BSN moves only to a survivor that has none: a BSN that was registered wrongly is somebody
 * else's, and must not lead to this person again.
 * @throws FhirError `conflict` for a merge with itself or in a ring, `not-found`, `deleted`
 */
export async function mergePatients(
  tools: MergeTools,
  request: MergeRequest,
): Promise<MergeResult> {
  const retired = await currentPatient(tools, request.retired);
  const survivor = await survivorOf(tools, await currentPatient(tools, request.survivor));
  if (linkedTo(retired.resource, 'replaced-by').length > 0) {
    return mergedBefore(await survivorOf(tools, retired), survivor);
  }
  if (survivor.key.id === retired.key.id) {
    throw new FhirError('conflict', 'A Patient can not be merged into itself, nor in a ring.');
  }
  const referrers = await currentMany(tools, await referrersOf(tools, retired));
  const moved = referrers.filter(
    ({ key, resource }) =>
      key.id !== survivor.key.id &&
      repoint(tools.environment, resource, retired.key.id, survivor.key.id) > 0,
  );
  const changed: Current[] = [
    { ...survivor, resource: asSurvivor(survivor, retired) },
    { ...retired, resource: asRetired(retired, survivor) },
    ...moved,
  ];
  const evidence = evidenceOf({
    activity: 'merge',
    changed,
    reason: request.reason,
    recorded: new Date(tools.environment.clock()),
  });
  await writeTogether(tools, changed, evidence);
  return { survivor: survivor.key.id, moved: moved.length, changed: true };
}

function mergedBefore(before: Current, survivor: Current): MergeResult {
  if (before.key.id !== survivor.key.id) {
    throw new FhirError('conflict', 'The Patient was merged into another one before.');
  }
  return { survivor: survivor.key.id, moved: 0, changed: false };
}

function asSurvivor(survivor: Current, retired: Current): Resource {
  const known = objectsAt(survivor.resource, 'identifier');
  const added = objectsAt(retired.resource, 'identifier')
    .filter((identifier) => moves(identifier, known))
    .map((identifier): JsonObject => ({ ...identifier, use: 'old' }));
  const linked = withLink(survivor.resource, retired.key.id, 'replaces');
  return withElements(linked, 'identifier', [...known, ...added]);
}

function asRetired(retired: Current, survivor: Current): Resource {
  const known = objectsAt(survivor.resource, 'identifier');
  const linked = withLink(retired.resource, survivor.key.id, 'replaced-by');
  const kept = objectsAt(retired.resource, 'identifier').filter((one) => !moves(one, known));
  return { ...withElements(linked, 'identifier', kept), active: false };
}

function moves(identifier: JsonObject, known: readonly JsonObject[]): boolean {
  const system = stringAt(identifier, 'system');
  if (system === BSN_SYSTEM) return !known.some((one) => stringAt(one, 'system') === BSN_SYSTEM);
  const value = stringAt(identifier, 'value');
  return !known.some(
    (one) => stringAt(one, 'system') === system && stringAt(one, 'value') === value,
  );
}
