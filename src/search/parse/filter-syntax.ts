/** The grammar of `_filter`: https://hl7.org/fhir/R4/search_filter.html */
import { wrongValue } from './errors.js';
import type { SearchLimits } from './limits.js';

export const FILTER_OPERATORS = [
  'eq',
  'ne',
  'co',
  'sw',
  'ew',
  'gt',
  'lt',
  'ge',
  'le',
  'ap',
  'sa',
  'eb',
  'pr',
  'po',
  'ss',
  'sb',
  'in',
  'ni',
  're',
] as const;

export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly of: FilterNode }
  | FilterTest;

export interface FilterTest {
  readonly kind: 'test';
  /** `subject.name`: a parameter, or a chain to one. */
  readonly path: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** @throws FhirError that names the place at which the text is no filter */
export function parseFilter(
  text: string,
  name: string,
  limits: Pick<SearchLimits, 'filterDepth' | 'filterTerms'>,
): FilterNode {
  return new FilterParser(text, name, limits).parse();
}

const SPACE = /\s*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_-]*/y;
const PATH = /[A-Za-z_][A-Za-z0-9_-]*(?::[A-Za-z]+)?(?:\.[A-Za-z_][A-Za-z0-9_-]*(?::[A-Za-z]+)?)*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
/** A string can hold spaces and closing brackets; a value without quotes ends at them. */
const TOKEN = /[^\s)\]"]+/y;

class FilterParser {
  readonly #text: string;
  readonly #name: string;
  readonly #limits: Pick<SearchLimits, 'filterDepth' | 'filterTerms'>;
  #at = 0;
  #depth = 0;
  #terms = 0;

  constructor(
    text: string,
    name: string,
    limits: Pick<SearchLimits, 'filterDepth' | 'filterTerms'>,
  ) {
    this.#text = text;
    this.#name = name;
    this.#limits = limits;
  }

  parse(): FilterNode {
    const node = this.#expression();
    if (this.#at < this.#text.length) throw this.#wrong('"and", "or" or the end');
    return node;
  }

  /** From left to right: neither of "and" and "or" binds closer. */
  #expression(): FilterNode {
    let node = this.#term();
    for (;;) {
      const operator = this.#peekWord();
      if (operator !== 'and' && operator !== 'or') return node;
      this.#take(WORD);
      node = { kind: operator, left: node, right: this.#term() };
    }
  }

  #term(): FilterNode {
    this.#skipSpace();
    if (this.#text[this.#at] === '(') return this.#parenthesised();
    if (this.#peekWord() !== 'not') return this.#test();
    this.#take(WORD);
    this.#skipSpace();
    if (this.#text[this.#at] !== '(') throw this.#wrong('"(" behind "not"');
    return { kind: 'not', of: this.#parenthesised() };
  }

  #parenthesised(): FilterNode {
    this.#depth++;
    if (this.#depth > this.#limits.filterDepth) {
      throw wrongValue(
        this.#name,
        `it has more than ${this.#limits.filterDepth} levels of parentheses`,
      );
    }
    this.#at++;
    const node = this.#expression();
    if (this.#text[this.#at] !== ')') throw this.#wrong('")"');
    this.#at++;
    this.#skipSpace();
    this.#depth--;
    return node;
  }

  #test(): FilterTest {
    this.#terms++;
    if (this.#terms > this.#limits.filterTerms) {
      throw wrongValue(this.#name, `it has more than ${this.#limits.filterTerms} comparisons`);
    }
    const path = this.#take(PATH) ?? '';
    if (path === '') throw this.#wrong('the name of a parameter');
    if (this.#text[this.#at] === '[') {
      throw wrongValue(this.#name, 'filters in square brackets are not supported');
    }
    const word = this.#take(WORD);
    const operator = FILTER_OPERATORS.find((known) => known === word);
    if (operator === undefined) throw this.#wrong('an operator, such as eq, before it');
    return { kind: 'test', path, operator, value: this.#value() };
  }

  #value(): string {
    const quoted = this.#take(STRING);
    const value = quoted === undefined ? this.#take(TOKEN) : this.#unquoted(quoted);
    if (value === undefined || value === '') throw this.#wrong('a value');
    return value;
  }

  /** Strings are JSON's. */
  #unquoted(quoted: string): string {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw wrongValue(this.#name, 'a string in it is no JSON string');
    }
  }

  #peekWord(): string | undefined {
    const start = this.#at;
    const word = this.#take(WORD);
    this.#at = start;
    return word;
  }

  /** Reads one thing and the space behind it. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0];
    if (text === undefined) return undefined;
    this.#at += text.length;
    this.#skipSpace();
    return text;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #wrong(expected: string): Error {
    return wrongValue(this.#name, `expected ${expected} at character ${this.#at + 1}`);
  }
}
