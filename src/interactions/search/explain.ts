/** How a search is done, for operators. */
import { FhirError } from '../../fhir/errors.js';
import type { Explanation } from '../../storage/search/explain.js';
import type { Environment } from '../environment.js';
import { parsedSearch } from './parse.js';
import { queriesOf } from './queries.js';

/**
 * @param search a type and its parameters as in a URL: `Observation?code=1234-5&_sort=-date`
 * @throws FhirError `invalid-request` for a search that is not understood
 */
export async function explainSearch(
  environment: Environment,
  search: string,
): Promise<Explanation[]> {
  const [type = '', query = ''] = search.split(/\?(.*)/s);
  if (!environment.definitions.isResourceType(type)) {
    throw new FhirError('invalid-request', 'The search does not begin with a resource type.');
  }
  const parameters = [...new URLSearchParams(query)];
  const parsed = await parsedSearch(environment, {
    kind: 'search-type',
    type,
    parameters,
    handling: 'strict',
    self: { path: type, query: parameters },
  });
  const { options } = parsed;
  const queries = await queriesOf(environment.reader, parsed);
  const { defaultPageSize, maxPageSize } = environment.settings;
  // One more than the page, as a search asks for.
  const limit = Math.min(options.count ?? defaultPageSize, maxPageSize) + 1;
  const explanations = await Promise.all(
    queries.map((one) => environment.reader.explain(one, { limit })),
  );
  return explanations.flat();
}
