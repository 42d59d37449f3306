/** The least that each type must have, made from its definition. */
import type { JsonObject, JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { ElementModel } from '../packages/model.js';
import type { Definitions, Property } from '../packages/registry.js';

/** A value of each primitive type. */
const SAMPLES: Readonly<Record<string, JsonValue>> = {
  base64Binary: 'AAAA',
  boolean: true,
  canonical: 'http://example.org/fhir/StructureDefinition/x',
  code: 'x',
  date: '2024-02-29',
  dateTime: '2024-02-29T12:00:00+01:00',
  decimal: 1.5,
  id: 'x1',
  instant: '2024-02-29T12:00:00.000+01:00',
  integer: -1,
  markdown: 'x',
  oid: 'urn:oid:1.2.3',
  positiveInt: 1,
  string: 'x',
  time: '12:00:00',
  unsignedInt: 0,
  uri: 'http://example.org/x',
  url: 'http://example.org/x',
  uuid: 'urn:uuid:6b1f2a3c-6f2a-4b59-9d0b-2f6f1b0c7a11',
};

/** A resource of this type with what is mandatory, and nothing else. */
export function minimalResource(definitions: Definitions, type: string): Resource {
  return { resourceType: type, ...requiredMembers(definitions, type) };
}

function requiredMembers(definitions: Definitions, type: string): JsonObject {
  const done = new Set<ElementModel>();
  const object: JsonObject = {};
  for (const property of definitions.properties(type).values()) {
    if (property.element.min === 0 || done.has(property.element)) continue;
    done.add(property.element);
    object[property.name] = value(definitions, property);
  }
  return object;
}

function value(definitions: Definitions, property: Property): JsonValue {
  const single = sampleOf(definitions, property);
  return property.array ? [single] : single;
}

/** One value of a property. */
export function sampleOf(definitions: Definitions, property: Property): JsonValue {
  const { type, element, primitive } = property;
  const coding = requiredCoding(definitions, element);
  if (primitive) return (type === 'code' ? coding?.code : undefined) ?? SAMPLES[type] ?? 'x';
  if (type === 'Resource') return minimalResource(definitions, 'Basic');
  if (type === 'Reference') return { reference: `${element.targets?.[0] ?? 'Patient'}/x` };
  if (coding === undefined) return nonEmpty(definitions, type);
  return type === 'CodeableConcept' ? { coding: [coding] } : coding;
}

/** A code that a required binding allows; undefined where there is none. */
function requiredCoding(
  definitions: Definitions,
  { valueSet }: ElementModel,
): { system: string; code: string } | undefined {
  const codes = valueSet === undefined ? undefined : definitions.codeList(valueSet);
  const [system, [code] = []] = Object.entries(codes ?? {})[0] ?? [];
  return system === undefined || code === undefined ? undefined : { system, code };
}

/** Objects may not be empty: where nothing is mandatory, the first element that is simple. */
function nonEmpty(definitions: Definitions, type: string): JsonObject {
  const required = requiredMembers(definitions, type);
  if (Object.keys(required).length > 0) return required;
  const own = [...definitions.properties(type).values()].filter(
    ({ name }) => name !== 'id' && !name.endsWith('xtension'),
  );
  const property = own.find(({ primitive }) => primitive) ?? own[0];
  if (property === undefined) throw new Error(`${type} has no elements.`);
  return { [property.name]: value(definitions, property) };
}
