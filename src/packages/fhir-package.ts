/** A FHIR package in memory: https://hl7.org/fhir/R4/packages.html */
import type { Resource } from '@medplum/fhirtypes';
import type { PackageId } from './structures.js';

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  /** Version by name; a version may end in `.x`. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A conformance resource in a package, known by what it says of itself. */
export interface ConformanceEntry {
  readonly resourceType: string;
  readonly url: string;
  readonly version?: string;
  /** Where it stands in the package, for messages. */
  readonly file: string;
  /** Of a StructureDefinition: the type it is about. */
  readonly type?: string;
  readonly kind?: string;
  readonly derivation?: string;
  readonly abstract?: boolean;
}

export interface FhirPackage {
  readonly manifest: PackageManifest;
  readonly entries: readonly ConformanceEntry[];
  /** The resource without its texts. @throws PackageError when it can't be read */
  read(entry: ConformanceEntry): Resource;
}

/** A package or a file in it that can't be used; the message names both. */
export class PackageError extends Error {
  constructor(source: string, text: string, cause?: unknown) {
    super(`${source}: ${text}`, { cause });
    this.name = 'PackageError';
  }
}

/** The server itself, whose resources are in no package, has no name. */
export function packageId({ name, version }: Pick<PackageManifest, 'name' | 'version'>): PackageId {
  return name === '' ? '' : `${name}#${version}`;
}

/** A package of resources that are in memory as they are. */
export function packageOf(
  manifest: PackageManifest,
  resources: readonly { readonly file: string; readonly resource: Resource }[],
): FhirPackage {
  const byEntry = new Map<ConformanceEntry, Resource>();
  for (const { file, resource } of resources) {
    const entry = describe(resource, file);
    if (entry !== undefined) byEntry.set(entry, resource);
  }
  return {
    manifest,
    entries: [...byEntry.keys()],
    read(entry) {
      const resource = byEntry.get(entry);
      if (resource === undefined) throw new PackageError(packageId(manifest), 'no such entry');
      return resource;
    },
  };
}

/** Undefined for what has no canonical. */
export function describe(resource: Resource, file: string): ConformanceEntry | undefined {
  const facts = resource as unknown as Partial<Record<string, unknown>>;
  const text = (name: string): string | undefined => {
    const value = facts[name];
    return typeof value === 'string' ? value : undefined;
  };
  const url = text('url');
  if (url === undefined) return undefined;
  const optional = { version: text('version') };
  const structure =
    resource.resourceType === 'StructureDefinition'
      ? { type: text('type'), kind: text('kind'), derivation: text('derivation') }
      : {};
  const known = Object.entries({ ...optional, ...structure }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    resourceType: resource.resourceType,
    url,
    file,
    ...(Object.fromEntries(known) as Partial<ConformanceEntry>),
    ...(facts['abstract'] === true ? { abstract: true } : {}),
  };
}
