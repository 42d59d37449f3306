/** A search as a tree: what `parse.ts` makes and `storage/search/` prints as SQL. */
import type { ResourceKey } from '../fhir/resource.js';
import type { Key } from './keys.js';

/** One condition that a resource must fulfil. */
export type Criterion =
  /** The row has one of these keys in its token array. */
  | { readonly kind: 'keys'; readonly keys: readonly Key[] }
  /** An identifier, compared in plain text; without a system, any. */
  | {
      readonly kind: 'identifier';
      readonly paths: readonly Key[];
      readonly values: readonly IdentifierValue[];
    }
  /** A reference to one of these resources. */
  | {
      readonly kind: 'reference';
      readonly paths: readonly Key[];
      readonly targets: readonly ResourceKey[];
    }
  /** A normalised text that begins with one of these. */
  | {
      readonly kind: 'prefix';
      readonly paths: readonly Key[];
      readonly prefixes: readonly string[];
    }
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** Last updated in this span; either end may be infinite. */
  | { readonly kind: 'updated'; readonly low: number; readonly high: number };

export interface IdentifierValue {
  /** Undefined: any system. Empty: none. */
  readonly system: string | undefined;
  readonly value: string;
}

export interface SearchQuery {
  readonly type: string;
  /** All must hold. */
  readonly criteria: readonly Criterion[];
}
