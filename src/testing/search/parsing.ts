/** What the tests of parsing share: the definitions of R4, some units, a moment, a value set. */
import { createEvaluator } from '../../fhirpath/evaluate.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { DEFINITIONS } from '../definitions.js';
import { createExtractor } from '../../search/extract.js';
import type { IndexEntries } from '../../search/index-entries.js';
import type { Criterion } from '../../search/query.js';
import { SearchRegistry } from '../../search/registry.js';
import type { ParseContext, ConceptCode } from '../../search/parse/context.js';
import { DEFAULT_LIMITS } from '../../search/parse/limits.js';
import type { ParsedSearch } from '../../search/parse/request.js';
import { parseCriteria, parseSearchRequest } from '../../search/parse/search.js';

export const BASE = 'https://fhir.example/fhir';
export const NOW = Date.parse('2026-11-21T12:00:00Z');
export const registry = new SearchRegistry(DEFINITIONS, { high: 1, low: 2 });

const UNITS: ReadonlyMap<string, readonly [unit: string, factor: number]> = new Map([
  ['g', ['mass', 1]],
  ['mg', ['mass', 0.001]],
  ['mm[Hg]', ['pressure', 133.322]],
]);

function convertUnit(code: string): ReturnType<ParseContext['convertUnit']> {
  const [unit, factor] = UNITS.get(code) ?? [];
  if (unit === undefined || factor === undefined) return undefined;
  return { unit, convert: (value) => Number((value * factor).toPrecision(12)) };
}

const VALUE_SETS: ReadonlyMap<string, readonly ConceptCode[]> = new Map([
  ['http://example.org/ValueSet/pressure', [{ system: 'http://loinc.org', code: '8480-6' }]],
  [
    'http://example.org/ValueSet/statuses',
    [{ system: 'http://hl7.org/fhir/observation-status', code: 'final' }],
  ],
  [
    'http://example.org/ValueSet/other-statuses',
    [
      { system: 'http://hl7.org/fhir/diagnostic-report-status', code: 'final' },
      { system: '', code: 'final' },
    ],
  ],
]);

/** `status` is over `final`, and `a` over `b`, which is over `c`. */
const HIERARCHY = {
  below: new Map([
    ['http://hl7.org/fhir/observation-status|any', ['final']],
    ['http://h.example|a', ['b', 'c']],
    ['http://h.example|b', ['c']],
    ['http://h.example|c', []],
  ]),
  above: new Map([
    ['http://hl7.org/fhir/observation-status|final', ['any']],
    ['http://h.example|a', []],
    ['http://h.example|b', ['a']],
    ['http://h.example|c', ['b', 'a']],
  ]),
};

export const context: ParseContext = {
  registry,
  base: BASE,
  isResourceType: (name) => DEFINITIONS.isResourceType(name),
  convertUnit,
  now: () => NOW,
  concepts: {
    inValueSet(url) {
      const codes = VALUE_SETS.get(url);
      return codes === undefined ? { problem: 'the value set is not known' } : { codes };
    },
    related({ system, code }, direction) {
      const codes = HIERARCHY[direction].get(`${system}|${code}`);
      if (codes === undefined) return { problem: 'the code system is not known' };
      return { codes: [code, ...codes].map((own) => ({ system, code: own })) };
    },
  },
  cursor: '_cursor',
  limits: DEFAULT_LIMITS,
};

const extractor = createExtractor({
  registry,
  evaluate: createEvaluator(),
  convertUnit,
  base: BASE,
  isResourceType: context.isResourceType,
});

export interface Indexed {
  readonly resource: Resource;
  readonly entries: IndexEntries;
}

export function index(resource: object): Indexed {
  return indexParsed(parseJsonResource(JSON.stringify(resource)));
}

export function indexParsed(resource: Resource): Indexed {
  return { resource, entries: extractor.extract(resource) };
}

/** One criterion, from `name=value`; the value may hold further equals signs. */
export function criterionOf(type: string, query: string, own: ParseContext = context): Criterion {
  const at = query.indexOf('=');
  const { criteria } = parseCriteria(type, [[query.slice(0, at), query.slice(at + 1)]], own);
  const [criterion] = criteria;
  if (criterion === undefined) throw new Error('there is no criterion');
  return criterion;
}

/** A whole search of one type, from pairs `name=value`. */
export function search(
  type: string,
  queries: readonly string[],
  options: { handling?: 'strict' | 'lenient'; own?: ParseContext } = {},
): ParsedSearch {
  return parseSearchRequest(options.own ?? context, {
    types: [type],
    parameters: queries.map((query) => {
      const at = query.indexOf('=');
      return [query.slice(0, at), query.slice(at + 1)];
    }),
    handling: options.handling ?? 'strict',
  });
}
