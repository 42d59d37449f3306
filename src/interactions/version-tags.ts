/** Entity tags are version ids: https://hl7.org/fhir/R4/http.html#versioning */
import type { VersionCondition } from './types.js';

/** Reads `W/"3"`, `"3"`, `3`, a list of them, or `*`. */
export function parseVersionTags(text: string): VersionCondition {
  if (text.trim() === '*') return '*';
  return text.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
}
