/**
 * Where JSON text stops being JSON. V8 tells only sometimes, and quotes the text when it does not.
 * Slow, and used only for the error message.
 */
import { endOfString } from './string-end.js';

type Expected =
  'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

const SPACE = /[ \t\n\r]*/y;
const NUMBER_OR_NAME = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const CONTROL = /[\u0000-\u001f]/;
/** An escape; one that JSON does not have is in the group. */
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|([^]))/g;

/** Offset of the first character that does not fit; the length of the text when it ends too early. */
export function findSyntaxError(text: string): number {
  return new SyntaxScanner(text).run();
}

class SyntaxScanner {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  run(): number {
    for (;;) {
      this.#at = this.#end(SPACE) ?? this.#at;
      if (this.#at >= this.#text.length || !this.#step()) return this.#at;
    }
  }

  /** Takes one token; false when the one that is there does not fit. */
  #step(): boolean {
    switch (this.#expected) {
      case 'value':
        return this.#value();
      case 'value or end':
        return this.#close(']') || this.#value();
      case 'key':
        return this.#key();
      case 'key or end':
        return this.#close('}') || this.#key();
      case 'colon':
        return this.#sign(':', 'value');
      case 'comma or end':
        return this.#comma() || this.#close(this.#open.at(-1) === '{' ? '}' : ']');
      case 'nothing':
        return false;
    }
  }

  #value(): boolean {
    const sign = this.#text[this.#at];
    if (sign === '{' || sign === '[') {
      this.#open.push(sign);
      return this.#sign(sign, sign === '{' ? 'key or end' : 'value or end');
    }
    return this.#scalar(this.#afterValue());
  }

  #key(): boolean {
    return this.#text[this.#at] === '"' && this.#scalar('colon');
  }

  #scalar(next: Expected): boolean {
    const end = this.#text[this.#at] === '"' ? this.#endOfString() : this.#end(NUMBER_OR_NAME);
    if (end === undefined) return false;
    this.#at = end;
    this.#expected = next;
    return true;
  }

  #comma(): boolean {
    return this.#sign(',', this.#open.at(-1) === '{' ? 'key' : 'value');
  }

  #close(sign: '}' | ']'): boolean {
    if (this.#text[this.#at] !== sign || this.#open.length === 0) return false;
    this.#open.pop();
    return this.#sign(sign, this.#afterValue());
  }

  #sign(sign: string, next: Expected): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    this.#expected = next;
    return true;
  }

  #afterValue(): Expected {
    return this.#open.length === 0 ? 'nothing' : 'comma or end';
  }

  /** Where the string ends that begins here; undefined when it does not, or has what is not allowed. */
  #endOfString(): number | undefined {
    const end = endOfString(this.#text, this.#at);
    const content = this.#text.slice(this.#at + 1, end);
    if (end === this.#text.length || CONTROL.test(content)) return undefined;
    for (const [, wrong] of content.matchAll(ESCAPE)) if (wrong !== undefined) return undefined;
    return end + 1;
  }

  /** Where a match of this pattern ends that begins here. */
  #end(pattern: RegExp): number | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    return match === null ? undefined : this.#at + match[0].length;
  }
}
