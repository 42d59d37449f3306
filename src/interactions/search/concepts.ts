/**
 * What a search asks about codes: which are in a value set, which a code subsumes. Value sets and code
 * systems are those of R4 and, where a search can wait for them, those stored on this server.
 */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import type { Concepts, FoundCodes } from '../../search/parse/context.js';
import type { TerminologySource } from '../../terminology/source.js';
import type { Environment } from '../environment.js';
import { answering } from './packaged-concepts.js';
import { storedCanonical, type CanonicalType } from './stored-canonical.js';

/** Stored value sets and code systems that one search reads and parses. */
const MAX_LOADED = 30;

/** Stands for what is not loaded yet, so that all that is lacking is noticed in one go. */
const PLACEHOLDERS: Readonly<Record<CanonicalType, JsonObject>> = {
  ValueSet: { compose: { include: [{ system: 'urn:x', concept: [{ code: 'x' }] }] } },
  CodeSystem: { content: 'complete' },
};

/**
 * The concepts of one search. Parsing asks for them and cannot wait: it is done again once what was
 * `missing` is loaded, until nothing is.
 */
export class SearchConcepts implements Concepts {
  readonly #environment: Environment;
  readonly #missing = new Map<string, readonly [CanonicalType, string]>();
  readonly #loaded = new Map<string, JsonObject | undefined>();
  readonly #source: TerminologySource;
  readonly #answers: Concepts;

  constructor(environment: Environment) {
    this.#environment = environment;
    const { terminology } = environment;
    this.#source = {
      valueSet: (canonical) =>
        terminology.valueSet(canonical) ?? this.#stored('ValueSet', canonical),
      codeSystem: (canonical) =>
        terminology.codeSystem(canonical) ?? this.#stored('CodeSystem', canonical),
    };
    this.#answers = answering(this.#source);
  }

  inValueSet(url: string): FoundCodes {
    return this.#unlessMissing(this.#answers.inValueSet(url));
  }

  related(...asked: Parameters<Concepts['related']>): FoundCodes {
    return this.#unlessMissing(this.#answers.related(...asked));
  }

  /** True when an answer is not final: see `load`. */
  get isMissing(): boolean {
    return this.#missing.size > 0;
  }

  /** @throws FhirError `invalid-request` when too many are needed */
  async load(): Promise<void> {
    if (this.#loaded.size + this.#missing.size > MAX_LOADED) {
      throw new FhirError(
        'invalid-request',
        `A search has at most ${MAX_LOADED} value sets and code systems of this server.`,
      );
    }
    for (const [key, [type, canonical]] of this.#missing) {
      this.#loaded.set(key, await storedCanonical(this.#environment, type, canonical));
    }
    this.#missing.clear();
  }

  #stored(type: CanonicalType, canonical: string): JsonObject | undefined {
    const key = `${type} ${canonical}`;
    if (this.#loaded.has(key)) return this.#loaded.get(key);
    this.#missing.set(key, [type, canonical]);
    return PLACEHOLDERS[type];
  }

  #unlessMissing(found: FoundCodes): FoundCodes {
    return this.isMissing ? { codes: [] } : found;
  }
}
