/** In which places two resources differ. */
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';

export interface Difference {
  /** `name[0].family` */
  readonly path: string;
  /** Undefined for what was added. */
  readonly before?: JsonValue;
  /** Undefined for what was removed. */
  readonly after?: JsonValue;
}

/** The places that differ, as far down as both have something there. */
export function differencesOf(before: JsonObject, after: JsonObject): readonly Difference[] {
  return [...differ(before, after, '')];
}

type Maybe = JsonValue | undefined;

function* differ(before: Maybe, after: Maybe, path: string): Generator<Difference> {
  if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differ(before[name], after[name], path === '' ? name : `${path}.${name}`);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    for (let index = 0; index < length; index += 1) {
      yield* differ(before[index], after[index], `${path}[${index}]`);
    }
  } else if (before !== after) {
    yield {
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }
}
