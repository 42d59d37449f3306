/** A FHIRPath expression as a tree: https://hl7.org/fhirpath/N1/grammar.html */

export type Expression =
  | { readonly kind: 'literal'; readonly value: LiteralValue }
  | { readonly kind: 'empty' }
  /** A name: a member of what is before it, or of the input when nothing is. */
  | { readonly kind: 'member'; readonly source: Expression | undefined; readonly name: string }
  | {
      readonly kind: 'call';
      readonly source: Expression | undefined;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'index'; readonly source: Expression; readonly at: Expression }
  /** `$this`, `$index`, `$total`. */
  | { readonly kind: 'special'; readonly name: string }
  /** `%resource`. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'minus'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'type';
      readonly operator: 'is' | 'as';
      readonly operand: Expression;
      readonly type: string;
    };

export type LiteralValue =
  | string
  | number
  | boolean
  | { readonly temporal: string }
  | { readonly quantity: number; readonly unit: string };

/** The expression can't be read, or has something that this engine does not know. */
export class FhirPathSyntaxError extends Error {}
