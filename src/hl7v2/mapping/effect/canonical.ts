/** Values compared by content: the order of their members means nothing, and storage changes it. */
import { createHash } from 'node:crypto';
import { isObject, type JsonValue } from '../../../fhir/json.js';

/** The same text for equal values. */
export function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${JSON.stringify(name)}:${canonical(member)}`];
    });
  return `{${members.join(',')}}`;
}

export function isEqual(one: JsonValue, other: JsonValue): boolean {
  return canonical(one) === canonical(other);
}

/** A short name for a canonical text: what was sent is known again, and is not kept twice. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
