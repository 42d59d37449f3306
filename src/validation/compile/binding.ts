/** Required bindings of coded types other than `code`: https://hl7.org/fhir/R4/terminologies.html#required */
import { isObject, objectsAt, type JsonObject } from '../../fhir/json.js';
import type { CodeList } from '../../packages/model.js';
import type { ValueCheck } from '../check/element.js';
import { listed } from './primitive.js';

/**
 * For a CodeableConcept one of the codings must be in the value set, for a Coding or Quantity its
 * own code; for a primitive that is no `code` there is nothing to check.
 */
export function codedCheck(type: string, codes: CodeList): ValueCheck {
  const allowed = new Map(
    Object.entries(codes).map(([system, members]) => [system, new Set(members)]),
  );
  const isMember = (coding: JsonObject): boolean => {
    const { system, code } = coding;
    return typeof system === 'string' && allowed.get(system)?.has(code as string) === true;
  };
  const all = new Set(Object.values(codes).flat());
  return (value, findings) => {
    if (!isObject(value)) return;
    const fits =
      type === 'CodeableConcept' ? objectsAt(value, 'coding').some(isMember) : isMember(value);
    if (!fits)
      findings.add('binding-required', `there is no code from the value set: ${listed(all)}.`);
  };
}
