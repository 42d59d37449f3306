/**
 * The levels of a value: field, repetition, component, subcomponent. HL7 v2.8, 2.5.3.
 * All are immutable, are counted from 1, and are split when they are asked for.
 */
import { unescape, type Syntax } from './escape.js';

/**
 * `absent`: nothing was sent, which says nothing about the value. `null`: `""` was sent, which says
 * that there is none and what is known is to be removed.
 */
export type Presence = 'absent' | 'null' | 'valued';

const NULL = '""';

/**
 * Members are only declared and are set in the constructor: there are hundreds of these objects in a
 * message, and defining members and private names takes several times as long.
 */
abstract class Level<Part> {
  /** As it stands in the message, escapes included. */
  declare readonly raw: string;
  declare protected readonly syntax: Syntax;
  /** Undefined until they are asked for. */
  declare protected parts: readonly Part[] | undefined;

  constructor(raw: string, syntax: Syntax) {
    this.raw = raw;
    this.syntax = syntax;
    this.parts = undefined;
  }

  get presence(): Presence {
    if (this.raw === '') return 'absent';
    return this.raw === NULL ? 'null' : 'valued';
  }

  get isAbsent(): boolean {
    return this.raw === '';
  }

  get isNull(): boolean {
    return this.raw === NULL;
  }

  /**
   * The whole of this level as text, undivided and unescaped: for data types without parts (ST, TX,
   * FT, NM, ID …), where a stray `&` or `^` is text. '' when absent or null.
   */
  get text(): string {
    return this.isNull ? '' : unescape(this.raw, this.syntax);
  }

  /** The first subcomponent of the first component …, unescaped and trimmed; undefined when empty. */
  get value(): string | undefined {
    const text = this.first().text.trim();
    return text === '' ? undefined : text;
  }

  protected abstract first(): Level<unknown>;

  protected split(delimiter: string | undefined): readonly string[] {
    if (this.raw === '') return [];
    return delimiter === undefined ? [this.raw] : this.raw.split(delimiter);
  }
}

/** The part that a component may be divided into. */
export class Subcomponent extends Level<never> {
  protected override first(): Level<unknown> {
    return this;
  }
}

export class Component extends Level<Subcomponent> {
  /** All that were sent; none when the component is absent. */
  get subcomponents(): readonly Subcomponent[] {
    this.parts ??= this.split(this.syntax.delimiters.subcomponent).map(
      (raw) => new Subcomponent(raw, this.syntax),
    );
    return this.parts;
  }

  /** @param number from 1; absent when there are fewer */
  subcomponent(number: number): Subcomponent {
    return this.subcomponents[number - 1] ?? new Subcomponent('', this.syntax);
  }

  protected override first(): Level<unknown> {
    return this.subcomponent(1);
  }
}

/** One of the values of a field that may be repeated. */
export class Repetition extends Level<Component> {
  /** All that were sent; none when the repetition is absent. */
  get components(): readonly Component[] {
    this.parts ??= this.split(this.syntax.delimiters.component).map(
      (raw) => new Component(raw, this.syntax),
    );
    return this.parts;
  }

  /** @param number from 1; absent when there are fewer */
  component(number: number): Component {
    return this.components[number - 1] ?? new Component('', this.syntax);
  }

  protected override first(): Level<unknown> {
    return this.component(1).subcomponent(1);
  }
}

export class Field extends Level<Repetition> {
  /** All that were sent, empty ones between others included; none when the field is absent. */
  get repetitions(): readonly Repetition[] {
    this.parts ??= this.split(this.syntax.delimiters.repetition).map(
      (raw) => new Repetition(raw, this.syntax),
    );
    return this.parts;
  }

  /** @param number from 1; absent when there are fewer */
  repetition(number: number): Repetition {
    return this.repetitions[number - 1] ?? new Repetition('', this.syntax);
  }

  /** A component of the first repetition. */
  component(number: number): Component {
    return this.repetition(1).component(number);
  }

  protected override first(): Level<unknown> {
    return this.component(1).subcomponent(1);
  }
}

/** MSH-1 and MSH-2: the delimiters themselves, which are neither divided nor unescaped. */
export class DelimiterField extends Field {
  override get text(): string {
    return this.raw;
  }

  override get value(): string | undefined {
    return this.raw === '' ? undefined : this.raw;
  }

  protected override split(): readonly string[] {
    return this.raw === '' ? [] : [this.raw];
  }
}

/** Any level of a value. */
export type Hl7Value = Field | Repetition | Component | Subcomponent;
