/**
 * Profiles to checks: what a snapshot says beyond the base type becomes closures, the rest of the
 * tree is left out. A profile is compiled at its first use.
 */
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { PackageId, ProfileProblem, Structure } from '../../packages/structures.js';
import { BaseKnowledge, constraintKey } from './base-knowledge.js';
import { bindingChecks, togetherChecks } from './bindings.js';
import { groupCheck, type Group } from './group.js';
import { invariantCheck, isStructural } from './invariant.js';
import { limitChecks } from './limits.js';
import { constantCheck, constantOf } from './pattern.js';
import {
  inTurn,
  maxOf,
  nothing,
  onlyType,
  originOf,
  ownTypeOf,
  type CompiledProfile,
  type CompilerParts,
  type Compiling,
  type ElementPlace,
  lost,
  type ProfileContext,
} from './place.js';
import type { ElementCheck } from './run.js';
import { slicingOf } from './slicing.js';
import { buildTree, type TreeNode } from './tree.js';
import { typeChecks } from './type-restriction.js';

export class ProfileCompiler implements Compiling {
  readonly parts: CompilerParts;
  readonly base: BaseKnowledge;
  readonly #compiled = new Map<Structure, CompiledProfile>();
  readonly #found = new Map<PackageId, Map<string, CompiledProfile | undefined>>();
  readonly #roots = new Map<Structure, ProfileContext | undefined>();

  constructor(parts: CompilerParts) {
    this.parts = parts;
    this.base = new BaseKnowledge(parts.definitions, parts.source);
  }

  /** Undefined when the profile is not known. */
  profile(canonical: string, scope: PackageId): CompiledProfile | undefined {
    let known = this.#found.get(scope);
    if (known === undefined)
      this.#found.set(scope, (known = new Map<string, CompiledProfile | undefined>()));
    if (!known.has(canonical)) {
      const structure = this.parts.source.structure(canonical, scope);
      known.set(canonical, structure === undefined ? undefined : this.compile(structure));
    }
    return known.get(canonical);
  }

  compile(structure: Structure): CompiledProfile {
    let compiled = this.#compiled.get(structure);
    if (compiled === undefined) {
      let check: ElementCheck | undefined;
      compiled = {
        structure,
        // Profiles name one another, so this one is known before its content is compiled.
        check: (node, run) => {
          check ??= this.#rootCheck(structure);
          check(node, run);
        },
      };
      this.#compiled.set(structure, compiled);
    }
    return compiled;
  }

  rootPlace(canonical: string, scope: PackageId): ElementPlace | undefined {
    const structure = this.parts.source.structure(canonical, scope);
    if (structure !== undefined && !this.#roots.has(structure)) {
      this.#roots.set(structure, contextOf(structure));
    }
    const context = structure && this.#roots.get(structure);
    if (context === undefined) return undefined;
    const { type } = context.structure;
    return {
      node: context.tree.root,
      context,
      parentType: undefined,
      ownType: type,
      properties: [],
    };
  }

