/** Imports items in several lanes at once, as if it were one after the other. */
import type { Importer, ItemResult } from './importer.js';
import type { Progress } from './progress.js';
import type { ImportItem } from './sources.js';

export interface WorkParts {
  readonly importer: Importer;
  readonly progress: Progress;
  /** Number of lanes. */
  readonly concurrency: number;
}

export interface Leftovers {
  /** Resources that were refused. */
  readonly refused: number;
  /** One line for each finding about them. */
  readonly refusals: readonly string[];
  /** Names of items that hold no FHIR resource. */
  readonly foreign: readonly string[];
}

/** Imports everything; gives what is left in the end. */
export async function importAll(
  items: AsyncIterator<ImportItem>,
  parts: WorkParts,
): Promise<Leftovers> {
  let refused = 0;
  const refusals: string[] = [];
  const foreign: string[] = [];
  let later: ImportItem[] = [];
  const note = (result: ItemResult): void => {
    refused += result.refused;
    refusals.push(...result.refusals);
    if (result.isForeign) foreign.push(result.name);
  };
  await new Lanes(parts).drain(items, (item, result) => {
    if (result.maybeLater) later.push(item);
    else note(result);
  });
  // Items that refer to later ones: try again while that helps.
  for (let before = -1; later.length > 0;) {
    const isLast = parts.progress.resources === before;
    before = parts.progress.resources;
    const again = later;
    later = [];
    await new Lanes(parts).drain(iterate(again), (item, result) => {
      if (result.maybeLater && !isLast) later.push(item);
      else note(result);
    });
  }
  return { refused, refusals, foreign };
}

type OnResult = (item: ImportItem, result: ItemResult) => void;

class Lanes {
  readonly #parts: WorkParts;
  /** What is under way, by position. */
  readonly #running = new Map<number, Promise<void>>();
  #next = 0;

  constructor(parts: WorkParts) {
    this.#parts = parts;
  }

  async drain(items: AsyncIterator<ImportItem>, onResult: OnResult): Promise<void> {
    const lane = async (): Promise<void> => {
      for (;;) {
        const position = this.#next++;
        const next = await items.next();
        if (next.done === true) return;
        const work = this.#importAt(position, next.value, onResult);
        this.#running.set(position, work);
        await work;
        this.#running.delete(position);
      }
    };
    await Promise.all(Array.from({ length: this.#parts.concurrency }, lane));
  }

  async #importAt(position: number, item: ImportItem, onResult: OnResult): Promise<void> {
    const { importer, progress } = this.#parts;
    let result = await importer.import(item);
    progress.add(0, result.resources);
    if (result.maybeLater) {
      // What it refers to can be in an item before it that is still under way.
      const before = [...this.#running].filter(([other]) => other < position);
      await Promise.all(before.map(([, work]) => work));
      result = await importer.import(item);
      progress.add(0, result.resources);
    }
    if (!result.maybeLater) progress.add(item.bytes, 0);
    onResult(item, result);
  }
}

async function* iterate(items: readonly ImportItem[]): AsyncGenerator<ImportItem> {
  for (const item of items) yield await Promise.resolve(item);
}
