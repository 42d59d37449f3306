/** Bounds on what one search may ask. Whatever goes beyond them is refused; nothing is cut off. */
export interface SearchLimits {
  /** Parameters in one request. */
  readonly parameters: number;
  /** Values in one comma list. */
  readonly values: number;
  /** Values in the whole request, over all types and chains that they are tried on. */
  readonly work: number;
  /** Links of a chain, forward and reverse (`_has`) together. */
  readonly chainDepth: number;
  /** Resource types that the chains of one request lead to. */
  readonly scopes: number;
  /** `_include` and `_revinclude` together. */
  readonly includes: number;
  /** Keys of `_sort`. */
  readonly sortKeys: number;
  /** Codes of a value set in `:in` and `:not-in`. */
  readonly codes: number;
  /** Parentheses within parentheses of `_filter`. */
  readonly filterDepth: number;
  /** Comparisons in one `_filter`. */
  readonly filterTerms: number;
}

export const DEFAULT_LIMITS: SearchLimits = {
  parameters: 100,
  values: 2000,
  work: 50_000,
  chainDepth: 5,
  scopes: 1000,
  includes: 50,
  sortKeys: 10,
  codes: 10_000,
  filterDepth: 10,
  filterTerms: 100,
};
