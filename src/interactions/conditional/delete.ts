/** https://hl7.org/fhir/R4/http.html#3.1.0.7.1: at most one resource is deleted. */
import { deleteResource } from '../delete.js';
import type { Environment } from '../environment.js';
import type { InteractionRequest, InteractionResult } from '../types.js';
import { findMatches, oneMatch, parseCriteria } from './criteria.js';

export async function conditionalDelete(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'conditional-delete' }>,
): Promise<InteractionResult> {
  const criteria = parseCriteria(environment, request.type, request.criteria);
  const [ids = []] = await findMatches(environment.reader, [criteria]);
  const id = oneMatch(ids);
  if (id === undefined) {
    return {
      status: 204,
      isWrite: true,
      notes: [{ severity: 'information', code: 'informational', diagnostics: 'Nothing matched.' }],
    };
  }
  const { ifMatch } = request;
  return deleteResource(environment, {
    kind: 'delete',
    key: { type: request.type, id },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  });
}
