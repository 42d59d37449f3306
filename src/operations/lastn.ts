/**
 * `$lastn`: the latest Observations of each code.
 * https://hl7.org/fhir/R4/observation-operation-lastn.html
 */
import { FhirError } from '../fhir/errors.js';
import type { JsonValue } from '../fhir/json.js';
import type { BundleLink } from '../interactions/bundle-parts.js';
import { bundleBody, linkUrl } from '../interactions/bundle-text.js';
import type { Environment } from '../interactions/environment.js';
import { CURSOR } from '../interactions/history.js';
import type { Operation } from '../interactions/operation.js';
import { parsedSearch } from '../interactions/search/parse.js';
import { comparePositions } from '../interactions/search/positions.js';
import {
  includedEntry,
  includedOf,
  INCOMPLETE,
  matchEntry,
  outcomeEntry,
} from '../interactions/search/searchset.js';
import type { InteractionResult, OperationRequest, SelfLink } from '../interactions/types.js';
import { parseName } from '../search/parse/names.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import type { ParsedSearch } from '../search/parse/request.js';
import type { SearchQuery } from '../search/query.js';
import type { FoundResource } from '../storage/search/find.js';
import { callParameters, takeOne, wrongParameter } from './call-parameters.js';
import { latestOfEach, type CodedObservation } from './observation-groups.js';

export const lastn: Operation = {
  name: 'lastn',
  definition: 'http://hl7.org/fhir/OperationDefinition/Observation-lastn',
  levels: ['type'],
  types: ['Observation'],
  affectsState: false,
  run: runLastn,
};

/** Observations that are looked at for one answer: a patient's, not everybody's. */
const MAX_OBSERVATIONS = 50_000;

/** The operation says in what order and of what kind its results are. */
const OWN_ORDER = new Set(['_sort', '_contained', '_containedType']);

async function runLastn(
  environment: Environment,
  request: OperationRequest,
): Promise<InteractionResult> {
  const parameters = callParameters(request);
  const asked = environment.links.reveal({
    parameters,
    self: { path: 'Observation/$lastn', query: parameters },
  });
  const { max, search } = askedFor(asked.parameters);
  if (environment.limits === undefined) ensureSubject(search);
  const parsed = await parsedSearch(environment, {
    kind: 'search-type',
    type: 'Observation',
    parameters: [...search, NEWEST_FIRST],
    handling: 'strict',
    self: asked.self,
  });
  const { queries } = parsed;
  const latest = await latestOf(environment, queries, max);
  const { shown, links } = pageOf(environment, asked.self, parsed, { queries, latest });
  const matches = await bodiesOf(environment, queries, shown);
  const included = await includedOf(environment, parsed.options, matches);
  const { base } = environment.settings;
  const { total = 'none', count } = parsed.options;
  const body = bundleBody({
    type: 'searchset',
    ...(total === 'none' && count !== 0 ? {} : { total: latest.length }),
    links,
    entries: [
      ...matches.map((match) => matchEntry(base, match)),
      ...included.resources.map((resource) => includedEntry(base, resource)),
      ...(included.complete ? [] : [outcomeEntry([INCOMPLETE])]),
    ],
  });
  return { status: 200, body };
}

const NEWEST_FIRST: QueryParameter = ['_sort', '-date'];

/** @throws FhirError `invalid-request` */
function askedFor(parameters: readonly QueryParameter[]): {
  readonly max: number;
  readonly search: readonly QueryParameter[];
} {
  const search = [...parameters];
  const max = takeOne(search, 'max') ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(max)) throw wrongParameter('max', 'it is a number of 1 or more');
  for (const [name] of search) {
    const [code = ''] = name.split(':');
    if (OWN_ORDER.has(code)) throw wrongParameter(code, '$lastn has no use for it');
  }
  return { max: Number(max), search };
}

/** Who may see everybody's must say whose: the last ones of all patients together mean nothing. */
function ensureSubject(search: readonly QueryParameter[]): void {
  const names = search.map(([name]) => parseName(name));
  const isSubject = (code: string): boolean => code === 'patient' || code === 'subject';
  if (!names.some(({ kind, code }) => kind !== 'has' && isSubject(code))) {
    throw new FhirError('invalid-request', '$lastn needs "patient" or "subject".');
  }
}

type Found = CodedObservation & Pick<FoundResource, 'id' | 'position'>;

/** Newest first. @throws FhirError `too-costly` */
async function latestOf(
  { reader }: Environment,
  [query]: readonly SearchQuery[],
  max: number,
): Promise<Found[]> {
  if (query === undefined) return [];
  const found = await reader.find(query, { limit: MAX_OBSERVATIONS + 1, element: 'code' });
  if (found.length > MAX_OBSERVATIONS) {
    throw new FhirError(
      'too-costly',
      `More than ${MAX_OBSERVATIONS} Observations match: ask for a code, a category or a date.`,
    );
  }
  const observations = found.map(({ id, body, position }): Found => ({
    id,
    position,
    code: body === '' ? undefined : (JSON.parse(body) as JsonValue),
    moment: position[0] === null ? null : String(position[0]),
  }));
  return latestOfEach(observations, max);
}

interface Latest {
  readonly queries: readonly SearchQuery[];
  readonly latest: readonly Found[];
}

/** Those that fit on a page, behind where the page before ended. */
function pageOf(
  { settings, cursors, links: privacy }: Environment,
  self: SelfLink,
  { options }: ParsedSearch,
  { queries, latest }: Latest,
): { readonly shown: readonly Found[]; readonly links: readonly BundleLink[] } {
  const { base, maxPageSize } = settings;
  const size = Math.min(options.count ?? maxPageSize, maxPageSize);
  const scope = linkUrl(base, self, { drop: [CURSOR, '_count'] });
  const sort = queries[0]?.sort ?? [];
  const edge =
    options.cursor === undefined
      ? undefined
      : (cursors.decode(options.cursor, scope) as FoundResource['position']);
  const left =
    edge === undefined
      ? latest
      : latest.filter(({ position }) => comparePositions(position, edge, sort) > 0);
  const shown = left.slice(0, size);
  const links: BundleLink[] = [{ relation: 'self', url: linkUrl(base, privacy.conceal(self)) }];
  const last = shown.at(-1);
  if (last !== undefined && left.length > shown.length) {
    const add: QueryParameter[] = [[CURSOR, cursors.encode(last.position, scope)]];
    const url = linkUrl(base, privacy.conceal(self), { drop: [CURSOR], add });
    links.push({ relation: 'next', url });
  }
  return { shown, links };
}

/** As the search finds them, so that what has changed in between is judged again. */
async function bodiesOf(
  { reader }: Environment,
  [query]: readonly SearchQuery[],
  shown: readonly Found[],
): Promise<FoundResource[]> {
  if (query === undefined || shown.length === 0) return [];
  const criteria = [...query.criteria, { kind: 'id', ids: shown.map(({ id }) => id) } as const];
  return reader.find({ ...query, criteria }, { limit: shown.length });
}
