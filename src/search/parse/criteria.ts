/** One search parameter, with its name and value, to a criterion. */
import type { Criterion } from '../query.js';
import { splitValue } from '../value.js';
import { chainCriterion, checkDepth, FILTER, hasCriterion } from './chain.js';
import type { Parsing } from './context.js';
import { unknownModifier, wrongValue } from './errors.js';
import { filterCriterion } from './filter.js';
import { parseName } from './names.js';
import { plainCriterion } from './ordinary.js';
import type { QueryParameter } from './parameters.js';

/** @throws FhirError: a NotUnderstoodError when the type has no such parameter or modifier */
export function parameterCriterion(
  type: string,
  [name, value]: QueryParameter,
  parsing: Parsing,
): Criterion {
  if (value === '') throw wrongValue(name, 'it has no value');
  // PostgreSQL has no way to write it.
  if (value.includes('\0'))
    throw wrongValue(name, 'a value has a character that no FHIR text can have');
  return namedCriterion(type, name, { name, value, parsing, depth: 0 });
}

interface Whole {
  /** The whole name, for messages. */
  readonly name: string;
  readonly value: string;
  readonly parsing: Parsing;
  /** Links of the chain so far. */
  readonly depth: number;
}

/** @param own what is left of the name, on a resource of `type` */
function namedCriterion(type: string, own: string, whole: Whole): Criterion {
  const { name, parsing } = whole;
  const parsed = parseName(own);
  if (parsed.kind === 'plain') return plain(type, parsed, whole);
  const depth = whole.depth + 1;
  checkDepth(name, depth, parsing);
  const link = { type, code: parsed.code, rest: parsed.rest, name };
  const inner = (next: string): Criterion => namedCriterion(next, parsed.rest, { ...whole, depth });
  return parsed.kind === 'has'
    ? hasCriterion(link, parsed.type, parsing, inner)
    : chainCriterion(link, parsed.type, parsing, inner);
}

function plain(
  type: string,
  { code, modifier }: { readonly code: string; readonly modifier: string | undefined },
  { name, value, parsing }: Whole,
): Criterion {
  if (code === FILTER) {
    if (modifier !== undefined) throw unknownModifier(name, modifier);
    return filterCriterion(type, name, value, parsing);
  }
  const values = commaList(name, value, parsing);
  return plainCriterion({ type, code, values }, { name, modifier, parsing });
}

/** The values of a comma list: https://hl7.org/fhir/R4/search.html#combining */
function commaList(name: string, value: string, parsing: Parsing): string[] {
  const values = splitValue(value, ',');
  const { limits } = parsing.context;
  if (values.length > limits.values) {
    throw wrongValue(name, `it has more than ${limits.values} values`);
  }
  if (values.includes('')) throw wrongValue(name, 'one of its values is empty');
  parsing.countValues(name, values.length);
  return values;
}
