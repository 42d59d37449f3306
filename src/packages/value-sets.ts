/**
 * What belongs to a value set, as far as the loaded packages can tell. Of systems that they do not
 * list (SNOMED CT, LOINC, BCP-47 languages, UCUM …) it is told that they are open.
 * https://hl7.org/fhir/R4/valueset.html#compositions
 */
import type {
  CodeSystem,
  ValueSet,
  ValueSetComposeInclude,
  ValueSetExpansionContains,
} from '@medplum/fhirtypes';
import { CodeSystemIndex } from './code-system-index.js';
import type { PackageId, ValueSetContent } from './structures.js';

/** Systems whose codes follow a grammar, which those who check a code know. */
export const GRAMMAR_SYSTEMS = {
  languages: 'urn:ietf:bcp:47',
  mimeTypes: 'urn:ietf:bcp:13',
  units: 'http://unitsofmeasure.org',
} as const;

export interface FoundResource<T> {
  readonly resource: T;
  readonly scope: PackageId;
}

export interface TerminologyResources {
  valueSet(canonical: string, scope: PackageId): FoundResource<ValueSet> | undefined;
  codeSystem(canonical: string, scope: PackageId): FoundResource<CodeSystem> | undefined;
}

/** A value set under construction: codes that belong, and systems of which more may belong. */
class Content {
  readonly codes = new Map<string, Set<string>>();
  readonly open = new Set<string>();
  readonly whole = new Set<string>();
  readonly unknown = new Set<string>();

  has(system: string, code: string): boolean {
    return this.codes.get(system)?.has(code) === true;
  }

  add(system: string, codes: Iterable<string>): void {
    const known = this.codes.get(system) ?? new Set<string>();
    for (const code of codes) known.add(code);
    this.codes.set(system, known);
  }

  addAll(other: Content): void {
    for (const [system, codes] of other.codes) this.add(system, codes);
    for (const system of other.open) this.open.add(system);
    for (const system of other.whole) this.whole.add(system);
    for (const valueSet of other.unknown) this.unknown.add(valueSet);
  }

  /** Whatever is in the other may be in this. */
  openAllOf(other: Content): void {
    for (const system of [...other.codes.keys(), ...other.open]) this.open.add(system);
  }
}

/** Value sets that import each other no deeper than this. */
const MAX_DEPTH = 50;

export class ValueSetExpander {
  readonly #resources: TerminologyResources;
  readonly #contents = new Map<ValueSet, Content>();
  readonly #systems = new Map<CodeSystem, CodeSystemIndex>();

  constructor(resources: TerminologyResources) {
    this.#resources = resources;
  }

  content(canonical: string, scope: PackageId): ValueSetContent | undefined {
    return this.#expand(canonical, scope, new Set());
  }

