/** A segment: a name and numbered fields. HL7 v2.8, 2.5.2. */
import { isHeaderSegment } from './delimiters.js';
import type { Syntax } from './escape.js';
import { DelimiterField, Field } from './value.js';

export class Segment {
  /** Three characters, in capitals. */
  readonly name: string;
  /** As it stands in the message. */
  readonly raw: string;
  private readonly syntax: Syntax;
  private split: readonly Field[] | undefined;

  constructor(raw: string, syntax: Syntax) {
    this.raw = raw;
    this.name = raw.slice(0, 3).toUpperCase();
    this.syntax = syntax;
  }

  /** All that were sent: `fields[0]` is field 1. In MSH field 1 is the separator. */
  get fields(): readonly Field[] {
    this.split ??= this.#split();
    return this.split;
  }

  /** @param number as HL7 counts, from 1; absent when there are fewer */
  field(number: number): Field {
    return this.fields[number - 1] ?? new Field('', this.syntax);
  }

  #split(): readonly Field[] {
    const separator = this.syntax.delimiters.field;
    const [, ...rest] = this.raw.split(separator);
    if (!isHeaderSegment(this.name)) return rest.map((raw) => new Field(raw, this.syntax));
    return [separator, ...rest].map((raw, index) =>
      index < 2 ? new DelimiterField(raw, this.syntax) : new Field(raw, this.syntax),
    );
  }
}
