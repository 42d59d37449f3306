/** https://hl7.org/fhir/R4/http.html#create */
import type { Environment } from './environment.js';
import { conditionalCreate } from './conditional/create.js';
import { ensureType, ensureValid, newVersion } from './new-version.js';
import { rewriteConditional } from './references.js';
import type { InteractionRequest, InteractionResult } from './types.js';
import { withoutText, writeOne, writeResult } from './write-one.js';

type CreateRequest = Extract<InteractionRequest, { kind: 'create' }>;

/** A new resource under an id of this server; one in the body is not used. */
export async function create(
  environment: Environment,
  request: CreateRequest,
): Promise<InteractionResult> {
  const { type, resource, ifNoneExist } = request;
  ensureType(type, resource);
  const remarks = await ensureValid(environment, resource);
  await rewriteConditional(environment, resource);
  if (ifNoneExist !== undefined) {
    return conditionalCreate(environment, { type, resource, ifNoneExist });
  }
  const key = { type, id: environment.newId() };
  if (environment.settings.referentialIntegrity === 'off') {
    const write = newVersion(environment, resource, { key, current: undefined, method: 'POST' });
    await environment.store.write([write]);
    return writeResult(write, 201, remarks);
  }
  const write = await writeOne(environment, key, withoutText, (current) => ({
    write: newVersion(environment, resource, { key, current, method: 'POST' }),
    resource,
  }));
  if (write === undefined) throw new Error('A create wrote nothing.');
  return writeResult(write, 201, remarks);
}
