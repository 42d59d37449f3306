/** What parsing needs from outside, and what it counts on the way. */
import type { Criterion } from '../query.js';
import type { SearchParameter, SearchRegistry } from '../registry.js';
import type { UnitConverter } from '../types/quantity.js';
import { wrongValue } from './errors.js';
import type { SearchLimits } from './limits.js';

export interface ParseContext {
  readonly registry: SearchRegistry;
  /** This server's base URL, without a slash at its end. */
  readonly base: string;
  readonly isResourceType: (name: string) => boolean;
  readonly convertUnit: UnitConverter;
  /** Milliseconds since the epoch: `ap` on dates depends on it. */
  readonly now: () => number;
  readonly concepts: Concepts;
  /** Name of the parameter that carries a page's cursor. */
  readonly cursor: string;
  readonly limits: SearchLimits;
}

/** A code of a code system. */
export interface ConceptCode {
  readonly system: string;
  readonly code: string;
}

/** Codes, or the reason why nobody can tell them. */
export type FoundCodes = { readonly codes: readonly ConceptCode[] } | { readonly problem: string };

/** What value sets and code systems say. */
export interface Concepts {
  /** All codes of a value set. @param url its canonical, or a reference to it */
  inValueSet(url: string): FoundCodes;
  /** The code, and those that it subsumes (`below`) or that subsume it. */
  related(code: ConceptCode, direction: 'above' | 'below'): FoundCodes;
}

/** One request on its way to a tree. */
export class Parsing {
  readonly context: ParseContext;
  #work = 0;
  #scopes = 0;

  constructor(context: ParseContext) {
    this.context = context;
  }

  /** @throws FhirError when the request as a whole asks for too much */
  countValues(name: string, values: number): void {
    this.#work += values;
    if (this.#work > this.context.limits.work)
      throw wrongValue(name, 'the search has too many values');
  }

  /** @throws FhirError when the chains of the request lead to too many types */
  countScope(name: string): void {
    this.#scopes++;
    if (this.#scopes > this.context.limits.scopes) {
      throw wrongValue(
        name,
        'the chain leads to too many types; name the type, as in subject:Patient',
      );
    }
  }
}

/** A parameter as it is asked, for the builders of the search types. */
export interface Asked {
  /** As the client wrote it, for messages. */
  readonly name: string;
  readonly modifier: string | undefined;
  /** Undefined for the parts of a composite. */
  readonly parameter: SearchParameter | undefined;
  readonly parsing: Parsing;
}

/** Parses one parameter on one type; `depth` counts the links of the chain it ends. */
export type CriterionParser = (type: string, name: string, depth: number) => Criterion;
