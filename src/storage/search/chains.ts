/** The ways from a resource to those that it refers to: https://hl7.org/fhir/R4/search.html#chaining */
import { CONTAINER_PATH } from '../../search/contained.js';
import { alsoContained, onlyContained } from '../../search/contained-scope.js';
import type { Key } from '../../search/keys.js';
import type { LinkPath, SearchPath, SearchScope } from '../../search/query.js';
import type { RowType } from './printer.js';

/** A part of a chain, and what it leads to. */
export type ChainLink =
  /** The row itself knows its patient. */
  | { readonly along: 'row'; readonly path: SearchPath; readonly scope: SearchScope }
  /** By the rows of `search_entry` under these paths. */
  | { readonly along: 'entries'; readonly keys: readonly Key[]; readonly scope: SearchScope }
  /** By the url that a canonical reference names. */
  | { readonly along: 'url'; readonly path: LinkPath; readonly scope: SearchScope };

/** A chain also leads to what is contained in the resource. One link has all paths it can have. */
export function linksOf(paths: readonly LinkPath[], scope: SearchScope): ChainLink[] {
  const byUrl = paths.filter((path) => path.byUrl === true);
  const referring = paths.filter((path) => path.byUrl !== true);
  const inRow = scope.type === 'Patient' ? referring.filter((path) => path.inRow) : [];
  const keys = referring.map(({ key }) => key);
  const links: ChainLink[] = [
    ...inRow.map((path) => ({ along: 'row', path, scope }) as const),
    ...byUrl.map((path) => ({ along: 'url', path, scope }) as const),
  ];
  if (keys.length === 0) return links;
  const targets = targetScope(keys, scope, inRow.length === keys.length);
  return [...links, { along: 'entries', keys, scope: targets }];
}

function targetScope(
  keys: readonly Key[],
  scope: SearchScope,
  othersAreInRow: boolean,
): SearchScope {
  // A container is not contained itself.
  if (keys.includes(CONTAINER_PATH)) return scope;
  return othersAreInRow ? onlyContained(scope) : alsoContained(scope);
}

/** Whether the rows that refer to one of these along a path have it as their patient. */
export function isInRowOf(
  { inRow }: SearchPath,
  { type, alsoContained: either }: RowType,
): boolean {
  return inRow && type === 'Patient' && either !== true;
}
