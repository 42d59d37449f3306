/**
 * Places in a message as people write them: `PID-3`, `PID-3[2].4.1`, `OBX[3]-5`.
 * Everything counts from 1. A full stop is taken for the hyphen: `PID.3.4`.
 */

export interface Hl7Path {
  readonly segment: string;
  /** Which segment of that name; undefined: the first, or all where several are asked for. */
  readonly sequence?: number;
  readonly field?: number;
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

const INDEX = String.raw`(?:[[(](\d{1,4})[\])])?`;
const NUMBER = String.raw`(\d{1,3})`;
const PATH = new RegExp(
  `^([A-Za-z][A-Za-z0-9]{2})${INDEX}(?:[-.]${NUMBER}${INDEX}(?:\\.${NUMBER}(?:\\.${NUMBER})?)?)?$`,
);

const known = new Map<string, Hl7Path>();
const MOST_KNOWN = 2000;

/**
 * Reads a path.
 * @throws RangeError when it is none
 */
export function parsePath(text: string): Hl7Path {
  const before = known.get(text);
  if (before !== undefined) return before;
  const match = PATH.exec(text);
  if (match === null) throw new RangeError(`"${text.slice(0, 40)}" is not a path like PID-3[1].4.`);
  const [, segment = '', ...numbers] = match;
  const [sequence, field, repetition, component, subcomponent] = numbers.map(toNumber);
  if (numbers.some((number) => Number(number) === 0)) {
    throw new RangeError(`"${text}": fields and their parts are counted from 1.`);
  }
  const path: Hl7Path = {
    segment: segment.toUpperCase(),
    ...(sequence !== undefined && { sequence }),
    ...(field !== undefined && { field }),
    ...(repetition !== undefined && { repetition }),
    ...(component !== undefined && { component }),
    ...(subcomponent !== undefined && { subcomponent }),
  };
  if (known.size < MOST_KNOWN) known.set(text, path);
  return path;
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** A path as text: the reverse of {@link parsePath}. */
export function formatPath(path: Hl7Path): string {
  const { segment, sequence, field, repetition, component, subcomponent } = path;
  let text = segment + index(sequence);
  if (field === undefined) return text;
  text += `-${field}${index(repetition)}`;
  if (component === undefined) return text;
  text += `.${component}`;
  return subcomponent === undefined ? text : `${text}.${subcomponent}`;
}

function index(number: number | undefined): string {
  return number === undefined ? '' : `[${number}]`;
}
