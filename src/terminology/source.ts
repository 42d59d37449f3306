/** What questions about codes are answered from. */
import type { JsonObject } from '../fhir/json.js';

/** Canonical resources by `url` or `url|version`; undefined when there is no such one. */
export interface TerminologySource {
  valueSet(canonical: string): JsonObject | undefined;
  codeSystem(canonical: string): JsonObject | undefined;
}

/** Why there is no answer: the message says what is lacking. */
export class TerminologyError extends Error {}

/** URLs may come from a client, who may have put anything there. */
const MAX_SHOWN = 200;
const URI = /^[a-z][a-z0-9+.-]*:[\w/:.?=&%#|~+-]+$/i;

/** A canonical for a message; empty for what is no URI. */
export function shownCanonical(canonical: string): string {
  return canonical.length <= MAX_SHOWN && URI.test(canonical) ? ` ${canonical}` : '';
}
