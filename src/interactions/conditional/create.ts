/** https://hl7.org/fhir/R4/http.html#ccreate */
import type { Resource } from '../../fhir/resource.js';
import type { QueryParameter } from '../../search/parse/parameters.js';
import type { StoreReader } from '../../storage/reader.js';
import type { Environment } from '../environment.js';
import { ensureSeesDuplicates } from '../limits/caller-checks.js';
import { newVersion } from '../new-version.js';
import { existing } from '../read.js';
import type { InteractionResult } from '../types.js';
import { withoutText, writeLocked, writeResult } from '../write-one.js';
import { findMatches, oneMatch, parseCriteria, type Criteria } from './criteria.js';

interface ConditionalCreate {
  readonly type: string;
  readonly resource: Resource;
  readonly ifNoneExist: readonly QueryParameter[];
}

/**
 * Creates the resource unless the criteria find one. Requests with the same criteria wait for one
 * another, so that any number of them at once make one resource.
 */
export async function conditionalCreate(
  environment: Environment,
  { type, resource, ifNoneExist }: ConditionalCreate,
): Promise<InteractionResult> {
  const criteria = parseCriteria(environment, type, ifNoneExist);
  const found = await matchResult(environment.reader, criteria);
  if (found !== undefined) return found;
  ensureSeesDuplicates(environment, type);
  const key = { type, id: environment.newId() };
  return environment.store.inTransaction(async (transaction) => {
    await transaction.lockCriteria([criteria.lock]);
    const appeared = await matchResult(transaction.reader, criteria);
    if (appeared !== undefined) return appeared;
    const write = await writeLocked(
      { ...environment, transaction },
      key,
      withoutText,
      (current) => ({
        write: newVersion(environment, resource, { key, current, method: 'POST' }),
        resource,
      }),
    );
    if (write === undefined) throw new Error('A create wrote nothing.');
    return writeResult(write, 201);
  });
}

/** The one resource that the criteria find, as the result: nothing is written. */
async function matchResult(
  reader: StoreReader,
  criteria: Criteria,
): Promise<InteractionResult | undefined> {
  const [ids = []] = await findMatches(reader, [criteria]);
  const id = oneMatch(ids);
  if (id === undefined) return undefined;
  const key = { type: criteria.query.type, id };
  const current = existing(key, await reader.readCurrent(key));
  return {
    status: 200,
    version: current,
    isWrite: true,
    body: { kind: 'text', text: current.body ?? '' },
  };
}
