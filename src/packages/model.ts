/**
 * The compact form that FHIR definitions are compiled into at build time: what the server needs to
 * know about types, search parameters, compartments and code lists, and nothing else.
 */

/** One element of a type, named as in the definition: `value[x]` is one element named `value`. */
export interface ElementModel {
  readonly name: string;
  /** Type codes: `string`, `Reference`, `Patient.contact` (a nested element), `Resource`, … */
  readonly types: readonly string[];
  readonly min: number;
  /** Upper bound; absent means unbounded. */
  readonly max?: number;
  /** True for `name[x]`: in JSON and XML the type's name is appended to the element's name. */
  readonly choice?: true;
  /** True for what XML writes as an attribute (`id` of elements, `url` of extensions). */
  readonly attribute?: true;
  readonly summary?: true;
  readonly modifier?: true;
  /** Resource types (or canonical profiles) that a Reference may point at; absent means any. */
  readonly targets?: readonly string[];
  /** Canonical of the value set of a *required* binding. */
  readonly valueSet?: string;
  /** The system of every code of a `code` element, when its binding leaves one only. */
  readonly system?: string;
}

export type TypeKind = 'primitive' | 'complex' | 'nested' | 'resource';

export interface TypeModel {
  /** `Patient`, `HumanName`, or the path for a nested element: `Patient.contact`. */
  readonly name: string;
  readonly kind: TypeKind;
  readonly abstract?: true;
  /** The type this one specialises: `DomainResource`, `Quantity`, `string`. */
  readonly base?: string;
  /** In the specification's order, inherited ones first. */
  readonly elements: readonly ElementModel[];
}

/** https://hl7.org/fhir/R4/valueset-search-param-type.html */
export type SearchParameterType =
  | 'number'
  | 'date'
  | 'string'
  | 'token'
  | 'reference'
  | 'composite'
  | 'quantity'
  | 'uri'
  | 'special';

export interface SearchParameterModel {
  readonly url: string;
  /** Business version, when the definition has one. */
  readonly version?: string;
  readonly code: string;
  readonly type: SearchParameterType;
  /** Resource types it applies to; `Resource` and `DomainResource` mean all. */
  readonly base: readonly string[];
  readonly expression?: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
  readonly description?: string;
}

export interface CompartmentModel {
  /** `Patient`, `Encounter`, … */
  readonly code: string;
  readonly url: string;
  /** Per resource type the search parameters that put a resource into the compartment. */
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** Codes by code system, for value sets that can be enumerated from the loaded definitions. */
export type CodeList = Readonly<Record<string, readonly string[]>>;

export interface OperationModel {
  readonly url: string;
  readonly code: string;
}

/** All that one FHIR package (here: base R4) defines, in compact form. */
export interface DefinitionSet {
  readonly fhirVersion: string;
  readonly types: readonly TypeModel[];
  readonly searchParameters: readonly SearchParameterModel[];
  readonly compartments: readonly CompartmentModel[];
  /** By canonical URL of the value set. */
  readonly codeLists: Readonly<Record<string, CodeList>>;
}
