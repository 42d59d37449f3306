/** Where in a JSON text the elements are that issues name. */
import type { Position } from '../position.js';
import { endOfString } from './string-end.js';

/**
 * Positions of elements by expression (`Patient.name[0].family`); the text is read once for all.
 * @param text valid JSON; elements that it lacks have no position
 */
export function jsonPositions(
  text: string,
  root: string,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Position> {
  return new PositionReader(text, root, wanted).read();
}

interface Level {
  readonly path: string;
  /** Next index in an array; undefined in an object. */
  index: number | undefined;
}

const BETWEEN = new Set([',', ':', ' ', '\t', '\r']);
/** A number, true, false or null. */
const LITERAL = /^[^,\]}\s]+/;

class PositionReader {
  readonly #text: string;
  readonly #wanted: ReadonlySet<string>;
  readonly #found = new Map<string, Position>();
  readonly #levels: Level[] = [];
  readonly #root: string;
  /** Path of the value that comes next. */
  #path: string;
  #line = 1;
  #lineStart = 0;

  constructor(text: string, root: string, wanted: ReadonlySet<string>) {
    this.#text = text;
    this.#wanted = wanted;
    this.#root = root;
    this.#path = root;
  }

  read(): ReadonlyMap<string, Position> {
    this.#note(this.#root, this.#text.search(/\S|$/));
    let at = 0;
    while (at < this.#text.length && this.#found.size < this.#wanted.size) at = this.#step(at);
    return this.#found;
  }

  /** Looks at one token. @returns where the next one may be */
  #step(at: number): number {
    const char = this.#text[at] ?? '';
    if (char === '"') return this.#string(at);
    if (char === '{' || char === '[') this.#open(at, char);
    else if (char === '}' || char === ']') this.#levels.pop();
    else if (char === '\n') {
      this.#line++;
      this.#lineStart = at + 1;
    } else if (!BETWEEN.has(char)) {
      this.#value(at);
      return at + (LITERAL.exec(this.#text.slice(at, at + 400))?.[0].length ?? 1);
    }
    return at + 1;
  }

  #open(at: number, char: string): void {
    this.#value(at);
    this.#levels.push({ path: this.#path, index: char === '[' ? 0 : undefined });
  }

  #string(at: number): number {
    const after = Math.min(endOfString(this.#text, at) + 1, this.#text.length);
    const level = this.#levels.at(-1);
    const isKey = level?.index === undefined && /^\s*:/.test(this.#text.slice(after, after + 100));
    if (isKey && level !== undefined) {
      // `_birthDate` is a part of `birthDate`, by whose name issues call it.
      const name = this.#text.slice(at + 1, after - 1).replace(/^_/, '');
      this.#path = `${level.path}.${name}`;
      this.#note(this.#path, at);
    } else this.#value(at);
    return after;
  }

  /** A value begins; in an array it has an index of its own. */
  #value(at: number): void {
    const level = this.#levels.at(-1);
    if (level?.index === undefined) return;
    this.#path = `${level.path}[${level.index++}]`;
    this.#note(this.#path, at);
  }

  #note(path: string, at: number): void {
    if (!this.#wanted.has(path) || this.#found.has(path)) return;
    this.#found.set(path, { line: this.#line, column: at - this.#lineStart + 1 });
  }
}
