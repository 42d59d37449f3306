/**
 * Numbers that a message gives to a patient for the first time. Two messages of somebody new that are
 * under way at the same time must not make two patients of one.
 */
import { escapeValue } from '../../search/value.js';
import { FhirError } from '../../fhir/errors.js';
import { keyText } from '../../fhir/resource.js';
import { parseCriteria } from '../../interactions/conditional/criteria.js';
import type { Environment, WrittenEntry } from '../../interactions/environment.js';
import type { Key } from '../../search/keys.js';
import type { StoreTransaction } from '../../storage/store.js';
import type { Token } from '../mapping/types.js';
import { numberedPatientQuery } from './candidates.js';

export interface Claim {
  readonly numbers: readonly Token[];
  /** `Patient/1` of those that had one of the numbers when it was decided. */
  readonly holders: ReadonlySet<string>;
}

/** Claims of a message, and what it has written. */
export interface ClaimingMessage {
  readonly claims: readonly Claim[];
  readonly written: readonly WrittenEntry[];
}

/**
 * Makes sure, until the transaction ends, that nobody else has got the numbers since it was decided.
 * A conditional create of the FHIR API waits for the same locks.
 * @throws FhirError `conflict` when somebody has: deciding again finds that patient
 */
export async function ensureUnclaimed(
  environment: Environment,
  transaction: StoreTransaction,
  messages: readonly ClaimingMessage[],
): Promise<void> {
  const claiming = messages.filter(({ claims }) => claims.length > 0);
  if (claiming.length === 0) return;
  const numbers = claiming.map(({ claims }) => claims.flatMap((claim) => claim.numbers));
  await transaction.lockCriteria(numbers.flat().map((number) => lockOf(environment, number)));
  const found = await transaction.reader.findKnownResourcesOfMany(
    numbers.map((own) => numberedPatientQuery(environment, own)),
  );
  for (const [index, { claims, written }] of claiming.entries()) {
    const expected = new Set([
      ...claims.flatMap(({ holders }) => [...holders]),
      ...written.flatMap(({ version }) => (version === undefined ? [] : [keyText(version.key)])),
    ]);
    if (found[index]?.some(({ key }) => !expected.has(keyText(key))) === true) {
      throw new FhirError('conflict', 'A patient with the same number was made in the meantime.');
    }
  }
}

function lockOf(environment: Environment, { system, value }: Token): Key {
  const token = `${system}|${escapeValue(value)}`;
  return parseCriteria(environment, 'Patient', [['identifier', token]]).lock;
}
