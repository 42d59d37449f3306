/** Referential integrity, when it is enforced: no reference of this server leads nowhere. */
import { FhirError } from '../fhir/errors.js';
import { isObject, type JsonValue } from '../fhir/json.js';
import { parseReference } from '../fhir/reference.js';
import { keyText, type Resource, type ResourceKey } from '../fhir/resource.js';
import { isAttachmentPath } from '../search/attachments.js';
import type { IndexEntries } from '../search/index-entries.js';
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
    for (const target of localReferences(environment, resource)) {
      targets.set(keyText(target), target);
    }
  }
  const outside = [...targets].filter(([name]) => !batch.has(name)).map(([, key]) => key);
  const writing = resources.map(({ resourceType, id = '' }) => ({ type: resourceType, id }));
  const existing = await transaction.holdExisting(outside, writing);
  const missing = outside.find((key) => !existing.has(keyText(key)));
  if (missing !== undefined) {
    const expression = resources
      .map((resource) => placeOf(environment, resource, missing))
      .find(Boolean);
    throw new FhirError(
      'unprocessable',
      `The reference to ${keyText(missing)} leads nowhere.`,
      expression === undefined ? {} : { expression },
    );
  }
}

/** The resources of this server that a resource refers to, wherever the reference stands. */
function localReferences(environment: Environment, resource: Resource): ResourceKey[] {
  const found: ResourceKey[] = [];
  linkFinder(environment).find(withoutEntries(resource), (link) => {
    const target = link.kind === 'reference' ? localTarget(environment, link.text) : undefined;
    if (target !== undefined) found.push(target);
  });
  return found;
}

function localTarget(
  { settings, definitions }: Environment,
  text: string,
): ResourceKey | undefined {
  const reference = parseReference(text, settings.base);
  return reference.kind === 'local' && definitions.isResourceType(reference.type)
    ? { type: reference.type, id: reference.id }
    : undefined;
}

/** FHIRPath of the element that refers to a resource. */
function placeOf(
  environment: Environment,
  resource: Resource,
  target: ResourceKey,
): string | undefined {
  const search = (value: JsonValue, place: string): string | undefined => {
    if (Array.isArray(value)) {
      return firstOf(value.map((item, index) => () => search(item, `${place}[${index}]`)));
    }
    if (!isObject(value)) return undefined;
    const { reference } = value;
    const own = typeof reference === 'string' ? localTarget(environment, reference) : undefined;
    if (own !== undefined && keyText(own) === keyText(target)) return `${place}.reference`;
    return firstOf(
      Object.entries(value).map(
        ([name, inner]) =>
          () =>
            search(inner ?? null, `${place}.${name}`),
      ),
    );
  };
  return search(withoutEntries(resource), resource.resourceType);
}

function firstOf(searches: readonly (() => string | undefined)[]): string | undefined {
  for (const search of searches) {
    const found = search();
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The index entries of a resource. Where deletions are held by references, those are in them too
 * that no search parameter finds, such as in extensions.
 */
export function indexEntries(environment: Environment, resource: Resource): IndexEntries {
  const entries = environment.extractor.extract(resource);
  if (environment.settings.referentialIntegrity === 'off') return entries;
  const found = entries.references.filter(({ path }) => !isAttachmentPath(path));
  const known = new Set(found.map(keyText));
  for (const target of localReferences(environment, resource)) {
    if (known.has(keyText(target))) continue;
    known.add(keyText(target));
    entries.references.push({ path: UNSEARCHED, ...target });
  }
  return entries;
}

/** The path of references that no search parameter finds. */
const UNSEARCHED = { high: 0, low: 1 };

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
