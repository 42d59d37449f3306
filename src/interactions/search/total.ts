/** `Bundle.total`: https://hl7.org/fhir/R4/search.html#total */
import type { SearchQuery } from '../../search/query.js';
import { concurrently, type Lanes } from './concurrently.js';

export type TotalMode = 'none' | 'estimate' | 'accurate';

/** How many resources match, of all types together. */
export async function totalOf(
  lanes: Lanes,
  queries: readonly SearchQuery[],
  mode: Exclude<TotalMode, 'none'>,
): Promise<number> {
  const totals = await concurrently(lanes, queries, (query) =>
    mode === 'accurate' ? lanes.reader.count(query) : lanes.reader.estimate(query),
  );
  return totals.reduce((sum, total) => sum + total, 0);
}
