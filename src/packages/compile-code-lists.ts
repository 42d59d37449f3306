/**
 * Value sets to code lists, for those that the loaded code systems can enumerate.
 * https://hl7.org/fhir/R4/valueset.html#compositions
 */
import type {
  CodeSystem,
  CodeSystemConcept,
  ValueSet,
  ValueSetComposeInclude,
} from '@medplum/fhirtypes';
import type { CodeList } from './model.js';

type Codes = Map<string, Set<string>>;

export class CodeListCompiler {
  readonly #valueSets: ReadonlyMap<string, ValueSet>;
  readonly #codeSystems: ReadonlyMap<string, CodeSystem>;

  constructor(resources: readonly (ValueSet | CodeSystem)[]) {
    this.#valueSets = byUrl(resources.filter((resource) => resource.resourceType === 'ValueSet'));
    this.#codeSystems = byUrl(
      resources.filter((resource) => resource.resourceType === 'CodeSystem'),
    );
  }

  /** The codes of a value set by system; undefined when it can't be enumerated from what is loaded. */
  compile(canonical: string): CodeList | undefined {
    const codes = this.#expand(canonical, new Set());
    if (codes === undefined || codes.size === 0) return undefined;
    return Object.fromEntries([...codes].map(([system, members]) => [system, [...members]]));
  }

  /** The systems that a value set draws on; undefined when it imports one that is not loaded. */
  systems(canonical: string): ReadonlySet<string> | undefined {
    return this.#systems(canonical, new Set());
  }

  #systems(canonical: string, open: ReadonlySet<string>): Set<string> | undefined {
    const url = canonical.replace(/\|.*$/, '');
    const compose = this.#valueSets.get(url)?.compose;
    if (compose?.include === undefined || open.has(url)) return undefined;
    const inner = new Set(open).add(url);
    const parts = compose.include.flatMap(({ system, valueSet = [] }) =>
      // A system that is named narrows the value sets that are imported with it.
      system === undefined
        ? valueSet.map((imported) => this.#systems(imported, inner))
        : [new Set([system])],
    );
    return parts.every((part) => part !== undefined)
      ? new Set(parts.flatMap((part) => [...part]))
      : undefined;
  }

  #expand(canonical: string, open: ReadonlySet<string>): Codes | undefined {
    const url = canonical.replace(/\|.*$/, '');
    const compose = this.#valueSets.get(url)?.compose;
    if (compose?.include === undefined || open.has(url)) return undefined;
    const inner = new Set(open).add(url);
    const all: Codes = new Map();
    for (const include of compose.include) {
      const part = this.#included(include, inner);
      if (part === undefined) return undefined;
      for (const [system, members] of part) addAll(all, system, members);
    }
    for (const exclude of compose.exclude ?? []) {
      const part = this.#included(exclude, inner);
      if (part === undefined) return undefined;
      for (const [system, members] of part)
        members.forEach((code) => all.get(system)?.delete(code));
    }
    return all;
  }

  /** One include: its system's codes, cut with every value set it names. */
  #included(include: ValueSetComposeInclude, open: ReadonlySet<string>): Codes | undefined {
    let codes = include.system === undefined ? undefined : this.#fromSystem(include);
    if (include.system !== undefined && codes === undefined) return undefined;
    for (const canonical of include.valueSet ?? []) {
      const part = this.#expand(canonical, open);
      if (part === undefined) return undefined;
      codes = codes === undefined ? part : intersection(codes, part);
    }
    return codes;
  }

  #fromSystem(include: ValueSetComposeInclude): Codes | undefined {
    const system = include.system ?? '';
    if (include.concept !== undefined) {
      return new Map([[system, new Set(include.concept.map(({ code }) => code))]]);
    }
    const codeSystem = this.#codeSystems.get(system);
    if (codeSystem?.content !== 'complete' || include.filter !== undefined) return undefined;
    return new Map([[system, new Set(allCodes(codeSystem.concept ?? []))]]);
  }
}

function byUrl<T extends { url?: string }>(resources: readonly T[]): Map<string, T> {
  return new Map(resources.map((resource) => [resource.url ?? '', resource]));
}

function addAll(codes: Codes, system: string, members: ReadonlySet<string>): void {
  const known = codes.get(system) ?? new Set<string>();
  members.forEach((code) => known.add(code));
  codes.set(system, known);
}

function intersection(one: Codes, other: Codes): Codes {
  return new Map(
    [...one].map(([system, members]) => [
      system,
      new Set([...members].filter((code) => other.get(system)?.has(code) === true)),
    ]),
  );
}

function allCodes(concepts: readonly CodeSystemConcept[]): string[] {
  return concepts.flatMap((concept) => [concept.code, ...allCodes(concept.concept ?? [])]);
}
