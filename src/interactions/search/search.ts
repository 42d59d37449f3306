/**
 * The searches, on one type, on several, and within a compartment: https://hl7.org/fhir/R4/http.html#search
 */
import { FhirError } from '../../fhir/errors.js';
import type { Issue } from '../../fhir/issue.js';
import type { ParsedSearch, ResultOptions } from '../../search/parse/request.js';
import type { FoundResource } from '../../storage/search/find.js';
import type { BundleLink, BundleText } from '../bundle-parts.js';
import { bundleBody, linkUrl } from '../bundle-text.js';
import type { Environment } from '../environment.js';
import { CURSOR } from '../history.js';
import { FORMAT_PARAMETERS } from '../parse-request.js';
import type { InteractionResult, SearchRequest, SelfLink } from '../types.js';
import { lanesOf } from './concurrently.js';
import { withLatestStops } from './latest-stops.js';
import { loadedMatches } from './loaded.js';
import { cursorOf, edgeOf, findPage, type PageEdge } from './page.js';
import { parsedSearch } from './parse.js';
import { queriesOf } from './queries.js';
import { includedEntry, includedOf, INCOMPLETE, matchEntry, outcomeEntry } from './searchset.js';
import { noteSlow } from './slow.js';
import { totalOf, type TotalMode } from './total.js';

export async function search(
  environment: Environment,
  asked: SearchRequest,
): Promise<InteractionResult> {
  const started = environment.clock();
  const request = environment.links.reveal(asked);
  const parsed = await withLatestStops(
    environment,
    request,
    await parsedSearch(environment, request),
  );
  try {
    const bundle = await searchset(environment, usedLink(request.self, parsed), {
      ...parsed,
      queries: await queriesOf(environment.reader, parsed),
    });
    return { status: 200, body: bundleBody(bundle) };
  } finally {
    noteSlow(environment, request.kind, parsed, started);
  }
}

async function searchset(
  environment: Environment,
  self: SelfLink,
  search: ParsedSearch,
): Promise<BundleText> {
  const { base } = environment.settings;
  ensureIncludable(search.options);
  const { matches, links, isFirst, isLast } = await matchesOf(environment, self, search);
  const loaded = loadedMatches(environment, search);
  const room = pageSize(environment.settings, search.options) - matches.length;
  const shown = isFirst ? loaded.slice(0, room) : [];
  const isWhole = isFirst && isLast && shown.length === loaded.length;
  const total = await shownTotal(environment, search, {
    loaded: loaded.length,
    whole: isWhole ? matches.length + shown.length : undefined,
  });
  const included = await includedOf(environment, search.options, matches);
  const notes = [...ignoredNotes(search), ...(included.complete ? [] : [INCOMPLETE])];
  return {
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    links,
    entries: [
      ...matches.map((match) => matchEntry(base, match)),
      ...shown.map((match) => matchEntry(base, match)),
      ...included.resources.map((one) => includedEntry(base, one)),
      ...(notes.length === 0 ? [] : [outcomeEntry(notes)]),
    ],
  };
}

/** https://hl7.org/fhir/R4/search.html#summary: what refers to what is not in such an answer. */
function ensureIncludable({ summary, includes, revincludes }: ResultOptions): void {
  if (summary === 'text' && includes.length + revincludes.length > 0) {
    throw new FhirError(
      'invalid-request',
      '"_summary=text" can not be mixed with "_include" and "_revinclude".',
    );
  }
}

interface ShownPage {
  readonly matches: readonly FoundResource[];
  readonly links: readonly BundleLink[];
  /** Whichever way it was come to. */
  readonly isFirst: boolean;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/** The page of matches, with the links to it and to those around it. */
async function matchesOf(
  environment: Environment,
  self: SelfLink,
  { queries, options }: ParsedSearch,
): Promise<ShownPage> {
  const { settings, cursors, links: privacy } = environment;
  const { base } = settings;
  const shown = privacy.conceal(self);
  const size = pageSize(settings, options);
  // A cursor is good for the same path and parameters only.
  const scope = linkUrl(base, self, { drop: [CURSOR, '_count'] });
  const edge =
    options.cursor === undefined ? undefined : edgeOf(cursors.decode(options.cursor, scope));
  const { matches, prev, next } = await findPage(lanesOf(environment), queries, {
    limit: size,
    edge,
  });
  const linkTo = (to: PageEdge | undefined, ...relations: BundleLink['relation'][]) => {
    if (to === undefined) return [];
    const cursor = cursors.encode(cursorOf(to), scope);
    const url = linkUrl(base, shown, { drop: [CURSOR], add: [[CURSOR, cursor]] });
    return relations.map((relation) => ({ relation, url }));
  };
  const links: BundleLink[] = [
    { relation: 'self', url: linkUrl(base, shown) },
    { relation: 'first', url: linkUrl(base, shown, { drop: [CURSOR] }) },
    // R4 has both names: https://hl7.org/fhir/R4/search.html#count and http.html#paging.
    ...linkTo(prev, 'prev', 'previous'),
    ...linkTo(next, 'next'),
  ];
  return { matches, links, isFirst: prev === undefined, isLast: next === undefined };
}

/** https://hl7.org/fhir/R4/search.html#count: 0 is the same as `_summary=count`. */
function isCountOnly({ count, summary }: ResultOptions): boolean {
  return count === 0 || summary === 'count';
}

function pageSize(settings: Environment['settings'], options: ResultOptions): number {
  if (isCountOnly(options)) return 0;
  return Math.min(options.count ?? settings.defaultPageSize, settings.maxPageSize);
}

/** `Bundle.total`: what was asked for, or else what the page shows when that is all there is. */
async function shownTotal(
  environment: Environment,
  { queries, options }: ParsedSearch,
  found: { readonly loaded: number; readonly whole: number | undefined },
): Promise<number | undefined> {
  const mode = totalMode(options);
  if (mode !== 'none') return (await totalOf(lanesOf(environment), queries, mode)) + found.loaded;
  return options.total === undefined ? found.whole : undefined;
}

/** Nothing is counted unless it is asked for: a total can cost more than the page. */
function totalMode(options: ResultOptions): TotalMode {
  const asked = options.total ?? 'none';
  return isCountOnly(options) && asked === 'none' ? 'accurate' : asked;
}

/** What was used, as it came: a client sees what was not. */
function usedLink({ path, query }: SelfLink, { used, ignored }: ParsedSearch): SelfLink {
  if (ignored.length === 0) return { path, query };
  const kept = new Set(used);
  return {
    path,
    query: query.filter((one) => kept.has(one) || FORMAT_PARAMETERS.has(one[0])),
  };
}

function ignoredNotes({ ignored }: ParsedSearch): Issue[] {
  return ignored.map(({ name, reason }) => ({
    severity: 'warning',
    code: 'not-supported',
    diagnostics: `Search parameter "${name}" was ignored: ${reason}`,
  }));
}
