/** https://hl7.org/fhir/R4/http.html#delete. Older versions stay readable. */
import { keyText } from '../fhir/resource.js';
import type { Environment } from './environment.js';
import { ensureMayDelete } from './limits/caller-checks.js';
import { newDeletion } from './new-version.js';
import { checkWriteConditions } from './preconditions.js';
import type { InteractionRequest, InteractionResult } from './types.js';
import { withoutText, writeOne } from './write-one.js';

/** Deleting what is not there succeeds: the state that was asked for is reached. */
export async function deleteResource(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'delete' }>,
): Promise<InteractionResult> {
  const { key, ifMatch } = request;
  const write = await writeOne(environment, key, withoutText, (current) => {
    if (ifMatch !== undefined) checkWriteConditions(current, { ifMatch });
    ensureMayDelete(environment, key, current);
    return current?.exists === true
      ? { write: newDeletion(environment, current), resource: undefined }
      : undefined;
  });
  const deletion = write === undefined ? 'did not exist' : 'was deleted';
  return {
    status: 204,
    isWrite: true,
    ...(write === undefined ? {} : { version: write }),
    notes: [
      {
        severity: 'information',
        code: 'informational',
        diagnostics: `${keyText(key)} ${deletion}.`,
      },
    ],
  };
}
