/**
 * Checks of one element of a type, in the form that JSON has it.
 * https://hl7.org/fhir/R4/json.html#primitive
 */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { Findings } from '../report.js';

/** Judges one value that is present; the findings' path already points at it. */
export type ValueCheck = (value: JsonValue, findings: Findings) => void;

/** What is wrong with a value that may not be null, not be empty and not be of this kind. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

/** An element that may stand only once. */
export function single(check: ValueCheck): ValueCheck {
  return (value, findings) => {
    if (value === null) findings.add('null-value', 'null is not allowed here.');
    else if (Array.isArray(value)) findings.add('json-type', 'this element does not repeat.');
    else check(value, findings);
  };
}

/** A repeating element: an array with one or more values. */
export function repeating(check: ValueCheck, max: number | undefined): ValueCheck {
  return (value, findings) => {
    if (!arrayShape(value, max, findings)) return;
    for (let index = 0; index < value.length && !findings.full; index++) {
      const item = value[index] ?? null;
      findings.path.push(index);
      if (item === null) findings.add('null-value', 'null is not allowed here.');
      else check(item, findings);
      findings.path.pop();
    }
  };
}

/** Repetitions of a primitive: null may fill a place whose id or extensions stand in `_name`. */
export function repeatingPrimitive(check: ValueCheck, max: number | undefined): ValueCheck {
  return (value, findings) => {
    if (!arrayShape(value, max, findings)) return;
    for (let index = 0; index < value.length && !findings.full; index++) {
      const item = value[index] ?? null;
      if (item === null) continue;
      findings.path.push(index);
      check(item, findings);
      findings.path.pop();
    }
  };
}

function arrayShape(
  value: JsonValue,
  max: number | undefined,
  findings: Findings,
): value is JsonValue[] {
  if (!Array.isArray(value)) {
    findings.add(
      'json-type',
      `this element repeats and is an array in JSON, not ${kindOf(value)}.`,
    );
    return false;
  }
  if (value.length === 0) findings.add('empty-value', 'an array may not be empty.');
  if (max !== undefined && value.length > max) {
    findings.add('cardinality-max', `at most ${max} are allowed, there are ${value.length}.`);
  }
  return true;
}

/** In repetitions of a primitive, `name[i]` and `_name[i]` may not both be absent. */
export function checkPairing(value: JsonValue, extra: JsonValue, findings: Findings): void {
  const values = Array.isArray(value) ? value : [];
  const extras = Array.isArray(extra) ? extra : [];
  const count = Math.max(values.length, extras.length);
  for (let index = 0; index < count; index++) {
    if ((values[index] ?? null) === null && (extras[index] ?? null) === null) {
      findings.path.push(index);
      findings.add('null-value', 'null stands here, and there is no id or extension for it.');
      findings.path.pop();
    }
  }
}
