/** Value sets and code systems that are stored on this server, by their canonical. */
import { escapeValue } from '../../search/value.js';
import type { JsonObject } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import { parseCriteria } from '../../search/parse/search.js';
import type { Environment } from '../environment.js';
import { parseContext } from './context.js';

export type CanonicalType = 'ValueSet' | 'CodeSystem';

/** Versions of one canonical that are looked at. */
const MAX_VERSIONS = 20;

/**
 * Reads the resource.
 * @param canonical `url` or `url|version`, or a reference (`ValueSet/id`), which takes precedence
 */
export async function storedCanonical(
  environment: Environment,
  type: CanonicalType,
  canonical: string,
): Promise<JsonObject | undefined> {
  const { reader, settings } = environment;
  const reference = parseReference(canonical, settings.base);
  if (reference.kind === 'local') {
    if (reference.type !== type) return undefined;
    const stored = await reader.readCurrent({ type, id: reference.id });
    return stored?.body === undefined ? undefined : parsed(stored.body);
  }
  const bar = canonical.lastIndexOf('|');
  const url = bar === -1 ? canonical : canonical.slice(0, bar);
  const version = bar === -1 ? undefined : canonical.slice(bar + 1);
  const scope = parseCriteria(type, [['url', escapeValue(url)]], parseContext(environment));
  const found = await reader.find({ ...scope, sort: [] }, { limit: MAX_VERSIONS });
  const candidates = found
    .map(({ body }) => parsed(body))
    .filter((content) => content['url'] === url)
    .filter((content) => version === undefined || content['version'] === version);
  // Of several versions the one in force that was made last.
  const active = candidates.filter((content) => content['status'] === 'active');
  return active.at(-1) ?? candidates.at(-1);
}

function parsed(body: string): JsonObject {
  return JSON.parse(body) as JsonObject;
}
