/** What merging reads and writes: resources in force with their versions, and one transaction. */
import type { AccessContext } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { keyText, type Resource, type ResourceKey } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { Environment } from '../../interactions/environment.js';
import { existing } from '../../interactions/read.js';
import { createInteractions } from '../../interactions/run.js';

export interface MergeTools {
  readonly environment: Environment;
  readonly access: AccessContext;
}

/** A resource in force, parsed, and the version that was read. */
export interface Current {
  readonly key: ResourceKey;
  readonly rid: number;
  readonly version: number;
  readonly resource: Resource;
}

/** @throws FhirError `not-found` or `deleted` */
export async function currentOf({ environment }: MergeTools, key: ResourceKey): Promise<Current> {
  const found = existing(key, await environment.reader.readCurrent(key));
  return {
    key,
    rid: found.rid,
    version: found.version,
    resource: parseJsonResource(found.body ?? ''),
  };
}

export async function currentPatient(tools: MergeTools, id: string): Promise<Current> {
  return currentOf(tools, { type: 'Patient', id });
}

/** Those of the resources that are still in force. */
export async function currentMany(
  { environment }: MergeTools,
  keys: readonly ResourceKey[],
): Promise<Current[]> {
  const found = await environment.reader.readManyCurrent(keys);
  return keys.flatMap((key) => {
    const current = found.get(keyText(key));
    if (current?.exists !== true) return [];
    const resource = parseJsonResource(current.body ?? '');
    return [{ key, rid: current.rid, version: current.version, resource }];
  });
}

/** The version as it was written. @throws FhirError `not-found` when there is no such version */
export async function versionOf(
  { environment }: MergeTools,
  key: ResourceKey,
  version: number,
): Promise<Resource> {
  const found = await environment.reader.readVersion({ ...key, version });
  if (found?.body === undefined) {
    throw new FhirError('not-found', `There is no version ${version} of ${keyText(key)}.`);
  }
  return parseJsonResource(found.body);
}

/**
 * Writes all together or nothing, and only over the versions that were read.
 * @throws FhirError `precondition-failed` when somebody else changed one of them meanwhile
 */
export async function writeTogether(
  { environment, access }: MergeTools,
  changed: readonly Current[],
  evidence: Resource,
): Promise<void> {
  const updates = changed.map(({ key, version, resource }): JsonObject => ({
    resource,
    request: { method: 'PUT', url: keyText(key), ifMatch: `W/"${version}"` },
  }));
  const record = { resource: evidence, request: { method: 'POST', url: evidence.resourceType } };
  const bundle: Resource = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [...updates, record],
  };
  // All must go together, however many, and only references change in what was judged before.
  const settings = {
    ...environment.settings,
    maxBundleEntries: Number.MAX_SAFE_INTEGER,
    validation: 'off' as const,
  };
  const run = createInteractions({ ...environment, settings });
  await run({ kind: 'transaction', bundle, prefer: 'minimal' }, access);
}

/** The resource with these elements, or without any of the name when there are none. */
export function withElements(
  resource: Resource,
  name: string,
  elements: readonly JsonValue[],
): Resource {
  const rest = Object.entries(resource).filter(([other]) => other !== name);
  return {
    ...(Object.fromEntries(rest) as Resource),
    ...(elements.length > 0 ? { [name]: [...elements] } : {}),
  };
}
