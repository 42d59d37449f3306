/** What resources are ordered by: https://hl7.org/fhir/R4/search.html#sort */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { parametersOf, type Source } from './parameters.js';
import { compareTexts } from './texts.js';
import { at, inBaseUnit, plainText, quantityIn, rankedTexts, spanIn } from './values.js';

export type SortValue = string | number | bigint | undefined;

/** One value for each key: the least of several, or the greatest when it is descending. */
export function sortKeys(
  type: string,
  content: JsonObject,
  keys: readonly string[],
): readonly SortValue[] {
  return keys.map((key) => {
    const isDescending = key.startsWith('-');
    const values = valuesOf(type, content, isDescending ? key.slice(1) : key);
    const [first] = [...values].sort((one, other) =>
      isDescending ? compareKeys(other, one) : compareKeys(one, other),
    );
    return first;
  });
}

type Comparable = Exclude<SortValue, undefined>;

export function compareKeys(one: Comparable, other: Comparable): number {
  if (typeof one === 'string') return compareTexts(one, String(other));
  if (one === other) return 0;
  return one < (other as number | bigint) ? -1 : 1;
}

function valuesOf(type: string, content: JsonObject, code: string): Comparable[] {
  if (code === '_id') return at(content, 'id') as string[];
  if (code === '_lastUpdated') return (at(content, 'meta.lastUpdated') as string[]).map(Date.parse);
  const parameter = parametersOf(type)[code];
  if (parameter === undefined || parameter.kind === 'composite') {
    throw new Error(`No order: ${code}`);
  }
  if (parameter.kind === 'canonical') return at(content, parameter.path) as string[];
  if (parameter.kind === 'reference') {
    return at(content, `${parameter.path}.reference`) as string[];
  }
  return parameter.sources.flatMap((source) =>
    at(content, source[0]).flatMap((value) => valueOf(parameter.kind, source, value)),
  );
}

const TOKEN_PLACES: Readonly<Record<string, string>> = {
  CodeableConcept: 'coding.code',
  Coding: 'code',
  Identifier: 'value',
  ContactPoint: 'value',
};

function valueOf(kind: string, [path, type]: Source, value: JsonValue): Comparable[] {
  switch (kind) {
    case 'token':
      return at(value, TOKEN_PLACES[type] ?? '').map(plainText);
    case 'uri':
      return [value as string];
    case 'string':
      return rankedTexts(value, type, path);
    case 'date': {
      const span = spanIn(value, type);
      return span === undefined ? [] : [span.from];
    }
    default: {
      const own = quantityIn(value, type);
      if (own === undefined) return [];
      const low = own.unit === undefined ? own.low : inBaseUnit(own.low, own.unit).value;
      return [own.openLow ? low + 1n : low];
    }
  }
}
