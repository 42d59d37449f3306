/** FHIRPath text to a tree, by operator precedence: https://hl7.org/fhirpath/N1/#operator-precedence */
import { FhirPathSyntaxError, type Expression, type LiteralValue } from './ast.js';
import { tokens, type Token, type TokenKind } from './lexer.js';

/** Higher binds tighter. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  Object.entries({
    implies: 1,
    or: 2,
    xor: 2,
    and: 3,
    in: 4,
    contains: 4,
    '=': 5,
    '~': 5,
    '!=': 5,
    '!~': 5,
    '<': 6,
    '>': 6,
    '<=': 6,
    '>=': 6,
    '|': 7,
    is: 8,
    as: 8,
    '+': 9,
    '-': 9,
    '&': 9,
    '*': 10,
    '/': 10,
    div: 10,
    mod: 10,
  }),
);

const MAX_DEPTH = 200;
const UNITS = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

/** @throws FhirPathSyntaxError */
export function parseFhirPath(text: string): Expression {
  return new Parser(tokens(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(all: readonly Token[]) {
    this.#tokens = all;
  }

  whole(): Expression {
    const expression = this.#binary(0);
    if (this.#next.kind !== 'end') throw new FhirPathSyntaxError('text after the expression');
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #is(kind: TokenKind, text: string): boolean {
    return this.#next.kind === kind && this.#next.text === text;
  }

  #symbol(text: string): boolean {
    if (!this.#is('symbol', text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#symbol(text)) throw new FhirPathSyntaxError(`expected "${text}"`);
  }

  #binary(above: number): Expression {
    if (++this.#depth > MAX_DEPTH) throw new FhirPathSyntaxError('nested too deeply');
    let left = this.#unary();
    for (;;) {
      const { kind, text } = this.#next;
      const precedence = kind === 'symbol' || kind === 'name' ? PRECEDENCE.get(text) : undefined;
      if (precedence === undefined || precedence <= above) break;
      this.#at++;
      left =
        text === 'is' || text === 'as'
          ? { kind: 'type', operator: text, operand: left, type: this.#typeName() }
          : { kind: 'binary', operator: text, left, right: this.#binary(precedence) };
    }
    this.#depth--;
    return left;
  }

  #unary(): Expression {
    if (this.#symbol('-')) return { kind: 'minus', operand: this.#unary() };
    if (this.#symbol('+')) return this.#unary();
    return this.#postfix(this.#primary());
  }

  #postfix(first: Expression): Expression {
    let source = first;
    for (;;) {
      if (this.#symbol('.')) source = this.#invocation(source);
      else if (this.#symbol('[')) {
        source = { kind: 'index', source, at: this.#binary(0) };
        this.#expect(']');
      } else return source;
    }
  }

  #primary(): Expression {
    const { kind, text } = this.#next;
    if (this.#symbol('(')) {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    if (this.#symbol('{')) {
      return this.#braces();
    }
    const value = this.#literal(kind, text);
    if (value !== undefined) return { kind: 'literal', value };
    if (kind === 'special' || kind === 'variable') {
      this.#at++;
      return { kind, name: text };
    }
    return this.#invocation(undefined);
  }

  /** `{}`; also the list `{'a','b'}` that some profiles use, taken as a union. */
  #braces(): Expression {
    if (this.#symbol('}')) return { kind: 'empty' };
    let all = this.#binary(0);
    while (this.#symbol(',')) {
      all = { kind: 'binary', operator: '|', left: all, right: this.#binary(0) };
    }
    this.#expect('}');
    return all;
  }

  #literal(kind: TokenKind, text: string): LiteralValue | undefined {
    if (kind === 'name') {
      if (text !== 'true' && text !== 'false') return undefined;
      this.#at++;
      return text === 'true';
    }
    if (kind === 'number') {
      this.#at++;
      return this.#number(Number(text));
    }
    if (kind !== 'string' && kind !== 'temporal') return undefined;
    this.#at++;
    return kind === 'string' ? text : { temporal: text };
  }

  #number(value: number): LiteralValue {
    const { kind, text } = this.#next;
    if (kind !== 'string' && !(kind === 'name' && UNITS.test(text))) return value;
    this.#at++;
    return { quantity: value, unit: kind === 'string' ? text : text.replace(/s$/, '') };
  }

  #invocation(source: Expression | undefined): Expression {
    const { kind, text } = this.#next;
    if (kind === 'special') {
      this.#at++;
      return { kind: 'special', name: text };
    }
    if (kind !== 'name' && kind !== 'quoted') throw new FhirPathSyntaxError('expected a name');
    this.#at++;
    if (kind === 'quoted' || !this.#symbol('(')) return { kind: 'member', source, name: text };
    const args: Expression[] = [];
    if (this.#symbol(')')) return { kind: 'call', source, name: text, args };
    do args.push(this.#binary(0));
    while (this.#symbol(','));
    this.#expect(')');
    return { kind: 'call', source, name: text, args };
  }

  /** `Quantity`, `FHIR.Quantity`, `System.String`; the name space is left out. */
  #typeName(): string {
    let name = '';
    const bracket = this.#symbol('(');
    do {
      const { kind, text } = this.#next;
      if (kind !== 'name' && kind !== 'quoted') throw new FhirPathSyntaxError('expected a type');
      this.#at++;
      name = text;
    } while (this.#symbol('.'));
    if (bracket) this.#expect(')');
    return name;
  }
}
