/**
 * Snapshots by profile: made on first use, from the snapshot of the base, and kept.
 * https://hl7.org/fhir/R4/profiling.html#snapshot
 */
import type { StructureDefinition } from '@medplum/fhirtypes';
import {
  ProfileError,
  type PackageId,
  type ProfileProblem,
  type Structure,
} from '../structures.js';
import { applyDifferential, type Trees } from './apply.js';
import { flatten, growDraft, nodeOf, type Draft, type ElementNode } from './tree.js';

/** A definition and the package it stands in. */
export interface FoundDefinition {
  readonly scope: PackageId;
  readonly definition: StructureDefinition;
}

export type FindDefinition = (canonical: string, scope: PackageId) => FoundDefinition | undefined;

const TYPES = 'http://hl7.org/fhir/StructureDefinition/';
const MAX_ELEMENTS = 50_000;
const MAX_DEPTH = 100;
const KINDS: readonly string[] = ['primitive-type', 'complex-type', 'resource'];

interface Grown {
  readonly tree: ElementNode;
  readonly problems: readonly ProfileProblem[];
}

export class SnapshotGenerator {
  readonly #find: FindDefinition;
  readonly #grown = new Map<StructureDefinition, Grown | ProfileError>();
  readonly #structures = new Map<StructureDefinition, Structure | ProfileError>();
  /** Definitions whose trees are being made, to notice those that need themselves. */
  readonly #underWay = new Set<StructureDefinition>();

  constructor(find: FindDefinition) {
    this.#find = find;
  }

  /** @throws ProfileError when there can be no snapshot */
  structure(found: FoundDefinition): Structure {
    const { definition } = found;
    let result = this.#structures.get(definition);
    if (result === undefined) {
      result = attempt(() => this.#describe(found));
      this.#structures.set(definition, result);
    }
    if (result instanceof ProfileError) throw result;
    return result;
  }

  #describe({ definition, scope }: FoundDefinition): Structure {
    const facts = describeStructure(definition);
    const { tree, problems } = this.#grow({ definition, scope });
    const elements = flatten(tree, MAX_ELEMENTS);
    if (elements === undefined) {
      throw new ProfileError(definition.url, `it has more than ${MAX_ELEMENTS} elements`);
    }
    return { ...facts, scope, elements, ...(problems.length === 0 ? {} : { problems }) };
  }

  #grow(found: FoundDefinition): Grown {
    const { definition } = found;
    const known = this.#grown.get(definition) ?? this.#remembered(found);
    if (known instanceof ProfileError) throw known;
    return known;
  }

  #remembered(found: FoundDefinition): Grown | ProfileError {
    const { definition } = found;
    if (this.#underWay.has(definition)) {
      return new ProfileError(definition.url, 'it builds on itself');
    }
    if (this.#underWay.size >= MAX_DEPTH) {
      return new ProfileError(definition.url, `it builds on more than ${MAX_DEPTH} others`);
    }
    this.#underWay.add(definition);
    try {
      const result = attempt(() => this.#make(found));
      this.#grown.set(definition, result);
      return result;
    } finally {
      this.#underWay.delete(definition);
    }
  }

  #make({ definition, scope }: FoundDefinition): Grown {
    const problems: ProfileProblem[] = [];
    const grow = (elements: Parameters<typeof growDraft>[0]): Draft => {
      const draft = growDraft(elements, (element, text) => {
        problems.push({ severity: 'error', element, text });
      });
      if (draft === undefined) throw new ProfileError(definition.url, 'it has no elements');
      return draft;
    };
    if (isWhole(definition)) {
      return { tree: nodeOf(grow(definition.snapshot?.element ?? [])), problems };
    }
    const base = this.#base({ definition, scope }, problems);
    const elements = definition.differential?.element ?? [];
    if (elements.length === 0) return { tree: base, problems };
    const tree = applyDifferential(base, grow(withSources(elements, definition.url)), {
      trees: this.#treesFor(scope),
      extendsBase: definition.derivation === 'specialization',
      report: (problem) => problems.push(problem),
    });
    return { tree, problems };
  }

  /** The base's tree; that of the R4 type when the base is not loaded, which is a problem. */
  #base({ definition, scope }: FoundDefinition, problems: ProfileProblem[]): ElementNode {
    const { url, baseDefinition, type } = definition;
    if (baseDefinition === undefined) throw new ProfileError(url, 'it names no base');
    let found = this.#find(baseDefinition, scope);
    if (found === undefined) {
      const text = `its base ${baseDefinition} is not in the loaded packages`;
      found = this.#find(`${TYPES}${type}`, scope);
      if (found === undefined) throw new ProfileError(url, text);
      problems.push({ severity: 'error', element: type, text });
    }
    if (definition.derivation !== 'specialization' && found.definition.type !== type) {
      const other = found.definition.type;
      throw new ProfileError(
        url,
        `it is about ${type}, but its base ${baseDefinition} about ${other}`,
      );
    }
    return rootNamed(type, this.#grow(found).tree);
  }

  #treesFor(scope: PackageId): Trees {
    return {
      ofType: (code) => {
        const found = this.#find(`${TYPES}${code}`, scope);
        return found === undefined ? undefined : this.#grow(found).tree;
      },
      ofProfile: (canonical) => {
        const found = this.#find(canonical, scope);
        if (found === undefined) return `the profile ${canonical} is not in the loaded packages`;
        try {
          return this.#grow(found).tree;
        } catch (error) {
          if (error instanceof ProfileError) return error.message;
          throw error;
        }
      },
    };
  }
}

/** What was made, or why it could not be. */
function attempt<T>(make: () => T): T | ProfileError {
  try {
    return make();
  } catch (error) {
    if (error instanceof ProfileError) return error;
    throw error;
  }
}

/** True when the list of elements in the definition is complete: R4's own types. */
function isWhole(definition: StructureDefinition): boolean {
  if ((definition.differential?.element ?? []).length === 0) {
    return definition.snapshot !== undefined;
  }
  return definition.derivation !== 'constraint' && definition.snapshot !== undefined;
}

/** Invariants say where they come from, so that a message can name the profile. */
function withSources(
  elements: NonNullable<StructureDefinition['differential']>['element'],
  url: string,
): NonNullable<StructureDefinition['differential']>['element'] {
  return elements.map((element) =>
    element.constraint === undefined
      ? element
      : { ...element, constraint: element.constraint.map((each) => ({ source: url, ...each })) },
  );
}

function rootNamed(name: string, tree: ElementNode): ElementNode {
  return tree.name === name ? tree : { ...tree, name };
}

function describeStructure(
  definition: StructureDefinition,
): Omit<Structure, 'scope' | 'elements' | 'problems'> {
  const { url, version, name, kind, type, baseDefinition, context, contextInvariant } = definition;
  if (!KINDS.includes(kind)) throw new ProfileError(url, `it is a ${kind}, not a FHIR type`);
  return {
    url,
    ...(version === undefined ? {} : { version }),
    name,
    kind: kind as Structure['kind'],
    type,
    derivation: definition.derivation ?? 'specialization',
    abstract: definition.abstract,
    ...(baseDefinition === undefined ? {} : { base: baseDefinition }),
    ...(context === undefined
      ? {}
      : { context: context.map(({ type: by, expression }) => ({ type: by, expression })) }),
    ...(contextInvariant === undefined ? {} : { contextInvariants: contextInvariant }),
  };
}
