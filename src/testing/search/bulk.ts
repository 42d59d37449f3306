/** Many resources at once, past the HTTP door: what is stored is the same. */
import type { Resource } from '../../fhir/resource.js';
import type { Extractor } from '../../search/extract.js';
import type { ResourceStore } from '../../storage/store.js';

export type Identified = Resource & { id: string };

const BATCH = 1000;

/** Stores new resources, in order of creation. */
export async function storeMany(
  { store, extractor }: { readonly store: ResourceStore; readonly extractor: Extractor },
  resources: readonly Identified[],
): Promise<void> {
  const updated = new Date();
  const meta = { versionId: '1', lastUpdated: updated.toISOString() };
  for (let start = 0; start < resources.length; start += BATCH) {
    const batch = resources.slice(start, start + BATCH).map((resource) => ({ ...resource, meta }));
    await store.write(
      batch.map((resource) => ({
        key: { type: resource.resourceType, id: resource.id },
        current: undefined,
        version: 1,
        updated,
        method: 'PUT',
        body: JSON.stringify(resource),
        entries: extractor.extract(resource),
      })),
    );
  }
}
