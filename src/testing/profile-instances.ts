/** Instances of profiles, made from their snapshots: the least that they ask for, and one element more. */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Definitions, Property } from '../packages/registry.js';
import type { Structure, StructureSource } from '../packages/structures.js';
import { constantAt, constantOf } from '../validation/profile/pattern.js';
import { buildTree, type TreeNode } from '../validation/profile/tree.js';
import { sampleOf } from './instances.js';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const MAX_DEPTH = 12;

/** An element in an instance, so that a test can change it there. */
export interface Spot {
  readonly holder: JsonObject;
  readonly property: Property;
  /** Values of this element or slice. */
  readonly values: JsonValue[];
}

export interface ProfileInstance {
  readonly resource: Resource;
  /** Where the wanted element is; undefined when it could not be made. */
  readonly spot: Spot | undefined;
  /** What its references point at: resources that claim the profiles they should have. */
  readonly resolve: (reference: string) => Resource | undefined;
}

function target(
  reference: string,
  targets: ReadonlyMap<string, string | undefined>,
): Resource | undefined {
  if (!targets.has(reference)) return undefined;
  const profile = targets.get(reference);
  const resourceType = reference.replace(/\/.*$/, '');
  return { resourceType, ...(profile === undefined ? {} : { meta: { profile: [profile] } }) };
}

export class ProfileInstances {
  readonly #definitions: Definitions;
  readonly #source: StructureSource;

  constructor(definitions: Definitions, source: StructureSource) {
    this.#definitions = definitions;
    this.#source = source;
  }

  /** @param wanted id of an element that is to be there, with those above it */
  make(structure: Structure, wanted: string): ProfileInstance {
    const tree = buildTree(structure.elements);
    if (tree === undefined) throw new Error('no elements');
    const targets = new Map<string, string | undefined>();
    const maker = new Maker(this.#definitions, this.#source, { structure, wanted, targets });
    const content = maker.object(tree.root, structure.type, 0);
    // The objects stay the ones they are: the spot is in one of them.
    const resource: Resource = Object.assign(content, { resourceType: structure.type });
    resource.meta = { ...resource.meta, profile: [structure.url] };
    return { resource, spot: maker.spot, resolve: (reference) => target(reference, targets) };
  }
}

interface Made {
  readonly node: TreeNode;
  readonly value: JsonValue;
  readonly type: string;
}

class Maker {
  spot: Spot | undefined;
  readonly #definitions: Definitions;
  readonly #source: StructureSource;
  readonly #structure: Structure;
  readonly #wanted: string;
  /** Canonicals of what the references in the instance point at. */
  readonly #targets: Map<string, string | undefined>;
  /** Paths below an element that have to be there, since they tell its slice. */
  readonly #needed = new Map<TreeNode, readonly (readonly string[])[]>();

  constructor(
    definitions: Definitions,
    source: StructureSource,
    {
      structure,
      wanted,
      targets,
    }: { structure: Structure; wanted: string; targets: Map<string, string | undefined> },
  ) {
    this.#definitions = definitions;
    this.#source = source;
    this.#structure = structure;
    this.#wanted = wanted;
    this.#targets = targets;
  }

  object(node: TreeNode, type: string, depth: number): JsonObject {
    const object: JsonObject = {};
    if (depth > MAX_DEPTH) return object;
    const needed = this.#needed.get(node) ?? [];
    for (const child of node.children) {
      const inner = needed.flatMap(([first, ...rest]) => (first === child.name ? [rest] : []));
      if (inner.length > 0) this.#needed.set(child, inner);
      this.#members(object, child, type, depth);
    }
    for (const property of this.#definitions.properties(type).values()) {
      const isThere = [...this.#definitions.properties(type).values()].some(
        (other) => other.element === property.element && object[other.name] !== undefined,
      );
      if (property.element.min > 0 && !isThere) {
        const sample = sampleOf(this.#definitions, property);
        object[property.name] = property.array ? [sample] : sample;
      }
    }
    return object;
  }

