/** Filters of a value set over one code system: https://hl7.org/fhir/R4/valueset-filter-operator.html */
import { stringAt, type JsonObject } from '../fhir/json.js';
import { propertyText, type CodeSystemIndex, type Concept } from './code-system.js';
import { shownCanonical, TerminologyError } from './source.js';

type Test = (concept: Concept) => boolean;

/**
 * The codes that meet all filters.
 * @param filters of `ValueSet.compose.include.filter`
 * @throws TerminologyError for one that is not understood
 */
export function filteredCodes(index: CodeSystemIndex, filters: readonly JsonObject[]): string[] {
  const tests = filters.map((filter) => testOf(index, filter));
  const found: string[] = [];
  for (const concept of index.concepts.values()) {
    if (tests.every((test) => test(concept))) found.push(concept.code);
  }
  return found;
}

function testOf(index: CodeSystemIndex, filter: JsonObject): Test {
  const property = stringAt(filter, 'property') ?? '';
  const operator = stringAt(filter, 'op') ?? '';
  const value = stringAt(filter, 'value') ?? '';
  const isOfConcept = property === 'concept' || property === 'code';
  const test = isOfConcept
    ? (conceptTest(index, operator, value) ?? valueTest(operator, value, ({ code }) => [code]))
    : propertyTest(index, property, operator, value);
  if (test === undefined) {
    throw new TerminologyError(
      `the value set has a filter over the code system${shownCanonical(index.url)} that this server does not understand`,
    );
  }
  return test;
}

/** Where a code stands in the hierarchy. */
function conceptTest(index: CodeSystemIndex, operator: string, value: string): Test | undefined {
  switch (operator) {
    case 'is-a': {
      const below = index.below(value);
      return ({ code }) => below.has(code);
    }
    case 'descendent-of': {
      const below = index.below(value);
      return ({ code }) => code !== value && below.has(code);
    }
    case 'is-not-a': {
      const below = index.below(value);
      return ({ code }) => !below.has(code);
    }
    case 'generalizes': {
      const above = index.above(value);
      return ({ code }) => above.has(code);
    }
    default:
      return undefined;
  }
}

/** Those that every code system has: https://hl7.org/fhir/R4/codesystem.html#defined-props */
const DEFINED = new Set(['inactive', 'deprecated', 'notSelectable', 'parent', 'child', 'status']);

function propertyTest(
  index: CodeSystemIndex,
  property: string,
  operator: string,
  value: string,
): Test | undefined {
  if (property === 'parent') return valueTest(operator, value, ({ parents }) => [...parents]);
  if (property === 'child') return valueTest(operator, value, ({ children }) => [...children]);
  if (!index.hasProperty(property) && !DEFINED.has(property)) return undefined;
  return valueTest(operator, value, (concept) => propertyTexts(concept, property));
}

function propertyTexts({ properties }: Concept, property: string): string[] {
  return properties
    .filter((own) => stringAt(own, 'code') === property)
    .flatMap((own) => propertyText(own) ?? []);
}

function valueTest(
  operator: string,
  value: string,
  valuesOf: (concept: Concept) => readonly string[],
): Test | undefined {
  const listed = new Set(value.split(',').map((one) => one.trim()));
  switch (operator) {
    case '=':
      return (concept) => valuesOf(concept).includes(value);
    case 'in':
      return (concept) => valuesOf(concept).some((own) => listed.has(own));
    case 'not-in':
      return (concept) => !valuesOf(concept).some((own) => listed.has(own));
    case 'exists':
      return (concept) => valuesOf(concept).length > 0 === (value === 'true');
    default:
      return undefined;
  }
}

/** True for a concept that is no longer in use. */
export function isInactive(concept: Concept): boolean {
  const is = (property: string, ...values: string[]): boolean =>
    propertyTexts(concept, property).some((value) => values.includes(value));
  return is('inactive', 'true') || is('status', 'retired', 'inactive');
}
