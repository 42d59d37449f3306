/** Messages as text, and messages made or changed here. */
import { encodingCharacters, type Delimiters } from './delimiters.js';
import { escapeText, type Syntax } from './escape.js';
import type { Hl7Message } from './message.js';
import { Segment } from './segment.js';

/** The text of a message: every segment as it was read, each ended by CR. */
export function printMessage(message: Hl7Message): string {
  return message.segments.map((segment) => `${segment.raw}\r`).join('');
}

/** Content of a field to be sent: a text, its components, its repetitions of components, or `""`. */
export type FieldContent =
  | string
  | Components
  | { readonly repetitions: readonly Components[] }
  /** The explicit null: what is known is to be removed. HL7 v2.8, 2.5.3. */
  | { readonly isNull: true };
/** Components, each a text or its subcomponents. */
export type Components = readonly (string | readonly string[] | undefined)[];

/** Fields of a segment by their HL7 numbers. Those left out are sent empty. */
export type FieldContents = Readonly<Record<number, FieldContent | undefined>>;

/**
 * Makes a segment. Texts are escaped here.
 * @param fields for MSH from field 3 on: the delimiters are added
 */
export function makeSegment(name: string, fields: FieldContents, syntax: Syntax): Segment {
  const { delimiters } = syntax;
  const isHeader = name === 'MSH';
  const numbers = Object.keys(fields).map(Number);
  const last = Math.max(isHeader ? 2 : 0, ...numbers);
  const raws = Array.from({ length: last }, (_, index) =>
    printField(fields[index + 1], delimiters),
  );
  // MSH-1 is the separator that follows the name anyway.
  const content = isHeader ? [encodingCharacters(delimiters), ...raws.slice(2)] : raws;
  return new Segment([name, ...content].join(delimiters.field), syntax);
}

function printField(content: FieldContent | undefined, delimiters: Delimiters): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content, delimiters);
  if ('isNull' in content) return '""';
  if ('repetitions' in content) {
    return content.repetitions
      .map((components) => printComponents(components, delimiters))
      .join(delimiters.repetition);
  }
  return printComponents(content, delimiters);
}

function printComponents(components: Components, delimiters: Delimiters): string {
  return withoutTrailing(components.map((part) => printComponent(part, delimiters))).join(
    delimiters.component,
  );
}

function printComponent(part: Components[number], delimiters: Delimiters): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeText(part, delimiters);
  const { subcomponent } = delimiters;
  const texts = withoutTrailing(part.map((text) => escapeText(text, delimiters)));
  if (texts.length > 1 && subcomponent === undefined) {
    throw new RangeError('The message has no subcomponents.');
  }
  return texts.join(subcomponent);
}

function withoutTrailing(parts: readonly string[]): readonly string[] {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1);
}
