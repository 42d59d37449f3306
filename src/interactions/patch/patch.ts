/** https://hl7.org/fhir/R4/http.html#patch: the result is checked and stored like an update. */
import { FhirError } from '../../fhir/errors.js';
import type { Resource, ResourceKey } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { CurrentVersion } from '../../storage/versions.js';
import type { Environment } from '../environment.js';
import { ensureValid, newVersion } from '../new-version.js';
import { checkWriteConditions } from '../preconditions.js';
import { existing } from '../read.js';
import type { InteractionRequest, InteractionResult, PatchDocument } from '../types.js';
import { withText, writeOne, writeResult } from '../write-one.js';
import { applyFhirPathPatch } from './fhirpath-patch.js';
import { applyJsonPatch } from './json-patch.js';

export async function patch(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'patch' }>,
): Promise<InteractionResult> {
  const { key, ifMatch } = request;
  const write = await writeOne(environment, key, withText, async (current) => {
    existing(key, current);
    if (ifMatch !== undefined) checkWriteConditions(current, { ifMatch });
    const resource = await patched(environment, key, current, request.patch);
    return {
      write: newVersion(environment, resource, { key, current, method: 'PATCH' }),
      resource,
    };
  });
  if (write === undefined) throw new Error('A patch wrote nothing.');
  return writeResult(write, 200);
}

/** The version in force with the patch applied, checked. */
export async function patched(
  environment: Environment,
  key: ResourceKey,
  current: CurrentVersion | undefined,
  document: PatchDocument,
): Promise<Resource> {
  const { definitions, locate } = environment;
  const { body } = existing(key, current);
  // Who may change a resource may not always read it, and a patch tells what is in it.
  if (body === undefined) throw new FhirError('forbidden', 'A patch needs to read the resource.');
  const resource = parseJsonResource(body);
  if (document.kind === 'json-patch') applyJsonPatch(resource, document.operations);
  else applyFhirPathPatch(resource, document.parameters, { definitions, locate });
  if (resource.id !== key.id || resource.resourceType !== key.type) {
    throw new FhirError('unprocessable', 'A patch may not change the type or id of a resource.');
  }
  await ensureValid(environment, resource);
  return resource;
}
