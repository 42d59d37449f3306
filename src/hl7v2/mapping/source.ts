/**
 * Values of a message together with the place they come from, so that what is made of them can say
 * from which field it came, and a warning can point at it.
 */
import { USUAL_DELIMITERS } from '../parser/delimiters.js';
import type { Hl7Message } from '../parser/message.js';
import type { Segment } from '../parser/segment.js';
import { Component, Field, Subcomponent, type Hl7Value } from '../parser/value.js';

/** A field, repetition, component or subcomponent. */
export class Source {
  // Only declared, and set in the constructor: see `Level` in ../parser/value.ts.
  declare readonly level: Hl7Value;
  declare private readonly parent: string | Source;
  declare private readonly suffix: string;

  constructor(level: Hl7Value, parent: string | Source, suffix: string) {
    this.level = level;
    this.parent = parent;
    this.suffix = suffix;
  }

  /** As people write it: `PID-3[2].4.1`. */
  get path(): string {
    return (typeof this.parent === 'string' ? this.parent : this.parent.path) + this.suffix;
  }

  /** Nothing was sent, or blanks. */
  get isAbsent(): boolean {
    return this.level.raw.trim() === '';
  }

  /** `""` was sent: what is known is to be removed. */
  get isNull(): boolean {
    return this.level.isNull;
  }

  get isValued(): boolean {
    return !this.isAbsent && !this.isNull;
  }

  /** The whole of this level, undivided, unescaped and trimmed; undefined when empty. */
  get string(): string | undefined {
    const text = withoutControls(this.level.text).trim();
    return text === '' ? undefined : text;
  }

  /** The first part of the first part, trimmed; undefined when empty. */
  get code(): string | undefined {
    const { value } = this.level;
    return value === undefined ? undefined : withoutControls(value);
  }

  /** As {@link string}, with the blanks at its begin that lay out a text. */
  get text(): string {
    return withoutControls(this.level.text).trimEnd();
  }

  /** The values of a field that were sent, empty ones left out. */
  get repetitions(): readonly Source[] {
    const { level } = this;
    if (!(level instanceof Field)) return this.isAbsent ? [] : [this];
    return level.repetitions.flatMap((repetition, index) => {
      const source = new Source(repetition, this, `[${index + 1}]`);
      return source.isAbsent ? [] : [source];
    });
  }

  /**
   * A part of this level: of a field a component of its first repetition, of a component a
   * subcomponent. A subcomponent has itself as its only part.
   */
  part(number: number): Source {
    const { level } = this;
    if (level instanceof Subcomponent && number === 1) return this;
    return new Source(partOf(level, number), this, `.${number}`);
  }
}

/** Most of what is asked for is not there: nothing is made for that. */
function partOf(level: Hl7Value, number: number): Hl7Value {
  if (level.raw === '' || level instanceof Subcomponent) return NOTHING;
  if (level instanceof Component) return level.subcomponents[number - 1] ?? NOTHING;
  const repetition = level instanceof Field ? level.repetitions[0] : level;
  return repetition?.components[number - 1] ?? NOTHING;
}

const NOTHING = new Field('', { delimiters: USUAL_DELIMITERS, charset: 'utf-8' });

/**
 * Control characters, which escapes such as `\X00\` can bring in, have no place in a FHIR string:
 * https://hl7.org/fhir/R4/datatypes.html#string. Tabs and line ends stay.
 */
export function withoutControls(text: string): string {
  return CONTROLS.test(text) ? text.replace(new RegExp(CONTROLS, 'g'), '') : text;
}

/** Category Cc of Unicode, without tabs and line ends. */

const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

/** A segment and its place: `OBX[3]`. */
export class SegmentSource {
  readonly segment: Segment;
  readonly path: string;

  constructor(segment: Segment, path: string) {
    this.segment = segment;
    this.path = path;
  }

  get name(): string {
    return this.segment.name;
  }

  /** @param number as HL7 counts, from 1 */
  field(number: number): Source {
    return new Source(this.segment.fields[number - 1] ?? NOTHING, this.path, `-${number}`);
  }

  /** The whole segment as a source, for what its presence alone says. */
  get whole(): Source {
    return new Source(this.segment.field(1), this.path, '');
  }
}

/** Gives the segments of a message their places. */
export class SegmentPlaces {
  readonly #places = new Map<Segment, string>();
  readonly #read = new Set<Segment>();

  constructor(message: Hl7Message) {
    const counts = new Map<string, number>();
    for (const { name } of message.segments) counts.set(name, (counts.get(name) ?? 0) + 1);
    const seen = new Map<string, number>();
    for (const segment of message.segments) {
      const index = (seen.get(segment.name) ?? 0) + 1;
      seen.set(segment.name, index);
      const isOnly = counts.get(segment.name) === 1;
      this.#places.set(segment, isOnly ? segment.name : `${segment.name}[${index}]`);
    }
  }

  of(segment: Segment): SegmentSource {
    this.#read.add(segment);
    return new SegmentSource(segment, this.#places.get(segment) ?? segment.name);
  }

  /** Segments that nobody has asked for, with their places. */
  unread(): readonly SegmentSource[] {
    return [...this.#places]
      .filter(([segment]) => !this.#read.has(segment))
      .map(([segment, path]) => new SegmentSource(segment, path));
  }
}
