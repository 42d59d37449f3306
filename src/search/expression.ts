/**
 * The FHIRPath forms that nearly all search parameters use, parsed into steps that a compiled
 * accessor can follow: https://hl7.org/fhir/R4/searchparameter.html#search-base. Anything else is
 * left to the FHIRPath engine.
 */

export type Step =
  | { readonly kind: 'child'; readonly name: string }
  /** `as(T)`, `as T`, `ofType(T)` */
  | { readonly kind: 'type'; readonly type: string }
  /** `where(resolve() is T)`: the reference's target has this type. */
  | { readonly kind: 'target'; readonly type: string }
  /** `where(name = 'value')`, `extension('url')` */
  | { readonly kind: 'equals'; readonly name: string; readonly value: string }
  /** `[n]`, `first()` */
  | { readonly kind: 'index'; readonly index: number };

/** One branch of a union: steps from the resource. */
export interface PathExpression {
  /** The type the path starts at, when it names one: `Patient`, `Resource`. */
  readonly start?: string;
  readonly steps: readonly Step[];
}

/** The branches of a union, or undefined when the expression has a form that is not covered. */
export function parseSearchExpression(expression: string): PathExpression[] | undefined {
  try {
    return new ExpressionParser(expression).union();
  } catch (error) {
    if (error instanceof NotCovered) return undefined;
    throw error;
  }
}

class NotCovered extends Error {}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|'((?:[^'\\]|\\.)*)'|(\d+)|([|.()[\]=]))/y;

interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'sign' | 'end';
  readonly text: string;
}

class ExpressionParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(expression: string) {
    this.#tokens = tokenize(expression);
  }

  union(): PathExpression[] {
    const branches = [this.#branch()];
    while (this.#accept('|')) branches.push(this.#branch());
    if (this.#peek().kind !== 'end') throw new NotCovered();
    return branches;
  }

  #branch(): PathExpression {
    const inner = this.#accept('(') ? this.#parenthesised() : this.#path();
    const steps = [...inner.steps, ...this.#suffixes()];
    return { ...inner, steps };
  }

  #parenthesised(): PathExpression {
    const inner = this.#branch();
    this.#expect(')');
    return inner;
  }

  #path(): PathExpression {
    const first = this.#name();
    const isType = /^[A-Z]/.test(first);
    return isType ? { start: first, steps: [] } : { steps: [{ kind: 'child', name: first }] };
  }

  #suffixes(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#accept('.')) steps.push(...this.#member());
      else if (this.#accept('[')) steps.push(this.#indexer());
      else if (this.#peek().text === 'as' && this.#peek().kind === 'name') {
        this.#at++;
        steps.push({ kind: 'type', type: this.#typeName() });
      } else return steps;
    }
  }

  #member(): Step[] {
    const name = this.#name();
    if (!this.#accept('(')) return [{ kind: 'child', name }];
    const steps = this.#call(name);
    this.#expect(')');
    return steps;
  }

  #call(name: string): Step[] {
    switch (name) {
      case 'as':
      case 'ofType':
        return [{ kind: 'type', type: this.#typeName() }];
      case 'first':
        return [{ kind: 'index', index: 0 }];
      case 'extension':
        return [
          { kind: 'child', name: 'extension' },
          { kind: 'equals', name: 'url', value: this.#string() },
        ];
      case 'where':
        return [this.#condition()];
      default:
        throw new NotCovered();
    }
  }

  #condition(): Step {
    const name = this.#name();
    if (name === 'resolve' && this.#accept('(')) {
      this.#expect(')');
      if (this.#name() !== 'is') throw new NotCovered();
      return { kind: 'target', type: this.#typeName() };
    }
    this.#expect('=');
    return { kind: 'equals', name, value: this.#string() };
  }

  #indexer(): Step {
    const token = this.#next();
    if (token.kind !== 'number') throw new NotCovered();
    this.#expect(']');
    return { kind: 'index', index: Number(token.text) };
  }

  /** `Patient` or `FHIR.Patient`. */
  #typeName(): string {
    const name = this.#name();
    return name === 'FHIR' && this.#accept('.') ? this.#name() : name;
  }

  #name(): string {
    const token = this.#next();
    if (token.kind !== 'name') throw new NotCovered();
    return token.text;
  }

  #string(): string {
    const token = this.#next();
    if (token.kind !== 'string') throw new NotCovered();
    return token.text;
  }

  #accept(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#accept(sign)) throw new NotCovered();
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }
}

const END: Token = { kind: 'end', text: '' };

function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(expression);
    if (match === null) throw new NotCovered();
    const [, name, string, number, sign] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (string !== undefined) tokens.push({ kind: 'string', text: unescapeString(string) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

function unescapeString(text: string): string {
  if (text.includes('\\u')) throw new NotCovered();
  return text.replace(/\\(.)/g, (_, char: string) => ({ n: '\n', r: '\r', t: '\t' })[char] ?? char);
}
