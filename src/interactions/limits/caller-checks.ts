/** What callers with limits are told before anything is written. Others pass all of it. */
import { FhirError } from '../../fhir/errors.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import type { ResourceState } from '../../storage/versions.js';
import type { Environment } from '../environment.js';

/** True for who may read, or search, every resource of a type: also those that came with packages. */
export function seesAll({ limits }: Environment, type: string, permission: 'r' | 's'): boolean {
  return limits === undefined || limits.criteria(type, [permission]).length === 0;
}

/**
 * Whoever does not see all resources of a type can't tell a free id from one that is taken, and must
 * not find out: it does not create resources under ids of its own.
 * @throws FhirError `not-found`
 */
export function ensureMayUpdate(
  { limits }: Environment,
  key: ResourceKey,
  current: ResourceState | undefined,
): void {
  if (current?.exists === true || limits === undefined) return;
  if (limits.criteria(key.type, ['u']).length > 0) throw notThere(key);
}

/** @throws FhirError `not-found` for what such a caller can't see, which is what is not there too */
export function ensureMayDelete(
  { limits }: Environment,
  key: ResourceKey,
  current: ResourceState | undefined,
): void {
  if (current?.exists === true || limits === undefined) return;
  if (limits.criteria(key.type, ['d']).length > 0) throw notThere(key);
}

/**
 * A conditional request creates only what its caller would have seen if it were there. Within one
 * record that can be said; a second Patient or Organization could be one that others see.
 * @throws FhirError `forbidden`, whatever there is
 */
export function ensureSeesDuplicates({ limits }: Environment, type: string): void {
  const clauses = limits?.clauses(type, 's');
  if (limits === undefined || clauses === undefined) return;
  const relation = limits.relationOf(type);
  const isOfRecord = relation === 'record' || relation === 'tied';
  const seesRecords = clauses.some(
    ({ within, filter }) =>
      filter.length === 0 && (within.kind === 'patient' || within.kind === 'patients'),
  );
  if (isOfRecord && seesRecords) return;
  throw new FhirError(
    'forbidden',
    `This caller does not see every ${type}: it can't create one on the condition that there is none.`,
  );
}

function notThere(key: ResourceKey): FhirError {
  return new FhirError('not-found', `There is no ${keyText(key)}.`);
}
