/** Merges that people order and take back. */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import { mergePatients } from '../../operations/patient-merge/merge.js';
import { unmergePatients } from '../../operations/patient-merge/unmerge.js';
import type { AdministrationParts, Who } from './parts.js';

const PATIENT = /^Patient\/([A-Za-z0-9\-.]{1,64})$/;

/** @throws FhirError `unprocessable` */
function idOf(reference: string): string {
  const id = PATIENT.exec(reference)?.[1];
  if (id === undefined) throw new FhirError('unprocessable', 'A patient is given as "Patient/1".');
  return id;
}

/**
 * Makes one Patient stand for two.
 * @throws FhirError `not-found`, `deleted`, or `conflict` for a merge that can't be
 */
export async function mergeByHand(
  { inbox, environment }: AdministrationParts,
  request: { readonly survivor: string; readonly retired: string; readonly comment?: string },
  who: Who,
): Promise<JsonObject> {
  const { survivor, retired } = request;
  const result = await mergePatients(
    { environment, access: SYSTEM_ACCESS },
    { survivor: idOf(survivor), retired: idOf(retired), reason: { who: { display: who } } },
  );
  await inbox.record({ who, action: 'merge', details: { ...request } });
  return { survivor: `Patient/${result.survivor}`, retired, moved: result.moved };
}

/**
 * Takes the merge of a retired Patient back. What was written since then for the survivor is named:
 * whose it is, a person has to say.
 * @throws FhirError `not-found`, or `conflict` when it is not merged
 */
export async function unmergeByHand(
  { inbox, environment }: AdministrationParts,
  request: { readonly retired: string; readonly comment?: string },
  who: Who,
): Promise<JsonObject> {
  const { survivor, moved, undecided } = await unmergePatients(
    { environment, access: SYSTEM_ACCESS },
    { retired: idOf(request.retired), reason: { who: { display: who } } },
  );
  await inbox.record({ who, action: 'unmerge', details: { ...request } });
  return {
    survivor: `Patient/${survivor}`,
    retired: request.retired,
    moved,
    undecided: [...undecided],
  };
}
