// The compiled accessors and the FHIRPath engine find the same values, on real resources.
import { describe, expect, test } from '@jest/globals';
import { createEvaluator } from '../fhirpath/evaluate.js';
import { decimalValue, isExactDecimal } from '../fhir/decimal.js';
import { isObject, objectsAt, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { corpusFiles, hasCorpus } from '../testing/shared-data.js';
import { parseSearchExpression, type PathExpression } from './expression.js';
import { resolvePath, visitPath } from './path.js';

const evaluate = createEvaluator();

/** Only a sample of each type: the engine takes its time. */
const PER_TYPE = 8;

function plain(value: JsonValue): JsonValue {
  if (isExactDecimal(value)) return decimalValue(value) ?? null;
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, plain(inner ?? null)]),
  );
}

function compiledValues(resource: Resource, branches: readonly PathExpression[]): JsonValue[] {
  const found: JsonValue[] = [];
  for (const branch of branches) {
    const resolved = resolvePath(DEFINITIONS, resource.resourceType, branch);
    for (const { moves } of resolved?.typed ?? []) {
      visitPath(resource, moves, (value) => found.push(plain(value)));
    }
  }
  return found;
}

/** Order and repeats don't matter: a union in FHIRPath has neither. */
function asSet(values: readonly JsonValue[]): string[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].sort();
}

/** The engine can't resolve references here, so conditions on their targets are left out of both. */
function withoutTargets(expression: string): string {
  return expression.replace(/\.where\(resolve\(\) is \w+\)/g, '');
}

const EXPRESSIONS = [
  ...new Set(
    DEFINITIONS.searchParameters.flatMap(({ expression, type }) =>
      expression === undefined || type === 'composite' ? [] : [withoutTargets(expression)],
    ),
  ),
];

function agreeOn(resources: readonly Resource[]): number {
  const seen = new Map<string, number>();
  let compared = 0;
  for (const resource of resources) {
    const type = resource.resourceType;
    const count = (seen.get(type) ?? 0) + 1;
    seen.set(type, count);
    if (count > PER_TYPE) continue;
    for (const expression of EXPRESSIONS) {
      // Expressions of other types find nothing and prove nothing.
      if (!new RegExp(`\\b(?:${type}|Resource|DomainResource)\\.`).test(expression)) continue;
      const branches = parseSearchExpression(expression);
      if (branches === undefined) continue;
      const engine = evaluate(resource, ownBranches(expression, type)).map(({ value }) => value);
      const compiled = compiledValues(resource, branches);
      expect([expression, asSet(compiled)]).toEqual([expression, asSet(engine)]);
      compared += compiled.length;
    }
  }
  return compared;
}

/** Leaves out the branches of other types: the engine would complain of elements they don't have. */
function ownBranches(expression: string, type: string): string {
  const own = expression
    .split('|')
    .map((branch) => branch.trim())
    .filter((branch) => new RegExp(`^\\(?(?:${type}|Resource|DomainResource)\\b`).test(branch));
  return own.length === 0 ? '{}' : own.join(' | ');
}

describe('compiled search expressions agree with fhirpath.js', () => {
  (hasCorpus('nl') ? test : test.skip)(
    'on the Dutch corpus',
    () => {
      const resources = corpusFiles('nl')
        // Not valid: it has two types of one choice, of which the engine sees one.
        .filter(({ name }) => !name.endsWith('Specimen-nl-core-LTR-Specimen-lab-335.json'))
        .map(({ text }) => parseJsonResource(text));
      expect(agreeOn(resources)).toBeGreaterThan(1000);
    },
    120_000,
  );

  (hasCorpus('synthea') ? test : test.skip)(
    'on Synthea',
    () => {
      const resources = corpusFiles('synthea')
        .slice(0, 6)
        .flatMap(({ text }) => objectsAt(parseJsonResource(text), 'entry'))
        .map((entry) => entry['resource'] as Resource);
      expect(agreeOn(resources)).toBeGreaterThan(500);
    },
    120_000,
  );
});

test('all but one expression of R4 are compiled', () => {
  const interpreted = EXPRESSIONS.filter(
    (expression) => parseSearchExpression(expression) === undefined,
  );
  expect(interpreted).toEqual(['Patient.deceased.exists() and Patient.deceased != false']);
});
