/** Statistics that are wrong in every way, so that searches are planned in every way. */
import type { Key } from '../../../search/keys.js';
import type { Session } from '../../../storage/database.js';
import type { ResourceTypes } from '../../../storage/resource-types.js';
import { SearchStatistics } from '../../../storage/search/statistics.js';

export class SkewedStatistics extends SearchStatistics {
  readonly #seed: number;

  constructor(session: Session, types: ResourceTypes, seed: number) {
    super(session, types);
    this.#seed = seed;
  }

  override typeRows(type: string): number {
    return this.#rows(Buffer.from(type).reduce((sum, byte) => sum * 31 + byte, 7));
  }

  override tokenRows(key: Key): number {
    return this.#rows(key.low);
  }

  override entryRows(path: Key): number {
    return this.#rows(path.high);
  }

  override refresh(): Promise<void> {
    return Promise.resolve();
  }

  override renew(): Promise<void> {
    return Promise.resolve();
  }

  /** From one to a million. */
  #rows(about: number): number {
    const mixed = Math.imul(about ^ this.#seed, 0x9e3779b1) >>> 0;
    return 10 ** (mixed % 7);
  }
}
