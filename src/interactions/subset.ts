/** Parts of a resource: https://hl7.org/fhir/R4/search.html#summary and #elements */
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Definitions, Property } from '../packages/registry.js';

export type Subset =
  | { readonly kind: 'summary'; readonly mode: 'true' | 'text' | 'data' }
  /** Element names, or `Type.name` for one type only. */
  | { readonly kind: 'elements'; readonly names: readonly string[] };

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

const ALWAYS = new Set(['resourceType', 'id', 'meta']);

/** The part of a resource, or of each resource in a searchset or history Bundle, marked as such. */
export function subsetOf(resource: Resource, subset: Subset, definitions: Definitions): Resource {
  const entries = resource['entry'];
  if (resource.resourceType === 'Bundle' && Array.isArray(entries)) {
    return { ...resource, entry: entries.map((entry) => entrySubset(entry, subset, definitions)) };
  }
  if (resource.resourceType === 'OperationOutcome') return resource;
  const properties = definitions.properties(resource.resourceType);
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(resource)) {
    if (value === undefined) continue;
    const property = properties.get(name.replace(/^_/, ''));
    if (ALWAYS.has(name)) kept[name] = value;
    else if (property !== undefined && keeps(property, resource.resourceType, subset)) {
      kept[name] = isSummary(subset) ? summarised(value, property, definitions) : value;
    }
  }
  return marked(kept as Resource);
}

function entrySubset(entry: JsonValue, subset: Subset, definitions: Definitions): JsonValue {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  if (!isObject(entry) || !isObject(resource)) return entry;
  return { ...entry, resource: subsetOf(resource as Resource, subset, definitions) };
}

function isSummary(subset: Subset): boolean {
  return subset.kind === 'summary' && subset.mode === 'true';
}

function keeps({ name, element }: Property, type: string, subset: Subset): boolean {
  if (subset.kind === 'elements') {
    const names = [name, element.name, `${type}.${name}`, `${type}.${element.name}`];
    return element.min > 0 || names.some((candidate) => subset.names.includes(candidate));
  }
  switch (subset.mode) {
    case 'true':
      return element.summary === true;
    case 'text':
      return name === 'text' || element.min > 0;
    case 'data':
      return name !== 'text';
  }
}

/** Nested elements have their own marks; data types are summaries as a whole. */
function summarised(value: JsonValue, property: Property, definitions: Definitions): JsonValue {
  if (Array.isArray(value)) return value.map((item) => summarised(item, property, definitions));
  if (!isObject(value) || definitions.type(property.type)?.kind !== 'nested') return value;
  const inner = definitions.properties(property.type);
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    const own = inner.get(name.replace(/^_/, ''));
    if (child === undefined || own === undefined) continue;
    if (own.element.summary === true || own.element.min > 0 || name === 'id') {
      kept[name] = summarised(child, own, definitions);
    }
  }
  return kept;
}

function marked(resource: Resource): Resource {
  const { resourceType, id, meta, ...rest } = resource;
  const tags = Array.isArray(meta?.['tag']) ? meta['tag'] : [];
  return {
    resourceType,
    ...(id === undefined ? {} : { id }),
    meta: { ...meta, tag: [...tags, SUBSETTED] },
    ...rest,
  };
}
