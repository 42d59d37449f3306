/**
 * Contained resources (https://hl7.org/fhir/R4/search.html#contained) have rows like all others, of
 * types of their own and under keys of their own: a search that does not ask for them never meets
 * them, and one that does is the same search with these types and keys.
 */
import type { Key } from './keys.js';

const MARK = '#';

/** The type that contained resources of a type have in storage: `#Medication`. */
export function containedType(type: string): string {
  return MARK + type;
}

export function isContainedType(type: string): boolean {
  return type.startsWith(MARK);
}

/** The resource type, whichever of the two it is. */
export function resourceType(type: string): string {
  return isContainedType(type) ? type.slice(MARK.length) : type;
}

/** Any number will do: keys are as good as random, so what it makes of them is no other key. */
const SHIFT = 0x23636f6e;

/** What a key of a resource is in a contained one; the same function leads back. */
export function containedKey({ high, low }: Key): Key {
  return { high: high ^ SHIFT, low };
}

/** Path of the reference that every contained resource has to the one that contains it. */
export const CONTAINER_PATH: Key = { high: 0, low: 8 };

/** Path of the id that a contained resource has within the one that contains it. */
export const LOCAL_ID_PATH: Key = { high: 0, low: 9 };

/**
 * Name of an index path that stands for all of them: a database has it among those that wait for
 * `vuurtoren reindex` when there are contained resources from before they were indexed.
 */
export const CONTAINED_INDEX = 'contained resources';
