/**
 * Observations of the same thing: `$lastn` groups them by code, and codes that one Observation has
 * beside one another mean the same. https://hl7.org/fhir/R4/observation-operation-lastn.html
 */
import { isObject, objectsAt, stringAt, type JsonValue } from '../fhir/json.js';

export interface CodedObservation {
  /** Value of `Observation.code`; undefined when it is absent. */
  readonly code: JsonValue | undefined;
  /** When it was made, as a text that is equal for equal moments; null when nobody knows. */
  readonly moment: string | null;
}

/**
 * The latest of each group, and those that were made at the same moment as the last of them.
 * @param observations newest first
 * @param max of each group
 * @returns those that are left, in the same order
 */
export function latestOfEach<Observation extends CodedObservation>(
  observations: readonly Observation[],
  max: number,
): Observation[] {
  const names = observations.map(({ code }, index) => namesOf(code, index));
  const same = new Synonyms(names);
  const taken = new Map<string, { count: number; moment: string | null }>();
  return observations.filter(({ moment }, index) => {
    const group = same.of(names[index]?.[0] ?? '');
    const before = taken.get(group) ?? { count: 0, moment: null };
    const isTie = moment !== null && moment === before.moment;
    if (before.count >= max && !isTie) return false;
    taken.set(group, { count: before.count + 1, moment });
    return true;
  });
}

/** The codes by system; without any its text, and without that nothing that another has too. */
function namesOf(code: JsonValue | undefined, index: number): string[] {
  if (!isObject(code)) return [`none ${index}`];
  const codes = objectsAt(code, 'coding').flatMap((coding) => {
    const value = stringAt(coding, 'code');
    return value === undefined ? [] : [`code ${stringAt(coding, 'system') ?? ''}|${value}`];
  });
  if (codes.length > 0) return codes;
  const text = stringAt(code, 'text');
  return [text === undefined ? `none ${index}` : `text ${text}`];
}

/** Names that are equal because something has both, or because of others in between. */
class Synonyms {
  readonly #first = new Map<string, string>();

  constructor(names: readonly (readonly string[])[]) {
    for (const [first = '', ...others] of names) {
      for (const other of others) this.#join(first, other);
    }
  }

  /** The same for all of them. */
  of(name: string): string {
    let found = name;
    for (let next = this.#first.get(found); next !== undefined; next = this.#first.get(found)) {
      found = next;
    }
    if (found !== name) this.#first.set(name, found);
    return found;
  }

  #join(one: string, other: string): void {
    const [left, right] = [this.of(one), this.of(other)];
    if (left !== right) this.#first.set(right, left);
  }
}
