/** Parts of a resource: https://hl7.org/fhir/R4/search.html#summary and #elements */
import { FhirError } from '../fhir/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import type { Definitions, Property } from '../packages/registry.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import type { InteractionResult } from './types.js';

export type Subset =
  | { readonly kind: 'summary'; readonly mode: 'true' | 'text' | 'data' }
  /** Element names, or `Type.name` for one type only. */
  | { readonly kind: 'elements'; readonly names: readonly string[] };

/** @throws FhirError `invalid-request` for a value that `_summary` does not have */
export function parseSubset(query: readonly QueryParameter[]): Subset | undefined {
  const values = new Map(query);
  const summary = values.get('_summary') ?? 'false';
  const elements = (values.get('_elements') ?? '').split(',').filter((name) => name !== '');
  switch (summary) {
    case 'true':
    case 'text':
    case 'data':
      if (elements.length > 0) {
        throw new FhirError('invalid-request', '"_summary" and "_elements" exclude one another.');
      }
      return { kind: 'summary', mode: summary };
    // A search then has no resources, of which there could be a part.
    case 'count':
    case 'false':
      return elements.length === 0 ? undefined : { kind: 'elements', names: elements };
    default:
      throw new FhirError(
        'invalid-request',
        '"_summary" is one of true, text, data, count, false.',
      );
  }
}

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
  return partOf(resource, subset, definitions);
}

function partOf(resource: Resource, subset: Subset, definitions: Definitions): Resource {
  if (resource.resourceType === 'OperationOutcome') return resource;
  if (subset.kind === 'elements' && !hasNamesFor(resource.resourceType, subset.names)) {
    return resource;
  }
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

/** What was read, with this part of it only; the answer to a write as it is. */
export function subsetResult(
  result: InteractionResult,
  subset: Subset | undefined,
  definitions: Definitions,
): InteractionResult {
  const { body, isWrite } = result;
  if (subset === undefined || body === undefined || isWrite === true) return result;
  const whole = body.kind === 'text' ? parseJsonResource(body.text) : body.resource;
  return { ...result, body: { kind: 'resource', resource: subsetOf(whole, subset, definitions) } };
}

function entrySubset(entry: JsonValue, subset: Subset, definitions: Definitions): JsonValue {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  if (!isObject(entry) || !isObject(resource)) return entry;
  const own = isIncluded(entry) ? includedSubset(subset) : subset;
  return { ...entry, resource: partOf(resource as Resource, own, definitions) };
}

function isIncluded(entry: JsonObject): boolean {
  const search = entry['search'];
  return isObject(search) && search['mode'] === 'include';
}

/** Names without a type mean the elements of the matches. */
function includedSubset(subset: Subset): Subset {
  if (subset.kind === 'summary') return subset;
  return { kind: 'elements', names: subset.names.filter((name) => name.includes('.')) };
}

/** A type that no name is meant for stays whole. */
function hasNamesFor(type: string, names: readonly string[]): boolean {
  return names.some((name) => !name.includes('.') || name.startsWith(`${type}.`));
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
