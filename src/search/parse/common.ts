/**
 * Parameters that have no index path: those of every resource, and `near`.
 * https://hl7.org/fhir/R4/search.html#all
 */
import { isLogicalId } from '../../fhir/resource.js';
import { anyOf, EVERYTHING, not, NOTHING } from '../criterion.js';
import { bodyTexts } from '../body-texts.js';
import { LATEST_STOP_URL } from '../latest-stops.js';
import type { Criterion } from '../query.js';
import type { SearchParameter } from '../registry.js';
import { parseDateValue } from '../types/date-query.js';
import { unescapeValue } from '../value.js';
import type { Asked } from './context.js';
import { NotUnderstoodError, unknownModifier, wrongValue } from './errors.js';
import { nearCriterion } from './near.js';

type CommonBuilder = (values: readonly string[], asked: Asked) => Criterion;

const NEAR = 'http://hl7.org/fhir/SearchParameter/Location-near';

const COMMON: ReadonlyMap<string, CommonBuilder> = new Map<string, CommonBuilder>([
  ['_id', idCriterion],
  ['_lastUpdated', updatedCriterion],
  ['_text', (values, asked) => wordsCriterion('narrative', values, asked)],
  ['_content', (values, asked) => wordsCriterion('content', values, asked)],
  ['_list', listCriterion],
  ['_query', refuseQuery],
]);

/** By canonical, which tells them from parameters that others gave the same code. */
const SPECIAL: ReadonlyMap<string, CommonBuilder> = new Map<string, CommonBuilder>([
  [NEAR, nearCriterion],
  [LATEST_STOP_URL, latestStopCriterion],
]);

/** What builds the criterion of a parameter without index paths; undefined for any other. */
export function commonBuilder(
  code: string,
  parameter: SearchParameter | undefined,
): CommonBuilder | undefined {
  if (code.startsWith('_')) return COMMON.get(code);
  return parameter === undefined ? undefined : SPECIAL.get(parameter.definition.url);
}

/** It selects nothing by itself: `interactions/search/latest-stops.ts` widens the search. */
function latestStopCriterion([value, ...more]: readonly string[], asked: Asked): Criterion {
  const { name, modifier } = asked;
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  if (more.length > 0 || (value !== 'true' && value !== 'false')) {
    throw wrongValue(name, 'it is true or false');
  }
  return EVERYTHING;
}

function idCriterion(values: readonly string[], { name, modifier }: Asked): Criterion {
  if (modifier === 'missing') return alwaysPresent(values, name);
  if (modifier !== undefined && modifier !== 'not') throw unknownModifier(name, modifier);
  const ids = values.map(unescapeValue);
  if (!ids.every(isLogicalId)) throw wrongValue(name, 'a value is no logical id');
  const criterion: Criterion = { kind: 'id', ids };
  return modifier === 'not' ? not(criterion) : criterion;
}

/** The moment has no zone and no precision of its own, so nothing is compared with local dates. */
function updatedCriterion(values: readonly string[], asked: Asked): Criterion {
  const { name, modifier } = asked;
  if (modifier === 'missing') return alwaysPresent(values, name);
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  return anyOf(values.map((value) => updatedWithin(value, asked)));
}

function updatedWithin(value: string, asked: Asked): Criterion {
  const { prefix, low, high } = parseDateValue(value, asked);
  const between = (from: number, to: number): Criterion => ({
    kind: 'updated',
    low: from,
    high: to,
  });
  switch (prefix) {
    case 'eq':
    case 'ap':
      return between(low, high);
    case 'ne':
      return not(between(low, high));
    case 'gt':
    case 'sa':
      return between(high, Infinity);
    case 'ge':
      return between(low, Infinity);
    case 'lt':
    case 'eb':
      return between(-Infinity, low);
    case 'le':
      return between(-Infinity, high);
  }
}

/** Every resource has an id and a moment of its last update. */
function alwaysPresent(values: readonly string[], name: string): Criterion {
  return parseMissing(values, name) ? NOTHING : EVERYTHING;
}

/** The value of `:missing`. */
export function parseMissing(values: readonly string[], name: string): boolean {
  const [value] = values;
  if (values.length !== 1 || (value !== 'true' && value !== 'false')) {
    throw wrongValue(name, ':missing is true or false');
  }
  return value === 'true';
}

function wordsCriterion(
  where: 'narrative' | 'content',
  values: readonly string[],
  { name, modifier }: Asked,
): Criterion {
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  const words = bodyTexts(values, name);
  if (words.some((text) => !/[\p{L}\p{N}]/u.test(text))) {
    throw wrongValue(name, 'a value has no word in it');
  }
  return { kind: 'words', where, anyOf: words };
}

/** Items of a List on this server. Functional lists (`$current-problems`) are not there. */
function listCriterion(values: readonly string[], asked: Asked): Criterion {
  const { name, modifier, parsing } = asked;
  if (modifier !== undefined) throw unknownModifier(name, modifier);
  const [item] = parsing.context.registry.parameter('List', 'item')?.paths ?? [];
  if (item === undefined) throw new NotUnderstoodError(name, 'lists have no items to search');
  return anyOf(
    values.map((value) => {
      const id = unescapeValue(value).replace(/^List\//, '');
      if (!isLogicalId(id)) throw wrongValue(name, 'a value is no id of a List');
      return { kind: 'list', id, path: item.path.key };
    }),
  );
}

function refuseQuery(_values: readonly string[], { name }: Asked): Criterion {
  throw new NotUnderstoodError(name, 'this server has no named queries');
}
