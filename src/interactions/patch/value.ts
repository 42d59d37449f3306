/** The value part of a FHIRPath Patch operation: `value[x]`, or parts that make up an element. */
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Definitions, Property } from '../../packages/registry.js';
import { setElement, spliceElement, repetitions, type ElementValue } from './element.js';

/**
 * The property of a type that an element name means. For a choice the value's type decides, unless
 * the name has the type already.
 */
export function propertyFor(
  definitions: Definitions,
  type: string,
  name: string,
  valuePart: JsonObject,
): Property | undefined {
  const properties = definitions.properties(type);
  const direct = properties.get(name);
  if (direct !== undefined) return direct;
  const valueName = valueProperty(valuePart);
  return [...properties.values()].find(
    (property) =>
      property.element.name === name &&
      valueName?.slice('value'.length) === property.name.slice(name.length),
  );
}

/** `valueString`, `valueQuantity` …, also when only `_valueString` is there. */
function valueProperty(part: JsonObject): string | undefined {
  const name = Object.keys(part).find((key) => /^_?value[A-Z]/.test(key));
  return name?.replace(/^_/, '');
}

/** @throws FhirError `invalid-request` when the part holds no value */
export function elementValue(
  definitions: Definitions,
  property: Property,
  part: JsonObject,
): ElementValue {
  const name = valueProperty(part);
  if (name !== undefined) return { value: part[name], extra: part[`_${name}`] };
  const resource = part['resource'];
  if (isObject(resource)) return { value: resource, extra: undefined };
  const parts = objectsAt(part, 'part');
  if (parts.length === 0) throw new FhirError('invalid-request', 'A patch operation has no value.');
  return { value: composed(definitions, property.type, parts), extra: undefined };
}

/** An element without a type name of its own (`Patient.contact`) comes in parts. */
function composed(
  definitions: Definitions,
  type: string,
  parts: readonly JsonObject[],
): JsonObject {
  const object: JsonObject = {};
  for (const part of parts) {
    const property = propertyFor(definitions, type, stringAt(part, 'name') ?? '', part);
    if (property === undefined) {
      throw new FhirError('invalid-request', 'A part of a value names no element of its type.');
    }
    const value = elementValue(definitions, property, part);
    const target = { object, type };
    if (property.array) {
      const index = repetitions(object, property.name);
      spliceElement(target, property, { index, remove: 0 }, [value]);
    } else setElement(target, property, value);
  }
  return object;
}
