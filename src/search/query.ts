/** A search as a tree: what `parse/` makes and `storage/search/` prints as SQL. */
import type { ResourceKey } from '../fhir/resource.js';
import type { Key } from './keys.js';

/** Comparisons of ordered values: https://hl7.org/fhir/R4/search.html#prefix */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** One condition on a resource. Lists never are empty, except where it says so. */
export type Criterion =
  /** All of them; an empty list is true. */
  | { readonly kind: 'all'; readonly of: readonly Criterion[] }
  /** One of them at least; an empty list is false. */
  | { readonly kind: 'any'; readonly of: readonly Criterion[] }
  | { readonly kind: 'not'; readonly of: Criterion }
  /** The row has one of these keys in its token array. */
  | { readonly kind: 'keys'; readonly keys: readonly Key[] }
  /** An identifier, compared in plain text (`identityText`); without a system, any. */
  | {
      readonly kind: 'identifier';
      readonly paths: readonly Key[];
      readonly values: readonly IdentifierValue[];
    }
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** Last updated from `low` up to, not including, `high` (milliseconds; either may be infinite). */
  | { readonly kind: 'updated'; readonly low: number; readonly high: number }
  | DateCriterion
  | NumberCriterion
  | QuantityCriterion
  | TextCriterion
  /** A reference to one of these resources. */
  | {
      readonly kind: 'reference';
      readonly paths: readonly SearchPath[];
      readonly targets: readonly ResourceKey[];
    }
  /** A reference to any resource of one of these types. */
  | {
      readonly kind: 'reference-type';
      readonly paths: readonly SearchPath[];
      readonly types: readonly string[];
    }
  /** A reference to a resource that matches one of the scopes. */
  | {
      readonly kind: 'chain';
      readonly paths: readonly LinkPath[];
      readonly scopes: readonly SearchScope[];
    }
  /** A resource that matches the scope refers to this one. */
  | {
      readonly kind: 'has';
      /** Of the scope's type. */
      readonly paths: readonly LinkPath[];
      readonly scope: SearchScope;
    }
  /** In the compartment of this patient. */
  | { readonly kind: 'patient-compartment'; readonly id: string }
  /** In the compartment of a patient that matches the scope, which is of patients. */
  | { readonly kind: 'patients-compartment'; readonly scope: SearchScope }
  /** An item of this List. @see https://hl7.org/fhir/R4/search.html#list */
  | { readonly kind: 'list'; readonly id: string; readonly path: Key }
  | ContentCriterion
  /** Words in the narrative, or in all texts: https://hl7.org/fhir/R4/search.html#content */
  | {
      readonly kind: 'words';
      readonly where: 'narrative' | 'content';
      /** All words of one of them at least. */
      readonly anyOf: readonly string[];
    }
  /** A Location's position: https://hl7.org/fhir/R4/location.html#positional */
  | {
      readonly kind: 'near';
      readonly latitude: number;
      readonly longitude: number;
      readonly kilometres: number;
    };

export interface IdentifierValue {
  /** Undefined: any system. Empty: none. */
  readonly system: string | undefined;
  readonly value: string;
}

/** An index path. */
export interface SearchPath {
  readonly key: Key;
  /** True when the row itself has the value: its main date, or the patient it is about. */
  readonly inRow: boolean;
}

/** An index path of references to follow. */
export interface LinkPath extends SearchPath {
  /** True for canonicals: the target is what has that url, and that version if there is one. */
  readonly byUrl?: boolean;
}

/** The asked span, from `low` up to, not including, `high`, in milliseconds since the epoch. */
export interface DateCriterion {
  readonly kind: 'date';
  readonly paths: readonly SearchPath[];
  readonly prefix: Prefix;
  readonly low: number;
  readonly high: number;
  /** True for a bound without a time: it is compared with the stored value's own local date. */
  readonly local: boolean;
}

/**
 * Numbers, or quantities of any unit. `low` and `high` are the range that the precision of the
 * asked value implies, `value` is the value itself.
 */
export interface NumberCriterion extends NumberTest {
  readonly kind: 'number';
  readonly paths: readonly Key[];
  /** For composites: key of the system of the code that is part of the path. */
  readonly codeSystem?: Key;
}

export interface NumberTest {
  readonly prefix: Prefix;
  readonly value: number;
  /** `eq` and `ne`: from `low` up to, not including, `high`. `ap`: the range that overlaps. */
  readonly low: number;
  readonly high: number;
}

/** Quantities in one unit: `unit` as in `QuantityEntry`, the test in that unit. */
export interface QuantityCriterion extends NumberTest {
  readonly kind: 'quantity';
  readonly path: Key;
  readonly unit: Key;
  readonly codeSystem?: Key;
}

/** Strings (normalised) and uris (as they are). */
export interface TextCriterion {
  readonly kind: 'text';
  readonly paths: readonly Key[];
  /** `below`: equal, or longer by further segments of a path (uris). */
  readonly match: 'prefix' | 'contains' | 'below';
  readonly values: readonly string[];
}

/** Texts in the body itself, for what has no index: slow over many resources. */
export interface ContentCriterion {
  readonly kind: 'content';
  /** Property names from the resource down; repetitions are passed through. */
  readonly places: readonly (readonly string[])[];
  /** What it begins with: as it stands (uris), or as strings are compared (normalised). */
  readonly match: 'exact' | 'folded';
  readonly values: readonly string[];
}

/** Resources of one type that fulfil all criteria. */
export interface SearchScope {
  /** A resource type, or that of its contained resources: see `contained.ts`. */
  readonly type: string;
  readonly criteria: readonly Criterion[];
  /** Further types that the same is asked of, by criteria that mean the same for all of them. */
  readonly alike?: readonly string[];
  /** True when the criteria are meant for contained resources of the type as well. */
  readonly alsoContained?: boolean;
}

/** What a result is ordered by: https://hl7.org/fhir/R4/search.html#sort. Without a value: last. */
export type SortKey =
  | { readonly by: 'id' | 'updated'; readonly descending: boolean }
  | { readonly by: 'date'; readonly paths: readonly SearchPath[]; readonly descending: boolean }
  | { readonly by: 'text' | 'number'; readonly paths: readonly Key[]; readonly descending: boolean }
  /** A text in the body, for codes and references. */
  | {
      readonly by: 'content';
      readonly places: readonly (readonly string[])[];
      readonly descending: boolean;
    };

export interface SearchQuery extends SearchScope {
  /** Empty: in order of creation. */
  readonly sort: readonly SortKey[];
}
