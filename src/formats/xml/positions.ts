/** Where in an XML text the elements are that issues name. */
import { FhirError } from '../../fhir/errors.js';
import type { Position } from '../position.js';
import { readXml } from './parse.js';
import type { XmlTypeModel } from './type-model.js';

/**
 * Positions of elements by expression; the text is read once for all. The first of several stands
 * for all of them: `Patient.name` is where `Patient.name[0]` is.
 * @param text a resource in XML; of one that is broken only what stands before the mistake is found
 */
export function xmlPositions(
  text: string,
  model: XmlTypeModel,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Position> {
  const starts = new Map<string, number>();
  const note = (path: string, start: number): void => {
    if (wanted.has(path) && !starts.has(path)) starts.set(path, start);
  };
  try {
    readXml(text, model, (path, start) => {
      note(path, start);
      if (path.endsWith(']')) note(path.slice(0, path.lastIndexOf('[')), start);
    });
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
  }
  return withLines(text, starts);
}

/** Offsets come in the order of the text, so its lines are counted once. */
function withLines(text: string, starts: ReadonlyMap<string, number>): Map<string, Position> {
  const found = new Map<string, Position>();
  let line = 1;
  let lineStart = 0;
  for (const [path, start] of starts) {
    for (;;) {
      const next = text.indexOf('\n', lineStart);
      if (next < 0 || next >= start) break;
      line++;
      lineStart = next + 1;
    }
    found.set(path, { line, column: start - lineStart + 1 });
  }
  return found;
}
