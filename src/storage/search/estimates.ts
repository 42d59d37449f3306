/** How many rows a criterion lets through, and what it costs to test one row. Rough, and meant so. */
import type { Key } from '../../search/keys.js';
import type { Criterion, SearchPath, SearchScope } from '../../search/query.js';
import type { SearchStatistics } from './statistics.js';

const DAY = 86_400_000;
/** Dates of a hospital's records are spread over about this long. */
const SPREAD = 3650 * DAY;
const HALF_OPEN = 0.3;

/** Rows of the type that the criterion lets through. */
export function matchingRows(
  criterion: Criterion,
  type: string,
  statistics: SearchStatistics,
): number {
  const all = statistics.typeRows(type);
  return Math.min(all, Math.max(0, fewestRows(criterion, type, statistics)));
}

function fewestRows(criterion: Criterion, type: string, statistics: SearchStatistics): number {
  const all = statistics.typeRows(type);
  switch (criterion.kind) {
    case 'all':
      return all * scopeFraction({ type, criteria: criterion.of }, statistics);
    case 'any':
      return sum(criterion.of.map((inner) => matchingRows(inner, type, statistics)));
    case 'not':
      return all - matchingRows(criterion.of, type, statistics);
    case 'keys':
      return sum(criterion.keys.map((key) => statistics.tokenRows(key)));
    case 'identifier':
      return 2 * criterion.values.length;
    case 'id':
      return criterion.ids.length;
    case 'updated':
      return all * spanFraction(criterion.low, criterion.high);
    case 'date':
    case 'number':
    case 'quantity':
    case 'text':
      return valueRows(criterion, all, statistics);
    default:
      return all * linkFraction(criterion, type, statistics);
  }
}

/** What has a value under one of the paths, and the part of that which matches. */
function valueRows(
  criterion: Extract<Criterion, { kind: 'date' | 'number' | 'quantity' | 'text' }>,
  all: number,
  statistics: SearchStatistics,
): number {
  const rowsOf = (path: Key | SearchPath): number => {
    if (!('key' in path)) return statistics.entryRows(path);
    return path.inRow ? all : statistics.entryRows(path.key);
  };
  const paths = criterion.kind === 'quantity' ? [criterion.path] : criterion.paths;
  return sum(paths.map(rowsOf)) * valueFraction(criterion);
}

function valueFraction(
  criterion: Extract<Criterion, { kind: 'date' | 'number' | 'quantity' | 'text' }>,
): number {
  switch (criterion.kind) {
    case 'date':
      return criterion.prefix === 'eq' ? spanFraction(criterion.low, criterion.high) : HALF_OPEN;
    case 'number':
    case 'quantity':
      return criterion.prefix === 'eq' ? 0.05 : HALF_OPEN;
    case 'text':
      return Math.min(1, sum(criterion.values.map(textFraction)));
  }
}

export type LinkKind =
  | 'reference'
  | 'reference-type'
  | 'chain'
  | 'has'
  | 'patient-compartment'
  | 'patients-compartment'
  | 'list';

function linkFraction(
  criterion: Extract<Criterion, { kind: LinkKind | 'words' | 'content' | 'near' }>,
  type: string,
  statistics: SearchStatistics,
): number {
  switch (criterion.kind) {
    case 'reference':
      return sum(
        criterion.targets.map((target) => 1 / Math.max(1, statistics.typeRows(target.type))),
      );
    case 'chain':
      return sum(criterion.scopes.map((scope) => scopeFraction(scope, statistics)));
    case 'has': {
      const sources =
        statistics.typeRows(criterion.scope.type) * scopeFraction(criterion.scope, statistics);
      return Math.min(0.9, sources / Math.max(1, statistics.typeRows(type)));
    }
    case 'patients-compartment':
      return scopeFraction(criterion.scope, statistics);
    case 'patient-compartment':
      return 1 / Math.max(1, statistics.typeRows('Patient'));
    case 'list':
      return 50 / Math.max(50, statistics.typeRows(type));
    case 'reference-type':
      return 0.9;
    case 'words':
    case 'content':
    case 'near':
      return 0.1;
  }
}

/** The part of a type's rows that a scope lets through. */
export function scopeFraction(scope: SearchScope, statistics: SearchStatistics): number {
  const all = Math.max(1, statistics.typeRows(scope.type));
  return scope.criteria.reduce(
    (fraction, criterion) => fraction * (matchingRows(criterion, scope.type, statistics) / all),
    1,
  );
}

function spanFraction(low: number, high: number): number {
  return high - low >= SPREAD ? HALF_OPEN : Math.max(DAY, high - low) / SPREAD;
}

/** The more letters, the fewer names. */
function textFraction(value: string): number {
  return Math.max(0.0005, 0.2 / 3 ** value.length);
}

/** What testing one row costs, in reads of a row. */
const COSTS = {
  keys: 0.2,
  id: 0.2,
  updated: 0.2,
  date: 2,
  identifier: 2,
  number: 2,
  quantity: 2,
  text: 2,
  reference: 2,
  'reference-type': 2,
  'patient-compartment': 2,
  'patients-compartment': 3,
  list: 2,
  chain: 3,
  has: 20,
  words: 30,
  content: 30,
  near: 30,
} as const;

export function testCost(criterion: Criterion): number {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return sum(criterion.of.map(testCost));
    case 'not':
      return testCost(criterion.of);
    case 'reference':
    case 'date':
      return criterion.paths.every((path) => path.inRow) ? COSTS.keys : COSTS[criterion.kind];
    case 'chain':
      return COSTS.chain * criterion.scopes.length;
    default:
      return COSTS[criterion.kind];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
