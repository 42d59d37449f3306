/** Values compared by content: the order of their members means nothing, and storage changes it. */
import { createHash } from 'node:crypto';
import { isObject, type JsonObject, type JsonValue } from '../../../fhir/json.js';

/** The same text for equal values. */
export function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** Whether two values have the same canonical text. */
export function isEqual(one: JsonValue, other: JsonValue): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isEqual(item, other[index] ?? null));
  }
  if (!isObject(one) || !isObject(other)) return canonical(one) === canonical(other);
  const names = membersOf(one);
  if (names.length !== membersOf(other).length) return false;
  return names.every((name) => {
    const [own, theirs] = [one[name], other[name]];
    return own !== undefined && theirs !== undefined && isEqual(own, theirs);
  });
}

function membersOf(value: JsonObject): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

/** A short name for a canonical text: what was sent is known again, and is not kept twice. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
