/** Links between Patients: https://hl7.org/fhir/R4/patient.html#links */
import { FhirError } from '../../fhir/errors.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { currentPatient, withElements, type Current, type MergeTools } from './records.js';

export type LinkType = 'replaced-by' | 'replaces' | 'seealso';

export function linkTo(id: string, type: LinkType): JsonObject {
  return { other: { reference: `Patient/${id}` }, type };
}

/** The ids of the Patients that this one is linked to in that way. */
export function linkedTo(patient: Resource, type: LinkType): string[] {
  return objectsAt(patient, 'link')
    .filter((link) => stringAt(link, 'type') === type)
    .flatMap((link) => {
      const reference = stringAt(objectAt(link, 'other') ?? {}, 'reference') ?? '';
      return /^Patient\/([^/]+)$/.exec(reference)?.[1] ?? [];
    });
}

export function withLink(patient: Resource, id: string, type: LinkType): Resource {
  const link = [...objectsAt(withoutLink(patient, id, type), 'link'), linkTo(id, type)];
  return withElements(patient, 'link', link);
}

export function withoutLink(patient: Resource, id: string, type: LinkType): Resource {
  const link = objectsAt(patient, 'link').filter(
    (one) =>
      stringAt(one, 'type') !== type ||
      stringAt(objectAt(one, 'other') ?? {}, 'reference') !== `Patient/${id}`,
  );
  return withElements(patient, 'link', link);
}

/** No patient was merged this often; a longer chain is a ring. */
const LONGEST_CHAIN = 100;

/**
 * Who stands for a patient today: the one at the end of a chain of merges.
 * @throws FhirError `conflict` when the chain has no end
 */
export async function survivorOf(tools: MergeTools, patient: Current): Promise<Current> {
  let survivor = patient;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const [next] = linkedTo(survivor.resource, 'replaced-by');
    if (next === undefined) return survivor;
    survivor = await currentPatient(tools, next);
  }
  throw new FhirError('conflict', 'The links of this Patient form a ring.');
}
