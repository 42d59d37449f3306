/** What a leading index is. */
import type { Criterion } from '../../search/query.js';
import type { Printer, Row } from './printer.js';

export type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export interface RidSelect {
  /** `select distinct … as rid`. */
  readonly print: (printer: Printer) => string;
  /** False when a rid may also be that of a resource that is deleted, or of another type. */
  readonly certain: boolean;
}

/** A way to come by the rows that fulfil a criterion. */
export interface Lead {
  readonly criterion: Criterion;
  /** True when the rows need no further test of the criterion. */
  readonly exact: boolean;
  /** Rows that come, about. */
  readonly rows: number;
  /** Rows that are read for them, about. */
  readonly work: number;
  /** For the explanation of a search: which index leads. */
  readonly name: string;
  /** A select of the rids alone, where they can be had without the rows. */
  readonly rids?: RidSelect;
  /** What stands behind `from` and `where`; each row of the type once. */
  readonly print: (
    row: Row,
    printer: Printer,
  ) => { readonly from: string; readonly where: string[] };
}

/** A lead of one criterion, which is exact and reads what it finds unless said. */
export type MakeLead = (
  name: string,
  print: Lead['print'],
  facts?: Partial<Pick<Lead, 'exact' | 'work' | 'rids'>>,
) => Lead;
