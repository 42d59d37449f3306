/** What is indexed of one resource. `storage/` writes it, `search/extract.ts` makes it. */
import type { Key } from './keys.js';

/**
 * A span of time: from `low` up to but not including `high`, in milliseconds since the epoch;
 * infinite where a period is open.
 */
export interface DateSpan {
  readonly low: number;
  readonly high: number;
  /** Minutes that the written time was ahead of UTC; 0 for a date without a time zone. */
  readonly offset: number;
}

export interface StringEntry {
  readonly path: Key;
  /** Normalised: see `types/string.ts`. */
  readonly text: string;
}

export interface DateEntry {
  readonly path: Key;
  readonly span: DateSpan;
}

/** A number, or a quantity with its unit; `low` and `high` differ for ranges and comparators. */
export interface QuantityEntry {
  readonly path: Key;
  readonly low: number;
  readonly high: number;
  /** Key of the unit: of the canonical UCUM unit, or of system and code where it is not UCUM. */
  readonly unit?: Key;
  /** `low` and `high` in that unit; equal to them when the unit is not UCUM. */
  readonly unitLow?: number;
  readonly unitHigh?: number;
  /** For composites: key of the system of the code that is part of `path`. */
  readonly codeSystem?: Key;
}

/** A literal reference to a resource on this server. */
export interface ReferenceEntry {
  readonly path: Key;
  readonly type: string;
  readonly id: string;
}

/** A reference to a contained resource, or from one to its container (`#`). */
export interface FragmentEntry {
  readonly path: Key;
  /** Within the container; empty for the container itself. */
  readonly id: string;
}

/** A contained resource: see `contained.ts`. */
export interface ContainedEntries {
  readonly type: string;
  /** Within the container; undefined when it has none, so that nothing can refer to it. */
  readonly id: string | undefined;
  /** Place in `contained`, from 0. */
  readonly position: number;
  readonly entries: IndexEntries;
}

/** An identifier in plain text: identity is compared exactly. */
export interface IdentifierEntry {
  readonly path: Key;
  readonly system: string;
  readonly value: string;
}

/** https://hl7.org/fhir/R4/references.html#canonical, compared exactly. */
export interface Canonical {
  /** As `identityText` has it, without a fragment. */
  readonly url: string;
  /** Empty for none. */
  readonly version: string;
}

/** A reference to whatever resource has this url, and this version if there is one. */
export interface CanonicalEntry extends Canonical {
  readonly path: Key;
}

/** A value that has more to it than a path, whatever its kind. */
export interface ExtraEntry {
  readonly path: Key;
  /** Values of one repetition of a composite's element have the same number. */
  readonly repetition?: number;
  /** Found by, but not ordered by. */
  readonly unranked?: true;
  readonly text?: string;
  /** Of a reference: its version, empty for none. */
  readonly system?: string;
  readonly span?: DateSpan;
  readonly low?: number;
  readonly high?: number;
  readonly unit?: Key;
  readonly unitLow?: number;
  readonly unitHigh?: number;
  readonly codeSystem?: Key;
}

export interface IndexEntries {
  /** Keys of the token array: pairs of 32-bit halves, high half first. */
  readonly tokens: number[];
  readonly strings: StringEntry[];
  readonly dates: DateEntry[];
  readonly quantities: QuantityEntry[];
  readonly references: ReferenceEntry[];
  readonly identifiers: IdentifierEntry[];
  readonly canonicals: CanonicalEntry[];
  readonly extras: ExtraEntry[];
  /** What the resource itself is referred to by. */
  canonical?: Canonical;
  /** Absent for nearly all resources, as `contained` is. */
  fragments?: FragmentEntry[];
  contained?: readonly ContainedEntries[];
  /** The date that the type is usually ordered by; it lies in the row itself. */
  mainDate?: DateSpan;
  /** Logical ids of the patients in whose compartment the resource is, without repeats. */
  patients: readonly string[];
}

export function noEntries(): IndexEntries {
  return {
    tokens: [],
    strings: [],
    dates: [],
    quantities: [],
    references: [],
    identifiers: [],
    canonicals: [],
    extras: [],
    patients: [],
  };
}
