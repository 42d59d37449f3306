/** One new version of a resource, ready to be written: every reference is already a rid. */
import type { IndexEntries } from '../search/index-entries.js';

/** How a version came about; the numbers are stored. */
export const METHODS = { POST: 1, PUT: 2, PATCH: 3, DELETE: 4 } as const;

export type Method = keyof typeof METHODS;

export interface RowWrite {
  /** Number of the resource's type. */
  readonly type: number;
  readonly id: string;
  /** Row of the resource; undefined when it has none yet. */
  readonly rid: number | undefined;
  /** The version in force now, which nobody may have changed in between; 0 when there is none. */
  readonly expected: number;
  /** Whether that version has rows in `search_entry`, which have to go. */
  readonly hasEntries: boolean;
  /** Whether that version has contained resources, whose rows have to go. */
  readonly hadContained: boolean;
  /** Whether the new version has some, whose rows stand further on in the batch. */
  readonly hasContained: boolean;
  /** True for such a row itself: it is no version of anything. */
  readonly isContained: boolean;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly updated: number;
  readonly method: Method;
  /** JSON text; undefined for a deletion. */
  readonly body: string | undefined;
  readonly entries: IndexEntries;
  /** Rid, or minus the position (from 1) of another write in the same batch. */
  readonly patients: readonly number[];
  /** Likewise, for each of `entries.references`. */
  readonly targets: readonly number[];
}

export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
