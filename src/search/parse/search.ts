/** A whole search, from its parameters: https://hl7.org/fhir/R4/search.html */
import type { ResourceKey } from '../../fhir/resource.js';
import { FhirError } from '../../fhir/errors.js';
import type { Criterion, SearchScope, SortKey } from '../query.js';
import type { SearchParameter } from '../registry.js';
import { commonBuilder } from './common.js';
import { Parsing, type ParseContext } from './context.js';
import { parameterCriterion } from './criteria.js';
import { NotUnderstoodError, shownName, wrongValue } from './errors.js';
import { canBeIn, compartmentCriterion } from './in-compartment.js';
import { hasBuilder } from './ordinary.js';
import type { QueryParameter } from './parameters.js';
import type { ContainedOptions, IgnoredParameter, ParsedSearch } from './request.js';
import { isResultParameter, ResultOptionsParser } from './results.js';
import { parseSort } from './sort.js';

export interface SearchRequest {
  /** Undefined: every type, or those that `_type` names. */
  readonly types: readonly string[] | undefined;
  /** Without the general ones (`_format`, `_pretty`). */
  readonly parameters: readonly QueryParameter[];
  /** What becomes of parameters that are not understood: `Prefer: handling`. */
  readonly handling: 'strict' | 'lenient';
  /** Only resources in the compartment of this one. */
  readonly compartment?: ResourceKey;
}

/** @throws FhirError `invalid-request` that names the parameter */
export function parseSearchRequest(context: ParseContext, request: SearchRequest): ParsedSearch {
  return new RequestParser(context, request).parse();
}

/**
 * The criteria of a conditional interaction: https://hl7.org/fhir/R4/http.html#ccreate. Nothing is
 * ignored, and parameters that say how to answer have no place there.
 * @throws FhirError `invalid-request` that names the parameter
 */
export function parseCriteria(
  type: string,
  parameters: readonly QueryParameter[],
  context: ParseContext,
): SearchScope {
  const parsing = new Parsing(context);
  checkCount(parameters, context);
  const criteria = parameters.map((parameter) => {
    const [name] = parameter;
    if (isResultParameter(name, context.cursor)) {
      throw new NotUnderstoodError(name, 'it selects no resources');
    }
    return parameterCriterion(type, parameter, parsing);
  });
  return { type, criteria };
}

/** True for parameters that a search can use. */
export function isSearchable(parameter: SearchParameter): boolean {
  if (parameter.code === '_query' || parameter.pending) return false;
  return commonBuilder(parameter.code, parameter) !== undefined || hasBuilder(parameter);
}

class RequestParser {
  readonly #context: ParseContext;
  readonly #request: SearchRequest;
  readonly #parsing: Parsing;
  readonly #types: readonly string[];
  readonly #criteria: Criterion[][];
  #sort: SortKey[][];
  readonly #options: ResultOptionsParser;

  constructor(context: ParseContext, request: SearchRequest) {
    checkCount(request.parameters, context);
    this.#context = context;
    this.#request = request;
    this.#parsing = new Parsing(context);
    this.#types = searchedTypes(context, request);
    const { compartment } = request;
    this.#criteria = this.#types.map((type) =>
      compartment === undefined ? [] : [compartmentCriterion(compartment, type, context)],
    );
    this.#sort = this.#types.map(() => []);
    this.#options = new ResultOptionsParser(this.#types, this.#parsing);
  }

  parse(): ParsedSearch {
    const { parameters, handling } = this.#request;
    const used: QueryParameter[] = [];
    const ignored: IgnoredParameter[] = [];
    for (const parameter of parameters) {
      try {
        this.#add(parameter);
        used.push(parameter);
      } catch (error) {
        if (handling === 'strict' || !(error instanceof NotUnderstoodError)) throw error;
        ignored.push({ name: shownName(parameter[0]), reason: error.reason });
      }
    }
    const queries = this.#types.map((type, at) => ({
      type,
      criteria: this.#criteria[at] ?? [],
      sort: this.#sort[at] ?? [],
    }));
    const { options } = this.#options;
    if (options.contained !== undefined) this.#checkContained(options.contained);
    return { queries, options, ignored, used };
  }

  /** @throws FhirError for what contained resources can't be asked together with */
  #checkContained({ returned }: ContainedOptions): void {
    if (this.#request.compartment !== undefined) {
      throw wrongValue('_contained', 'contained resources are in no compartment');
    }
    const keys = this.#sort.flat().map(({ by }) => by);
    if (returned === 'contained' && keys.includes('id')) {
      throw wrongValue('_sort', 'contained resources can not be ordered by _id');
    }
    if (returned === 'container' && !keys.every((by) => by === 'id' || by === 'updated')) {
      throw wrongValue('_sort', 'what contains the matches is ordered by _id or _lastUpdated only');
    }
  }

  /** All types take a parameter, or none does. */
  #add(parameter: QueryParameter): void {
    const [name, value] = parameter;
    if (name === '_sort') this.#addSort(value);
    else if (isResultParameter(name, this.#context.cursor)) this.#options.add(parameter);
    else if (name !== '_type' || this.#request.types !== undefined) this.#addCriterion(parameter);
  }

  #addCriterion(parameter: QueryParameter): void {
    const criteria = this.#types.map((type) => parameterCriterion(type, parameter, this.#parsing));
    criteria.forEach((criterion, at) => this.#criteria[at]?.push(criterion));
  }

  #addSort(value: string): void {
    this.#options.once('_sort');
    const hasScore = this.#request.parameters.some(([name]) => SCORED.has(name));
    this.#sort = this.#types.map((type) => parseSort(type, value, this.#parsing, { hasScore }));
  }
}

const SCORED = new Set(['_text', '_content', '_filter']);

/** What `_type` leaves of the types: https://hl7.org/fhir/R4/search.html#type */
function searchedTypes(context: ParseContext, request: SearchRequest): readonly string[] {
  const { compartment } = request;
  const types = request.types ?? namedTypes(context, request.parameters);
  if (compartment === undefined) return types ?? context.registry.resourceTypes;
  const members = (types ?? context.registry.resourceTypes).filter((type) =>
    canBeIn(compartment.type, type, context),
  );
  if (types !== undefined && members.length < types.length) {
    throw new FhirError(
      'invalid-request',
      `Not every type that is asked can be in the compartment of a ${compartment.type}.`,
    );
  }
  return members;
}

function namedTypes(
  { isResourceType }: ParseContext,
  parameters: readonly QueryParameter[],
): string[] | undefined {
  const values = parameters.filter(([name]) => name === '_type').map(([, value]) => value);
  if (values.length > 1) throw wrongValue('_type', 'it is there more than once');
  const types = values[0]?.split(',');
  if (types?.every(isResourceType) === false) {
    throw wrongValue('_type', 'it is no list of resource types');
  }
  return types === undefined ? undefined : [...new Set(types)];
}

function checkCount(parameters: readonly QueryParameter[], { limits }: ParseContext): void {
  if (parameters.length > limits.parameters) {
    throw new FhirError(
      'invalid-request',
      `The search has more than ${limits.parameters} parameters.`,
    );
  }
}
