/** `Bundle.total`: https://hl7.org/fhir/R4/search.html#total */
import type { SearchQuery } from '../../search/query.js';
import type { StoreReader } from '../../storage/reader.js';
import { concurrently } from './concurrently.js';

export type TotalMode = 'none' | 'estimate' | 'accurate';

/** How many resources match, of all types together. */
export async function totalOf(
  reader: StoreReader,
  queries: readonly SearchQuery[],
  mode: Exclude<TotalMode, 'none'>,
): Promise<number> {
  const totals = await concurrently(queries, (query) =>
    mode === 'accurate' ? reader.count(query) : reader.estimate(query),
  );
  return totals.reduce((sum, total) => sum + total, 0);
}
