/**
 * Several packages, and versions of them, side by side, and the server's own conformance resources.
 * A canonical means what the package says in which it stands. Two generations of the Dutch profiles
 * share canonicals, so there is no map for all.
 */
import type { CodeSystem, Resource, StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import type { MissingDependency } from './dependencies.js';
import { packageId, packageOf, type ConformanceEntry, type FhirPackage } from './fhir-package.js';
import { CORE, PackageLookup, type FoundEntry } from './package-lookup.js';
import { SnapshotGenerator, type FoundDefinition } from './snapshot/generate.js';
import type { PackageId, Structure, StructureSource, ValueSetContent } from './structures.js';
import { withoutTexts } from './texts.js';
import { ValueSetExpander } from './value-sets.js';

export interface PackageSetOptions {
  /**
   * Names of packages, the first preferred, to which the server itself turns when several packages
   * have one canonical. Else the newest version wins, and of different packages the last one.
   */
  readonly prefer?: readonly string[];
}

/** A conformance resource in one of the packages, or of the server itself. */
export interface ListedResource {
  readonly scope: PackageId;
  readonly entry: ConformanceEntry;
}

const OWN = { name: '', version: '', dependencies: {} };

export class PackageSet implements StructureSource {
  readonly #packages: ReadonlyMap<PackageId, FhirPackage>;
  readonly #prefer: readonly string[];
  readonly #read = new Map<ConformanceEntry, Resource>();
  #own = packageOf(OWN, []);
  #lookup: PackageLookup;
  #generator: SnapshotGenerator;
  #expander: ValueSetExpander;
  #revision = 0;

  /** @param packages in the order in which they were asked for; of two with one id the last counts */
  constructor(packages: readonly FhirPackage[], options: PackageSetOptions = {}) {
    this.#packages = new Map(packages.map((each) => [packageId(each.manifest), each]));
    this.#prefer = options.prefer ?? [];
    this.#lookup = new PackageLookup(this.#packages, this.#prefer, this.#own);
    this.#generator = this.#newGenerator();
    this.#expander = this.#newExpander();
  }

  get packages(): readonly FhirPackage[] {
    return [...this.#packages.values()];
  }

  /** Dependencies that are not there in the version asked for. */
  get missing(): readonly MissingDependency[] {
    return this.#lookup.missing;
  }

  /** Grows when what structures and value sets say may have changed. */
  get revision(): number {
    return this.#revision;
  }

  /** Puts other conformance resources of the server itself, as they are stored in it, into force. */
  replaceOwn(resources: readonly Resource[]): void {
    this.#own = packageOf(
      OWN,
      resources.map((resource) => ({
        file: `${resource.resourceType}/${resource.id ?? ''}`,
        resource: withoutTexts(resource),
      })),
    );
    this.#lookup = new PackageLookup(this.#packages, this.#prefer, this.#own);
    this.#generator = this.#newGenerator();
    this.#expander = this.#newExpander();
    this.#revision += 1;
  }

  structure(canonical: string, scope: PackageId): Structure | undefined {
    const found = this.#definition(canonical, scope);
    return found === undefined ? undefined : this.#generator.structure(found);
  }

  valueSet(canonical: string, scope: PackageId): ValueSetContent | undefined {
    return this.#expander.content(canonical, scope);
  }

  /** Profiles that instances may claim: no abstract ones, and none of R4 core's examples. */
  profilesOf(type: string): readonly string[] {
    const profiles = this.list('StructureDefinition').filter(
      ({ scope, entry }) => !scope.startsWith(`${CORE}#`) && isProfileOn(entry, type),
    );
    return [...new Set(profiles.map(({ entry }) => entry.url))].sort();
  }

  /** Every resource of a type, in all packages. */
  list(resourceType: string): ListedResource[] {
    return [this.#own, ...this.#packages.values()].flatMap(({ manifest, entries }) =>
      entries
        .filter((entry) => entry.resourceType === resourceType)
        .map((entry) => ({ scope: packageId(manifest), entry })),
    );
  }

  /** The definition with its snapshot. @throws ProfileError when there can be none */
  withSnapshot(canonical: string, scope: PackageId): StructureDefinition | undefined {
    const found = this.#definition(canonical, scope);
    if (found === undefined) return undefined;
    const { elements } = this.#generator.structure(found);
    return { ...found.definition, snapshot: { element: [...elements] } };
  }

  /**
   * The structure of a definition that need not be in a package; nothing of it is kept.
   * @throws ProfileError when there can be no snapshot
   */
  structureOf(definition: StructureDefinition): Structure {
    return this.#newGenerator().structure({ definition, scope: OWN.name });
  }

  /** A conformance resource without its texts. */
  resource(
    type: Resource['resourceType'],
    canonical: string,
    scope: PackageId,
  ): Resource | undefined {
    const found = this.#lookup.find(type, canonical, scope);
    return found === undefined ? undefined : this.#load(found);
  }

  #newGenerator(): SnapshotGenerator {
    return new SnapshotGenerator((canonical, scope) => this.#definition(canonical, scope));
  }

  #newExpander(): ValueSetExpander {
    return new ValueSetExpander({
      valueSet: (canonical, scope) => this.#found<ValueSet>('ValueSet', canonical, scope),
      codeSystem: (canonical, scope) => this.#found<CodeSystem>('CodeSystem', canonical, scope),
    });
  }

  #definition(canonical: string, scope: PackageId): FoundDefinition | undefined {
    const found = this.#found<StructureDefinition>('StructureDefinition', canonical, scope);
    return found === undefined ? undefined : { definition: found.resource, scope: found.scope };
  }

  #found<T extends Resource>(
    type: T['resourceType'],
    canonical: string,
    scope: PackageId,
  ): { resource: T; scope: PackageId } | undefined {
    const found = this.#lookup.find(type, canonical, scope);
    if (found === undefined) return undefined;
    return { resource: this.#load(found) as T, scope: found.scope };
  }

  #load({ source, entry }: FoundEntry): Resource {
    let resource = this.#read.get(entry);
    if (resource === undefined) {
      resource = source.read(entry);
      this.#read.set(entry, resource);
    }
    return resource;
  }
}

function isProfileOn(entry: ConformanceEntry, type: string): boolean {
  return (
    entry.type === type &&
    entry.kind === 'resource' &&
    entry.derivation === 'constraint' &&
    entry.abstract !== true
  );
}
