/** What the parts of the profile compiler hand one another. */
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { Definitions, Property } from '../../packages/registry.js';
import type { PackageId, ProfileProblem, Structure } from '../../packages/structures.js';
import type { Origin } from '../report.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { BaseKnowledge } from './base-knowledge.js';
import type { HooksFor } from './invariant.js';
import type { ElementCheck, Run } from './run.js';
import type { SafeSource } from './safe-source.js';
import type { Tree, TreeNode } from './tree.js';

/** A profile in the form in which it runs. */
export interface CompiledProfile {
  readonly structure: Structure;
  readonly check: ElementCheck;
}

/** Everything that compiling needs to know of one profile. */
export interface ProfileContext {
  readonly structure: Structure;
  readonly scope: PackageId;
  readonly tree: Tree;
  readonly problems: ProfileProblem[];
  /** Elements that other elements take their content from, compiled when they are first met. */
  readonly shared: Map<TreeNode, ElementCheck>;
}

/** A mistake of a profile by which something that it asks is not checked. */
export function lost(element: string, text: string): ProfileProblem {
  return { severity: 'error', element, text };
}

/** An element below an element of `parentType`. */
export interface ElementPlace {
  readonly node: TreeNode;
  readonly context: ProfileContext;
  /** Type that holds the element: `Observation.component`; undefined when several are possible. */
  readonly parentType: string | undefined;
  /** Known only for the root of a profile: the type that it constrains. */
  readonly ownType?: string;
  /** Of the base type; several for a choice. */
  readonly properties: readonly Property[];
}

/** Decides which profiles a resource claims, for profiles that ask whether it satisfies another. */
export type Claims = (node: FhirNode, profile: Structure, run: Run) => boolean;

export interface CompilerParts {
  readonly definitions: Definitions;
  readonly source: SafeSource;
  readonly hooksFor: HooksFor;
  readonly claims: Claims;
}

/** The compiler, as its parts see it. */
export interface Compiling {
  readonly parts: CompilerParts;
  readonly base: BaseKnowledge;
  profile(canonical: string, scope: PackageId): CompiledProfile | undefined;
  element(place: ElementPlace): ElementCheck | undefined;
  /** The snapshot of another profile as a place to walk on from. */
  rootPlace(canonical: string, scope: PackageId): ElementPlace | undefined;
}

/** `http://hl7.org/fhirpath/System.String` stands where R4 means `string`. */
export function typeCode(type: { code?: string; extension?: readonly object[] }): string {
  const code = type.code ?? '';
  return code.startsWith('http://hl7.org/fhirpath/System.')
    ? code.slice(code.lastIndexOf('.') + 1).replace(/^./, (first) => first.toLowerCase())
    : code;
}

export function maxOf(max: string): number {
  return max === '*' ? Infinity : Number(max);
}

export function originOf(node: TreeNode, { structure }: ProfileContext): Origin {
  return { profile: structure.url, element: node.id };
}

export const nothing: ElementCheck = () => undefined;

/** Several checks as one; undefined for none. */
export function inTurn(checks: readonly ElementCheck[]): ElementCheck | undefined {
  const [first, second] = checks;
  if (second === undefined) return first;
  return (node, run) => {
    for (const check of checks) {
      if (run.stopped) return;
      check(node, run);
    }
  };
}

export function onlyType(definition: ElementDefinition): string | undefined {
  const [first, second] = definition.type ?? [];
  return first === undefined || second !== undefined ? undefined : typeCode(first);
}

/** The type of an element's values, where there is only one. */
export function ownTypeOf({ node, properties, ownType }: ElementPlace): string | undefined {
  if (ownType !== undefined) return ownType;
  const stated = onlyType(node.definition);
  const [first, second] = properties;
  const base = second === undefined ? first?.type : undefined;
  // A nested element goes by its path; its type says no more than BackboneElement or Element.
  return base?.includes('.') === true || stated === undefined ? base : stated;
}
