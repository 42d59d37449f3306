/** The parameters of `$everything`: https://hl7.org/fhir/R4/patient-operation-everything.html */
import { parseDate } from '../../fhir/date.js';
import { CURSOR } from '../../interactions/history.js';
import type { QueryParameter } from '../../search/parse/parameters.js';
import { takeOne, wrongParameter } from '../call-parameters.js';

/** A bound of the time in which care was given. */
export interface CareBound {
  /** Milliseconds since the epoch: the first moment within, or the first one behind. */
  readonly moment: number;
  /** True for a date: it is one of the place where a record's own date was written. */
  readonly local: boolean;
}

export interface AskedEverything {
  readonly start: CareBound | undefined;
  readonly end: CareBound | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number | undefined;
  /** Undefined: all. */
  readonly types: readonly string[] | undefined;
  readonly count: number | undefined;
  readonly cursor: string | undefined;
}

/** About the look of the answer, which is for whoever sends it. */
const OF_THE_ANSWER = new Set(['_summary', '_elements']);

/** @throws FhirError `invalid-request` */
export function askedEverything(
  parameters: readonly QueryParameter[],
  isResourceType: (name: string) => boolean,
): AskedEverything {
  const left = parameters.filter(([name]) => !OF_THE_ANSWER.has(name));
  const start = dateOf('start', takeOne(left, 'start'));
  const end = dateOf('end', takeOne(left, 'end'));
  const since = dateOf('_since', takeOne(left, '_since'));
  const count = countOf(takeOne(left, '_count'));
  const cursor = takeOne(left, CURSOR);
  const types = typesOf(left, isResourceType);
  const [unknown] = left.filter(([name]) => name !== '_type');
  if (unknown !== undefined) throw wrongParameter(unknown[0], '$everything does not have it');
  return {
    start: start && { moment: start.low, local: !start.hasTime },
    end: end && { moment: end.high, local: !end.hasTime },
    since: since?.low,
    types,
    count,
    cursor,
  };
}

function dateOf(name: string, text: string | undefined): ReturnType<typeof parseDate> {
  if (text === undefined) return undefined;
  // A plus sign that was not escaped arrives as a space.
  const date = parseDate(text.replace(' ', '+'));
  if (date === undefined) throw wrongParameter(name, 'it is no date or time');
  return date;
}

function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,39}$/.test(text)) throw wrongParameter('_count', 'it is no number of 1 or more');
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

function typesOf(
  parameters: readonly QueryParameter[],
  isResourceType: (name: string) => boolean,
): readonly string[] | undefined {
  const types = parameters.flatMap(([name, value]) => (name === '_type' ? value.split(',') : []));
  if (!types.every(isResourceType)) {
    throw wrongParameter('_type', 'it is no list of resource types');
  }
  return types.length === 0 ? undefined : [...new Set(types)];
}
