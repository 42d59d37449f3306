/** What PostgreSQL does for a search, for operators. */
import type { SearchQuery } from '../../search/query.js';
import { plansOf, type Page, type SearchTools } from './find.js';

export interface Explanation {
  /** Which index leads, and in what order rows come. */
  readonly way: string;
  readonly sql: string;
  /** Output of EXPLAIN (ANALYZE, BUFFERS), line by line. */
  readonly plan: readonly string[];
}

/** Runs the search with each plan that could be used, in turn. */
export async function explainSearch(
  tools: SearchTools,
  query: SearchQuery,
  page: Page,
): Promise<Explanation[]> {
  await tools.statistics.renew();
  const explanations: Explanation[] = [];
  for (const { text, values, way } of plansOf(tools, query, page)) {
    const rows = await tools.session.query<{ 'QUERY PLAN': string }>({
      name: '',
      text: `explain (analyze, buffers) ${text}`,
      values,
    });
    explanations.push({ way, sql: text, plan: rows.map((row) => row['QUERY PLAN']) });
  }
  return explanations;
}
