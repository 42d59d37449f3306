/** URI parameters: https://hl7.org/fhir/R4/search.html#uri. Exact, case included. */
import type { JsonValue } from '../../fhir/json.js';
import type { IndexEntries } from '../index-entries.js';
import { pushTokenKey, TOKEN_FORMS } from '../keys.js';
import type { IndexPath } from '../registry.js';
import { orderedText } from './identity-text.js';
import { indexCanonical } from './reference.js';

/**
 * Indexes a uri: a key for equality, a row for `:below` and order. A canonical (`meta.profile`) is
 * found without its version too.
 */
export function indexUri(
  value: JsonValue,
  type: string,
  path: IndexPath,
  entries: IndexEntries,
): boolean {
  if (typeof value !== 'string') return false;
  if (type === 'canonical') indexCanonical(value, path.key, entries);
  else pushTokenKey(entries.tokens, path.key, TOKEN_FORMS.code, '', value);
  if (path.ordered) entries.strings.push({ path: path.key, text: orderedText(value) });
  return true;
}
