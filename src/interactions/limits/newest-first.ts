/** Histories of several types put in the one order that storage has for each. */
import type { HistoryEntry } from '../../storage/history.js';

export function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return [...entries].sort(
    (one, other) =>
      other.updated.getTime() - one.updated.getTime() ||
      other.rid - one.rid ||
      other.version - one.version,
  );
}
