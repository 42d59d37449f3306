/**
 * The facts of a published package, as `profiles/` states them: see `profiles/README.md`.
 * What they mean is FHIR's: https://hl7.org/fhir/R4/elementdefinition.html
 */

/** A value of a `fixed[x]`, `pattern[x]`, `minValue[x]` or `maxValue[x]`; `type` is what [x] becomes. */
export interface ValueFact {
  readonly type: string;
  readonly value: unknown;
}

export interface TypeFact {
  readonly code: string;
  readonly profiles: readonly string[];
  readonly targets: readonly string[];
}

export interface SlicingFact {
  readonly rules: string;
  readonly ordered: boolean;
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
}

export interface AdditionalBinding {
  readonly purpose: string;
  readonly valueSet: string;
  readonly key?: string;
}

export interface BindingFact {
  readonly strength: string;
  readonly valueSet?: string;
  readonly additional: readonly AdditionalBinding[];
}

export interface ConstraintFact {
  readonly key: string;
  readonly severity: string;
  readonly expression?: string;
  readonly source?: string;
}

/** One element of a differential; one that states nothing but its id is there as a place. */
export interface ElementFact {
  /** The id without the type in front: `.name.family`; the root is `.`. */
  readonly id: string;
  /** Only where the published path or slice name is not the one that the id says. */
  readonly path?: string;
  readonly slice?: string;
  readonly min?: number;
  readonly max?: string;
  readonly slicing?: SlicingFact;
  readonly types: readonly TypeFact[];
  readonly content?: string;
  readonly fixed?: ValueFact;
  readonly pattern?: ValueFact;
  readonly minValue?: ValueFact;
  readonly maxValue?: ValueFact;
  readonly maxLength?: number;
  readonly binding?: BindingFact;
  readonly constraints: readonly ConstraintFact[];
  readonly isModifier?: boolean;
}

interface Canonical {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly version?: string;
  readonly status: string;
}

export interface ProfileFacts extends Canonical {
  readonly form: 'profile';
  readonly kind: string;
  readonly type: string;
  readonly base: string;
  readonly abstract: boolean;
  readonly contexts: readonly { readonly type: string; readonly expression: string }[];
  readonly contextInvariants: readonly string[];
  readonly elements: readonly ElementFact[];
}

export interface IncludeFact {
  readonly system?: string;
  readonly version?: string;
  readonly codes: readonly { readonly code: string; readonly deprecated: boolean }[];
  readonly filters: readonly {
    readonly property: string;
    readonly op: string;
    readonly value: string;
  }[];
  readonly valueSets: readonly string[];
}

export interface ValueSetFacts extends Canonical {
  readonly form: 'valueset';
  readonly inactive?: boolean;
  readonly includes: readonly IncludeFact[];
  readonly excludes: readonly IncludeFact[];
}

export interface CodeFact {
  readonly code: string;
  readonly parent?: string;
  /** Left out for a code that is in use (`active`). */
  readonly status?: string;
  readonly inactive: boolean;
  readonly notSelectable: boolean;
}

export interface CodeSystemFacts extends Canonical {
  readonly form: 'codesystem';
  readonly content: string;
  readonly caseSensitive?: boolean;
  readonly codes: readonly CodeFact[];
}

export type Facts = ProfileFacts | ValueSetFacts | CodeSystemFacts;

/** What a package is, and which of its files are those of another one. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** By folder: names of files there that hold for this package too. */
  readonly sameAs: Readonly<Record<string, readonly string[]>>;
}
