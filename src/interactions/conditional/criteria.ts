/** Searches that stand for one resource: If-None-Exist, `Type?query` in URLs and references. */
import { FhirError } from '../../fhir/errors.js';
import type { Key } from '../../search/keys.js';
import type { QueryParameter } from '../../search/parse/parameters.js';
import { parseCriteria as parseScope } from '../../search/parse/search.js';
import type { SearchQuery } from '../../search/query.js';
import type { StoreReader } from '../../storage/reader.js';
import type { IdentifierQuery } from '../../storage/search/find-identifiers.js';
import type { Environment } from '../environment.js';
import { parseContext } from '../search/context.js';

export interface Criteria {
  readonly query: SearchQuery;
  /** Set when the criteria are one identifier: such searches can run in one statement. */
  readonly identifier: IdentifierQuery | undefined;
  /** Requests with criteria that could mean the same resource have the same lock. */
  readonly lock: Key;
}

/** @throws FhirError `invalid-request` for criteria that are empty or not understood */
export function parseCriteria(
  environment: Environment,
  type: string,
  parameters: readonly QueryParameter[],
): Criteria {
  if (parameters.length === 0) {
    throw new FhirError('invalid-request', 'The conditional request has no search criteria.');
  }
  const { registry } = environment;
  const query = { ...parseScope(type, parameters, parseContext(environment)), sort: [] };
  const identifier = singleIdentifier(query);
  const text =
    identifier === undefined
      ? parameters
          .map((parameter) => parameter.join('='))
          .sort()
          .join('&')
      : `identifier ${identifier.value.value}`;
  return { query, identifier, lock: registry.textKey(`${type}?${text}`) };
}

/**
 * Splits `a=1&b=2` as it stands behind a question mark.
 * @throws FhirError `invalid-request` for a character that no text in the database can have
 */
export function parseQueryString(text: string): QueryParameter[] {
  const parameters = [...new URLSearchParams(text)];
  if (parameters.some(([name, value]) => name.includes('\0') || value.includes('\0'))) {
    throw new FhirError('invalid-request', 'A parameter has the character U+0000.');
  }
  return parameters;
}

function singleIdentifier(query: SearchQuery): IdentifierQuery | undefined {
  const [criterion, ...others] = query.criteria;
  if (criterion?.kind !== 'identifier' || others.length > 0) return undefined;
  const [path, ...otherPaths] = criterion.paths;
  const [value, ...otherValues] = criterion.values;
  if (path === undefined || value === undefined) return undefined;
  if (otherPaths.length > 0 || otherValues.length > 0) return undefined;
  return { type: query.type, path, value };
}

/**
 * The ids that each of the criteria finds, at most two: one is a match, two are too many.
 */
export async function findMatches(
  reader: StoreReader,
  criteria: readonly Criteria[],
): Promise<string[][]> {
  const found: string[][] = criteria.map(() => []);
  const batch = criteria.flatMap(({ identifier }, index) =>
    identifier === undefined ? [] : [{ identifier, index }],
  );
  if (batch.length > 0) {
    const ids = await reader.findManyByIdentifier(batch.map(({ identifier }) => identifier));
    batch.forEach(({ index }, position) => {
      found[index] = ids[position] ?? [];
    });
  }
  for (const [index, { identifier, query }] of criteria.entries()) {
    if (identifier !== undefined) continue;
    const resources = await reader.find(query, { limit: 2 });
    found[index] = resources.map(({ id }) => id);
  }
  return found;
}

/**
 * The one id that was found; undefined for none.
 * @throws FhirError `multiple-matches`
 */
export function oneMatch(ids: readonly string[]): string | undefined {
  if (ids.length > 1) {
    throw new FhirError('multiple-matches', 'The search criteria match more than one resource.');
  }
  return ids[0];
}
