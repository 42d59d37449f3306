/** What is indexed of the resources that a resource contains: see `contained.ts`. */
import { isObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { containedKey, LOCAL_ID_PATH } from './contained.js';
import type { ContainedEntries, IndexEntries } from './index-entries.js';
import type { Key } from './keys.js';

/**
 * The entries of each contained resource; what has no type of R4 is left out.
 * @param contained value of the element, which may not have been validated
 * @param extract the entries of a resource by itself
 */
export function entriesOfContained(
  contained: JsonValue,
  isResourceType: (name: string) => boolean,
  extract: (resource: Resource) => IndexEntries,
): ContainedEntries[] {
  if (!Array.isArray(contained)) return [];
  return contained.flatMap((resource, position) => {
    const type = isObject(resource) ? resource['resourceType'] : undefined;
    if (!isObject(resource) || typeof type !== 'string' || !isResourceType(type)) return [];
    const { id } = resource;
    const local = typeof id === 'string' ? id : undefined;
    return [{ type, id: local, position, entries: moved(extract(resource as Resource), local) }];
  });
}

/** Under the keys of contained resources, with the id among the identifiers. */
function moved(entries: IndexEntries, id: string | undefined): IndexEntries {
  const { tokens, strings, dates, quantities, references, identifiers } = entries;
  return {
    ...entries,
    tokens: movedTokens(tokens),
    strings: strings.map(atContained),
    dates: dates.map(atContained),
    quantities: quantities.map(atContained),
    references: references.map(atContained),
    identifiers: [
      ...identifiers.map(atContained),
      ...(id === undefined ? [] : [{ path: LOCAL_ID_PATH, system: '', value: id }]),
    ],
    ...(entries.fragments === undefined ? {} : { fragments: entries.fragments.map(atContained) }),
    // It is where its container is.
    patients: [],
  };
}

function movedTokens(tokens: readonly number[]): number[] {
  const moving = [...tokens];
  for (let at = 0; at < moving.length; at += 2) {
    const { high } = containedKey({ high: moving[at] ?? 0, low: moving[at + 1] ?? 0 });
    moving[at] = high;
  }
  return moving;
}

function atContained<Entry extends { readonly path: Key }>(entry: Entry): Entry {
  return { ...entry, path: containedKey(entry.path) };
}
