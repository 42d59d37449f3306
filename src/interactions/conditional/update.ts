/** https://hl7.org/fhir/R4/http.html#cond-update */
import { FhirError } from '../../fhir/errors.js';
import type { ResourceKey } from '../../fhir/resource.js';
import type { Environment } from '../environment.js';
import { ensureMayUpdate, ensureSeesDuplicates } from '../limits/caller-checks.js';
import { ensureType, ensureValid, newVersion } from '../new-version.js';
import { checkWriteConditions } from '../preconditions.js';
import { rewriteConditional } from '../references.js';
import type { InteractionRequest, InteractionResult } from '../types.js';
import { withoutText, writeLocked, writeResult } from '../write-one.js';
import { findMatches, oneMatch, parseCriteria } from './criteria.js';

type ConditionalUpdateRequest = Extract<InteractionRequest, { kind: 'conditional-update' }>;

/** Updates the one resource that the criteria find; creates one when they find none. */
export async function conditionalUpdate(
  environment: Environment,
  request: ConditionalUpdateRequest,
): Promise<InteractionResult> {
  const { type, resource } = request;
  ensureType(type, resource);
  const remarks = await ensureValid(environment, resource);
  await rewriteConditional(environment, resource);
  const criteria = parseCriteria(environment, type, request.criteria);
  const givenId = resource.id;
  return environment.store.inTransaction(async (transaction) => {
    await transaction.lockCriteria([criteria.lock]);
    const [ids = []] = await findMatches(transaction.reader, [criteria]);
    const key = targetOf(environment, type, givenId, oneMatch(ids));
    const write = await writeLocked(
      { ...environment, transaction },
      key,
      withoutText,
      (current) => {
        checkWriteConditions(current, request);
        return {
          write: newVersion(environment, resource, { key, current, method: 'PUT' }),
          resource,
        };
      },
    );
    if (write === undefined) throw new Error('An update wrote nothing.');
    return writeResult(write, write.current?.exists === true ? 200 : 201, remarks);
  });
}

/**
 * Which resource to write: the match; else the id in the body; else a new one.
 * @throws FhirError `invalid-request` when the body has another id than the match
 */
export function targetOf(
  environment: Environment,
  type: string,
  givenId: string | undefined,
  match: string | undefined,
): ResourceKey {
  if (match !== undefined && givenId !== undefined && givenId !== match) {
    throw new FhirError('invalid-request', 'The criteria match a resource with another id.', {
      expression: `${type}.id`,
    });
  }
  if (match === undefined) ensureSeesDuplicates(environment, type);
  if (match === undefined && givenId !== undefined) {
    ensureMayUpdate(environment, { type, id: givenId }, undefined);
  }
  return { type, id: match ?? givenId ?? environment.newId() };
}
