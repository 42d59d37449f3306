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

/** A required binding without a list of codes. */
const MIME_TYPES = 'http://hl7.org/fhir/ValueSet/mimetypes';

/** A resource of this type with the elements that are mandatory, and no others. */
export function minimalResource(definitions: Definitions, type: string): Resource {
  return { resourceType: type, ...requiredMembers(definitions, type) };
}

/** What the constraints of R4 ask of a type besides, by the constraint's key. */
const BY_CONSTRAINTS: Readonly<Record<string, JsonObject>> = {
  // ait-1
  AllergyIntolerance: {
    clinicalStatus: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
          code: 'active',
        },
      ],
    },
  },
  // apr-1
  AppointmentResponse: { actor: { reference: 'Patient/x' } },
  // bdl-9, bdl-10: a document would need more
  Bundle: { type: 'collection' },
  // cpb-1, cpb-2, cpb-14
  CapabilityStatement: { rest: [{ mode: 'client' }], implementation: { description: 'x' } },
  // ppc-1
  Consent: { policyRule: { text: 'x' } },
  // trd-3
  EventDefinition: { trigger: [{ type: 'named-event', name: 'x' }] },
  // ipn-1
  InsurancePlan: { name: 'x' },
  // lnk-1
  Linkage: {
    item: ['source', 'alternate'].map((type) => ({ type, resource: { reference: 'Patient/x' } })),
  },
  // msq-3
  MolecularSequence: { coordinateSystem: 0 },
  // org-1
  Organization: { name: 'x' },
  // sdf-0, sdf-6
  StructureDefinition: { name: 'X', differential: { element: [{ id: 'X', path: 'X' }] } },
  // tcp-2, tcp-3
  TerminologyCapabilities: { implementation: { description: 'x' } },
};

/** A resource of this type that is valid R4, with hardly more than is mandatory. */
export function validResource(definitions: Definitions, type: string): Resource {
  return { ...minimalResource(definitions, type), ...BY_CONSTRAINTS[type] };
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
  if (primitive) return samplePrimitive(property, coding?.code);
  if (type === 'Resource') return minimalResource(definitions, 'Basic');
  if (type === 'Reference') return { reference: `${element.targets?.[0] ?? 'Patient'}/x` };
  if (coding === undefined) return nonEmpty(definitions, type);
  return type === 'CodeableConcept' ? { coding: [coding] } : coding;
}

function samplePrimitive({ type, element }: Property, code: string | undefined): JsonValue {
  if (element.valueSet?.startsWith(MIME_TYPES) === true) return 'text/plain';
  return (type === 'code' ? code : undefined) ?? SAMPLES[type] ?? 'x';
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