  /** @param under the value sets that are being expanded, to notice those that import themselves */
  #expand(canonical: string, scope: PackageId, under: Set<ValueSet>): Content | undefined {
    const found = this.#resources.valueSet(canonical, scope);
    if (found === undefined) return undefined;
    const { resource } = found;
    const known = this.#contents.get(resource);
    if (known !== undefined) return known;
    if (under.has(resource) || under.size > MAX_DEPTH) return undefined;
    under.add(resource);
    const content = this.#make(found, under);
    under.delete(resource);
    this.#contents.set(resource, content);
    return content;
  }

  #make({ resource, scope }: FoundResource<ValueSet>, under: Set<ValueSet>): Content {
    const expansion = expanded(resource);
    if (resource.compose === undefined) return expansion ?? new Content();
    const content = new Content();
    for (const include of resource.compose.include) {
      content.addAll(this.#included(include, scope, under));
    }
    for (const exclude of resource.compose.exclude ?? []) {
      remove(content, this.#included(exclude, scope, under));
    }
    const isOpen = content.open.size > 0 || content.unknown.size > 0;
    return isOpen && expansion?.open.size === 0 ? expansion : content;
  }

  /** One include: its system's codes, cut with every value set it names. */
  #included(include: ValueSetComposeInclude, scope: PackageId, under: Set<ValueSet>): Content {
    const parts = (include.valueSet ?? []).map(
      (canonical) => this.#expand(canonical, scope, under) ?? unknownPart(canonical),
    );
    if (include.system !== undefined) parts.unshift(this.#ofSystem(include, include.system, scope));
    const [first, ...others] = parts;
    return others.reduce(intersection, first ?? new Content());
  }

  #ofSystem(include: ValueSetComposeInclude, system: string, scope: PackageId): Content {
    const content = new Content();
    if (include.concept !== undefined) {
      content.add(
        system,
        include.concept.map(({ code }) => code),
      );
      return content;
    }
    const version = include.version === undefined ? '' : `|${include.version}`;
    const found =
      this.#resources.codeSystem(system + version, scope) ??
      this.#resources.codeSystem(system, scope);
    const codes =
      found === undefined ? undefined : this.#index(found.resource).select(include.filter);
    if (codes !== undefined) {
      content.add(system, codes);
      return content;
    }
    content.open.add(system);
    if (include.filter === undefined) content.whole.add(system);
    return content;
  }

  #index(codeSystem: CodeSystem): CodeSystemIndex {
    let index = this.#systems.get(codeSystem);
    if (index === undefined) {
      index = new CodeSystemIndex(codeSystem);
      this.#systems.set(codeSystem, index);
    }
    return index;
  }
}

function unknownPart(canonical: string): Content {
  const content = new Content();
  content.unknown.add(canonical);
  return content;
}

/** What is in both; what is in one and may be in the other makes the system open. */
function intersection(one: Content, other: Content): Content {
  const both = new Content();
  cut(both, one, other);
  cut(both, other, one);
  if (one.unknown.size > 0 && other.unknown.size > 0) {
    for (const valueSet of [...one.unknown, ...other.unknown]) both.unknown.add(valueSet);
  }
  return both;
}

function cut(both: Content, from: Content, to: Content): void {
  for (const [system, codes] of from.codes) {
    const kept = [...codes].filter((code) => to.has(system, code) || to.whole.has(system));
    if (kept.length > 0) both.add(system, kept);
    if (kept.length < codes.size && to.open.has(system)) both.open.add(system);
  }
  for (const system of from.open) {
    if (to.open.has(system)) both.open.add(system);
    if (to.whole.has(system) && from.whole.has(system)) both.whole.add(system);
  }
  if (from.unknown.size > 0) both.openAllOf(to);
}

function remove(content: Content, excluded: Content): void {
  for (const [system, codes] of excluded.codes) {
    for (const code of codes) content.codes.get(system)?.delete(code);
    content.whole.delete(system);
  }
  for (const system of excluded.open) {
    const known = content.codes.get(system);
    content.codes.delete(system);
    content.whole.delete(system);
    if (excluded.whole.has(system)) content.open.delete(system);
    else if (known !== undefined) content.open.add(system);
  }
  if (excluded.unknown.size === 0) return;
  content.openAllOf(content);
  content.codes.clear();
  content.whole.clear();
}

/** The expansion that a value set brings; open when it is cut short. */
function expanded(valueSet: ValueSet): Content | undefined {
  const { expansion } = valueSet;
  if (expansion?.contains === undefined) return undefined;
  const content = new Content();
  let count = 0;
  const visit = (items: readonly ValueSetExpansionContains[]): void => {
    for (const { system, code, abstract, contains } of items) {
      count += 1;
      if (system !== undefined && code !== undefined && abstract !== true) {
        content.add(system, [code]);
      }
      visit(contains ?? []);
    }
  };
  visit(expansion.contains);
  if ((expansion.total ?? count) > count) {
    for (const system of content.codes.keys()) content.open.add(system);
  }
  return content;
}
