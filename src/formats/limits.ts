/** What a body may hold at most, so that no input costs more than a bounded amount of work. */
export interface FormatLimits {
  /** Levels of objects, arrays or XML elements. */
  readonly maxDepth: number;
  /** Items in one array. */
  readonly maxArrayLength: number;
}

export const DEFAULT_FORMAT_LIMITS: FormatLimits = { maxDepth: 100, maxArrayLength: 100_000 };
