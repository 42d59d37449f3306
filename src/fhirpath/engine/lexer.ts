/** FHIRPath text to tokens: https://hl7.org/fhirpath/N1/#lexical-elements */
import { FhirPathSyntaxError } from './ast.js';

export type TokenKind =
  'name' | 'quoted' | 'string' | 'number' | 'temporal' | 'variable' | 'special' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Each with the kind that it makes; the first that fits at a place is taken. */
const RULES: readonly (readonly [TokenKind | undefined, RegExp])[] = [
  [undefined, /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /'(?:[^'\\]|\\.)*'/y],
  ['quoted', /`(?:[^`\\]|\\.)*`/y],
  [
    'temporal',
    /@(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?|\d{4}(?:-\d\d(?:-\d\d)?)?(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['variable', /%(?:`[^`]*`|'[^']*'|[A-Za-z_][A-Za-z0-9_-]*)/y],
  ['special', /\$[a-z]+/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['symbol', /<=|>=|!=|!~|[-+*/&|=~<>.,()[\]{}]/y],
];

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    at += token.length;
    if (token.kind !== undefined) found.push({ kind: token.kind, text: token.text });
  }
  found.push({ kind: 'end', text: '' });
  return found;
}

function tokenAt(
  text: string,
  at: number,
): { kind: TokenKind | undefined; text: string; length: number } {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const raw = rule.exec(text)?.[0];
    if (raw !== undefined) return { kind, text: meaning(kind, raw), length: raw.length };
  }
  throw new FhirPathSyntaxError(`unexpected character at ${at}`);
}

function meaning(kind: TokenKind | undefined, raw: string): string {
  if (kind === 'string' || kind === 'quoted') return unescaped(raw.slice(1, -1));
  if (kind === 'temporal' || kind === 'special') return raw.slice(1);
  if (kind === 'variable') return raw.slice(1).replace(/^[`'](.*)[`']$/s, '$1');
  return raw;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, code: string) =>
    code.length === 5
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (ESCAPES[code] ?? code),
  );
}
