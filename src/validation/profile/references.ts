/** Finds what references point at: https://hl7.org/fhir/R4/references.html, and in Bundles
 * https://hl7.org/fhir/R4/bundle.html#references */
import { isObject, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { type Navigator } from '../../fhirpath/engine/node.js';

/** Looks in the store, or wherever the caller can. */
export type ResolveReference = (reference: string) => Resource | undefined;

interface Entries {
  /** By fullUrl. */
  readonly byUrl: ReadonlyMap<string, FhirNode>;
  /** By `Type/id`, as far as it is told from the resource itself. */
  readonly byKey: ReadonlyMap<string, FhirNode>;
}

export class References {
  readonly #navigator: Navigator;
  readonly #elsewhere: ResolveReference | undefined;
  readonly #bundles = new Map<FhirNode, Entries>();
  readonly #found = new Map<string, FhirNode | undefined>();

  constructor(navigator: Navigator, elsewhere: ResolveReference | undefined) {
    this.#navigator = navigator;
    this.#elsewhere = elsewhere;
  }

  /** The resource that a reference in `from` points at. */
  resolve(reference: string, from: FhirNode): FhirNode | undefined {
    if (reference.startsWith('#')) return this.#contained(reference.slice(1), from);
    const plain = reference.replace(/\/_history\/[^/]+$/, '');
    for (let at: FhirNode | undefined = from; at !== undefined; at = at.parent) {
      const found = at.type === 'Bundle' ? this.#inBundle(plain, at, from) : undefined;
      if (found !== undefined) return found;
    }
    return this.#stored(plain);
  }

  #contained(id: string, from: FhirNode): FhirNode | undefined {
    const container = rootOf(from);
    if (id === '') return container;
    return this.#navigator
      .children(container, 'contained')
      .find((resource) => isObject(resource.value) && resource.value['id'] === id);
  }

  #inBundle(reference: string, bundle: FhirNode, from: FhirNode): FhirNode | undefined {
    let entries = this.#bundles.get(bundle);
    if (entries === undefined) {
      entries = this.#entries(bundle);
      this.#bundles.set(bundle, entries);
    }
    const base = RESTFUL.exec(fullUrlOf(from) ?? '')?.[1];
    const absolute = base === undefined ? undefined : entries.byUrl.get(`${base}/${reference}`);
    return absolute ?? entries.byUrl.get(reference) ?? entries.byKey.get(reference);
  }

  #entries(bundle: FhirNode): Entries {
    const byUrl = new Map<string, FhirNode>();
    const byKey = new Map<string, FhirNode>();
    for (const entry of this.#navigator.children(bundle, 'entry')) {
      const [resource] = this.#navigator.children(entry, 'resource');
      if (resource === undefined || !isObject(entry.value) || !isObject(resource.value)) continue;
      const url = stringAt(entry.value, 'fullUrl');
      if (url !== undefined && !byUrl.has(url)) byUrl.set(url, resource);
      const key = keyOf(resource.value);
      if (key !== undefined && !byKey.has(key)) byKey.set(key, resource);
    }
    return { byUrl, byKey };
  }

  #stored(reference: string): FhirNode | undefined {
    if (this.#elsewhere === undefined) return undefined;
    if (!this.#found.has(reference)) {
      const resource = this.#elsewhere(reference);
      this.#found.set(reference, resource && this.#navigator.root(resource));
    }
    return this.#found.get(reference);
  }
}

const RESTFUL = /^(https?:\/\/.+)\/[A-Z][A-Za-z]+\/[^/]+$/;

function keyOf(resource: JsonObject): string | undefined {
  const id = stringAt(resource, 'id');
  const type = stringAt(resource, 'resourceType');
  return id === undefined || type === undefined ? undefined : `${type}/${id}`;
}

/** The resource that contains, for an element anywhere in it or in what it contains. */
function rootOf(node: FhirNode): FhirNode {
  let at = node;
  while (at.parent !== undefined && at.key !== 'resource') at = at.parent;
  return at;
}

function fullUrlOf(node: FhirNode): string | undefined {
  const entry = rootOf(node).parent;
  return entry !== undefined && isObject(entry.value)
    ? stringAt(entry.value, 'fullUrl')
    : undefined;
}

/** The type that a reference tells of itself: in `type`, or in its text. */
export function statedType(reference: JsonObject): string | undefined {
  const text = stringAt(reference, 'reference') ?? '';
  const fromText = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/.exec(
    text,
  );
  return fromText?.[1] ?? stringAt(reference, 'type')?.replace(/^.*\//, '');
}

/** The urls of the extensions of an element, for slices that ask for them. */
export function extensionUrls(node: FhirNode): string[] {
  const holder = isObject(node.value) ? node.value : node.extra;
  if (holder === undefined) return [];
  return objectsAt(holder, 'extension').flatMap((extension) => stringAt(extension, 'url') ?? []);
}
