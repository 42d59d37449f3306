/**
 * Changes to messages that are passed on: fields set, copied, removed, and codes replaced. By path, as
 * data; everything that no step names stays as it stands in the message, escapes included.
 */
import { isHeaderSegment, type Delimiters } from '../parser/delimiters.js';
import { escapeText, unescape, type Syntax } from '../parser/escape.js';
import type { Hl7Message } from '../parser/message.js';
import { parsePath, type Hl7Path } from '../parser/path.js';
import type { TransformStep } from './destination.js';

/** A segment as the texts of its fields: `fields[0]` is field 1. */
interface Line {
  readonly name: string;
  fields: string[];
}

/**
 * The text of a message after the steps, segments ended by CR. A path without a number of the segment
 * is about every segment of that name, one without a number of the repetition about every repetition.
 */
export function transformed(message: Hl7Message, steps: readonly TransformStep[]): string {
  const { syntax } = message;
  const { field } = syntax.delimiters;
  let lines: Line[] = message.segments.map(({ name, raw }) => {
    const [, ...rest] = raw.split(field);
    // MSH-1 is the separator itself.
    return { name, fields: isHeaderSegment(name) ? [field, ...rest] : rest };
  });
  for (const step of steps) lines = apply(lines, step, syntax);
  return lines.map((line) => `${printed(line, field)}\r`).join('');
}

function printed({ name, fields }: Line, separator: string): string {
  const texts = isHeaderSegment(name) ? fields.slice(1) : fields;
  return [name, ...texts].join(separator);
}

function apply(lines: Line[], step: TransformStep, syntax: Syntax): Line[] {
  const { delimiters } = syntax;
  if ('set' in step) {
    const raw = escapeText(step.value, delimiters);
    return change(lines, parsePath(step.set), delimiters, () => raw);
  }
  if ('copy' in step) return copy(lines, parsePath(step.copy), parsePath(step.to), delimiters);
  if ('map' in step) {
    const { codes, otherwise } = step;
    return change(lines, parsePath(step.map), delimiters, (raw) => {
      const code = unescape(raw, syntax).trim();
      if (code === '' || raw === '""') return raw;
      const target = Object.hasOwn(codes, code) ? codes[code] : undefined;
      if (target !== undefined) return escapeText(target, delimiters);
      return otherwise === 'keep' ? raw : '';
    });
  }
  const path = parsePath(step.remove);
  if (path.field !== undefined) return change(lines, path, delimiters, () => '');
  return lines.filter((line) => line.name === 'MSH' || !chosen(lines, path).includes(line));
}

/** The segments that a path is about. */
function chosen(lines: readonly Line[], { segment, sequence }: Hl7Path): readonly Line[] {
  const named = lines.filter(({ name }) => name === segment);
  return sequence === undefined ? named : named.slice(sequence - 1, sequence);
}

/** Replaces what a path names in every segment that it is about. */
function change(
  lines: Line[],
  path: Hl7Path,
  delimiters: Delimiters,
  replace: (raw: string) => string,
): Line[] {
  for (const line of chosen(lines, path)) changeLine(line, path, delimiters, replace);
  return lines;
}

function changeLine(
  line: Line,
  path: Hl7Path,
  delimiters: Delimiters,
  replace: (raw: string) => string,
): void {
  line.fields = replaced(line.fields, path.field ?? 1, (raw) =>
    changedField(raw, path, delimiters, replace),
  );
}

function changedField(
  raw: string,
  path: Hl7Path,
  delimiters: Delimiters,
  replace: (raw: string) => string,
): string {
  const { repetition, component, subcomponent } = path;
  if (repetition === undefined && component === undefined) return replace(raw);
  const within = (part: string): string => {
    if (component === undefined) return replace(part);
    return inParts(part, delimiters.component, component, (text) =>
      subcomponent === undefined || delimiters.subcomponent === undefined
        ? replace(text)
        : inParts(text, delimiters.subcomponent, subcomponent, replace),
    );
  };
  if (repetition !== undefined) return inParts(raw, delimiters.repetition, repetition, within);
  return raw.split(delimiters.repetition).map(within).join(delimiters.repetition);
}

/** Replaces one part, and drops empty ones that are then left at the end. */
function inParts(
  raw: string,
  delimiter: string,
  number: number,
  replace: (raw: string) => string,
): string {
  const parts = replaced(raw.split(delimiter), number, replace);
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(delimiter);
}

function replaced(
  parts: readonly string[],
  number: number,
  replace: (raw: string) => string,
): string[] {
  const before = parts[number - 1] ?? '';
  const after = replace(before);
  // Nothing to nothing: the parts before it need not be there either.
  if (after === before) return [...parts];
  const length = Math.max(parts.length, number);
  return Array.from({ length }, (_, index) =>
    index === number - 1 ? after : (parts[index] ?? ''),
  );
}

/** Within each segment when both paths are about all segments of one name. */
function copy(lines: Line[], from: Hl7Path, to: Hl7Path, delimiters: Delimiters): Line[] {
  const isWithin =
    from.segment === to.segment && from.sequence === undefined && to.sequence === undefined;
  const first = chosen(lines, from)[0];
  for (const line of chosen(lines, to)) {
    const source = isWithin ? line : first;
    const raw = source === undefined ? '' : rawAt(source, from, delimiters);
    changeLine(line, to, delimiters, () => raw);
  }
  return lines;
}

/** What a path names first, as it stands. */
function rawAt({ fields }: Line, path: Hl7Path, delimiters: Delimiters): string {
  const field = fields[(path.field ?? 1) - 1] ?? '';
  if (path.repetition === undefined && path.component === undefined) return field;
  const repetition = field.split(delimiters.repetition)[(path.repetition ?? 1) - 1] ?? '';
  if (path.component === undefined) return repetition;
  const component = repetition.split(delimiters.component)[path.component - 1] ?? '';
  if (path.subcomponent === undefined || delimiters.subcomponent === undefined) return component;
  return component.split(delimiters.subcomponent)[path.subcomponent - 1] ?? '';
}
