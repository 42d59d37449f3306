/** What every file starts with: its kind and id, and under it the facts of the resource as a whole. */
import { CompactFormatError, remainderOf, wordOf } from './lines.js';
import type { Line } from './lines.js';

/** The header's facts by key; a key that may repeat is asked for with `all`. */
export class Header {
  readonly #lines: readonly Line[];
  readonly #head: Line;

  /** @throws CompactFormatError for a key that is not in `known`. */
  constructor(head: Line, known: readonly string[]) {
    const keys = ['url', 'name', 'version', 'status', ...known];
    const stranger = head.children.find((line) => !keys.includes(line.key));
    if (stranger) throw new CompactFormatError(`unknown: ${stranger.key}`, stranger);
    this.#head = head;
    this.#lines = head.children;
  }

  all(key: string): Line[] {
    return this.#lines.filter((line) => line.key === key);
  }

  get(key: string): string | undefined {
    const [line] = this.all(key);
    return line && remainderOf(line);
  }

  need(key: string): string {
    const text = this.get(key);
    if (text === undefined) throw new CompactFormatError(`"${key}" is missing`, this.#head);
    return text;
  }

  flag(key: string): boolean | undefined {
    const text = this.get(key);
    return text === undefined ? undefined : text === 'true';
  }

  canonical(): { id: string; url: string; name: string; status: string; version?: string } {
    const version = this.get('version');
    return {
      id: wordOf(this.#head),
      url: this.need('url'),
      name: this.need('name'),
      status: this.need('status'),
      ...(version !== undefined && { version }),
    };
  }
}
