import { isObject } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import type { ValueCheck } from './element.js';

/**
 * `Reference.reference` must be a literal reference, and, where its text tells the type, point at a
 * type the element allows: https://hl7.org/fhir/R4/references.html
 * @param targets resource types; undefined allows all
 */
export function referenceCheck(
  targets: readonly string[] | undefined,
  isResourceType: (name: string) => boolean,
): ValueCheck {
  const allowed = targets === undefined ? undefined : new Set(targets);
  return (value, findings) => {
    const text = isObject(value) ? value['reference'] : undefined;
    if (typeof text !== 'string' || text === '') return;
    const reference = parseReference(text);
    findings.path.push('reference');
    if (reference.kind === 'malformed') {
      findings.add(
        'reference-format',
        'expected Type/id, Type/id/_history/version, an absolute URI, or # and the id of a contained resource.',
      );
    } else if ('type' in reference && !isResourceType(reference.type)) {
      findings.add('reference-target', 'the reference names no resource type of R4.');
    } else if ('type' in reference && allowed?.has(reference.type) === false) {
      findings.add(
        'reference-target',
        `a reference to ${reference.type} is not allowed here; allowed: ${[...allowed].join(', ')}.`,
      );
    }
    findings.path.pop();
  };
}
