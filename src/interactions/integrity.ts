/** Referential integrity, when it is enforced: no reference of this server leads nowhere. */
import { FhirError } from '../fhir/errors.js';
import { parseReference } from '../fhir/reference.js';
import { keyText, type Resource, type ResourceKey } from '../fhir/resource.js';
import type { StoreTransaction } from '../storage/store.js';
import type { ResourceState } from '../storage/versions.js';
import type { Environment } from './environment.js';
import { linkFinder } from './references.js';

/**
 * Holds the resources that these point at until the transaction ends.
 * @param batch `Type/id` of resources that the same transaction writes
 * @throws FhirError `unprocessable` for a reference to a resource that is not there
 */
export async function ensureTargets(
  environment: Environment,
  transaction: StoreTransaction,
  resources: readonly Resource[],
  batch: ReadonlySet<string>,
): Promise<void> {
  if (environment.settings.referentialIntegrity === 'off') return;
  const targets = new Map<string, ResourceKey>();
  for (const resource of resources) {
    linkFinder(environment).find(withoutEntries(resource), (link) => {
      if (link.kind !== 'reference') return;
      const reference = parseReference(link.text, environment.settings.base);
      if (reference.kind === 'local') targets.set(keyText(reference), reference);
    });
  }
  const outside = [...targets].filter(([name]) => !batch.has(name)).map(([, key]) => key);
  const existing = await transaction.holdExisting(outside);
  const missing = outside.find((key) => !existing.has(keyText(key)));
  if (missing !== undefined) {
    throw new FhirError('unprocessable', `The reference to ${keyText(missing)} leads nowhere.`);
  }
}

/** What the resources in a stored Bundle refer to is a matter of that Bundle. */
function withoutEntries(resource: Resource): Resource {
  return resource.resourceType === 'Bundle' ? { ...resource, entry: undefined } : resource;
}

/** @throws FhirError `conflict` when another resource points at the one to be deleted */
export async function ensureUnreferenced(
  environment: Environment,
  transaction: StoreTransaction,
  current: ResourceState,
): Promise<void> {
  if (environment.settings.referentialIntegrity === 'off') return;
  if (await transaction.isReferenced(current.rid)) {
    throw new FhirError(
      'conflict',
      `${keyText(current.key)} can not be deleted: another resource refers to it.`,
    );
  }
}
