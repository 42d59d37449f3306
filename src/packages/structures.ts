/**
 * StructureDefinitions with their snapshots, as the validator takes them, and where they are found.
 * https://hl7.org/fhir/R4/structuredefinition.html
 */
import type { ElementDefinition } from '@medplum/fhirtypes';

/** Name and version of a package: `nictiz.fhir.nl.r4.nl-core#0.12.1`; `` for the server itself. */
export type PackageId = string;

/** Where canonicals mean base R4, whatever else is loaded or stored. */
export const BASE_R4: PackageId = 'hl7.fhir.r4.core#4.0.1';

/** Something in a profile that can't be meant as it stands; the rest of the profile still counts. */
export interface ProfileProblem {
  /** `error`: a constraint is lost, so what it asks is not checked. */
  readonly severity: 'error' | 'warning';
  /** The element's id in the profile: `Patient.name:official.family`. */
  readonly element: string;
  readonly text: string;
}

/** A profile that can't be made into a snapshot at all. */
export class ProfileError extends Error {
  readonly profile: string;
  readonly element: string | undefined;

  constructor(profile: string, text: string, element?: string) {
    super(`${profile}${element === undefined ? '' : ` (${element})`}: ${text}`);
    this.name = 'ProfileError';
    this.profile = profile;
    this.element = element;
  }
}

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
  /**
   * The snapshot, in order; `[0]` is the root. A slice follows the element it slices and that
   * element's children. What the unsliced element says counts for each item, also for those in a
   * slice. Texts (definition, comment, mapping …) are left out. Elements of data types, profiles and
   * extensions are listed only where the profile, or one it derives from, says something of them;
   * else they follow from `type`.
   */
  readonly elements: readonly ElementDefinition[];
  /** Absent when there are none. */
  readonly problems?: readonly ProfileProblem[];
}

/** Codes by system; a system with no list is there as a whole and can't be enumerated. */
export interface ValueSetContent {
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Systems of which all codes, or codes that only a terminology knows, belong to it. */
  readonly open: ReadonlySet<string>;
  /** Those of `open` of which every valid code belongs to it. */
  readonly whole?: ReadonlySet<string>;
  /** Value sets it takes in that are not loaded or take in itself: any other code may belong to it. */
  readonly unknown?: ReadonlySet<string>;
}

/** Conformance resources by canonical, as seen from one package. */
export interface StructureSource {
  /**
   * @param canonical with or without `|version`
   * @param scope the package in which the canonical stands
   * @returns undefined when there is no such structure
   * @throws ProfileError when it can't be made into a snapshot
   */
  structure(canonical: string, scope: PackageId): Structure | undefined;
  /** Undefined when the value set is not known at all. */
  valueSet(canonical: string, scope: PackageId): ValueSetContent | undefined;
  /** Canonicals of all profiles on a resource type, for `supportedProfile`. */
  profilesOf(type: string): readonly string[];
}
