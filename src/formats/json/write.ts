/** FHIR JSON out: a tree to text, with every number as it was written. */
import { unmarkDecimals } from '../../fhir/decimal.js';
import type { JsonValue } from '../../fhir/json.js';

/** @param pretty two-space indentation, for `_pretty=true` */
export function writeJson(value: JsonValue, pretty = false): string {
  return unmarkDecimals(JSON.stringify(value, null, pretty ? 2 : undefined));
}
