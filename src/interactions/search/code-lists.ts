/** Value sets of R4 whose codes the definitions list. */
import type { Definitions } from '../../packages/registry.js';
import type { ValueSetCode } from '../../search/parse/context.js';

/** @param url canonical; with a version, that of the definitions */
export function listedCodes(definitions: Definitions, url: string): ValueSetCode[] | undefined {
  const suffix = `|${definitions.fhirVersion}`;
  const list = definitions.codeList(url.endsWith(suffix) ? url.slice(0, -suffix.length) : url);
  if (list === undefined) return undefined;
  return Object.entries(list).flatMap(([system, codes]) => codes.map((code) => ({ system, code })));
}
