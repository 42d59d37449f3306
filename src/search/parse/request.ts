/** A whole search request: criteria, and how the result is to be given. */
import type { Key } from '../keys.js';
import type { SearchQuery } from '../query.js';
import type { QueryParameter } from './parameters.js';

/** `_include` or `_revinclude`: https://hl7.org/fhir/R4/search.html#revinclude */
export interface Include {
  /** The type that has the reference. */
  readonly source: string;
  /** Index paths of the reference; undefined for `*`: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Index paths of canonical references, whose targets are found by their url. */
  readonly urlPaths: readonly Key[];
  /** Only resources of these types are included (the target of an include); undefined: any. */
  readonly targets: readonly string[] | undefined;
  /** The types that the reference can lead to, by its definition; left out: any. */
  readonly possible?: readonly string[];
  readonly iterate: boolean;
}

export interface ResultOptions {
  /** Undefined: the server's default. */
  readonly count: number | undefined;
  readonly total: 'none' | 'estimate' | 'accurate' | undefined;
  readonly summary: 'true' | 'text' | 'data' | 'count' | 'false' | undefined;
  readonly elements: readonly string[];
  readonly includes: readonly Include[];
  readonly revincludes: readonly Include[];
  readonly cursor: string | undefined;
  /** Undefined: resources that are not contained in others, as is usual. */
  readonly contained: ContainedOptions | undefined;
}

/** https://hl7.org/fhir/R4/search.html#contained */
export interface ContainedOptions {
  /** Those that are not contained as well. */
  readonly both: boolean;
  /** What stands for a contained resource in the result. */
  readonly returned: 'container' | 'contained';
}

export interface IgnoredParameter {
  readonly name: string;
  readonly reason: string;
}

export interface ParsedSearch {
  /** One for each type that is searched. */
  readonly queries: readonly SearchQuery[];
  readonly options: ResultOptions;
  /** What `handling=lenient` left out. */
  readonly ignored: readonly IgnoredParameter[];
  /** The parameters that were used, as they came: for the self link. */
  readonly used: readonly QueryParameter[];
}
