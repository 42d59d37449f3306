/**
 * Numbers that a message gives to a patient for the first time. Two messages of somebody new that are
 * under way at the same time must not make two patients of one.
 */
import { FhirError } from '../../fhir/errors.js';
import { keyText } from '../../fhir/resource.js';
import { parseCriteria } from '../../interactions/conditional/criteria.js';
import type { Environment, WrittenEntry } from '../../interactions/environment.js';
import type { Key } from '../../search/keys.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { Token } from '../mapping/types.js';
import { numberedPatients } from './candidates.js';

export interface Claim {
  readonly numbers: readonly Token[];
  /** `Patient/1` of those that had one of the numbers when it was decided. */
  readonly holders: ReadonlySet<string>;
}

/**
 * Makes sure, until the transaction ends, that nobody else has got the numbers since it was decided.
 * A conditional create of the FHIR API waits for the same locks.
 * @throws FhirError `conflict` when somebody has: deciding again finds that patient
 */
export async function ensureUnclaimed(
  environment: Environment,
  transaction: StoreTransaction,
  claims: readonly Claim[],
  written: readonly WrittenEntry[],
): Promise<void> {
  const numbers = claims.flatMap((claim) => claim.numbers);
  if (numbers.length === 0) return;
  await transaction.lockCriteria(numbers.map((number) => lockOf(environment, number)));
  const expected = new Set([
    ...claims.flatMap(({ holders }) => [...holders]),
    ...written.flatMap(({ version }) => (version === undefined ? [] : [keyText(version.key)])),
  ]);
  const found = await numberedPatients(environment, transaction.reader, numbers);
  if (found.some(({ key }) => !expected.has(keyText(key)))) {
    throw new FhirError('conflict', 'A patient with the same number was made in the meantime.');
  }
}

function lockOf(environment: Environment, { system, value }: Token): Key {
  const token = `${system}|${value.replace(/[\\|$,]/g, '\\$&')}`;
  return parseCriteria(environment, 'Patient', [['identifier', token]]).lock;
}
