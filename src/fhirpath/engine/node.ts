/**
 * A place in a resource that knows where it stands: its type, its JSON value, and for a primitive
 * the `_name` object with its id and extensions. https://hl7.org/fhir/R4/json.html#primitive
 */
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';

/** What navigation must know of the FHIR types; the definitions' registry answers it. */
export interface TypeKnowledge {
  properties(type: string): ReadonlyMap<string, PropertyKnowledge>;
  isA(type: string, base: string): boolean;
  isPrimitive(type: string): boolean;
  isResourceType(type: string): boolean;
}

export interface PropertyKnowledge {
  /** As it stands in JSON: `valueQuantity`. */
  readonly name: string;
  readonly type: string;
  readonly primitive: boolean;
  readonly array: boolean;
  /** The element's own name: `value`. */
  readonly element: { readonly name: string };
}

/* eslint-disable max-params -- made for every element that is looked at: no object for its making */
export class FhirNode {
  readonly type: string;
  /** Undefined when a primitive has only an id or extensions. */
  readonly value: JsonValue | undefined;
  readonly extra: JsonObject | undefined;
  readonly parent: FhirNode | undefined;
  /** The JSON name below the parent; the resource type for a root. */
  readonly key: string;
  /** -1 for what does not repeat. */
  readonly index: number;

  constructor(
    type: string,
    value: JsonValue | undefined,
    extra: JsonObject | undefined,
    parent: FhirNode | undefined,
    key: string,
    index: number,
  ) {
    this.type = type;
    this.value = value;
    this.extra = extra;
    this.parent = parent;
    this.key = key;
    this.index = index;
  }
  /* eslint-enable max-params */

  /** The resource at the top. */
  get root(): FhirNode {
    return this.parent?.root ?? this;
  }

  /** `Patient.name[0].family`. */
  get expression(): string {
    if (this.parent === undefined) return this.key;
    const own = this.index < 0 ? this.key : `${this.key}[${this.index}]`;
    return `${this.parent.expression}.${own}`;
  }
}

/** One JSON name under which an element may stand. */
interface Access {
  readonly key: string;
  readonly extraKey: string;
  readonly type: string;
  readonly primitive: boolean;
  readonly array: boolean;
}

const NONE: readonly FhirNode[] = [];
const NO_VALUES: readonly JsonValue[] = [];

/** Walks from elements to the elements below them. */
export class Navigator {
  readonly types: TypeKnowledge;
  readonly #accesses = new Map<string, Map<string, readonly Access[]>>();
  readonly #all = new Map<string, readonly Access[]>();

  constructor(types: TypeKnowledge) {
    this.types = types;
  }

  root(resource: JsonObject): FhirNode {
    const type = resource['resourceType'];
    const name = typeof type === 'string' ? type : 'Resource';
    return new FhirNode(name, resource, undefined, undefined, name, -1);
  }

  /** The elements called `name` (without `[x]` or the type's name) below `node`. */
  children(node: FhirNode, name: string): readonly FhirNode[] {
    let found = NONE;
    for (const access of this.#access(node.type, name)) found = this.#read(node, access, found);
    return found;
  }

  /** All elements below `node`. */
  allChildren(node: FhirNode): readonly FhirNode[] {
    let found: readonly FhirNode[] = NONE;
    for (const access of this.#allAccesses(node.type)) found = this.#read(node, access, found);
    return found;
  }

  #read(node: FhirNode, access: Access, into: readonly FhirNode[]): readonly FhirNode[] {
    const object = isObject(node.value) ? node.value : node.extra;
    if (object === undefined) return into;
    const value = object[access.key];
    const extra = access.primitive ? object[access.extraKey] : undefined;
    if (value === undefined && extra === undefined) return into;
    const found: FhirNode[] = into.length === 0 ? [] : [...into];
    if (!Array.isArray(value) && !Array.isArray(extra)) {
      found.push(childNode(node, access, value, extra, -1));
      return found;
    }
    addItems(found, node, access, listOf(value), listOf(extra));
    return found;
  }

  #access(type: string, name: string): readonly Access[] {
    let byName = this.#accesses.get(type);
    if (byName === undefined) {
      byName = new Map();
      this.#accesses.set(type, byName);
    }
    let accesses = byName.get(name);
    if (accesses === undefined) {
      const fits = (property: PropertyKnowledge): boolean => property.element.name === name;
      accesses = [...this.#properties(type)].filter(fits).map(accessOf);
      byName.set(name, accesses);
    }
    return accesses;
  }

  #allAccesses(type: string): readonly Access[] {
    let all = this.#all.get(type);
    if (all === undefined) {
      all = [...this.#properties(type)].map(accessOf);
      this.#all.set(type, all);
    }
    return all;
  }

  /** A primitive has an id and extensions, as any element. */
  #properties(type: string): Iterable<PropertyKnowledge> {
    const name = this.types.isPrimitive(type) ? 'Element' : type;
    return this.types.properties(name).values();
  }
}

/* eslint-disable max-params -- as the constructor */
function addItems(
  found: FhirNode[],
  node: FhirNode,
  access: Access,
  values: readonly JsonValue[],
  extras: readonly JsonValue[],
): void {
  const count = Math.max(values.length, extras.length);
  for (let index = 0; index < count; index++) {
    const item = values[index] ?? undefined;
    const extra = extras[index] ?? undefined;
    if (item === undefined && extra === undefined) continue;
    found.push(childNode(node, access, item, extra, index));
  }
}

function childNode(
  parent: FhirNode,
  access: Access,
  value: JsonValue | undefined,
  extra: JsonValue | undefined,
  index: number,
): FhirNode {
  const type = access.type === 'Resource' ? resourceType(value) : access.type;
  const side = isObject(extra) ? extra : undefined;
  return new FhirNode(type, value ?? undefined, side, parent, access.key, index);
}
/* eslint-enable max-params */

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : NO_VALUES;
}

function accessOf(property: PropertyKnowledge): Access {
  return {
    key: property.name,
    extraKey: `_${property.name}`,
    type: property.type,
    primitive: property.primitive,
    array: property.array,
  };
}

function resourceType(value: JsonValue | undefined): string {
  const type = isObject(value) ? value['resourceType'] : undefined;
  return typeof type === 'string' ? type : 'Resource';
}
