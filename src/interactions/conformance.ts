/**
 * StructureDefinitions, ValueSets and CodeSystems that are stored on the server take effect: what is
 * written later is judged by them.
 */
import type { PackageSet } from '../packages/package-set.js';
import type { ResourceStore } from '../storage/store.js';
import { parseJsonResource } from '../formats/json/parse.js';

/** Bodies were let in once; only their number of levels was ever limited. */
export const STORED_LIMITS = { maxDepth: 1000, maxArrayLength: Infinity };

/** Brings the structures up to what the database says now. */
export async function loadOwnConformance(
  store: ResourceStore,
  structures: PackageSet,
): Promise<void> {
  const bodies = await store.conformance();
  // Nothing is there, and nothing was.
  if (bodies.length === 0 && structures.revision === 0) return;
  structures.replaceOwn(
    bodies.map(
      (body) =>
        parseJsonResource(body, STORED_LIMITS) as unknown as Parameters<
          PackageSet['replaceOwn']
        >[0][number],
    ),
  );
}
