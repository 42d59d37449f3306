/**
 * `is-latest-stop`: a search for a period of use also finds what was stopped last of each treatment,
 * when that was before. http://nictiz.nl/fhir/SearchParameter/is-latest-stop
 */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import { allOf, anyOf } from '../../search/criterion.js';
import {
  buildingBlock,
  LATEST_STOP,
  latestStops,
  PERIOD_OF_USE,
} from '../../search/latest-stops.js';
import { parseName } from '../../search/parse/names.js';
import type { QueryParameter } from '../../search/parse/parameters.js';
import type { ParsedSearch } from '../../search/parse/request.js';
import { parseCriteria } from '../../search/parse/search.js';
import type { SearchQuery } from '../../search/query.js';
import type { FoundResource } from '../../storage/search/find.js';
import type { Environment } from '../environment.js';
import type { SearchRequest } from '../types.js';
import { parseContext } from './context.js';
import { parsedSearch } from './parse.js';

/** Building blocks that are looked at for one answer: those of a patient, not everybody's. */
const MAX_BLOCKS = 10_000;

/** @returns the search, or the wider one that it stands for */
export async function withLatestStops(
  environment: Environment,
  request: SearchRequest,
  parsed: ParsedSearch,
): Promise<ParsedSearch> {
  const isWanted = request.parameters.some(
    ([name, value]) => name === LATEST_STOP && value === 'true',
  );
  if (!isWanted || request.kind !== 'search-type') return parsed;
  const periods = request.parameters.filter(isPeriod);
  if (periods.length === 0) return parsed;
  const others = request.parameters.filter((parameter) => !isPeriod(parameter));
  const wider = await parsedSearch(environment, { ...request, parameters: others });
  const within = parseCriteria(request.type, periods, parseContext(environment)).criteria;
  const queries = await Promise.all(
    wider.queries.map(async (query): Promise<SearchQuery> => {
      const found = await foundBlocks(environment, query);
      const now = environment.clock();
      const blocks = found.map(({ body }) => buildingBlock(JSON.parse(body) as JsonObject, now));
      const isLatest = latestStops(blocks);
      const ids = found.filter((_, index) => isLatest[index]).map(({ id }) => id);
      const either = anyOf([allOf(within), { kind: 'id', ids }]);
      return { ...query, criteria: [...query.criteria, either] };
    }),
  );
  return { ...parsed, queries };
}

/**
 * All that a search finds.
 * @throws FhirError `too-costly`
 */
export async function foundBlocks(
  { reader }: Environment,
  query: SearchQuery,
): Promise<FoundResource[]> {
  const found = await reader.find(query, { limit: MAX_BLOCKS + 1 });
  if (found.length <= MAX_BLOCKS) return found;
  throw new FhirError(
    'too-costly',
    `More than ${MAX_BLOCKS} resources of type ${query.type} match: ask for those of one patient.`,
  );
}

function isPeriod([name]: QueryParameter): boolean {
  const parsed = parseName(name);
  return parsed.kind === 'plain' && parsed.code === PERIOD_OF_USE;
}
