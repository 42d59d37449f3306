/**
 * StructureDefinitions with their snapshots, as the validator takes them, and where they are found.
 * https://hl7.org/fhir/R4/structuredefinition.html
 */
import type { ElementDefinition } from '@medplum/fhirtypes';

/** Name and version of a package: `nictiz.fhir.nl.r4.nl-core#0.12.1`; `` for the server itself. */
export type PackageId = string;

export interface Structure {
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  /** The package it comes from: canonicals in it mean what that package and its dependencies say. */
  readonly scope: PackageId;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource';
  /** The R4 type it constrains: `Patient`, `HumanName`, `Extension`. */
  readonly type: string;
  readonly derivation: 'specialization' | 'constraint';
  readonly abstract: boolean;
  readonly base?: string;
  /** Where an extension may stand. */
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly contextInvariants?: readonly string[];
  /** The snapshot, in order; `[0]` is the root. */
  readonly elements: readonly ElementDefinition[];
}

/** Codes by system; a system with no list is there as a whole and can't be enumerated. */
export interface ValueSetContent {
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Systems of which all codes, or codes that only a terminology knows, belong to it. */
  readonly open: ReadonlySet<string>;
}

/** Conformance resources by canonical, as seen from one package. */
export interface StructureSource {
  /**
   * @param canonical with or without `|version`
   * @param scope the package in which the canonical stands
   */
  structure(canonical: string, scope: PackageId): Structure | undefined;
  /** Undefined when the value set is not known at all. */
  valueSet(canonical: string, scope: PackageId): ValueSetContent | undefined;
  /** Canonicals of all profiles on a resource type, for `supportedProfile`. */
  profilesOf(type: string): readonly string[];
}
