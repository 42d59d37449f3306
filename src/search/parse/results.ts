/** Parameters that say how to answer: https://hl7.org/fhir/R4/search.html#return */
import type { Parsing } from './context.js';
import { NotUnderstoodError, unknownModifier, wrongValue } from './errors.js';
import { parseInclude } from './includes.js';
import type { QueryParameter } from './parameters.js';
import type { Include, ResultOptions } from './request.js';

/** Result parameters by name; `_sort` depends on the type and the cursor's name on the server. */
const RESULT_PARAMETERS: ReadonlySet<string> = new Set([
  '_sort',
  '_count',
  '_total',
  '_summary',
  '_elements',
  '_include',
  '_revinclude',
  '_contained',
  '_containedType',
  '_score',
]);

/** True for parameters that say how to answer, not what to find; modifiers don't matter. */
export function isResultParameter(name: string, cursor: string): boolean {
  const colon = name.indexOf(':');
  const code = colon === -1 ? name : name.slice(0, colon);
  return RESULT_PARAMETERS.has(code) || code === cursor;
}

const TOTALS = ['none', 'estimate', 'accurate'] as const;
const SUMMARIES = ['true', 'text', 'data', 'count', 'false'] as const;
const CONTAINED = ['false', 'true', 'both'] as const;
const CONTAINED_TYPES = ['container', 'contained'] as const;

/** Gathers the options of one request. */
export class ResultOptionsParser {
  readonly #types: readonly string[];
  readonly #parsing: Parsing;
  readonly #seen = new Set<string>();
  readonly #elements: string[] = [];
  readonly #includes: Include[] = [];
  readonly #revincludes: Include[] = [];
  #includeCount = 0;
  #count: ResultOptions['count'];
  #total: ResultOptions['total'];
  #summary: ResultOptions['summary'];
  #cursor: ResultOptions['cursor'];
  #contained: (typeof CONTAINED)[number] = 'false';
  #containedType: (typeof CONTAINED_TYPES)[number] = 'container';

  /** @param types the types that are searched */
  constructor(types: readonly string[], parsing: Parsing) {
    this.#types = types;
    this.#parsing = parsing;
  }

  /** @throws FhirError: a NotUnderstoodError for what this server can't do */
  add([name, value]: QueryParameter): void {
    if (value === '') throw wrongValue(name, 'it has no value');
    const { cursor } = this.#parsing.context;
    const colon = name.indexOf(':');
    const code = colon === -1 ? name : name.slice(0, colon);
    if (code === '_include' || code === '_revinclude') {
      this.#addInclude(code, [name, value]);
      return;
    }
    if (colon !== -1) throw unknownModifier(name, name.slice(colon + 1));
    this.once(name);
    if (code === cursor) this.#cursor = value;
    else this.#addOption(code, value);
  }

  /** @throws FhirError when the parameter was there before: which one should count? */
  once(name: string): void {
    if (this.#seen.has(name)) throw wrongValue(name, 'it is there more than once');
    this.#seen.add(name);
  }

  get options(): ResultOptions {
    return {
      count: this.#count,
      total: this.#total,
      summary: this.#summary,
      cursor: this.#cursor,
      elements: this.#elements,
      includes: this.#includes,
      revincludes: this.#revincludes,
      contained: this.#containedOptions,
    };
  }

  get #containedOptions(): ResultOptions['contained'] {
    if (this.#contained === 'false') return undefined;
    return { both: this.#contained === 'both', returned: this.#containedType };
  }

  #addOption(code: string, value: string): void {
    switch (code) {
      case '_count':
        this.#count = parseCount(value);
        return;
      case '_total':
        this.#total = oneOf(code, value, TOTALS);
        return;
      case '_summary':
        this.#summary = oneOf(code, value, SUMMARIES);
        return;
      case '_elements':
        this.#elements.push(...parseElements(value));
        return;
      case '_contained':
        this.#contained = oneOf(code, value, CONTAINED);
        if (this.#contained !== 'false' && this.#parsing.context.registry.isContainedPending) {
          throw new NotUnderstoodError(code, 'resources are not indexed for it yet');
        }
        return;
      case '_containedType':
        this.#containedType = oneOf(code, value, CONTAINED_TYPES);
        return;
      default:
        throw new NotUnderstoodError(code, 'it is not supported');
    }
  }

  #addInclude(code: '_include' | '_revinclude', parameter: QueryParameter): void {
    this.#includeCount++;
    const { includes } = this.#parsing.context.limits;
    if (this.#includeCount > includes) {
      throw wrongValue(code, `there are more than ${includes} includes`);
    }
    const own = code === '_include' ? this.#includes : this.#revincludes;
    own.push(...parseInclude(this.#types, parameter, this.#parsing));
  }
}

function parseCount(value: string): number {
  if (!/^\d{1,40}$/.test(value)) throw wrongValue('_count', 'it is no number of 0 or more');
  // The server caps it anyway.
  return Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}

function oneOf<Value extends string>(name: string, value: string, values: readonly Value[]): Value {
  const found = values.find((known) => known === value);
  if (found === undefined) throw wrongValue(name, `it is one of ${values.join(', ')}`);
  return found;
}

/** Names of elements, with the type in front when several types are searched. */
const ELEMENT = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/;
const MAX_ELEMENTS = 100;

function parseElements(value: string): string[] {
  const elements = value.split(',');
  if (elements.length > MAX_ELEMENTS) {
    throw wrongValue('_elements', `it has more than ${MAX_ELEMENTS} names`);
  }
  if (!elements.every((element) => element.length <= 200 && ELEMENT.test(element))) {
    throw wrongValue('_elements', 'it is no list of element names');
  }
  return elements;
}
