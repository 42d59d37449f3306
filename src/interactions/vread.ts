/** https://hl7.org/fhir/R4/http.html#vread */
import { FhirError } from '../fhir/errors.js';
import { keyText, parseVersionId } from '../fhir/resource.js';
import type { Environment } from './environment.js';
import { deleted } from './read.js';
import type { InteractionRequest, InteractionResult } from './types.js';

export async function vread(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'vread' }>,
): Promise<InteractionResult> {
  const version = parseVersionId(request.version);
  const found =
    version === undefined
      ? undefined
      : await environment.reader.readVersion({ ...request.key, version });
  if (found === undefined) {
    throw new FhirError('not-found', `There is no such version of ${keyText(request.key)}.`);
  }
  if (found.body === undefined) throw deleted(found);
  return { status: 200, version: found, body: { kind: 'text', text: found.body } };
}