  #rootCheck(structure: Structure): ElementCheck {
    const context = contextOf(structure);
    if (context === undefined) {
      return problemCheck(structure, [
        { severity: 'error', element: structure.type, text: 'it has no elements' },
      ]);
    }
    const { tree } = context;
    const checks = [
      ...this.#invariants(tree.root, context, structure.type, structure.type),
      ...this.#children(tree.root, context, structure.type),
    ];
    checks.push(problemCheck(structure, context.problems));
    return ofType(structure, inTurn(checks) ?? nothing);
  }

  /** The check of one value of an element; undefined when the profile adds nothing. */
  element(place: ElementPlace): ElementCheck | undefined {
    const { node, context } = place;
    const { definition } = node;
    const origin = originOf(node, context);
    const constant = constantOf(definition);
    const type = onlyType(definition);
    return inTurn([
      ...(constant === undefined ? [] : [constantCheck(constant, origin)]),
      ...limitChecks(definition, origin),
      ...bindingChecks(this, place, origin),
      ...typeChecks(this, place, origin),
      ...this.#invariants(node, context, this.#path(place), type),
      ...this.#shared(definition, context),
      ...this.#children(node, context, this.#contentType(place)),
    ]);
  }

  /** The type of an element's content; for a resource in another the one that its profile names. */
  #contentType(place: ElementPlace): string | undefined {
    const type = ownTypeOf(place);
    if (type !== 'Resource' && type !== 'DomainResource') return type;
    const canonical = place.node.definition.type?.[0]?.profile?.[0];
    return canonical === undefined
      ? undefined
      : this.parts.source.structure(canonical, place.context.scope)?.type;
  }

  #path({ node, parentType }: ElementPlace): string {
    return `${parentType ?? '?'}.${node.name}${node.choice ? '[x]' : ''}`;
  }

  #invariants(
    node: TreeNode,
    context: ProfileContext,
    path: string,
    type: string | undefined,
  ): ElementCheck[] {
    const known = this.base.constraintKeys(path, type);
    const origin = originOf(node, context);
    return (node.definition.constraint ?? [])
      .filter((constraint) => !known.has(constraintKey(constraint)) && !isStructural(constraint))
      .map((constraint) =>
        invariantCheck(constraint, {
          origin,
          scope: context.scope,
          hooksFor: this.parts.hooksFor,
        }),
      );
  }

  /** `contentReference`: the content of another element, which may hold this one again. */
  #shared(definition: ElementDefinition, context: ProfileContext): ElementCheck[] {
    const id = definition.contentReference?.replace(/^.*#/, '');
    if (id === undefined) return [];
    const target = context.tree.byId.get(id);
    if (target === undefined) {
      context.problems.push({
        severity: 'error',
        element: definition.id ?? '',
        text: 'its contentReference is broken',
      });
      return [];
    }
    let check = context.shared.get(target);
    if (check === undefined) {
      let content: ElementCheck | undefined;
      check = (node, run) => {
        content ??= inTurn(this.#children(target, context, target.definition.path)) ?? nothing;
        content(node, run);
      };
      context.shared.set(target, check);
    }
    return target.children.length === 0 ? [] : [check];
  }

  #children(node: TreeNode, context: ProfileContext, type: string | undefined): ElementCheck[] {
    return node.children.flatMap((child) => {
      const properties = this.base.properties(type, child);
      if (type !== undefined && properties.length === 0) {
        if (this.base.isKnownType(type) && !isTypeValue(child)) {
          context.problems.push(lost(child.id, `${type} has no such element`));
        }
        return [];
      }
      const place: ElementPlace = { node: child, context, parentType: type, properties };
      return this.#group(place) ?? [];
    });
  }

  #group(place: ElementPlace): ElementCheck | undefined {
    const { node, context, properties } = place;
    const { min = 0, max } = node.definition;
    const model = properties[0]?.element;
    const baseMax = model?.max ?? Infinity;
    const group: Group = {
      name: node.name,
      min,
      max: max === undefined ? baseMax : maxOf(max),
      check: this.element(place),
      together: togetherChecks(this, place),
      slicing: slicingOf(this, place),
      origin: originOf(node, context),
    };
    const problem = countProblem(node.id, group, baseMax);
    if (problem !== undefined) context.problems.push(problem);
    if (group.min > group.max) return undefined;
    const sameCount = model !== undefined && min <= model.min && group.max >= baseMax;
    return sameCount && isEmpty(group) ? undefined : groupCheck(group);
  }
}

function countProblem(
  id: string,
  { min, max }: Group,
  baseMax: number,
): ProfileProblem | undefined {
  if (min > max) return lost(id, 'its min is above its max');
  if (max <= baseMax) return undefined;
  const text = 'it repeats more often than the base allows';
  return { severity: 'warning', element: id, text };
}

function isEmpty({ check, slicing, together }: Group): boolean {
  return check === undefined && slicing === undefined && together.length === 0;
}

/** Primitives' own `value`, and `url`s of System types: nothing that an instance has by that name. */
function isTypeValue(child: TreeNode): boolean {
  return child.name === 'value' || child.name === 'id' || child.name === 'extension';
}

/** What is of another type can't satisfy a profile, however little that asks for. */
function ofType(structure: Structure, check: ElementCheck): ElementCheck {
  const { type, url } = structure;
  return (node, run) => {
    if (node.type === type || run.session.navigator.types.isA(node.type, type)) check(node, run);
    else {
      const text = `the profile ${structure.name} is for ${type}.`;
      run.report('profile-type', node, text, { origin: { profile: url } });
    }
  };
}

function contextOf(structure: Structure): ProfileContext | undefined {
  const tree = buildTree(structure.elements);
  return (
    tree && {
      structure,
      scope: structure.scope,
      tree,
      problems: [
        ...(structure.problems ?? []),
        ...tree.orphans.map((element) => lost(element, 'its parent is missing')),
      ],
      shared: new Map(),
    }
  );
}

/** More mistakes than this are not told apart. */
const MAX_PROBLEMS = 10;

/**
 * Mistakes of the profile itself are said with every resource that it is used for: a warning for what
 * was not checked, a remark where the base stood in.
 */
function problemCheck(structure: Structure, problems: readonly ProfileProblem[]): ElementCheck {
  const { url } = structure;
  return (node, run) => {
    for (const { severity, element, text } of problems.slice(0, MAX_PROBLEMS)) {
      const lost = severity === 'error';
      run.note(
        'profile-invalid',
        node,
        `the profile ${url} has a mistake at ${element}: ${text}; ${lost ? 'this was not checked' : 'the base holds'}.`,
        {
          origin: { profile: url, element },
          severity: lost ? 'warning' : 'information',
        },
      );
    }
    if (problems.length > MAX_PROBLEMS) {
      const text = `the profile ${url} has ${problems.length} mistakes.`;
      const origin = { profile: url, element: structure.type };
      run.note('profile-invalid', node, text, { origin, severity: 'warning' });
    }
  };
}
