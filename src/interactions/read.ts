/** https://hl7.org/fhir/R4/http.html#read */
import { FhirError } from '../fhir/errors.js';
import { keyText, type ResourceKey } from '../fhir/resource.js';
import type { CurrentVersion, ResourceState } from '../storage/versions.js';
import { writeJson } from '../formats/json/write.js';
import type { Environment } from './environment.js';
import { loadedDefinitions } from './loaded-definitions.js';
import { inSpecificationOrder } from './new-version.js';
import { seesAll } from './limits/caller-checks.js';
import { matches } from './preconditions.js';
import type { InteractionRequest, InteractionResult, ResultVersion } from './types.js';

type ReadRequest = Extract<InteractionRequest, { kind: 'read' }>;

export async function read(
  environment: Environment,
  request: ReadRequest,
): Promise<InteractionResult> {
  const current = await environment.reader.readCurrent(request.key);
  if (current === undefined && seesAll(environment, request.key.type, 'r')) {
    const loaded = loadedText(environment, request.key);
    if (loaded !== undefined) return { status: 200, body: { kind: 'text', text: loaded } };
  }
  const found = existing(request.key, current);
  if (isUnchanged(request, found)) return { status: 304, version: found };
  return { status: 200, version: found, body: { kind: 'text', text: found.body ?? '' } };
}

/** A definition of a package, which no database has. */
function loadedText(
  { structures, definitions }: Environment,
  key: ResourceKey,
): string | undefined {
  const loaded = loadedDefinitions(structures).byId(key);
  return loaded && writeJson(inSpecificationOrder(loaded.resource(), definitions));
}

/** @throws FhirError `not-found` when it never existed here, `deleted` when it no longer does */
export function existing<State extends ResourceState>(
  key: ResourceKey,
  current: State | undefined,
): State {
  if (current === undefined || current.version === 0) {
    throw new FhirError('not-found', `There is no ${keyText(key)}.`);
  }
  if (!current.exists) throw deleted(current);
  return current;
}

export function deleted(version: ResultVersion): FhirError {
  return new FhirError('deleted', `${keyText(version.key)} has been deleted.`, {
    headers: { ETag: `W/"${version.version}"` },
  });
}

/** If-None-Match decides when both conditions are there: https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
function isUnchanged(request: ReadRequest, found: CurrentVersion): boolean {
  if (request.ifNoneMatch !== undefined) return matches(request.ifNoneMatch, found);
  const since = request.ifModifiedSince;
  // HTTP dates have no milliseconds.
  return (
    since !== undefined && Math.floor(found.updated.getTime() / 1000) <= since.getTime() / 1000
  );
}
