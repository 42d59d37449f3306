/** Statements of one search that run side by side. */
import type { StoreReader } from '../../storage/reader.js';
import type { Environment } from '../environment.js';

export interface Lanes {
  readonly reader: StoreReader;
  /** Statements at a time. */
  readonly width: number;
}

/** A few, so that other requests find connections too. */
const MOST = 4;

/** A transaction has one connection, which does one thing after another. */
export function lanesOf({ reader, store }: Environment): Lanes {
  return { reader, width: reader === store.reader ? MOST : 1 };
}

/** What `work` makes of each item, in the order of the items. */
export async function concurrently<Item, Result>(
  { width }: Lanes,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
