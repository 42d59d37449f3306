/**
 * What a resource is called by canonical references: its `url` and `version`.
 * https://hl7.org/fhir/R4/references.html#canonical
 */
import { stringAt } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { IndexEntries } from './index-entries.js';
import { pushTokenKey, TOKEN_FORMS, type Key } from './keys.js';
import type { SearchRegistry } from './registry.js';
import { identityText } from './types/identity-text.js';

/**
 * Indexes the url and version of a resource of a type that has them: for canonical references, and
 * for `url=url|version`.
 * @returns undefined for a type that has none
 */
export function canonicalIndexer(
  registry: SearchRegistry,
  type: string,
): ((resource: Resource, entries: IndexEntries) => void) | undefined {
  if (!registry.hasCanonical(type)) return undefined;
  const key = urlPath(registry, type);
  return (resource, entries) => {
    const url = stringAt(resource, 'url');
    if (url === undefined) return;
    const version = stringAt(resource, 'version') ?? '';
    entries.canonical = { url: identityText(url), version };
    if (key !== undefined && version !== '') {
      pushTokenKey(entries.tokens, key, TOKEN_FORMS.versioned, url, version);
    }
  };
}

/** The index path of the parameter `url`. */
function urlPath(registry: SearchRegistry, type: string): Key | undefined {
  const paths = registry.parameters(type).get('url')?.paths ?? [];
  return paths.find(({ path }) => path.name === `uri:${type}.url`)?.path.key;
}
