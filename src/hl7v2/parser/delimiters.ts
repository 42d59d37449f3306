/** The characters that a message divides itself with: MSH-1 and MSH-2. HL7 v2.8, 2.5.4. */
import { Hl7Error } from '../hl7-error.js';

export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  /** Absent when MSH-2 has fewer than three characters: then nothing is escaped. */
  readonly escape?: string;
  /** Absent when MSH-2 has fewer than four characters: then there are no subcomponents. */
  readonly subcomponent?: string;
  /** From version 2.7: marks a value that was cut off. */
  readonly truncation?: string;
}

export const USUAL_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** Segments whose first field is the field separator itself. */
const HEADERS = /^(MSH|FHS|BHS)/i;

/** Whether fields of the segment count from its separator: MSH, FHS, BHS. */
export function isHeaderSegment(name: string): boolean {
  return HEADERS.test(name);
}

const NO_DELIMITER = /[A-Za-z0-9\s"\p{Cc}]/u;

/**
 * Reads MSH-1 and MSH-2.
 * @param line a header segment, from its name on
 * @throws Hl7Error when there is no header segment, or its delimiters can't be told apart
 */
export function readDelimiters(line: string): Delimiters {
  if (!HEADERS.test(line)) {
    throw new Hl7Error('100', 'The message does not start with an MSH segment.', {
      segment: 'MSH',
    });
  }
  const field = line[3];
  if (field === undefined || NO_DELIMITER.test(field)) {
    throw new Hl7Error('101', 'MSH-1, the field separator, is missing.', at(1));
  }
  const end = line.indexOf(field, 4);
  const encoding = end < 0 ? line.slice(4).trimEnd() : line.slice(4, end);
  return fromEncodingCharacters(field, encoding);
}

function fromEncodingCharacters(field: string, encoding: string): Delimiters {
  // Some senders write the escape character twice, as in `^~\\&`.
  const [component, repetition, escape, subcomponent, truncation, ...rest] = new Set(encoding);
  if (component === undefined || repetition === undefined) {
    throw new Hl7Error('101', 'MSH-2 has fewer than two encoding characters.', at(2));
  }
  if (rest.length > 0 || NO_DELIMITER.test(encoding)) {
    throw new Hl7Error('102', 'MSH-2 does not hold encoding characters.', at(2));
  }
  return {
    field,
    component,
    repetition,
    ...(escape !== undefined && { escape }),
    ...(subcomponent !== undefined && { subcomponent }),
    ...(truncation !== undefined && { truncation }),
  };
}

function at(field: number): { segment: string; field: number } {
  return { segment: 'MSH', field };
}

/** MSH-2 as it is to be sent. */
export function encodingCharacters(delimiters: Delimiters): string {
  const { component, repetition, escape = '', subcomponent = '', truncation = '' } = delimiters;
  return component + repetition + escape + subcomponent + truncation;
}
