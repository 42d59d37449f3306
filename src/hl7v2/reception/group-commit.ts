/**
 * Many writers, one commit: what is asked for while a write is under way is written together by the
 * next one. One write at a time, so that what was asked for first is stored first.
 */

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly size: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitLimits {
  /** Items in one write. */
  readonly maxItems: number;
  /** Bytes in one write, unless a single item has more. */
  readonly maxBytes: number;
}

export interface GroupCommit<Item, Result> {
  /** Resolves when the item is durably stored. @throws what the write threw */
  add(item: Item, bytes: number): Promise<Result>;
}

/** @param write stores items and gives a result for each, in their order */
export function createGroupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: GroupCommitLimits,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isWriting = false;

  const next = (): Waiting<Item, Result>[] => {
    let bytes = 0;
    const end = waiting.findIndex(({ size }, index) => {
      bytes += size;
      return index >= limits.maxItems || (index > 0 && bytes > limits.maxBytes);
    });
    const batch = end < 0 ? waiting : waiting.slice(0, end);
    waiting = end < 0 ? [] : waiting.slice(end);
    return batch;
  };

  const run = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = next();
      try {
        const results = await write(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const result = results[index];
          if (result === undefined) reject(new Error('A write gave no result for an item.'));
          else resolve(result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };

  return {
    add: (item, size) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, size, resolve, reject });
        // In a microtask: frames that arrived together are written together.
        if (!isWriting) {
          isWriting = true;
          queueMicrotask(() => void run());
        }
      }),
  };
}
