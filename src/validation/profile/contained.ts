/**
 * The constraint dom-3 (what is contained is referred to) without FHIRPath, for the usual case: as
 * R4 writes it, every contained resource has the whole of its container walked four times.
 */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';

/** As it begins in R4: https://hl7.org/fhir/R4/domainresource.html */
const DOM_3 = "contained.where((('#'+id in (%resource.descendants().reference";

export function isContainedReferred(expression: string): boolean {
  return expression.startsWith(DOM_3);
}

/** True when the id of each contained resource stands in a reference; false when that is not sure. */
export function referredByReferences({ value }: FhirNode): boolean {
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
