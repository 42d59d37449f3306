/**
 * The concepts of a code system, and those that filters select of them.
 * https://hl7.org/fhir/R4/valueset.html#compositions (filters)
 */
import type {
  CodeSystem,
  CodeSystemConcept,
  CodeSystemConceptProperty,
  ValueSetComposeIncludeFilter,
} from '@medplum/fhirtypes';

interface Concept {
  readonly code: string;
  readonly display: string | undefined;
  readonly parents: Set<string>;
  readonly properties: readonly CodeSystemConceptProperty[];
}

type Test = (concept: Concept) => boolean;

export class CodeSystemIndex {
  readonly #complete: boolean;
  readonly #concepts = new Map<string, Concept>();

  constructor(codeSystem: CodeSystem) {
    this.#complete = codeSystem.content === 'complete';
    this.#visit(codeSystem.concept ?? [], undefined);
  }

  /** The codes that meet all filters; undefined when that can't be told from what is listed. */
  select(filters: readonly ValueSetComposeIncludeFilter[] = []): string[] | undefined {
    if (!this.#complete || this.#concepts.size === 0) return undefined;
    const tests = filters.map((filter) => this.#test(filter));
    const known = tests.filter((test) => test !== undefined);
    if (known.length < tests.length) return undefined;
    const selected = [...this.#concepts.values()].filter((each) =>
      known.every((test) => test(each)),
    );
    return selected.map(({ code }) => code);
  }

  #visit(concepts: readonly CodeSystemConcept[], parent: string | undefined): void {
    for (const { code, display, property, concept } of concepts) {
      const properties = property ?? [];
      const named = properties.flatMap((each) =>
        each.code === 'parent' || each.code === 'subsumedBy' ? [valueText(each)] : [],
      );
      const parents = new Set(parent === undefined ? named : [parent, ...named]);
      const known = this.#concepts.get(code);
      if (known === undefined) this.#concepts.set(code, { code, display, parents, properties });
      else for (const each of parents) known.parents.add(each);
      this.#visit(concept ?? [], code);
    }
  }

  /** Undefined for a filter that asks what is not known here. */
  #test({ property, op, value }: ValueSetComposeIncludeFilter): Test | undefined {
    return property === 'concept' || property === 'code'
      ? (this.#hierarchyTest(op, value) ?? propertyTest(property, op, value))
      : propertyTest(property, op, value);
  }

  #hierarchyTest(op: string, value: string): Test | undefined {
    switch (op) {
      case 'is-a':
        return ({ code }) => this.#isA(code, value);
      case 'descendent-of':
        return ({ code }) => code !== value && this.#isA(code, value);
      case 'is-not-a':
        return ({ code }) => !this.#isA(code, value);
      case 'generalizes':
        return ({ code }) => this.#isA(value, code);
      default:
        return undefined;
    }
  }

  #isA(code: string, ancestor: string): boolean {
    const seen = new Set<string>();
    const open = [code];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === ancestor) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(this.#concepts.get(at)?.parents ?? []));
    }
    return false;
  }
}

function propertyTest(property: string, op: string, value: string): Test | undefined {
  switch (op) {
    case '=':
      return (concept) => valuesOf(concept, property).includes(value);
    case 'in':
      return (concept) => valuesOf(concept, property).some((each) => listed(value, each));
    case 'not-in':
      return (concept) => !valuesOf(concept, property).some((each) => listed(value, each));
    case 'exists':
      return (concept) => String(valuesOf(concept, property).length > 0) === value;
    default:
      return undefined;
  }
}

function listed(list: string, value: string): boolean {
  return list.split(',').some((item) => item.trim() === value);
}

function valuesOf(concept: Concept, property: string): string[] {
  if (property === 'code' || property === 'concept') return [concept.code];
  if (property === 'display') return concept.display === undefined ? [] : [concept.display];
  if (property === 'parent') return [...concept.parents];
  return concept.properties.filter(({ code }) => code === property).map(valueText);
}

/** The value of a property as a filter writes it. */
function valueText(property: CodeSystemConceptProperty): string {
  const { valueCode, valueString, valueInteger, valueBoolean, valueDecimal } = property;
  const value =
    valueCode ??
    valueString ??
    valueInteger ??
    valueBoolean ??
    valueDecimal ??
    property.valueCoding;
  return typeof value === 'object' ? (value.code ?? '') : String(value ?? '');
}
