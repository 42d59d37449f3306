/** Segments of a message in the making: names with their fields. */
import type { FieldContent, FieldContents } from '../../parser/print.js';

export interface Line {
  readonly name: string;
  readonly fields: FieldContents;
}

export type Lines = readonly Line[];

/** @param fields those without a value are left out, so that none stand at the end */
export function line(name: string, fields: FieldContents): Line {
  const valued = Object.entries(fields).filter(([, content]) => isValued(content));
  return { name, fields: Object.fromEntries(valued) };
}

/** Says that there is none: what the receiver knows is to be removed. HL7 v2.8, 2.5.3. */
const NULL = { isNull: true } as const;

/**
 * Says `""` for every field that had a value before and has none any more: absence would say nothing.
 * @param before the same segment as it was; undefined when there was none
 */
export function withNulls(after: FieldContents, before: FieldContents | undefined): FieldContents {
  if (before === undefined) return after;
  const gone = Object.keys(before)
    .map(Number)
    .filter((number) => isValued(before[number]) && !isValued(after[number]));
  return { ...after, ...Object.fromEntries(gone.map((number) => [number, NULL])) };
}

export function isValued(content: FieldContent | undefined): boolean {
  if (content === undefined) return false;
  if (typeof content === 'string') return content !== '';
  if ('isNull' in content) return true;
  const parts = 'repetitions' in content ? content.repetitions.flat() : content;
  return parts.flat().some((part) => part !== undefined && part !== '');
}

/** Repetitions of a field; undefined when there are none. */
export function repeated(
  all: readonly (readonly (string | readonly string[] | undefined)[] | undefined)[],
): FieldContent | undefined {
  const repetitions = all.filter((one) => one !== undefined);
  return repetitions.length === 0 ? undefined : { repetitions };
}
