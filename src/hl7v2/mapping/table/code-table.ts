/** Code tables: from a v2 code to a FHIR code. */
import type { MapCode } from '../code-maps.js';
import { mapPlaces, sentCode, type CodedField } from '../datatype/coded.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';

/** What a code of one HL7 table is in FHIR. Codes in capitals. */
export type CodeTable<T> = Readonly<Record<string, T>>;

/** A field with codes of one table. */
export interface TabledField extends CodedField {
  readonly table: string;
}

/**
 * The counterpart of a code: by a code map of the feed, else by the table. A code with none gives
 * undefined and a warning.
 */
export function lookUp<T>(
  source: Source,
  site: Site,
  coded: TabledField,
  codes: CodeTable<T>,
): T | MapCode | undefined {
  const sent = sentCode(source, site, coded);
  if (sent === undefined) return undefined;
  const targets = site.codeMaps.translate(mapPlaces(coded), sent);
  const [target] = targets;
  if (targets.length === 1) return target;
  if (targets.length > 1) site.warn(source, 'code-ambiguous', { code: sent.code });
  const found = codes[sent.code.toUpperCase()];
  if (found === undefined) {
    site.warn(source, 'code-unmapped', { code: sent.code, system: `HL7${coded.table}` });
  }
  return found;
}

/** As {@link lookUp}, for elements of type code. */
export function lookUpCode(
  source: Source,
  site: Site,
  coded: TabledField,
  codes: CodeTable<string>,
): string | undefined {
  const found = lookUp(source, site, coded, codes);
  return typeof found === 'object' ? found.code : found;
}
