/** A place in a text: lines and columns from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
