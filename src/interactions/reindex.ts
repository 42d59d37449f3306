/** Indexes what is stored anew, while the server runs: `vuurtoren reindex`. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseJsonResource } from '../formats/json/parse.js';
import type { IndexEntries } from '../search/index-entries.js';
import type { CoreEnvironment } from './environment.js';
import { indexEntries } from './integrity.js';
import { loadCustomParameters, type LoadedParameters } from './search-parameters.js';

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
export async function reindex(
  environment: CoreEnvironment,
  options: ReindexOptions,
): Promise<number> {
  const { store } = environment;
  const loaded = await loadCustomParameters(environment);
  const pending = await withContainers(store, loaded.pendingTypes);
  const types = options.types ?? pending;
  await store.planReindex(types, planName(types, loaded));
  const chunks = await store.chunksLeft();
  const extract = (body: string): IndexEntries =>
    indexEntries(environment, parseJsonResource(body, STORED));
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
  do {
    await Promise.all(Array.from({ length: options.concurrency }, work));
    // Chunks that another process has under way are not done yet; it may die with them.
  } while (await othersAtWork(store));
  const isWhole = pending.every((type) => types.includes(type));
  if (isWhole) {
    await store.markIndexed(
      loaded.custom.map(({ model, fingerprint }) => ({ url: model.url, fingerprint })),
      loaded.pendingPaths,
    );
  }
  await store.analyze();
  return resources;
}

/** Resources of a type are also in others, which are indexed together with them. */
async function withContainers(
  store: CoreEnvironment['store'],
  types: readonly string[],
): Promise<string[]> {
  if (types.length === 0) return [];
  const containers = await store.reader.containerTypes();
  return [...new Set(types.flatMap((type) => [type, ...(containers.get(type) ?? [])]))];
}

const PAUSE = 200;

async function othersAtWork(store: CoreEnvironment['store']): Promise<boolean> {
  if ((await store.chunksLeft()) === 0) return false;
  await setTimeout(PAUSE);
  return true;
}

/** What is left of a plan is only gone on with when it is for the same parameters. */
function planName(types: readonly string[], { custom, pendingPaths }: LoadedParameters): string {
  const parameters = custom.map(({ model, fingerprint }) => `${model.url} ${fingerprint}`);
  const text = JSON.stringify([types, parameters.sort(), [...pendingPaths].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
