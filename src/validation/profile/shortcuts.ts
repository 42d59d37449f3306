/**
 * Constraints of R4 that stand on nearly everything, seen to be met without FHIRPath in the usual
 * case. Where that is not sure, their expression is evaluated.
 */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';

/** True when a constraint is met; false when that is not sure. */
export type Shortcut = (node: FhirNode) => boolean;

/**
 * The constraints of R4 on `contained`, of which dom-3 has every contained resource walk the whole of
 * its container four times: https://hl7.org/fhir/R4/domainresource.html
 */
const DOM_3 = "contained.where((('#'+id in (%resource.descendants().reference";
const DOM_2_4_5 = new Set([
  'contained.contained.empty()',
  'contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()',
  'contained.meta.security.empty()',
]);
/** As ref-1 begins in R4: https://hl7.org/fhir/R4/references.html#Reference */
const REF_1 = "reference.startsWith('#').not() or ";

/** Undefined for a constraint that has none. */
export function shortcutFor(expression: string): Shortcut | undefined {
  if (DOM_2_4_5.has(expression)) return hasNoContained;
  if (expression.startsWith(DOM_3)) return referredByReferences;
  return expression.startsWith(REF_1) ? isOutward : undefined;
}

function hasNoContained({ value }: FhirNode): boolean {
  return isObject(value) && value['contained'] === undefined;
}

/** A reference that is not to something contained. */
function isOutward({ value }: FhirNode): boolean {
  const reference = isObject(value) ? value['reference'] : undefined;
  return typeof reference === 'string' && !reference.startsWith('#');
}

/** Whether the id of each contained resource stands in a reference. */
function referredByReferences({ value }: FhirNode): boolean {
  const contained = isObject(value) ? value['contained'] : undefined;
  if (!Array.isArray(contained)) return contained === undefined;
  const wanted = new Set<string>();
  for (const resource of contained) {
    const id = isObject(resource) ? resource['id'] : undefined;
    if (typeof id !== 'string') return false;
    wanted.add(`#${id}`);
  }
  strike(value, wanted);
  return wanted.size === 0;
}

/** Takes out what is referred to. */
function strike(value: JsonValue | undefined, wanted: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') strike(item, wanted);
    return;
  }
  if (!isObject(value)) return;
  for (const name in value) {
    const inner = value[name];
    if (typeof inner === 'object') strike(inner, wanted);
    else if (name === 'reference' && typeof inner === 'string') wanted.delete(inner);
    if (wanted.size === 0) return;
  }
}
