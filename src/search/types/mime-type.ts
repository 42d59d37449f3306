/** MIME types: https://hl7.org/fhir/R4/search.html#mimetype */
import type { ImpliedSystem } from '../implied-system.js';

export const MIME_TYPES = 'urn:ietf:bcp:13';

/** True for codes that are MIME types. */
export function isMimeType({ implied }: { readonly implied?: ImpliedSystem | undefined }): boolean {
  return implied?.kind === 'one' && implied.system === MIME_TYPES;
}

/** `text/xml` of `text/xml; charset=UTF-8`; their letter case does not matter. */
export function bareMimeType(value: string): string {
  return value.replace(/;.*$/s, '').trim().toLowerCase();
}
