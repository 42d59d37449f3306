/** Checks of the members of one JSON object against the elements of its type. */
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Findings } from '../report.js';
import { checkPairing, kindOf, type ValueCheck } from './element.js';

/** One JSON property that the type knows. */
export interface Member {
  readonly check: ValueCheck;
  /** Number of the choice element it belongs to; members of one choice exclude one another. */
  readonly choice?: number;
  /** For a repeating primitive `name` the property `_name`, and the other way round. */
  readonly pairedWith?: string;
}

/** An element that must be present: under one of these names. */
export interface RequiredElement {
  readonly element: string;
  readonly names: readonly string[];
}

export interface ObjectShape {
  readonly members: ReadonlyMap<string, Member>;
  readonly required: readonly RequiredElement[];
  /** Resources carry `resourceType`, which is not an element. */
  readonly isResource: boolean;
}

export function checkObject(value: JsonValue, shape: ObjectShape, findings: Findings): void {
  if (!isObject(value)) {
    findings.add('json-type', `this is an object in JSON, not ${kindOf(value)}.`);
    return;
  }
  const size = checkMembers(value, shape, findings);
  if (size === 0) findings.add('empty-value', 'an object may not be empty.');
  for (const required of shape.required) {
    if (!isPresent(value, required.names)) {
      findings.add('cardinality-min', `the element "${required.element}" is missing.`);
    }
  }
}

function checkMembers(object: JsonObject, shape: ObjectShape, findings: Findings): number {
  let size = 0;
  let choices = 0;
  for (const name in object) {
    if (findings.full) return 1;
    size++;
    const value = object[name];
    const member = shape.members.get(name);
    if (value === undefined) continue;
    if (member === undefined) {
      if (name !== 'resourceType' || !shape.isResource) unknownElement(name, findings);
      continue;
    }
    if (member.choice !== undefined) {
      const bit = 1 << member.choice;
      if ((choices & bit) !== 0) otherChoice(name, findings);
      choices |= bit;
    }
    findings.path.push(name);
    member.check(value, findings);
    if (member.pairedWith !== undefined) checkPair(object, name, member.pairedWith, findings);
    findings.path.pop();
  }
  return size;
}

/** Once for both: at `name`, and at `_name` only when that stands alone. */
function checkPair(object: JsonObject, name: string, other: string, findings: Findings): void {
  if (name.startsWith('_') && object[other] !== undefined) return;
  checkPairing(object[name] ?? null, object[other] ?? null, findings);
}

const PRINTABLE_NAME = /^_?[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** The name is shown only when it looks like an element's name: anything else could be data. */
function unknownElement(name: string, findings: Findings): void {
  const shown = PRINTABLE_NAME.test(name) ? name : '?';
  findings.path.push(shown);
  findings.add('unknown-element', 'there is no such element here.');
  findings.path.pop();
}

function otherChoice(name: string, findings: Findings): void {
  findings.path.push(name);
  findings.add('choice-repeated', 'the element is already there with another type.');
  findings.path.pop();
}

function isPresent(object: JsonObject, names: readonly string[]): boolean {
  for (const name of names) if (object[name] !== undefined) return true;
  return false;
}
