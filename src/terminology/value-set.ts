/**
 * The codes of a value set: https://hl7.org/fhir/R4/valueset.html#compositions. All of them, or an
 * error that says what is lacking: a part of them would find too little, or too much.
 */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { knownCodeSystem } from './code-system.js';
import { filteredCodes, isInactive } from './filters.js';
import { shownCanonical, TerminologyError, type TerminologySource } from './source.js';

/** Codes by system. */
export type CodesBySystem = ReadonlyMap<string, ReadonlySet<string>>;

type Codes = Map<string, Set<string>>;

/** Value sets that import each other no deeper than this. */
const MAX_DEPTH = 20;

/**
 * @param canonical of a value set, or the implicit one of a code system: `…?fhir_vs=isa/code`
 * @throws TerminologyError
 */
export function codesOfCanonical(canonical: string, source: TerminologySource): CodesBySystem {
  return imported(canonical, { source, open: [], withInactive: true });
}

/**
 * @param valueSet a ValueSet
 * @throws TerminologyError
 */
export function codesOfValueSet(valueSet: JsonObject, source: TerminologySource): CodesBySystem {
  return expand(valueSet, { source, open: [], withInactive: true });
}

interface Expansion {
  readonly source: TerminologySource;
  /** Value sets that are being expanded, to notice one that imports itself. */
  readonly open: readonly JsonObject[];
  /** False where the value set leaves out codes that are not in use. */
  readonly withInactive: boolean;
}

/** All codes of a code system, or those that one subsumes: https://hl7.org/fhir/R4/snomedct.html#implicit */
const IMPLICIT = /^([^?]+)\?fhir_vs(?:=isa\/([^/]+))?$/;

function imported(canonical: string, expansion: Expansion): Codes {
  const [, system, root] = IMPLICIT.exec(canonical) ?? [];
  if (system !== undefined) {
    const index = knownCodeSystem(system, expansion.source);
    return new Map([
      [system, new Set(root === undefined ? index.concepts.keys() : index.below(root))],
    ]);
  }
  const valueSet = expansion.source.valueSet(canonical);
  if (valueSet === undefined) {
    throw new TerminologyError(
      `the value set${shownCanonical(canonical)} is not known to this server`,
    );
  }
  return expand(valueSet, expansion);
}

/** What the value set is composed of; the expansion that it brings where that can't be worked out. */
function expand(valueSet: JsonObject, expansion: Expansion): Codes {
  const { open } = expansion;
  if (open.includes(valueSet) || open.length >= MAX_DEPTH) {
    throw new TerminologyError('the value set imports itself, or too deeply');
  }
  const listed = wholeExpansion(valueSet);
  const compose = objectAt(valueSet, 'compose');
  if (compose === undefined) {
    if (listed === undefined)
      throw new TerminologyError('the value set does not say what its codes are');
    return listed;
  }
  try {
    return composed(compose, { ...expansion, open: [...open, valueSet] });
  } catch (error) {
    if (listed === undefined || !(error instanceof TerminologyError)) throw error;
    return listed;
  }
}

function composed(compose: JsonObject, expansion: Expansion): Codes {
  const isOpen = expansion.withInactive && compose['inactive'] !== false;
  const own = { ...expansion, withInactive: isOpen };
  const all: Codes = new Map();
  for (const include of objectsAt(compose, 'include')) addAll(all, included(include, own));
  for (const exclude of objectsAt(compose, 'exclude')) {
    for (const [system, codes] of included(exclude, { ...own, withInactive: true })) {
      for (const code of codes) all.get(system)?.delete(code);
    }
  }
  return all;
}

/** One include: its system's codes, cut with every value set that it names. */
function included(include: JsonObject, expansion: Expansion): Codes {
  const { valueSet = [] } = include;
  const canonicals = [valueSet].flat().filter((canonical) => typeof canonical === 'string');
  const parts = canonicals.map((canonical) => imported(canonical, expansion));
  const system = stringAt(include, 'system');
  if (system !== undefined) parts.unshift(ofSystem(system, include, expansion));
  const [first, ...others] = parts;
  if (first === undefined) {
    throw new TerminologyError('the value set includes neither a code system nor a value set');
  }
  return others.reduce(intersection, first);
}

function ofSystem(system: string, include: JsonObject, { source, withInactive }: Expansion): Codes {
  const named = objectsAt(include, 'concept').flatMap((concept) => stringAt(concept, 'code') ?? []);
  const filters = objectsAt(include, 'filter');
  if (named.length > 0 && filters.length === 0 && withInactive) {
    return new Map([[system, new Set(named)]]);
  }
  const version = stringAt(include, 'version');
  const index = knownCodeSystem(version === undefined ? system : `${system}|${version}`, source);
  const only = new Set(named);
  const codes = filteredCodes(index, filters).filter((code) => {
    const concept = index.concepts.get(code);
    const isKept = withInactive || (concept !== undefined && !isInactive(concept));
    return isKept && (only.size === 0 || only.has(code));
  });
  return new Map([[system, new Set(codes)]]);
}

function addAll(all: Codes, more: CodesBySystem): void {
  for (const [system, codes] of more) {
    const known = all.get(system) ?? new Set<string>();
    for (const code of codes) known.add(code);
    all.set(system, known);
  }
}

function intersection(one: Codes, other: Codes): Codes {
  const both: Codes = new Map();
  for (const [system, codes] of one) {
    const others = other.get(system);
    if (others === undefined) continue;
    both.set(system, new Set([...codes].filter((code) => others.has(code))));
  }
  return both;
}

/** https://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.expansion: only when it is not a page of it. */
function wholeExpansion(valueSet: JsonObject): Codes | undefined {
  const expansion = objectAt(valueSet, 'expansion');
  if (expansion === undefined) return undefined;
  const codes: Codes = new Map();
  const entries = addContained(objectsAt(expansion, 'contains'), codes);
  const { total, offset } = expansion;
  const isPage =
    (typeof offset === 'number' && offset > 0) || (typeof total === 'number' && total > entries);
  return isPage || objectsAt(expansion, 'extension').some(isUnclosed) ? undefined : codes;
}

/** How many entries there are. */
function addContained(contains: readonly JsonObject[], codes: Codes): number {
  let entries = contains.length;
  for (const concept of contains) {
    const code = stringAt(concept, 'code');
    const system = stringAt(concept, 'system');
    if (code !== undefined && system !== undefined && concept['abstract'] !== true) {
      addAll(codes, new Map([[system, new Set([code])]]));
    }
    entries += addContained(objectsAt(concept, 'contains'), codes);
  }
  return entries;
}

const UNCLOSED = 'http://hl7.org/fhir/StructureDefinition/valueset-unclosed';

/** The expansion is not all there is. */
function isUnclosed(extension: JsonObject): boolean {
  return extension['url'] === UNCLOSED && extension['valueBoolean'] === true;
}
