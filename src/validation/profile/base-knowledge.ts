/** What the structural layer and the base type's own constraints already take care of. */
import type { ElementDefinitionConstraint } from '@medplum/fhirtypes';
import type { Definitions, Property } from '../../packages/registry.js';
import { BASE_R4, type StructureSource } from '../../packages/structures.js';
import type { TreeNode } from './tree.js';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

export class BaseKnowledge {
  readonly definitions: Definitions;
  readonly #source: StructureSource;
  readonly #keys = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

  constructor(definitions: Definitions, source: StructureSource) {
    this.definitions = definitions;
    this.#source = source;
  }

  isKnownType(type: string): boolean {
    return this.definitions.type(type) !== undefined;
  }

  /** The properties of an element of a type: one, or several for a choice; none when it has none. */
  properties(type: string | undefined, node: TreeNode): readonly Property[] {
    if (type === undefined) return [];
    const owner = this.definitions.isPrimitive(type) ? 'Element' : type;
    return [...this.definitions.properties(owner).values()].filter(
      ({ element }) => element.name === node.name,
    );
  }

  /**
   * The constraints that the base definitions have on an element, by `constraintKey`: they run for
   * all. A profile that gives one of their keys to another expression means another constraint.
   */
  constraintKeys(path: string, type: string | undefined): ReadonlySet<string> {
    const owner = path.split('.')[0] ?? '';
    const own = this.#keysOf(owner).get(path);
    const ofType = type === undefined ? undefined : this.#keysOf(type).get(type);
    if (own === undefined) return ofType ?? NO_KEYS;
    return ofType === undefined ? own : new Set([...own, ...ofType]);
  }

  #keysOf(type: string): ReadonlyMap<string, ReadonlySet<string>> {
    let keys = this.#keys.get(type);
    if (keys === undefined) {
      const elements = this.#source.structure(CORE + type, BASE_R4)?.elements ?? [];
      keys = new Map(elements.map(({ path, constraint = [] }) => [path, keysOf(constraint)]));
      this.#keys.set(type, keys);
    }
    return keys;
  }
}

/** Definitions may repeat a constraint of their base by its key alone. */
function keysOf(constraints: readonly ElementDefinitionConstraint[]): ReadonlySet<string> {
  return new Set(constraints.flatMap((each) => [constraintKey(each), `${each.key} `]));
}

export function constraintKey({ key, expression = '' }: ElementDefinitionConstraint): string {
  return `${key} ${expression}`;
}

const NO_KEYS: ReadonlySet<string> = new Set();
