/** Numbers of the resource types, as the database has them; a rid begins with one. */
import { containedType, isContainedType, resourceType } from '../search/contained.js';
import type { Session } from './database.js';

/** A rid has the number of its type above these bits. */
export const RID_BITS = 44;

/**
 * What is contained in other resources has the number of its type plus this. There are 146 types of
 * R4, and a rid with a number below 512 is still a plain number in JavaScript.
 */
export const FIRST_CONTAINED = 256;

/** The rids of contained resources begin here. */
export const CONTAINED_RIDS = FIRST_CONTAINED * 2 ** RID_BITS;

export class ResourceTypes {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #names: ReadonlyMap<number, string>;

  constructor(rows: readonly { number: number; name: string }[]) {
    this.#numbers = new Map(rows.map(({ number, name }) => [name, number]));
    this.#names = new Map(rows.map(({ number, name }) => [number, name]));
  }

  /**
   * @param name a type, or that of its contained resources: see `search/contained.ts`
   * @throws when the type is unknown: callers have checked that it is a resource type of R4.
   */
  number(name: string): number {
    const number = this.#numbers.get(resourceType(name));
    if (number === undefined) throw new Error(`Resource type without a number: ${name}`);
    return isContainedType(name) ? number + FIRST_CONTAINED : number;
  }

  name(number: number): string {
    const name = this.#names.get(number % FIRST_CONTAINED);
    if (name === undefined) throw new Error(`No resource type has the number ${number}`);
    return number < FIRST_CONTAINED ? name : containedType(name);
  }

  nameOfRid(rid: number): string {
    return this.name(Math.floor(rid / 2 ** RID_BITS));
  }

  get all(): readonly number[] {
    return [...this.#names.keys()];
  }
}

/** The first rid of a type, and the first one behind it. */
export function ridRange(type: number): readonly [from: number, to: number] {
  return [type * 2 ** RID_BITS, (type + 1) * 2 ** RID_BITS];
}

export async function loadResourceTypes(session: Session): Promise<ResourceTypes> {
  return new ResourceTypes(
    await session.query<{ number: number; name: string }>({
      name: 'resource-types',
      text: 'select number, name from resource_type',
      values: [],
    }),
  );
}
