/** What came back for a search, for tests. */
import type { JsonObject } from '../fhir/json.js';
import type { Answer, TestServer } from './server.js';

export interface SearchEntry {
  readonly fullUrl?: string;
  readonly resource: JsonObject & { resourceType: string; id: string };
  readonly search: { readonly mode: 'match' | 'include' | 'outcome' };
}

export function searchEntries(answer: Answer): SearchEntry[] {
  return (answer.body['entry'] ?? []) as unknown as SearchEntry[];
}

/** `Type/id` of the entries with this mode, in order. */
export function found(answer: Answer, mode: SearchEntry['search']['mode'] = 'match'): string[] {
  return searchEntries(answer)
    .filter(({ search }) => search.mode === mode)
    .map(({ resource }) => `${resource.resourceType}/${resource.id}`);
}

/** Ids of the matches, in order. */
export function matchIds(answer: Answer): string[] {
  return found(answer).map((name) => name.replace(/.*\//, ''));
}

/** The diagnostics of the OperationOutcome among the entries. */
export function outcomeTexts(answer: Answer): string[] {
  return searchEntries(answer)
    .filter(({ search }) => search.mode === 'outcome')
    .flatMap(({ resource }) => resource['issue'] as unknown as { diagnostics: string }[])
    .map(({ diagnostics }) => diagnostics);
}

/** Path and query of a link, below the base. */
export function linkOf(server: TestServer, answer: Answer, relation: string): string | undefined {
  const links = (answer.body['link'] ?? []) as unknown as { relation: string; url: string }[];
  return links.find((link) => link.relation === relation)?.url.slice(server.base.length);
}

type Between = (page: Answer) => Promise<unknown>;

/** All pages from this one on, by their `next` links. */
export function walk(server: TestServer, path: string, between?: Between): Promise<Answer[]> {
  return follow(server, path, 'next', between);
}

/** All pages from this one back to the first, by their `prev` links; in the order in which they came. */
export function walkBack(server: TestServer, path: string, between?: Between): Promise<Answer[]> {
  return follow(server, path, 'prev', between);
}

async function follow(
  server: TestServer,
  path: string,
  relation: 'next' | 'prev',
  between: Between = () => Promise.resolve(),
): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const page = await server.send('GET', next);
    if (page.status !== 200) throw new Error(`${next}: ${page.status} ${page.text}`);
    pages.push(page);
    if (pages.length > 1000) throw new Error('The pages do not end.');
    await between(page);
    next = linkOf(server, page, relation);
  }
  return pages;
}
