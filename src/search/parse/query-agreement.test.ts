// Extraction and query agree: what a resource has, a search for it finds, on real resources.
import { describe, expect, test } from '@jest/globals';
import { decimalText, type ExactDecimal } from '../../fhir/decimal.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { corpusFiles, hasCorpus } from '../../testing/shared-data.js';
import { visitPath, type TypedPath } from '../path.js';
import type { SearchParameter } from '../registry.js';
import { normaliseString } from '../types/string.js';
import { tokensOf } from '../types/token.js';
import { matches } from '../../testing/search/matching.js';
import { criterionOf, indexParsed, registry } from '../../testing/search/parsing.js';
import { isSearchable } from './search.js';

/** Of each type; the same forms come again and again. */
const PER_TYPE = 15;

/** A question that must be answered with yes. */
type Question = readonly [modifier: string, value: string];

const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&');

const QUESTIONS: Readonly<
  Record<SearchParameter['kind'], (value: JsonValue, end: TypedPath) => Question[]>
> = {
  token: (value, end) =>
    tokensOf(value, end.type).flatMap(({ code, system = impliedSystem(end, code) }): Question[] => {
      if (code === undefined) return system === undefined ? [] : [['', `${escaped(system)}|`]];
      const asked: Question[] = [['', escaped(code)]];
      if (PLAIN.has(end.type)) return asked;
      if (system === undefined) return [...asked, ['', `|${escaped(code)}`]];
      return [...asked, ['', `${escaped(system)}|${escaped(code)}`], ['', `${escaped(system)}|`]];
    }),
  string: (value) =>
    textsIn(value).flatMap((text): Question[] => {
      const exact: Question = [':exact', escaped(text)];
      if (normaliseString(text) === '') return [exact];
      return [exact, ['', escaped(text)], [':contains', escaped(text.toUpperCase())]];
    }),
  reference: (value) => {
    if (typeof value === 'string') {
      return [
        ['', value],
        ['', value.replace(/\|.*/, '')],
      ];
    }
    const reference = isObject(value) ? stringAt(value, 'reference') : undefined;
    const identifier = isObject(value) ? objectAt(value, 'identifier') : undefined;
    const code = identifier && stringAt(identifier, 'value');
    const asked: Question[] = [];
    // Neither contained resources nor what a transaction left unresolved can be asked for.
    if (reference !== undefined && !/^#|\?/.test(reference)) asked.push(['', escaped(reference)]);
    if (code !== undefined) asked.push([':identifier', escaped(code)]);
    return asked;
  },
  date: (value) => {
    if (typeof value === 'string') return isNaN(Date.parse(value)) ? [] : [['', value]];
    const start = isObject(value)
      ? (stringAt(value, 'start') ?? stringAt(value, 'end'))
      : undefined;
    return start === undefined ? [] : [['', `ap${start}`]];
  },
  number: (value) => [['', decimalText(value as number | ExactDecimal)]],
  quantity: (value) => {
    const number = isObject(value) ? value['value'] : undefined;
    if (!isObject(value) || number === undefined || number === null) return [];
    if (stringAt(value, 'comparator') !== undefined) return [];
    const text = decimalText(number as number | ExactDecimal);
    const code = stringAt(value, 'code') ?? stringAt(value, 'unit');
    const system = stringAt(value, 'system');
    const asked: Question[] = [['', text]];
    if (code !== undefined && system !== undefined) {
      asked.push(['', `${text}|${escaped(system)}|${escaped(code)}`]);
    } else if (code !== undefined) asked.push(['', `ge${text}||${escaped(code)}`]);
    return asked;
  },
  uri: (value) => (typeof value === 'string' ? [['', escaped(value)]] : []),
  composite: () => [],
  special: () => [],
};

/** Types that have no system to ask for, nor its absence. */
const PLAIN = new Set(['boolean', 'ContactPoint', 'uri']);

/** What the binding of a bare code says. */
function impliedSystem({ implied }: TypedPath, code = ''): string | undefined {
  if (implied === undefined || implied.kind === 'one') return implied?.system;
  return Object.keys(implied.codes).find((system) => implied.codes[system]?.includes(code));
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  return ['family', 'text', 'city'].flatMap((name) =>
    isObject(value) ? (stringAt(value, name) ?? []) : [],
  );
}

/** Asks everything of one resource that it has an answer to; returns how much that was. */
function askAll(resource: Resource): number {
  const indexed = indexParsed(resource);
  const type = resource.resourceType;
  let asked = 0;
  const ask = (query: string): void => {
    asked++;
    expect([query, matches(criterionOf(type, query), indexed)]).toEqual([query, true]);
  };
  for (const parameter of registry.parameters(type).values()) {
    if (!isSearchable(parameter) || parameter.paths.length === 0) continue;
    const questions: Question[] = [];
    for (const { path, target } of parameter.paths) {
      if (target !== undefined) continue;
      for (const end of path.typed) {
        visitPath(resource, end.moves, (value) => {
          questions.push(...QUESTIONS[parameter.kind](value, end));
        });
      }
    }
    for (const [modifier, value] of questions) ask(`${parameter.code}${modifier}=${value}`);
    if (questions.length > 0) ask(`${parameter.code}:missing=false`);
  }
  return asked;
}

function askSample(resources: readonly Resource[]): number {
  const seen = new Map<string, number>();
  let asked = 0;
  for (const resource of resources) {
    const count = (seen.get(resource.resourceType) ?? 0) + 1;
    seen.set(resource.resourceType, count);
    if (count <= PER_TYPE) asked += askAll(resource);
  }
  return asked;
}

describe('a search finds what is there', () => {
  (hasCorpus('nl') ? test : test.skip)('in the Dutch corpus', () => {
    const resources = corpusFiles('nl')
      // Not valid: it has two types of one choice, and a row has room for one date.
      .filter(({ name }) => !name.endsWith('Specimen-nl-core-LTR-Specimen-lab-335.json'))
      .map(({ text }) => parseJsonResource(text));
    expect(askSample(resources)).toBeGreaterThan(5000);
  });

  (hasCorpus('synthea') ? test : test.skip)('in Synthea', () => {
    const resources = corpusFiles('synthea')
      .slice(0, 6)
      .flatMap(({ text }) => objectsAt(parseJsonResource(text), 'entry'))
      .map((entry) => entry['resource'] as Resource);
    expect(askSample(resources)).toBeGreaterThan(2000);
  });
});
