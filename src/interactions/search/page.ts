/**
 * The matches of one page, of one type or of several. Pages go on behind the last match of the page
 * before (keyset paging), so that what others write neither repeats nor hides a match.
 */
import { FhirError } from '../../fhir/errors.js';
import type { SearchQuery, SortKey } from '../../search/query.js';
import type { FoundResource, Page } from '../../storage/search/find.js';
import type { CursorPosition } from '../cursor.js';
import { concurrently, type Lanes } from './concurrently.js';

type Position = FoundResource['position'];

/** Where the page before ended. */
export interface PageEnd {
  readonly type: string;
  readonly position: Position;
}

export interface PageBounds {
  readonly limit: number;
  readonly after: PageEnd | undefined;
}

/** What a cursor holds. */
export function cursorOf({ type, position }: PageEnd): CursorPosition {
  return [type, ...position];
}

/** @param cursor of this server: its signature has been checked */
export function pageEnd(cursor: CursorPosition): PageEnd {
  const [type, ...position] = cursor;
  return { type: String(type), position: position as unknown as Position };
}

/**
 * @param queries one for each type, all in the same order
 * @throws FhirError `invalid-request` for an order that several types do not share
 */
export async function findPage(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  bounds: PageBounds,
): Promise<FoundResource[]> {
  const [query] = queries;
  if (query === undefined || bounds.limit === 0) return [];
  if (queries.length === 1) return lanes.reader.find(query, pageOf(bounds, bounds.after));
  return query.sort.length === 0
    ? findTypeByType(lanes, queries, bounds)
    : findMerged(lanes, queries, bounds);
}

function pageOf({ limit }: PageBounds, after: PageEnd | undefined): Page {
  return { limit, ...(after === undefined ? {} : { after: after.position }) };
}

/** All of the first type in the alphabet, then those of the next. */
async function findTypeByType(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  { limit, after }: PageBounds,
): Promise<FoundResource[]> {
  const left = queries
    .filter(({ type }) => after === undefined || type >= after.type)
    .sort((one, other) => (one.type < other.type ? -1 : 1));
  const found: FoundResource[] = [];
  for (const query of left) {
    const rest = { limit: limit - found.length, after: undefined };
    found.push(
      ...(await lanes.reader.find(
        query,
        pageOf(rest, query.type === after?.type ? after : undefined),
      )),
    );
    if (found.length >= limit) break;
  }
  return found;
}

/** The first ones of each type, put in one order: what they are ordered by, every resource has. */
async function findMerged(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  bounds: PageBounds,
): Promise<FoundResource[]> {
  const sort = queries[0]?.sort ?? [];
  if (!sort.every(({ by }) => by === 'id' || by === 'updated')) {
    throw new FhirError(
      'invalid-request',
      '"_sort" over several types takes _id and _lastUpdated only.',
    );
  }
  const found = await concurrently(lanes, queries, (query) =>
    lanes.reader.find(query, pageOf(bounds, bounds.after)),
  );
  return found
    .flat()
    .sort((one, other) => compare(one.position, other.position, sort))
    .slice(0, bounds.limit);
}

/** As storage orders: by the sort keys, then by rid in the direction of the first. */
function compare(one: Position, other: Position, sort: readonly SortKey[]): number {
  for (const [index, { by, descending }] of sort.entries()) {
    const order = compareKeys(String(one[index]), String(other[index]), by);
    if (order !== 0) return descending ? -order : order;
  }
  const order = Number(one.at(-1)) - Number(other.at(-1));
  return sort[0]?.descending === true ? -order : order;
}

function compareKeys(one: string, other: string, by: SortKey['by']): number {
  if (by === 'updated') return milliseconds(one) - milliseconds(other);
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** PostgreSQL writes `2026-11-21 15:08:51.123+00`. */
function milliseconds(timestamp: string): number {
  return Date.parse(timestamp.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}
