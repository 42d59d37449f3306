/** Lists that a feed sends whole: what it sent before and no longer sends has ended. */
import { objectsAt, stringAt } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { CompleteList, KnownResource, ResourceEffect } from '../types.js';
import { applyFact } from './apply.js';
import { patientOf } from './lookup.js';
import { EMPTY_STATE, WorkingState, type ResourceState } from './state.js';

interface Stored {
  readonly resources: readonly KnownResource[];
  readonly states: ReadonlyMap<string, ResourceState>;
}

export interface Ended {
  readonly known: KnownResource;
  readonly resource: Resource;
  readonly state: WorkingState;
}

/**
 * What has ended.
 * @param kept `Type/id` of what is still in the lists
 */
export function completeListFacts(
  lists: readonly CompleteList[],
  kept: ReadonlySet<string>,
  { resources, states }: Stored,
  source: string,
): readonly Ended[] {
  return lists.flatMap((list) =>
    resources
      .filter(({ resource }) => isOfList(resource, list))
      .map((known) => ({ known, reference: `${list.type}/${known.resource.id ?? ''}` }))
      .filter(({ reference }) => !kept.has(reference))
      .map(({ known, reference }) => {
        const state = new WorkingState(states.get(reference) ?? EMPTY_STATE);
        const effect: ResourceEffect = {
          type: list.type,
          fullUrl: reference,
          reference,
          authority: 'owner',
          reading: 'delta',
          at: list.at,
          changes: list.changes,
          defaults: {},
          isForExisting: true,
        };
        return { known, resource: applyFact({ effect, source }, known.resource, state), state };
      }),
  );
}

function isOfList(resource: Resource, { type, patient, system }: CompleteList): boolean {
  return (
    resource.resourceType === type &&
    patientOf(resource) === patient &&
    objectsAt(resource, 'identifier').some((one) => stringAt(one, 'system') === system)
  );
}
