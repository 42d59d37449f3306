/**
 * Walks a resource by its base types and runs what their definitions say beyond structure:
 * invariants and bindings; finds extensions and nested resources on its way.
 */
import { isObject, type JsonObject } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Property } from '../../packages/registry.js';
import { BASE_R4 } from '../../packages/structures.js';
import { constraintKey } from './base-knowledge.js';
import { bindingChecks } from './bindings.js';
import { invariantCheck, isStructural } from './invariant.js';
import { inTurn, type Compiling, type ElementPlace, type ProfileContext } from './place.js';
import type { ElementCheck, Run } from './run.js';
import type { TreeNode } from './tree.js';
import { CORE } from './type-restriction.js';

export interface Encounters {
  /** What is done with each extension. */
  readonly extension: ElementCheck;
  /** What is done with each resource in another. */
  readonly resource: ElementCheck;
}

interface Member {
  readonly name: string;
  readonly check: ElementCheck | undefined;
  /** Nothing is below a primitive but extensions. */
  readonly primitive: boolean;
  /** `x` for `_x` and the other way round, of a primitive. */
  readonly sibling: string;
  readonly isBeside: boolean;
}

/** `x` and `_x` are one element; a primitive of which nothing is said has nothing to look at. */
function isDue({ check, primitive, sibling, isBeside }: Member, object: JsonObject): boolean {
  if (!primitive) return true;
  if (isBeside) return object[sibling] === undefined;
  return check !== undefined || object[sibling] !== undefined;
}

interface TypeWalk {
  readonly own: ElementCheck | undefined;
  /** By JSON name, with and without `_`. */
  readonly members: ReadonlyMap<string, Member>;
}

export class BaseWalk {
  readonly #compiling: Compiling;
  readonly #encounters: Encounters;
  readonly #walks = new Map<string, TypeWalk>();

  constructor(compiling: Compiling, encounters: Encounters) {
    this.#compiling = compiling;
    this.#encounters = encounters;
  }

  /** Checks an element of a complex type, or the extensions of a primitive, with all below. */
  check(node: FhirNode, run: Run): void {
    const object = isObject(node.value) ? node.value : node.extra;
    if (object === undefined || run.stopped) return;
    const type = this.#compiling.parts.definitions.isPrimitive(node.type) ? 'Element' : node.type;
    const walk = this.#walk(type);
    walk.own?.(node, run);
    for (const key in object) {
      const member = walk.members.get(key);
      if (member !== undefined && isDue(member, object)) this.#member(node, member, run);
    }
  }

  #member(node: FhirNode, { check, name }: Member, run: Run): void {
    for (const child of run.session.navigator.children(node, name)) {
      if (run.stopped) return;
      check?.(child, run);
      this.#descend(child, run);
    }
  }

  #descend(child: FhirNode, run: Run): void {
    if (child.type === 'Extension') this.#encounters.extension(child, run);
    if (run.session.navigator.types.isResourceType(child.type))
      this.#encounters.resource(child, run);
    else if (child.extra !== undefined || isObject(child.value)) this.check(child, run);
  }

  #walk(type: string): TypeWalk {
    let walk = this.#walks.get(type);
    if (walk === undefined) {
      walk = this.#compiled(type);
      this.#walks.set(type, walk);
    }
    return walk;
  }

  #compiled(type: string): TypeWalk {
    const owner = type.split('.')[0] ?? type;
    const root = this.#compiling.rootPlace(CORE + owner, BASE_R4);
    const members = new Map<string, Member>();
    for (const [name, properties] of this.#propertiesByName(type)) {
      const check = root && this.#childCheck(root, { name, type, properties });
      for (const { name: key, primitive } of properties) {
        const beside = `_${key}`;
        members.set(key, { name, check, primitive, sibling: beside, isBeside: false });
        if (!primitive) continue;
        members.set(beside, { name, check, primitive, sibling: key, isBeside: true });
      }
    }
    // The constraints of a nested element stand where it is declared; those are run there.
    const invariants =
      root === undefined || type !== owner
        ? []
        : invariantsOf(root.node, root.context, this.#compiling, new Set());
    return { own: inTurn(invariants), members };
  }

  #propertiesByName(type: string): ReadonlyMap<string, Property[]> {
    const byName = new Map<string, Property[]>();
    for (const property of this.#compiling.parts.definitions.properties(type).values()) {
      const { name } = property.element;
      byName.set(name, [...(byName.get(name) ?? []), property]);
    }
    return byName;
  }

  #childCheck(
    { node, context }: ElementPlace,
    { name, type, properties }: { name: string; type: string; properties: readonly Property[] },
  ): ElementCheck | undefined {
    const own = type.includes('.') ? context.tree.byId.get(type) : node;
    const child = own?.children.find((one) => one.name === name);
    return child && this.#elementCheck({ node: child, context, parentType: type, properties });
  }

  #elementCheck(place: ElementPlace): ElementCheck | undefined {
    const { node, context, properties } = place;
    const known = new Set(
      properties.flatMap(({ type }) => [...this.#compiling.base.constraintKeys(type, undefined)]),
    );
    return inTurn([
      ...bindingChecks(this.#compiling, place, {}),
      ...invariantsOf(node, context, this.#compiling, known),
    ]);
  }
}

function invariantsOf(
  node: TreeNode,
  context: ProfileContext,
  compiling: Compiling,
  known: ReadonlySet<string>,
): ElementCheck[] {
  return (node.definition.constraint ?? [])
    .filter((constraint) => !known.has(constraintKey(constraint)) && !isStructural(constraint))
    .map((constraint) =>
      invariantCheck(constraint, {
        origin: {},
        scope: context.scope,
        hooksFor: compiling.parts.hooksFor,
      }),
    );
}
