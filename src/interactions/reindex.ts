/** Indexes what is stored anew, while the server runs: `vuurtoren reindex`. */
import { parseJsonResource } from '../formats/json/parse.js';
import type { IndexEntries } from '../search/index-entries.js';
import type { Environment } from './environment.js';
import { loadCustomParameters } from './search-parameters.js';

export interface ReindexOptions {
  /** Undefined: the types of which not everything is indexed. */
  readonly types: readonly string[] | undefined;
  /** Chunks that are worked on at the same time. */
  readonly concurrency: number;
  /** Called after each chunk. */
  readonly progress: (done: ReindexProgress) => void;
}

export interface ReindexProgress {
  readonly resources: number;
  readonly chunksLeft: number;
  readonly chunks: number;
}

/** Bodies were let in once; only their number of levels was ever limited. */
const STORED = { maxDepth: 1000, maxArrayLength: Infinity };

/**
 * Goes over all resources of the types, a chunk in a transaction, and says in the end that everything
 * is indexed for the parameters there were when it began. When it is interrupted, the next call goes
 * on with what is left; several processes can work on it together.
 * @returns the number of resources that this call indexed
 */
export async function reindex(environment: Environment, options: ReindexOptions): Promise<number> {
  const { store } = environment;
  const loaded = await loadCustomParameters(environment);
  const types = options.types ?? loaded.pendingTypes;
  let chunks = await store.chunksLeft();
  if (chunks === 0) {
    await store.planReindex(types);
    chunks = await store.chunksLeft();
  }
  const extract = (body: string): IndexEntries =>
    environment.extractor.extract(parseJsonResource(body, STORED));
  let resources = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const indexed = await store.reindexChunk(extract);
      if (indexed === undefined) return;
      resources += indexed;
      done++;
      options.progress({ resources, chunks, chunksLeft: Math.max(0, chunks - done) });
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
  await store.markIndexed(
    loaded.custom.map(({ model, fingerprint }) => ({ url: model.url, fingerprint })),
    loaded.pendingPaths,
  );
  await store.analyze();
  return resources;
}
