/** https://hl7.org/fhir/R4/http.html#update, with update as create and undelete */
import { FhirError } from '../fhir/errors.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import type { ResourceState } from '../storage/versions.js';
import type { Environment } from './environment.js';
import { ensureMayUpdate } from './limits/caller-checks.js';
import { ensureType, ensureValid, newVersion } from './new-version.js';
import { checkWriteConditions } from './preconditions.js';
import { rewriteConditional } from './references.js';
import type { InteractionRequest, InteractionResult } from './types.js';
import { withoutText, writeOne, writeResult } from './write-one.js';

type UpdateRequest = Extract<InteractionRequest, { kind: 'update' }>;

export async function update(
  environment: Environment,
  request: UpdateRequest,
): Promise<InteractionResult> {
  const { key, resource } = request;
  ensureType(key.type, resource);
  ensureId(key, resource);
  const remarks = await ensureValid(environment, resource);
  await rewriteConditional(environment, resource);
  const write = await writeOne(environment, key, withoutText, (current) => {
    checkWriteConditions(current, request);
    ensureMayUpdate(environment, key, current);
    return { write: nextVersion(environment, key, resource, current), resource };
  });
  if (write === undefined) throw new Error('An update wrote nothing.');
  return writeResult(write, write.current?.exists === true ? 200 : 201, remarks);
}

function nextVersion(
  environment: Environment,
  key: ResourceKey,
  resource: Resource,
  current: ResourceState | undefined,
): ReturnType<typeof newVersion> {
  return newVersion(environment, resource, { key, current, method: 'PUT' });
}

/** @throws FhirError `invalid-request` when the body has no id, or another one than the URL */
export function ensureId(key: ResourceKey, resource: Resource): void {
  if (resource.id === key.id) return;
  const problem = resource.id === undefined ? 'has no id' : 'has another id than the URL';
  throw new FhirError('invalid-request', `The resource ${problem}.`, {
    expression: `${key.type}.id`,
  });
}
