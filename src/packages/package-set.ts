/**
 * Several packages, and versions of them, side by side. A canonical means what the package says in
 * which it stands: its own resource, else that of the nearest package it depends on, else R4's. Two
 * generations of the Dutch profiles share canonicals, so there is no map for all.
 */
import type { CodeSystem, Resource, StructureDefinition, ValueSet } from '@medplum/fhirtypes';
import { dependencyOrder, type MissingDependency } from './dependencies.js';
import { packageId, type ConformanceEntry, type FhirPackage } from './fhir-package.js';
import { SnapshotGenerator, type FoundDefinition } from './snapshot/generate.js';
import type { PackageId, Structure, StructureSource, ValueSetContent } from './structures.js';
import { ValueSetExpander } from './value-sets.js';
import { compareVersions } from './versions.js';

export interface PackageSetOptions {
  /**
   * Names of packages, the first preferred, to which the server itself turns when several packages
   * have one canonical. Else the newest version wins, and of different packages the last one.
   */
  readonly prefer?: readonly string[];
}

/** The package that all others stand on, whether they say so or not. */
const CORE = 'hl7.fhir.r4.core';

interface Found {
  readonly source: FhirPackage;
  readonly scope: PackageId;
  readonly entry: ConformanceEntry;
}

export class PackageSet implements StructureSource {
  readonly missing: readonly MissingDependency[];
  readonly #packages: ReadonlyMap<PackageId, FhirPackage>;
  /** Per scope the packages that count, nearest first. */
  readonly #order = new Map<PackageId, readonly FhirPackage[]>();
  readonly #byUrl = new Map<FhirPackage, ReadonlyMap<string, readonly ConformanceEntry[]>>();
  readonly #read = new Map<ConformanceEntry, Resource>();
  readonly #generator = new SnapshotGenerator((canonical, scope) =>
    this.#definition(canonical, scope),
  );
  readonly #expander = new ValueSetExpander({
    valueSet: (canonical, scope) => this.#resource<ValueSet>('ValueSet', canonical, scope),
    codeSystem: (canonical, scope) => this.#resource<CodeSystem>('CodeSystem', canonical, scope),
  });

  /** @param packages in the order in which they were asked for; of two with one id the last counts */
  constructor(packages: readonly FhirPackage[], options: PackageSetOptions = {}) {
    this.#packages = new Map(packages.map((each) => [packageId(each.manifest), each]));
    const missing: MissingDependency[] = [];
    for (const [id, each] of this.#packages) {
      const { order, missing: lacking } = dependencyOrder(each, this.#packages);
      this.#order.set(id, withCoreLast(order, this.#packages));
      missing.push(...lacking);
    }
    this.missing = missing;
    this.#order.set('', serverOrder([...this.#packages.values()], options.prefer ?? []));
  }

  get packages(): readonly FhirPackage[] {
    return [...this.#packages.values()];
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
    const urls = new Set<string>();
    for (const each of this.#packages.values()) {
      if (each.manifest.name === CORE) continue;
      for (const entry of each.entries) if (isProfileOn(entry, type)) urls.add(entry.url);
    }
    return [...urls].sort();
  }

  #definition(canonical: string, scope: PackageId): FoundDefinition | undefined {
    const found = this.#find('StructureDefinition', canonical, scope);
    if (found === undefined) return undefined;
    return { scope: found.scope, definition: this.#load(found) as StructureDefinition };
  }

  #resource<T extends Resource>(
    type: T['resourceType'],
    canonical: string,
    scope: PackageId,
  ): { resource: T; scope: PackageId } | undefined {
    const found = this.#find(type, canonical, scope);
    if (found === undefined) return undefined;
    return { resource: this.#load(found) as T, scope: found.scope };
  }

  #load({ source, entry }: Found): Resource {
    let resource = this.#read.get(entry);
    if (resource === undefined) {
      resource = source.read(entry);
      this.#read.set(entry, resource);
    }
    return resource;
  }

  /** In the scope's packages; what none of them has, in all packages. */
  #find(type: string, canonical: string, scope: PackageId): Found | undefined {
    const [url = '', version] = canonical.split('|');
    const key = `${type} ${url}`;
    return (
      this.#findIn(this.#order.get(scope) ?? [], key, version) ??
      (scope === '' ? undefined : this.#findIn(this.#order.get('') ?? [], key, version))
    );
  }

  #findIn(
    packages: readonly FhirPackage[],
    key: string,
    version: string | undefined,
  ): Found | undefined {
    for (const source of packages) {
      const entries = this.#entries(source).get(key) ?? [];
      const entry = entries.find((each) => isVersion(each.version, version));
      if (entry !== undefined) return { source, scope: packageId(source.manifest), entry };
    }
    return undefined;
  }

  /** By type and URL, the newest first. */
  #entries(source: FhirPackage): ReadonlyMap<string, readonly ConformanceEntry[]> {
    let byUrl = this.#byUrl.get(source);
    if (byUrl === undefined) {
      byUrl = entriesByUrl(source.entries);
      this.#byUrl.set(source, byUrl);
    }
    return byUrl;
  }
}

function entriesByUrl(entries: readonly ConformanceEntry[]): Map<string, ConformanceEntry[]> {
  const byUrl = new Map<string, ConformanceEntry[]>();
  for (const entry of entries) {
    const key = `${entry.resourceType} ${entry.url}`;
    byUrl.set(key, [...(byUrl.get(key) ?? []), entry]);
  }
  for (const list of byUrl.values()) {
    list.sort((one, other) => compareVersions(other.version ?? '', one.version ?? ''));
  }
  return byUrl;
}

/** `4.0` asks for any 4.0.n. */
function isVersion(version: string | undefined, wanted: string | undefined): boolean {
  if (wanted === undefined || wanted === version) return true;
  return version?.startsWith(`${wanted}.`) === true;
}

function isProfileOn(entry: ConformanceEntry, type: string): boolean {
  return (
    entry.resourceType === 'StructureDefinition' &&
    entry.type === type &&
    entry.kind === 'resource' &&
    entry.derivation === 'constraint' &&
    entry.abstract !== true
  );
}

function withCoreLast(
  order: readonly FhirPackage[],
  packages: ReadonlyMap<PackageId, FhirPackage>,
): FhirPackage[] {
  const core = [...packages.values()].filter(({ manifest }) => manifest.name === CORE);
  return [...order.filter(({ manifest }) => manifest.name !== CORE), ...core];
}

/** How the server itself looks: preferred packages, then the last loaded, newer before older. */
function serverOrder(packages: readonly FhirPackage[], prefer: readonly string[]): FhirPackage[] {
  const names = [...new Set(packages.map(({ manifest }) => manifest.name))];
  const rank = (name: string): number => {
    if (name === CORE) return names.length + 1;
    const preferred = prefer.indexOf(name);
    return preferred < 0 ? names.length - names.indexOf(name) : preferred - prefer.length;
  };
  return [...packages].sort(
    (one, other) =>
      rank(one.manifest.name) - rank(other.manifest.name) ||
      compareVersions(other.manifest.version, one.manifest.version),
  );
}
