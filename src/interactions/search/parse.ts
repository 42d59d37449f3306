/** From the parameters of a search to a tree, with the value sets and code systems that they need. */
import { containedType } from '../../search/contained.js';
import type { ParseContext } from '../../search/parse/context.js';
import type { ParsedSearch } from '../../search/parse/request.js';
import { parseSearchRequest } from '../../search/parse/search.js';
import type { Environment } from '../environment.js';
import type { SearchRequest } from '../types.js';
import { parseContext } from './context.js';
import { SearchConcepts } from './concepts.js';

/**
 * A search of several types has those only that there are resources of.
 * @throws FhirError `invalid-request` that names the parameter
 */
export async function parsedSearch(
  environment: Environment,
  request: SearchRequest,
): Promise<ParsedSearch> {
  const { parameters, handling } = request;
  const asked = {
    types: 'type' in request ? [request.type] : undefined,
    parameters,
    handling,
    ...('compartment' in request ? { compartment: request.compartment } : {}),
  };
  const parsed = await withConcepts(environment, (context) => parseSearchRequest(context, asked));
  if (parsed.queries.length < MANY_TYPES) return parsed;
  const present = await environment.reader.presentTypes();
  const isPresent = (type: string): boolean =>
    present.has(type) ||
    (parsed.options.contained !== undefined && present.has(containedType(type)));
  return { ...parsed, queries: parsed.queries.filter(({ type }) => isPresent(type)) };
}

/** From here on it pays to ask which types there are. */
const MANY_TYPES = 4;

/**
 * Parses with the value sets and code systems of this server: again, until all that it asks for is
 * loaded.
 */
export async function withConcepts<Parsed>(
  environment: Environment,
  parse: (context: ParseContext) => Parsed,
): Promise<Parsed> {
  const concepts = new SearchConcepts(environment);
  const context = parseContext(environment, concepts);
  let parsed = parse(context);
  while (concepts.isMissing) {
    await concepts.load();
    parsed = parse(context);
  }
  return parsed;
}
