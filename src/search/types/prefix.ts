/** https://hl7.org/fhir/R4/search.html#prefix */
import type { Prefix } from '../query.js';

const PREFIXES: ReadonlySet<string> = new Set([
  'eq',
  'ne',
  'gt',
  'lt',
  'ge',
  'le',
  'sa',
  'eb',
  'ap',
] satisfies Prefix[]);

/** Numbers and dates begin with a digit or a sign, so two letters in front can only be a prefix. */
export function splitPrefix(value: string): readonly [prefix: Prefix, text: string] {
  const prefix = value.slice(0, 2);
  return isPrefix(prefix) ? [prefix, value.slice(2)] : ['eq', value];
}

export function isPrefix(text: string): text is Prefix {
  return PREFIXES.has(text);
}
