/**
 * `Reference.display`, which everything that a PGO gets has: a person reads it, and not every resource
 * that is referred to comes along. https://hl7.org/fhir/R4/references-definitions.html#Reference.display
 */
import {
  isObject,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
  type JsonObject,
  type JsonValue,
} from '../../fhir/json.js';
import { DATA_ABSENT_REASON } from './bsn-mask.js';

/** A Reference without display, and the resource that it is in. */
export interface BareReference {
  readonly object: JsonObject;
  /** Where `#id` points into. */
  readonly container: JsonObject;
}

const NULL_FLAVOR = 'http://hl7.org/fhir/StructureDefinition/iso21090-nullFlavor';

/** References of a resource that say neither what they lead to nor why they don't. */
export function bareReferences(resource: JsonObject): BareReference[] {
  const found: BareReference[] = [];
  const visit = (value: JsonValue | undefined, name: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, name);
    if (!isObject(value)) return;
    if (isReference(value, name) && !saysWhat(value))
      found.push({ object: value, container: resource });
    for (const inner in value) {
      const part = value[inner];
      if (typeof part === 'object') visit(part, inner);
    }
  };
  visit(resource, '');
  return found;
}

const OF_REFERENCE = new Set(['reference', 'type', 'identifier', 'display', 'id', 'extension']);

/**
 * A tree does not say of which type its parts are. Nothing else has a text named `reference`; with an
 * identifier alone there is Substance.instance besides.
 */
function isReference(object: JsonObject, name: string): boolean {
  if (object['resourceType'] !== undefined || name === 'instance') return false;
  if (typeof object['reference'] === 'string') return true;
  return (
    isObject(object['identifier']) && Object.keys(object).every((key) => OF_REFERENCE.has(key))
  );
}

function saysWhat(reference: JsonObject): boolean {
  return (
    reference['display'] !== undefined ||
    objectsAt(reference, 'extension').some(
      ({ url }) => url === DATA_ABSENT_REASON || url === NULL_FLAVOR,
    )
  );
}

/** Adds the display, or that there is none. */
export function complete(reference: JsonObject, display: string | undefined): void {
  if (display !== undefined) {
    reference['display'] = display;
    return;
  }
  const others = objectsAt(reference, 'extension');
  reference['extension'] = [...others, { url: DATA_ABSENT_REASON, valueCode: 'unknown' }];
}

/** What a resource is called; undefined when it says nothing that would do. */
export function labelOf(resource: JsonObject): string | undefined {
  const name = resource['name'];
  const found =
    typeof name === 'string'
      ? name
      : (humanName(objectsAt(resource, 'name')) ??
        stringAt(resource, 'title') ??
        roleOf(resource) ??
        codedLabel(resource) ??
        stringAt(objectsAt(resource, 'deviceName')[0] ?? {}, 'name'));
  return found?.trim() === '' ? undefined : found?.trim();
}

const USUAL = ['official', 'usual'];

function humanName(names: readonly JsonObject[]): string | undefined {
  const name = names.find((one) => USUAL.includes(stringAt(one, 'use') ?? '')) ?? names[0];
  if (name === undefined) return undefined;
  const text = stringAt(name, 'text');
  if (text !== undefined) return text;
  const given = stringsAt(name, 'given');
  const parts = [...stringsAt(name, 'prefix'), ...given, stringAt(name, 'family') ?? ''];
  const joined = parts.filter((part) => part !== '').join(' ');
  return joined === '' ? undefined : joined;
}

/** Who has the role, and as what. */
function roleOf(resource: JsonObject): string | undefined {
  if (resource['resourceType'] !== 'PractitionerRole') return undefined;
  const who = stringAt(objectAt(resource, 'practitioner') ?? {}, 'display');
  const what =
    conceptText(objectsAt(resource, 'specialty')[0]) ?? conceptText(objectsAt(resource, 'code')[0]);
  const where = stringAt(objectAt(resource, 'organization') ?? {}, 'display');
  const parts = [who, what, where].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Elements that say what a resource is, the most telling first. */
const CODED = ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'class', 'category'];

function codedLabel(resource: JsonObject): string | undefined {
  for (const name of CODED) {
    const value = resource[name];
    const concepts = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
    for (const concept of concepts) {
      const text = conceptText(concept);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** Of a CodeableConcept or a Coding. */
function conceptText(concept: JsonObject | undefined): string | undefined {
  if (concept === undefined) return undefined;
  const coded = objectsAt(concept, 'coding').find(({ display }) => typeof display === 'string');
  return stringAt(concept, 'text') ?? stringAt(coded ?? concept, 'display');
}
