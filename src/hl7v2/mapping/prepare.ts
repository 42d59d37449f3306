/** What the settings of a feed do to a message before it is mapped: moved fields and defaults. */
import { isHeaderSegment, type Delimiters } from '../parser/delimiters.js';
import { Hl7Message } from '../parser/message.js';
import { parsePath, type Hl7Path } from '../parser/path.js';
import { Segment } from '../parser/segment.js';
import type { MappingSettings } from './settings.js';

/**
 * The message with its fields where the standard has them. A moved field replaces what stood there; a
 * default fills what is absent. Segments that are not there are not made.
 */
export function prepareMessage(message: Hl7Message, settings: MappingSettings): Hl7Message {
  const { moves, defaults } = settings;
  let prepared = message;
  for (const { from, to } of moves) {
    const value = message.at(from);
    if (value === undefined || value.isAbsent) continue;
    prepared = withValue(prepared, parsePath(to), value.raw);
  }
  for (const [path, text] of Object.entries(defaults)) {
    if (prepared.at(path)?.isAbsent === true) prepared = withValue(prepared, parsePath(path), text);
  }
  return prepared;
}

/** Puts a raw value at a path, in the first segment of that name or the one that it numbers. */
function withValue(message: Hl7Message, path: Hl7Path, raw: string): Hl7Message {
  const target = message.segmentsNamed(path.segment)[(path.sequence ?? 1) - 1];
  const { field } = path;
  if (target === undefined || field === undefined) return message;
  const changed = new Segment(
    replaceField(target.raw, { ...path, field }, raw, message.delimiters),
    message.syntax,
  );
  return new Hl7Message(
    message.segments.map((segment) => (segment === target ? changed : segment)),
    message.syntax,
  );
}

function replaceField(
  segment: string,
  path: Hl7Path & { readonly field: number },
  raw: string,
  delimiters: Delimiters,
): string {
  const parts = segment.split(delimiters.field);
  // In a header segment the separator itself is field 1.
  const position = isHeaderSegment(segment) ? path.field - 1 : path.field;
  while (parts.length <= position) parts.push('');
  parts[position] = replacePart(parts[position] ?? '', levelsWithin(path, delimiters), raw);
  return parts.join(delimiters.field);
}

/** A delimiter, and which of the parts that it divides. */
type LevelPlace = readonly [delimiter: string | undefined, number: number];

function levelsWithin(path: Hl7Path, delimiters: Delimiters): readonly LevelPlace[] {
  const { repetition, component, subcomponent } = path;
  if (repetition === undefined && component === undefined) return [];
  const levels: LevelPlace[] = [[delimiters.repetition, repetition ?? 1]];
  if (component !== undefined) levels.push([delimiters.component, component]);
  if (subcomponent !== undefined) levels.push([delimiters.subcomponent, subcomponent]);
  return levels;
}

function replacePart(text: string, levels: readonly LevelPlace[], raw: string): string {
  const [level, ...inner] = levels;
  if (level === undefined) return raw;
  const [delimiter, number] = level;
  if (delimiter === undefined) return text;
  const parts = text.split(delimiter);
  while (parts.length < number) parts.push('');
  parts[number - 1] = replacePart(parts[number - 1] ?? '', inner, raw);
  return parts.join(delimiter);
}
