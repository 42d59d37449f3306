/** Where in the text of a resource, JSON or XML, the elements are that issues name. */
import { jsonPositions } from './json/positions.js';
import type { Position } from './position.js';
import { xmlPositions } from './xml/positions.js';
import type { XmlTypeModel } from './xml/type-model.js';

/**
 * Positions of elements by expression (`Patient.name[0].family`). An element that the text lacks has
 * the position of what it would be in.
 * @param text from which a resource was read
 */
export function positionsIn(
  text: string,
  model: XmlTypeModel,
  expressions: Iterable<string>,
): ReadonlyMap<string, Position> {
  const asked = new Set(expressions);
  const [first] = asked;
  if (first === undefined) return new Map();
  const root = /^\w*/.exec(first)?.[0] ?? '';
  const wanted = new Set([...asked].flatMap(withHolders));
  const found = /^\s*</.test(text)
    ? xmlPositions(text, model, wanted)
    : jsonPositions(text, root, wanted);
  return new Map(
    [...asked].flatMap((expression) => {
      const place = withHolders(expression).find((holder) => found.has(holder));
      const position = place === undefined ? undefined : found.get(place);
      return position === undefined ? [] : [[expression, position] as const];
    }),
  );
}

/** `a.b[1].c`, `a.b[1]`, `a.b`, `a`. */
function withHolders(expression: string): string[] {
  const all = [expression];
  let rest = expression;
  for (;;) {
    const cut = rest.endsWith(']') ? rest.lastIndexOf('[') : rest.lastIndexOf('.');
    if (cut <= 0) return all;
    rest = rest.slice(0, cut);
    all.push(rest);
  }
}
