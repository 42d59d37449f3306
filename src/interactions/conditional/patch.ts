/** https://hl7.org/fhir/R4/http.html#patch, with search criteria instead of an id */
import { FhirError } from '../../fhir/errors.js';
import type { Environment } from '../environment.js';
import { patch } from '../patch/patch.js';
import type { InteractionRequest, InteractionResult } from '../types.js';
import { findMatches, oneMatch, parseCriteria } from './criteria.js';

export async function conditionalPatch(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'conditional-patch' }>,
): Promise<InteractionResult> {
  const criteria = parseCriteria(environment, request.type, request.criteria);
  const [ids = []] = await findMatches(environment.reader, [criteria]);
  const id = oneMatch(ids);
  if (id === undefined) throw new FhirError('not-found', 'Nothing matches the search criteria.');
  const { ifMatch } = request;
  return patch(environment, {
    kind: 'patch',
    key: { type: request.type, id },
    patch: request.patch,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  });
}