  /** What constraints of R4 ask for, unless it is just that which is tried. */
  #isUsual({ definition, id }: TreeNode): boolean {
    return (
      USUAL.has(definition.path) &&
      definition.max !== '0' &&
      id === definition.path &&
      !/dataAbsentReason|hasMember/.test(this.#wanted)
    );
  }

  #isWanted(node: TreeNode): boolean {
    return (
      node.id === this.#wanted ||
      this.#wanted.startsWith(`${node.id}.`) ||
      this.#wanted.startsWith(`${node.id}:`)
    );
  }

  #members(object: JsonObject, child: TreeNode, type: string, depth: number): void {
    const made = this.#made(child, type, depth);
    const property = this.#property(type, child, made[0]?.type ?? '');
    if (made.length === 0 || property === undefined) return;
    const values = made.map(({ value }) => value);
    object[property.name] = property.array ? values : (values[0] ?? null);
    const wanted = made.filter(({ node }) => node.id === this.#wanted);
    if (wanted.length > 0) {
      this.spot = { holder: object, property, values: wanted.map(({ value }) => value) };
    }
  }

  /** The values of an element: those of its slices, then as many more as it needs. */
  #made(child: TreeNode, type: string, depth: number): Made[] {
    const made: Made[] = [];
    const add = (node: TreeNode, count: number): void => {
      for (let index = 0; index < count; index++) {
        const chosen = this.#type(node, type);
        made.push({ node, value: this.#value(node, chosen, depth), type: chosen });
      }
    };
    for (const slice of child.slices) {
      this.#needed.set(slice, discriminatorNames(child));
      const { min } = slice.definition;
      add(slice, this.#isWanted(slice) ? Math.max(1, min ?? 0) : (min ?? 0));
    }
    const own = this.#isAsked(child) && made.length === 0 ? 1 : 0;
    add(child, Math.max(own, (child.definition.min ?? 0) - made.length));
    return made;
  }

  #isAsked(child: TreeNode): boolean {
    const tells = this.#needed.has(child) && child.definition.max !== '0';
    return tells || this.#isWanted(child) || this.#isUsual(child);
  }

  #property(type: string, { name }: TreeNode, chosen: string): Property | undefined {
    const all = [...this.#definitions.properties(type).values()].filter(
      ({ element }) => element.name === name,
    );
    return all.find((property) => property.type === chosen) ?? all[0];
  }

  /** The first type that is allowed; a nested element goes by its path. */
  #type({ definition, name }: TreeNode, parent: string): string {
    const [property, second] = [...this.#definitions.properties(parent).values()].filter(
      ({ element }) => element.name === name,
    );
    if (property !== undefined && second === undefined && property.type !== 'Resource') {
      return property.type;
    }
    return definition.type?.[0]?.code ?? property?.type ?? 'string';
  }

  #value(node: TreeNode, type: string, depth: number): JsonValue {
    const { definition } = node;
    const constant = constantOf(definition)?.value;
    if (constant !== undefined && !isObject(constant)) return constant;
    if (this.#definitions.isPrimitive(type)) return this.#primitive(definition, type);
    const own = this.#object(node, type, depth);
    if (type === 'Reference') return Object.assign(own, this.#reference(definition.type?.[0]));
    this.#fill(own, definition, { type, depth });
    Object.assign(own, structuredClone(constant ?? {}));
    return Object.keys(own).length > 0 ? own : this.#sample(type);
  }

  /** Adds what the binding, the limits and the profile of the type ask for. */
  #fill(
    own: JsonObject,
    definition: ElementDefinition,
    { type, depth }: { type: string; depth: number },
  ): void {
    const profiled = this.#ofProfile(definition.type?.[0]?.profile?.[0], type, depth) ?? {};
    const coded = constantOf(definition) === undefined ? this.#coded(definition, type) : {};
    for (const [name, value] of Object.entries({ ...coded, ...limited(definition), ...profiled })) {
      own[name] ??= value;
    }
    if (type === 'Extension' && profiled['url'] !== undefined) own['url'] = profiled['url'];
  }

