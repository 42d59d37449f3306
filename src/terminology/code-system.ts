/**
 * The concepts of a code system with their hierarchy: https://hl7.org/fhir/R4/codesystem.html#hierachy.
 * Nested concepts and the properties `parent`, `subsumedBy` and `child` make it, whatever it means.
 */
import { isObject, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { shownCanonical, TerminologyError, type TerminologySource } from './source.js';

export interface Concept {
  readonly code: string;
  readonly parents: Set<string>;
  readonly children: Set<string>;
  /** https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.concept.property */
  readonly properties: JsonObject[];
}

export class CodeSystemIndex {
  readonly url: string;
  readonly concepts = new Map<string, Concept>();
  /** Codes of the properties that the code system says it has. */
  readonly #properties: ReadonlySet<string>;

  /** @param codeSystem a CodeSystem with all of its concepts */
  constructor(codeSystem: JsonObject) {
    this.url = stringAt(codeSystem, 'url') ?? '';
    this.#properties = new Set(
      objectsAt(codeSystem, 'property').flatMap((property) => stringAt(property, 'code') ?? []),
    );
    const nested: (readonly [child: string, parent: string])[] = [];
    this.#add(objectsAt(codeSystem, 'concept'), undefined, nested);
    for (const [child, parent] of [...nested, ...this.#named()]) this.#tie(child, parent);
  }

  /** True for a property that filters can ask for. */
  hasProperty(code: string): boolean {
    return this.#properties.has(code);
  }

  /**
   * A code and all that it subsumes.
   * @throws TerminologyError when the code is not there
   */
  below(code: string): Set<string> {
    return this.#reach(code, ({ children }) => children);
  }

  /**
   * A code and all that subsumes it.
   * @throws TerminologyError when the code is not there
   */
  above(code: string): Set<string> {
    return this.#reach(code, ({ parents }) => parents);
  }

  #add(
    concepts: readonly JsonObject[],
    parent: string | undefined,
    nested: (readonly [string, string])[],
  ): void {
    for (const concept of concepts) {
      const code = stringAt(concept, 'code');
      if (code === undefined) continue;
      const known = this.concepts.get(code);
      const properties = objectsAt(concept, 'property');
      if (known === undefined) {
        this.concepts.set(code, { code, parents: new Set(), children: new Set(), properties });
      } else known.properties.push(...properties);
      if (parent !== undefined) nested.push([code, parent]);
      this.#add(objectsAt(concept, 'concept'), code, nested);
    }
  }

  /** Ties that properties make. */
  *#named(): Iterable<readonly [child: string, parent: string]> {
    for (const { code, properties } of this.concepts.values()) {
      for (const property of properties) {
        const other = stringAt(property, 'valueCode');
        if (other === undefined) continue;
        const kind = stringAt(property, 'code');
        if (kind === 'parent' || kind === 'subsumedBy') yield [code, other];
        else if (kind === 'child') yield [other, code];
      }
    }
  }

  #tie(child: string, parent: string): void {
    this.concepts.get(child)?.parents.add(parent);
    this.concepts.get(parent)?.children.add(child);
  }

  #reach(code: string, next: (concept: Concept) => ReadonlySet<string>): Set<string> {
    if (!this.concepts.has(code)) {
      throw new TerminologyError(`a code is not in the code system${shownCanonical(this.url)}`);
    }
    // A set goes on over what is added while it is walked, and a circle adds nothing.
    const reached = new Set([code]);
    for (const own of reached) {
      const concept = this.concepts.get(own);
      for (const other of concept === undefined ? [] : next(concept)) {
        if (this.concepts.has(other)) reached.add(other);
      }
    }
    return reached;
  }
}

const indexes = new WeakMap<JsonObject, CodeSystemIndex>();

/**
 * The code system with this canonical, with all of its codes.
 * @throws TerminologyError that names it when it is not known, or not in full
 */
export function knownCodeSystem(canonical: string, source: TerminologySource): CodeSystemIndex {
  const codeSystem = source.codeSystem(canonical);
  if (codeSystem === undefined) {
    throw new TerminologyError(
      `the code system${shownCanonical(canonical)} is not known to this server`,
    );
  }
  let index = indexes.get(codeSystem);
  if (index === undefined) {
    index = new CodeSystemIndex(codeSystem);
    indexes.set(codeSystem, index);
  }
  if (codeSystem['content'] !== 'complete' || index.concepts.size === 0) {
    throw new TerminologyError(
      `the code system${shownCanonical(canonical)} is not known to this server in full`,
    );
  }
  return index;
}

/** The text of a property's value, as filters write it; undefined when it has none. */
export function propertyText(property: JsonObject): string | undefined {
  const entry = Object.entries(property).find(([name]) => /^value[A-Z]/.test(name));
  const value = entry?.[1];
  if (isObject(value)) return stringAt(value, 'code');
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}
