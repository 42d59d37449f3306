/**
 * The matches of one page, of one type or of several. Pages go on behind the last match of the page
 * before, or end in front of the first one of the page after (keyset paging), so that what others
 * write neither repeats nor hides a match.
 */
import { FhirError } from '../../fhir/errors.js';
import { isContainedType, resourceType } from '../../search/contained.js';
import type { SearchQuery } from '../../search/query.js';
import type { FoundResource, Page } from '../../storage/search/find.js';
import type { CursorPosition } from '../cursor.js';
import { concurrently, type Lanes } from './concurrently.js';
import { comparePositions } from './positions.js';

type Position = FoundResource['position'];

/** A place among the matches: that of a resource. */
export interface Place {
  readonly type: string;
  readonly position: Position;
}

/** The edge that a page has in common with the one that led to it. */
export interface PageEdge extends Place {
  /** The page is in front of it: it was asked for by a `prev` link. */
  readonly backwards: boolean;
  /** The resource in that place belongs to the page. */
  readonly inclusive: boolean;
}

export interface PageBounds {
  readonly limit: number;
  /** Undefined: the first page. */
  readonly edge: PageEdge | undefined;
}

/** Forward and exclusive goes without a mark: no type has such a name. */
const MARKS: readonly (readonly [mark: string, backwards: boolean, inclusive: boolean])[] = [
  ['<', true, false],
  ['<=', true, true],
  ['>=', false, true],
];

/** What a cursor holds. */
export function cursorOf({ type, position, backwards, inclusive }: PageEdge): CursorPosition {
  const mark = MARKS.find((one) => one[1] === backwards && one[2] === inclusive);
  return [...(mark === undefined ? [] : [mark[0]]), type, ...position];
}

/** @param cursor of this server: its seal has been opened */
export function edgeOf(cursor: CursorPosition): PageEdge {
  const [, backwards, inclusive] = MARKS.find(([own]) => own === cursor[0]) ?? ['', false, false];
  const [type, ...position] = backwards || inclusive ? cursor.slice(1) : cursor;
  return { type: String(type), position: position as unknown as Position, backwards, inclusive };
}

export interface FoundPage {
  /** In the order that is asked, whichever way the page was come by. */
  readonly matches: readonly FoundResource[];
  /** Where the page before ends, and where the next one begins; undefined where there is none. */
  readonly prev: PageEdge | undefined;
  readonly next: PageEdge | undefined;
}

/**
 * A page with its neighbours. The one that was come from is taken to be there still: only looking
 * would tell, and it can be empty by now.
 * @param queries one for each type, all in the same order
 * @throws FhirError `invalid-request` for an order that several types do not share
 */
export async function findPage(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  { limit, edge }: PageBounds,
): Promise<FoundPage> {
  if (limit === 0) return { matches: [], prev: undefined, next: undefined };
  // One more than the page holds, to know whether there is a further one.
  const found = await findMatches(lanes, queries, { limit: limit + 1, edge });
  const hasMore = found.length > limit;
  const backwards = edge?.backwards === true;
  const matches = hasMore ? (backwards ? found.slice(1) : found.slice(0, limit)) : found;
  const [first, last] = [matches[0], matches.at(-1)];
  if (first === undefined || last === undefined) return { matches, ...aroundNothing(edge) };
  return {
    matches,
    prev: (backwards ? hasMore : edge !== undefined) ? edgeAt(first, true) : undefined,
    next: (backwards ? true : hasMore) ? edgeAt(last, false) : undefined,
  };
}

function edgeAt({ type, position }: Place, backwards: boolean, inclusive = false): PageEdge {
  return { type, position, backwards, inclusive };
}

/** All that was on a page can be gone: the way back is the one that was come, with its edge. */
function aroundNothing(edge: PageEdge | undefined): Pick<FoundPage, 'prev' | 'next'> {
  if (edge === undefined) return { prev: undefined, next: undefined };
  const back = edgeAt(edge, !edge.backwards, !edge.inclusive);
  return edge.backwards ? { prev: undefined, next: back } : { prev: back, next: undefined };
}

async function findMatches(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  bounds: PageBounds,
): Promise<FoundResource[]> {
  const [query] = queries;
  if (query === undefined) return [];
  if (queries.length === 1) return lanes.reader.find(query, pageOf(bounds));
  return query.sort.length === 0
    ? findTypeByType(lanes, queries, bounds)
    : findMerged(lanes, queries, bounds);
}

function pageOf({ limit, edge }: PageBounds): Page {
  if (edge === undefined) return { limit };
  const { position, backwards, inclusive } = edge;
  return { limit, after: position, backwards, inclusive };
}

/** All of the first type in the alphabet, then those of the next; backwards from the last. */
async function findTypeByType(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  { limit, edge }: PageBounds,
): Promise<FoundResource[]> {
  const backwards = edge?.backwards === true;
  const inOrder = [...queries].sort((one, other) => compareTypes(one.type, other.type));
  const way = backwards ? inOrder.reverse() : inOrder;
  const pages: FoundResource[][] = [];
  let left = limit;
  for (const query of way.filter(({ type }) => isAhead(type, edge))) {
    const own = { limit: left, edge: query.type === edge?.type ? edge : undefined };
    const page = await lanes.reader.find(query, { ...pageOf(own), backwards });
    pages.push(page);
    left -= page.length;
    if (left <= 0) break;
  }
  return (backwards ? pages.reverse() : pages).flat();
}

/** In the alphabet, contained resources behind others of their type. */
function compareTypes(one: string, other: string): number {
  const [own, its] = [resourceType(one), resourceType(other)];
  if (own !== its) return own < its ? -1 : 1;
  return Number(isContainedType(one)) - Number(isContainedType(other));
}

function isAhead(type: string, edge: PageEdge | undefined): boolean {
  if (edge === undefined) return true;
  const order = compareTypes(type, edge.type);
  return edge.backwards ? order <= 0 : order >= 0;
}

/** The first ones of each type, put in one order. */
async function findMerged(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  bounds: PageBounds,
): Promise<FoundResource[]> {
  const sort = queries[0]?.sort ?? [];
  // Of several types, all have these; contained resources of one type have what the others have.
  const areAlike = new Set(queries.map(({ type }) => resourceType(type))).size === 1;
  if (!areAlike && !sort.every(({ by }) => by === 'id' || by === 'updated')) {
    throw new FhirError(
      'invalid-request',
      '"_sort" over several types takes _id and _lastUpdated only.',
    );
  }
  const found = await concurrently(lanes, queries, (query) =>
    lanes.reader.find(query, pageOf(bounds)),
  );
  const all = found
    .flat()
    .sort((one, other) => comparePositions(one.position, other.position, sort));
  return bounds.edge?.backwards === true ? all.slice(-bounds.limit) : all.slice(0, bounds.limit);
}
