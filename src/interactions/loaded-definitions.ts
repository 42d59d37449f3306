/**
 * Definitions that came with packages as resources: they can be read and found, and are in no
 * database. Several packages have one canonical with different content, so each has an id of its own
 * that follows from package, type and canonical, and is the same in every process.
 */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import { packageId, type ConformanceEntry, type FhirPackage } from '../packages/fhir-package.js';
import type { PackageSet } from '../packages/package-set.js';
import type { PackageId } from '../packages/structures.js';

export interface LoadedDefinition {
  readonly key: ResourceKey;
  readonly url: string;
  readonly version: string | undefined;
  /** The package that it stands in. */
  readonly scope: PackageId;
  /** The resource with its id, as the package has it but for its texts. */
  resource(): Resource;
}

interface TypeIndex {
  readonly byUrl: Map<string, LoadedDefinition[]>;
  readonly byId: Map<string, LoadedDefinition>;
}

export class LoadedDefinitions {
  readonly #types = new Map<string, TypeIndex>();

  constructor(packages: readonly FhirPackage[]) {
    for (const each of packages) {
      for (const entry of each.entries) this.#add(loadedDefinition(each, entry));
    }
  }

  byId({ type, id }: ResourceKey): LoadedDefinition | undefined {
    return this.#types.get(type)?.byId.get(id);
  }

  byUrl(type: string, url: string): readonly LoadedDefinition[] {
    return this.#types.get(type)?.byUrl.get(url) ?? [];
  }

  #add(definition: LoadedDefinition): void {
    const { key, url } = definition;
    let index = this.#types.get(key.type);
    if (index === undefined) {
      index = { byUrl: new Map(), byId: new Map() };
      this.#types.set(key.type, index);
    }
    index.byId.set(key.id, definition);
    const same = index.byUrl.get(url);
    if (same === undefined) index.byUrl.set(url, [definition]);
    else same.push(definition);
  }
}

const indexes = new WeakMap<PackageSet, LoadedDefinitions>();

/** Those of all packages, listed when they are first asked for. */
export function loadedDefinitions(structures: PackageSet): LoadedDefinitions {
  let loaded = indexes.get(structures);
  if (loaded === undefined) {
    loaded = new LoadedDefinitions(structures.packages);
    indexes.set(structures, loaded);
  }
  return loaded;
}

function loadedDefinition(source: FhirPackage, entry: ConformanceEntry): LoadedDefinition {
  const scope = packageId(source.manifest);
  const { resourceType: type, url, version } = entry;
  const id = `pkg-${hash(`${scope} ${type} ${url}|${version ?? ''}`)}`;
  return {
    key: { type, id },
    url,
    version,
    scope,
    resource() {
      const { resourceType, ...rest } = source.read(entry) as unknown as JsonObject & {
        resourceType: string;
      };
      return { resourceType, ...rest, id };
    },
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
