/**
 * Where a canonical leads, seen from a package: to its own resource, else that of the nearest
 * package it depends on, else R4's; and only when none of them has it, to that of any other package.
 */
import { dependencyOrder, type MissingDependency } from './dependencies.js';
import { packageId, type ConformanceEntry, type FhirPackage } from './fhir-package.js';
import type { PackageId } from './structures.js';
import { compareVersions } from './versions.js';

/** The package that all others stand on, whether they say so or not. */
export const CORE = 'hl7.fhir.r4.core';

/** The scope of the server itself. */
const SERVER = '';

export interface FoundEntry {
  readonly source: FhirPackage;
  readonly scope: PackageId;
  readonly entry: ConformanceEntry;
}

type Entries = ReadonlyMap<string, readonly ConformanceEntry[]>;

export class PackageLookup {
  readonly missing: readonly MissingDependency[];
  /** Per scope the packages that count, nearest first. */
  readonly #order = new Map<PackageId, readonly FhirPackage[]>();
  readonly #entries = new Map<FhirPackage, Entries>();

  /**
   * @param packages in the order in which they were asked for
   * @param prefer names of packages, see PackageSetOptions
   * @param own the resources that are the server's, not any package's
   */
  constructor(
    packages: ReadonlyMap<PackageId, FhirPackage>,
    prefer: readonly string[],
    own: FhirPackage,
  ) {
    const missing: MissingDependency[] = [];
    const core = [...packages.values()].filter(isCore).sort(newestFirst);
    for (const [id, each] of packages) {
      const { order, missing: lacking } = dependencyOrder(each, packages);
      this.#order.set(id, [...order.filter((one) => !isCore(one)), ...core]);
      missing.push(...lacking);
    }
    this.missing = missing;
    this.#order.set(SERVER, [own, ...serverOrder([...packages.values()], prefer)]);
  }

  /** @param canonical with or without `|version` */
  find(type: string, canonical: string, scope: PackageId): FoundEntry | undefined {
    const bar = canonical.indexOf('|');
    const key = `${type} ${bar < 0 ? canonical : canonical.slice(0, bar)}`;
    const version = bar < 0 ? undefined : canonical.slice(bar + 1);
    const near = this.#findIn(this.#order.get(scope) ?? [], key, version);
    if (near !== undefined || scope === SERVER) return near;
    return this.#findIn(this.#order.get(SERVER) ?? [], key, version);
  }

  #findIn(
    packages: readonly FhirPackage[],
    key: string,
    version: string | undefined,
  ): FoundEntry | undefined {
    for (const source of packages) {
      const entries = this.#entriesOf(source).get(key) ?? [];
      const entry = entries.find((each) =>
        isVersion(each.version ?? source.manifest.version, version),
      );
      if (entry !== undefined) return { source, scope: packageId(source.manifest), entry };
    }
    return undefined;
  }

  #entriesOf(source: FhirPackage): Entries {
    let entries = this.#entries.get(source);
    if (entries === undefined) {
      entries = entriesByUrl(source.entries);
      this.#entries.set(source, entries);
    }
    return entries;
  }
}

/** By type and URL, the newest first. */
function entriesByUrl(entries: readonly ConformanceEntry[]): Entries {
  const byUrl = new Map<string, ConformanceEntry[]>();
  for (const entry of entries) {
    const key = `${entry.resourceType} ${entry.url}`;
    const known = byUrl.get(key);
    if (known === undefined) byUrl.set(key, [entry]);
    else known.push(entry);
  }
  for (const list of byUrl.values()) {
    if (list.length < 2) continue;
    list.sort((one, other) => compareVersions(other.version ?? '', one.version ?? ''));
  }
  return byUrl;
}

/** `4.0` asks for any 4.0.n. A resource without a version has that of its package. */
function isVersion(version: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === version || version.startsWith(`${wanted}.`);
}

function isCore({ manifest }: FhirPackage): boolean {
  return manifest.name === CORE;
}

function newestFirst(one: FhirPackage, other: FhirPackage): number {
  return compareVersions(other.manifest.version, one.manifest.version);
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
    (one, other) => rank(one.manifest.name) - rank(other.manifest.name) || newestFirst(one, other),
  );
}
