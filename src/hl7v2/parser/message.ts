/** A message: segments in the order they were sent. HL7 v2.8, 2.5.1. */
import { Hl7Error } from '../hl7-error.js';
import type { Charset } from './charset.js';
import { readDelimiters, type Delimiters } from './delimiters.js';
import type { Syntax } from './escape.js';
import { parsePath, type Hl7Path } from './path.js';
import { Segment } from './segment.js';
import type { Hl7Value, Repetition } from './value.js';

export interface ParseLimits {
  readonly maxSegments: number;
}

const LIMITS: ParseLimits = { maxSegments: 100_000 };

/** Lines that begin a segment; anything else is the rest of the line before it. */
const SEGMENT_NAME = /^[A-Za-z][A-Za-z0-9]{2}$/;

export class Hl7Message {
  readonly segments: readonly Segment[];
  readonly syntax: Syntax;

  constructor(segments: readonly Segment[], syntax: Syntax) {
    this.segments = segments;
    this.syntax = syntax;
  }

  get delimiters(): Delimiters {
    return this.syntax.delimiters;
  }

  /** The first segment of that name. */
  segment(name: string): Segment | undefined {
    return this.segments.find((segment) => segment.name === name);
  }

  /** All segments of that name, in the order of the message. */
  segmentsNamed(name: string): readonly Segment[] {
    return this.segments.filter((segment) => segment.name === name);
  }

  /**
   * The value at a path, down to the first part of what the path names: `get('PID-5')` is the same
   * as `get('PID-5[1].1.1')`. Trimmed; undefined when absent, null or blank.
   */
  get(path: string): string | undefined {
    return this.at(path)?.value;
  }

  /** The whole of what a path names, undivided and unescaped: for texts. '' when there is none. */
  text(path: string): string {
    return this.at(path)?.text ?? '';
  }

  /** What a path names, to ask for its presence or parts; undefined when the segment is not there. */
  at(path: string): Hl7Value | undefined {
    const parsed = parsePath(path);
    const segment = this.segmentsNamed(parsed.segment)[(parsed.sequence ?? 1) - 1];
    if (segment === undefined || parsed.field === undefined) return undefined;
    const field = segment.field(parsed.field);
    return parsed.repetition === undefined && parsed.component === undefined
      ? field
      : within(field.repetition(parsed.repetition ?? 1), parsed);
  }

  /**
   * Everything a path names, over all segments and repetitions that it does not number: `all('PID-3')`
   * gives repetitions, `all('PID-3.1')` components. What was not sent is left out; null is not.
   */
  all(path: string): readonly Hl7Value[] {
    const parsed = parsePath(path);
    const { sequence, field, repetition } = parsed;
    if (field === undefined) return [];
    const named = this.segmentsNamed(parsed.segment);
    const segments = sequence === undefined ? named : named.slice(sequence - 1, sequence);
    return segments
      .flatMap((segment) => {
        const { repetitions } = segment.field(field);
        return repetition === undefined
          ? repetitions
          : repetitions.slice(repetition - 1, repetition);
      })
      .map((value) => within(value, parsed))
      .filter((value) => !value.isAbsent);
  }
}

function within(repetition: Repetition, path: Hl7Path): Hl7Value {
  if (path.component === undefined) return repetition;
  const component = repetition.component(path.component);
  return path.subcomponent === undefined ? component : component.subcomponent(path.subcomponent);
}

export interface ParseOptions {
  /** What `\X..\` gives bytes of; UTF-8 when it is not said. */
  readonly charset?: Charset;
  readonly limits?: ParseLimits;
}

/**
 * Reads one message. Segments may end in CR, LF or CRLF; empty lines are skipped; a line that begins
 * no segment belongs to the line before it, as when a text was sent with its line breaks. Unknown
 * segments and fields beyond the standard are kept.
 * @throws Hl7Error when there is no MSH, its delimiters can't be read, or there are too many segments
 */
export function parseMessage(text: string, options: ParseOptions = {}): Hl7Message {
  const start = /[^\s\uFEFF]/.exec(text)?.index ?? text.length;
  const lines = text.slice(start).split(/\r\n?|\n/);
  const header = lines[0] ?? '';
  if (!/^MSH/i.test(header)) {
    throw new Hl7Error('100', 'The message does not start with an MSH segment.', {
      segment: 'MSH',
    });
  }
  const delimiters = readDelimiters(header);
  const { maxSegments } = options.limits ?? LIMITS;
  const raws = joinLines(lines, delimiters.field);
  if (raws.length > maxSegments) {
    throw new Hl7Error('104', `The message has more than ${maxSegments} segments.`);
  }
  const syntax: Syntax = { delimiters, charset: options.charset ?? 'utf-8' };
  return new Hl7Message(
    raws.map((raw) => new Segment(raw, syntax)),
    syntax,
  );
}

function joinLines(lines: readonly string[], separator: string): string[] {
  const segments: string[] = [];
  for (const line of lines) {
    const before = segments.length - 1;
    const content = line.trimStart();
    if (content === '') continue;
    if (beginsSegment(content, separator)) segments.push(content);
    else segments[before] = `${segments[before] ?? ''}\n${line}`;
  }
  return segments;
}

function beginsSegment(line: string, separator: string): boolean {
  if (!SEGMENT_NAME.test(line.slice(0, 3))) return false;
  return line[3] === separator || line.slice(3).trim() === '';
}