  #object(node: TreeNode, type: string, depth: number): JsonObject {
    return this.object(node, type, depth + 1);
  }

  #sample(type: string): JsonValue {
    const property = { type, primitive: false, element: { types: [], name: '', min: 0 } };
    return sampleOf(this.#definitions, property as unknown as Property);
  }

  #ofProfile(canonical: string | undefined, type: string, depth: number): JsonObject | undefined {
    if (canonical === undefined || canonical === CORE + type) return undefined;
    const structure = this.#source.structure(canonical, this.#structure.scope);
    const tree = structure && buildTree(structure.elements);
    if (structure === undefined || tree === undefined || depth > MAX_DEPTH) return undefined;
    const inner = new Maker(this.#definitions, this.#source, {
      structure,
      wanted: '',
      targets: this.#targets,
    });
    const own = inner.object(tree.root, structure.type, depth + 1);
    if (structure.type !== 'Extension') return own;
    const hasContent = Object.keys(own).some((name) => name !== 'url');
    const value = tree.root.children.find(({ name }) => name === 'value');
    if (hasContent || value?.definition.max === '0') return own;
    return {
      ...inner.object({ ...tree.root, children: withValue(tree.root) }, 'Extension', depth + 1),
    };
  }

  #reference(type: NonNullable<ElementDefinition['type']>[number] | undefined): JsonObject {
    const [target] = type?.targetProfile ?? [];
    const structure = target && this.#source.structure(target, this.#structure.scope);
    const name = structure ? structure.type : (target?.replace(/^.*\//, '') ?? 'Patient');
    const reference = `${name === 'Resource' ? 'Patient' : name}/${this.#targets.size}`;
    this.#targets.set(reference, target);
    return { reference };
  }

  #primitive(definition: ElementDefinition, type: string): JsonValue {
    const code = this.#code(definition);
    if (code !== undefined && !Array.isArray(code)) return code['code'] ?? 'x';
    const min = constantAt(definition, 'minValue');
    if (min !== undefined) return min;
    const property = { type, primitive: true, element: { types: [], name: '', min: 0 } };
    return sampleOf(this.#definitions, property as unknown as Property);
  }

  #coded(definition: ElementDefinition, type: string): JsonObject {
    const code = this.#code(definition);
    if (code === undefined) return {};
    if (type === 'CodeableConcept') return { coding: [code] };
    if (type === 'Coding') return code;
    return type === 'Quantity' ? { value: 1, ...code } : {};
  }

  /** A code that the binding allows. */
  #code({ binding }: ElementDefinition): JsonObject | undefined {
    if (binding?.valueSet === undefined || binding.strength !== 'required') return undefined;
    const content = this.#source.valueSet(binding.valueSet, this.#structure.scope);
    for (const [system, codes] of content?.codes ?? []) {
      for (const code of codes) return { system, code };
    }
    // Codes of a system that is not here can't be judged, and so do no harm.
    const [system] = content?.open ?? [];
    return system === 'urn:ietf:bcp:13'
      ? { system, code: 'text/plain' }
      : { system: system ?? 'http://example.org/none', code: 'x' };
  }
}

/** Elements that constraints want one or another of. */
const USUAL = new Set([
  'Observation.value[x]',
  'Observation.component.value[x]',
  'Consent.policyRule',
  'AllergyIntolerance.clinicalStatus',
  'Organization.name',
]);

function discriminatorNames({ definition }: TreeNode): string[][] {
  const stated = definition.slicing?.discriminator ?? [];
  return stated.flatMap(({ path }) => {
    const steps = path.split('.').filter((step) => /^[a-z]\w*$/.test(step));
    return steps.length === 0 ? [] : [steps];
  });
}

function limited(definition: ElementDefinition): JsonObject {
  const min = constantAt(definition, 'minValue');
  return isObject(min) ? min : {};
}

/** An extension needs a value or parts, though its definition may not say so. */
function withValue(root: TreeNode): TreeNode[] {
  return root.children.map((child) =>
    child.name === 'value' ? { ...child, definition: { ...child.definition, min: 1 } } : child,
  );
}
