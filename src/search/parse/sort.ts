/** `_sort`: https://hl7.org/fhir/R4/search.html#sort */
import type { Key } from '../keys.js';
import type { SortKey } from '../query.js';
import { placesOf, type QueryPath } from '../query-path.js';
import type { Parsing } from './context.js';
import { NotUnderstoodError, shownName, wrongValue } from './errors.js';
import { searchablePaths } from './ordinary.js';

const NAME = '_sort';

export interface SortOptions {
  /** True when the search has something to score: `_text`, `_content` or `_filter`. */
  readonly hasScore: boolean;
}

/** @throws FhirError: a NotUnderstoodError for a parameter that this type can't be ordered by */
export function parseSort(
  type: string,
  value: string,
  parsing: Parsing,
  options: SortOptions,
): SortKey[] {
  const codes = value.split(',');
  const { sortKeys } = parsing.context.limits;
  if (codes.length > sortKeys) throw wrongValue(NAME, `it has more than ${sortKeys} keys`);
  return codes.flatMap((code) => {
    const descending = code.startsWith('-');
    const own = descending ? code.slice(1) : code;
    if (own === '') throw wrongValue(NAME, 'one of its values is empty');
    if (own === '_score') return scoreKey(options);
    return [sortKey(type, own, descending, parsing)];
  });
}

/** Matches are not scored, so all have the same score and it orders nothing. */
function scoreKey({ hasScore }: SortOptions): [] {
  if (!hasScore) throw wrongValue(NAME, '_score goes with _text, _content or _filter');
  return [];
}

function sortKey(type: string, code: string, descending: boolean, { context }: Parsing): SortKey {
  if (code === '_id') return { by: 'id', descending };
  if (code === '_lastUpdated') return { by: 'updated', descending };
  const { registry } = context;
  const parameter = registry.parameter(type, code);
  const paths = parameter === undefined ? [] : searchablePaths(registry, type, parameter);
  const key = parameter && paths.length > 0 ? keyOf(parameter.kind, paths, descending) : undefined;
  if (key === undefined) {
    throw new NotUnderstoodError(NAME, `${type} can't be ordered by ${shownName(code)}`);
  }
  return key;
}

function keyOf(
  kind: QueryPath['kind'],
  paths: readonly QueryPath[],
  descending: boolean,
): SortKey | undefined {
  switch (kind) {
    case 'date':
      return { by: 'date', paths: paths.map(({ search }) => search), descending };
    case 'number':
    case 'quantity':
      return { by: 'number', paths: keysOf(paths), descending };
    case 'string':
      return { by: 'text', paths: keysOf(paths), descending };
    case 'uri':
      return paths.every(({ ordered }) => ordered)
        ? { by: 'text', paths: keysOf(paths), descending }
        : contentKey(paths, descending);
    case 'token':
    case 'reference':
      return contentKey(paths, descending);
    case 'composite':
    case 'special':
      return undefined;
  }
}

function keysOf(paths: readonly QueryPath[]): Key[] {
  return paths.map(({ search }) => search.key);
}

/** Below a value of this type: what stands for it in an order. Others are texts themselves. */
const ORDERED_BY: Readonly<Record<string, readonly string[]>> = {
  CodeableConcept: ['coding', 'code'],
  Coding: ['code'],
  Identifier: ['value'],
  ContactPoint: ['value'],
  Reference: ['reference'],
};

/** Undefined where a condition decides which values count: the body alone doesn't tell. */
function contentKey(paths: readonly QueryPath[], descending: boolean): SortKey | undefined {
  const places: (readonly string[])[] = [];
  for (const path of paths) {
    if (path.types.length === 0) return undefined;
    for (const end of path.typed) {
      const start = placesOf(end);
      if (start === undefined) return undefined;
      places.push([...start, ...(ORDERED_BY[end.type] ?? [])]);
    }
  }
  return { by: 'content', places, descending };
}
