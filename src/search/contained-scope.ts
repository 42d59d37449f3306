/** Searches of contained resources, made from those of others: see `contained.ts`. */
import { anyOf } from './criterion.js';
import { containedKey, containedType, CONTAINER_PATH, LOCAL_ID_PATH } from './contained.js';
import type { Key } from './keys.js';
import type { Criterion, SearchPath, SearchQuery, SearchScope, SortKey } from './query.js';

/** Contained resources that fulfil the criteria, and no others. */
export function onlyContained<Scope extends SearchScope>(scope: Scope): Scope {
  const criteria = scope.criteria.map((criterion) => moved(criterion, ONLY));
  const { alike } = scope;
  return {
    ...scope,
    type: containedType(scope.type),
    criteria,
    ...(alike === undefined ? {} : { alike: alike.map(containedType) }),
  };
}

/**
 * Resources that fulfil the criteria, be they contained or not: what a chain leads to.
 * https://hl7.org/fhir/R4/search.html#chaining
 */
export function alsoContained(scope: SearchScope): SearchScope {
  const criteria = scope.criteria.map((criterion) => moved(criterion, ALSO));
  return { ...scope, criteria, alsoContained: true };
}

/** In the order of their own values. */
export function onlyContainedQuery(query: SearchQuery): SearchQuery {
  return { ...onlyContained(query), sort: query.sort.map(movedSortKey) };
}

/** What contains a resource that one of the scopes, each of contained ones, finds. */
export function containing(scopes: readonly SearchScope[]): Criterion {
  return anyOf(scopes.map((scope) => ({ kind: 'has', paths: [TO_CONTAINER], scope })));
}

/** What is contained in a resource that one of the scopes finds. */
export function containedIn(scopes: readonly SearchScope[]): Criterion {
  return { kind: 'chain', paths: [TO_CONTAINER], scopes };
}

const TO_CONTAINER: SearchPath = { key: CONTAINER_PATH, inRow: false };

/** The keys under which a contained resource, or any, has what others have under these. */
interface Moving {
  readonly keys: (keys: readonly Key[]) => readonly Key[];
  /** @param also criteria on the resource as it is */
  readonly either: (contained: Criterion, also: Criterion) => Criterion;
}

const ONLY: Moving = {
  keys: (keys) => keys.map(containedKey),
  either: (contained) => contained,
};

const ALSO: Moving = {
  keys: (keys) => [...keys, ...keys.map(containedKey)],
  either: (contained, also) => anyOf([also, contained]),
};

function moved(criterion: Criterion, moving: Moving): Criterion {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return { ...criterion, of: criterion.of.map((inner) => moved(inner, moving)) };
    case 'not':
      return { ...criterion, of: moved(criterion.of, moving) };
    case 'reference':
    case 'reference-type':
    case 'chain':
      return { ...criterion, paths: movedReferences(criterion.paths, moving) };
    default:
      return movedValue(criterion, moving);
  }
}

type Structure = Extract<
  Criterion,
  { kind: 'all' | 'any' | 'not' | 'reference' | 'reference-type' | 'chain' }
>;

function movedValue(criterion: Exclude<Criterion, Structure>, moving: Moving): Criterion {
  switch (criterion.kind) {
    case 'keys':
      return { ...criterion, keys: moving.keys(criterion.keys) };
    case 'id':
      return moving.either(localId(criterion.ids), criterion);
    case 'identifier':
    case 'number':
    case 'text':
      return { ...criterion, paths: moving.keys(criterion.paths) };
    case 'quantity':
      return moving.either({ ...criterion, path: containedKey(criterion.path) }, criterion);
    case 'date':
      return { ...criterion, paths: movedDates(criterion.paths, moving) };
    default:
      // These ask of the body, of the container, or of what refers to the resource.
      return criterion;
  }
}

function localId(ids: readonly string[]): Criterion {
  const values = ids.map((value) => ({ system: '', value }));
  return { kind: 'identifier', paths: [LOCAL_ID_PATH], values };
}

/** A main date lies in the row, whatever row that is. */
function movedDates(paths: readonly SearchPath[], moving: Moving): SearchPath[] {
  const elsewhere = paths.filter(({ inRow }) => !inRow).map(({ key }) => key);
  return [
    ...paths.filter(({ inRow }) => inRow),
    ...moving.keys(elsewhere).map((key) => ({ key, inRow: false })),
  ];
}

/** The patient in the row of a contained resource is that of its container, so no row is asked. */
function movedReferences(paths: readonly SearchPath[], moving: Moving): SearchPath[] {
  return moving.keys(paths.map(({ key }) => key)).map((key) => ({ key, inRow: false }));
}

function movedSortKey(sortKey: SortKey): SortKey {
  switch (sortKey.by) {
    case 'date':
      return { ...sortKey, paths: movedDates(sortKey.paths, ONLY) };
    case 'text':
    case 'number':
      return { ...sortKey, paths: sortKey.paths.map(containedKey) };
    case 'id':
    case 'updated':
    case 'content':
      return sortKey;
  }
}
