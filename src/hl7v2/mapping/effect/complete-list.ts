/** Lists that a feed sends whole: what it sent before and no longer sends has ended. */
import { isObject, objectsAt, stringAt } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { CompleteList, KnownResource, ResourceEffect } from '../types.js';
import { applyFact } from './apply.js';
import { patientOf } from './lookup.js';
import { EMPTY_STATE, WorkingState, type ResourceState, type Sender } from './state.js';

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
 * @param resolve `Type/id` of what the message has made
 */
export function completeListFacts(
  lists: readonly CompleteList[],
  resolve: (fullUrl: string) => string,
  { resources, states }: Stored,
  sender: Sender,
): readonly Ended[] {
  const kept = new Set(lists.flatMap(({ kept: urls }) => urls.map(resolve)));
  return lists.flatMap((list) =>
    resources
      .filter(({ resource }) => isOfList(resource, list, resolve))
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
          sent: list.at,
          changes: list.changes,
          defaults: {},
          isForExisting: true,
        };
        return { known, resource: applyFact({ effect, sender }, known.resource, state), state };
      }),
  );
}

function isOfList(
  resource: Resource,
  { type, patient, system, encounter }: CompleteList,
  resolve: (fullUrl: string) => string,
): boolean {
  const visit = resource['encounter'];
  const isOfVisit =
    encounter === undefined ||
    (isObject(visit) && stringAt(visit, 'reference') === resolve(encounter));
  return (
    resource.resourceType === type &&
    patientOf(resource) === patient &&
    isOfVisit &&
    objectsAt(resource, 'identifier').some((one) => stringAt(one, 'system') === system)
  );
}
