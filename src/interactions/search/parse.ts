/** From the parameters of a search to a tree, with the value sets that they name. */
import { containedType } from '../../search/contained.js';
import type { ParsedSearch } from '../../search/parse/request.js';
import { parseSearchRequest } from '../../search/parse/search.js';
import type { Environment } from '../environment.js';
import type { SearchRequest } from '../types.js';
import { parseContext } from './context.js';
import { ValueSets } from './value-sets.js';

/**
 * A search of several types has those only that there are resources of.
 * @throws FhirError `invalid-request` that names the parameter
 */
export async function parsedSearch(
  environment: Environment,
  request: SearchRequest,
): Promise<ParsedSearch> {
  const valueSets = new ValueSets(environment);
  const context = parseContext(environment, (url) => valueSets.lookUp(url));
  const { parameters, handling } = request;
  const asked = {
    types: 'type' in request ? [request.type] : undefined,
    parameters,
    handling,
    ...('compartment' in request ? { compartment: request.compartment } : {}),
  };
  let parsed = parseSearchRequest(context, asked);
  if (valueSets.missing.size > 0) {
    await valueSets.load();
    parsed = parseSearchRequest(context, asked);
  }
  if (parsed.queries.length < MANY_TYPES) return parsed;
  const present = await environment.reader.presentTypes();
  const isPresent = (type: string): boolean =>
    present.has(type) ||
    (parsed.options.contained !== undefined && present.has(containedType(type)));
  return { ...parsed, queries: parsed.queries.filter(({ type }) => isPresent(type)) };
}

/** From here on it pays to ask which types there are. */
const MANY_TYPES = 4;
