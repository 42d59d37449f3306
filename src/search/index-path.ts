/** Search parameters, and the index paths that they search. */
import type { SearchParameterModel, SearchParameterType } from '../packages/model.js';
import type { Key } from './keys.js';
import type { TypedPath } from './path.js';

/** One path whose values are indexed in one way; parameters share it where their paths are the same. */
export interface IndexPath {
  /** Search type and path: `token:Observation.code`. */
  readonly name: string;
  readonly key: Key;
  readonly kind: SearchParameterType;
  readonly typed: readonly TypedPath[];
  /**
   * False for `meta.profile` and `meta.source`: nearly every resource has them, few searches order
   * by them, so they have no rows of their own.
   */
  readonly ordered: boolean;
  /** FHIRPath for the engine, where the path has no compiled form. */
  readonly fhirpath?: string;
  /** For composites: what is combined, relative to the end of `typed`. */
  readonly components?: readonly CompositePart[];
}

export interface CompositePart {
  readonly kind: SearchParameterType;
  readonly typed: readonly TypedPath[];
}

/** A path as one parameter uses it. */
export interface ParameterPath {
  readonly path: IndexPath;
  /** Only references to this type count (`patient` is `subject` where that is a Patient). */
  readonly target?: string;
}

export interface SearchParameter {
  readonly code: string;
  readonly kind: SearchParameterType;
  readonly definition: SearchParameterModel;
  readonly paths: readonly ParameterPath[];
  /** True until the resources that were there before it are indexed for it. */
  readonly pending: boolean;
}
