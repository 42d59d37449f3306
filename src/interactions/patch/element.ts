/** From where FHIRPath says an element is to its place in JSON. */
import { FhirError } from '../../fhir/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import type { Location } from '../../fhirpath/locate.js';
import type { Definitions, Property } from '../../packages/registry.js';

/** An object in the tree with its FHIR type. */
export interface TypedObject {
  readonly object: JsonObject;
  readonly type: string;
}

/** An element: a property of its parent, and the index in it when it repeats. */
export interface ElementPlace {
  readonly parent: TypedObject;
  readonly property: Property;
  readonly index: number | undefined;
}

/** The object that a location names, which may be the resource itself. */
export function objectAt(
  definitions: Definitions,
  resource: Resource,
  location: Location,
): TypedObject {
  let at: TypedObject = { object: resource, type: resource.resourceType };
  for (const step of location.steps) at = descend(placeOf(definitions, at, step));
  return at;
}

/** The place of the element that a location names. @throws FhirError for the resource itself */
export function elementAt(
  definitions: Definitions,
  resource: Resource,
  location: Location,
): ElementPlace {
  const last = location.steps.at(-1);
  if (last === undefined) {
    throw new FhirError('unprocessable', 'The path leads to the resource itself.');
  }
  const parent = objectAt(definitions, resource, { steps: location.steps.slice(0, -1) });
  return placeOf(definitions, parent, last);
}

function placeOf(
  definitions: Definitions,
  parent: TypedObject,
  step: Location['steps'][number],
): ElementPlace {
  const property = [...definitions.properties(parent.type).values()].find(
    ({ name, element }) =>
      element.name === step.name &&
      (parent.object[name] !== undefined || parent.object[`_${name}`] !== undefined),
  );
  if (property === undefined) {
    throw new FhirError('unprocessable', 'The path leads to an element that is not there.');
  }
  return { parent, property, index: property.array ? (step.index ?? 0) : undefined };
}

/** A primitive's own content (id, extensions) stands in `_name`. */
function descend({ parent, property, index }: ElementPlace): TypedObject {
  const { object } = parent;
  const value = object[property.primitive ? `_${property.name}` : property.name];
  const found = index === undefined || !Array.isArray(value) ? value : value[index];
  if (!isObject(found)) {
    throw new FhirError('unprocessable', 'The path leads to an element that is not there.');
  }
  const inner = found['resourceType'];
  const isResource = property.type === 'Resource' && typeof inner === 'string';
  return { object: found, type: isResource ? inner : property.type };
}

/** A value for an element; a primitive can have its id and extensions beside it. */
export interface ElementValue {
  readonly value: JsonValue | undefined;
  readonly extra: JsonValue | undefined;
}

/** Sets an element that does not repeat. */
export function setElement(
  { object }: TypedObject,
  { name, primitive }: Property,
  { value, extra }: ElementValue,
): void {
  put(object, name, value);
  if (primitive) put(object, `_${name}`, extra);
}

/** Puts a value into the repetitions of an element at `index`, replacing `remove` of them. */
export function spliceElement(
  { object }: TypedObject,
  { name, primitive }: Property,
  { index, remove }: { readonly index: number; readonly remove: number },
  values: readonly ElementValue[],
): void {
  const length = repetitions(object, name);
  spliceArray(
    object,
    name,
    length,
    [index, remove],
    values.map(({ value }) => value),
  );
  if (!primitive) return;
  const hasExtras =
    object[`_${name}`] !== undefined || values.some(({ extra }) => extra !== undefined);
  if (!hasExtras) return;
  spliceArray(
    object,
    `_${name}`,
    length,
    [index, remove],
    values.map(({ extra }) => extra),
  );
}

/** Number of repetitions of an element. */
export function repetitions(object: JsonObject, name: string): number {
  const lengths = [object[name], object[`_${name}`]].map((value) =>
    Array.isArray(value) ? value.length : 0,
  );
  return Math.max(...lengths);
}

/** One repetition with its extra. */
export function repetition(
  { object }: TypedObject,
  { name, primitive }: Property,
  index: number,
): ElementValue {
  const at = (value: JsonValue | undefined): JsonValue | undefined =>
    Array.isArray(value) ? (value[index] ?? undefined) : undefined;
  return { value: at(object[name]), extra: primitive ? at(object[`_${name}`]) : undefined };
}

// eslint-disable-next-line max-params -- the two arrays of a primitive are spliced alike
function spliceArray(
  object: JsonObject,
  name: string,
  length: number,
  [index, remove]: readonly [number, number],
  values: readonly (JsonValue | undefined)[],
): void {
  const known = object[name];
  const array: JsonValue[] = Array.isArray(known) ? [...known] : [];
  while (array.length < length) array.push(null);
  array.splice(index, remove, ...values.map((value) => value ?? null));
  const isEmpty = array.every((item) => item === null);
  put(object, name, isEmpty ? undefined : array);
}

function put(object: JsonObject, name: string, value: JsonValue | undefined): void {
  if (value === undefined) Reflect.deleteProperty(object, name);
  else object[name] = value;
}
