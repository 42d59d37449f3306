/** Which packages a package sees: itself, then those it depends on, the nearest first. */
import { packageId, type FhirPackage } from './fhir-package.js';
import type { PackageId } from './structures.js';
import { bestVersion, satisfies } from './versions.js';

/** A dependency that is not loaded in the version asked for. */
export interface MissingDependency {
  /** The package that asks. */
  readonly of: PackageId;
  readonly name: string;
  readonly wanted: string;
  /** The version that is used instead; undefined when there is none at all. */
  readonly used?: string;
}

type Packages = ReadonlyMap<PackageId, FhirPackage>;

/**
 * Breadth first; of a package that several ask for in different versions the nearest one's counts.
 * Only the package's own missing dependencies are told.
 */
export function dependencyOrder(
  start: FhirPackage,
  packages: Packages,
): { order: FhirPackage[]; missing: MissingDependency[] } {
  const order = [start];
  const names = new Set([start.manifest.name]);
  const missing: MissingDependency[] = [];
  for (let at = 0; at < order.length; at += 1) {
    const { manifest } = order[at] ?? start;
    for (const [name, wanted] of Object.entries(manifest.dependencies)) {
      const used = versionFor(name, wanted, packages);
      if (at === 0 && (used === undefined || !satisfies(used, wanted))) {
        missing.push({
          of: packageId(manifest),
          name,
          wanted,
          ...(used === undefined ? {} : { used }),
        });
      }
      const dependency = used === undefined ? undefined : packages.get(`${name}#${used}`);
      if (dependency === undefined || names.has(name)) continue;
      names.add(name);
      order.push(dependency);
    }
  }
  return { order, missing };
}

function versionFor(name: string, wanted: string, packages: Packages): string | undefined {
  const versions = [...packages.values()].flatMap(({ manifest }) =>
    manifest.name === name ? [manifest.version] : [],
  );
  return bestVersion(wanted, versions);
}
