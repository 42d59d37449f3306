/** https://hl7.org/fhir/R4/http.html#search on one resource type */
import { FhirError } from '../fhir/errors.js';
import { parseSearch, type QueryParameter } from '../search/parse.js';
import { bundleText, linkUrl, type BundleLink } from './bundle-text.js';
import type { Environment } from './environment.js';
import { CURSOR } from './history.js';
import type { InteractionRequest, InteractionResult } from './types.js';

type SearchRequest = Extract<InteractionRequest, { kind: 'search-type' }>;

/** Parameters that say how to answer, not what to find. */
const RESULT_PARAMETERS = new Set(['_count', CURSOR]);

export async function searchType(
  environment: Environment,
  asked: SearchRequest,
): Promise<InteractionResult> {
  const { registry, settings, reader } = environment;
  const request = environment.links.reveal(asked);
  const shownLink = environment.links.conceal(request.self);
  const criteria = request.parameters.filter(([name]) => !RESULT_PARAMETERS.has(name));
  const query = parseSearch(request.type, criteria, { registry, base: settings.base });
  const size = pageSize(environment, request.parameters);
  const after = cursorPosition(environment, request);
  const found = await reader.find(query, {
    limit: size + 1,
    ...(after === undefined ? {} : { after }),
  });
  const shown = found.slice(0, size);
  const links: BundleLink[] = [{ relation: 'self', url: linkUrl(settings.base, shownLink) }];
  const last = shown.at(-1);
  if (found.length > size && last !== undefined) {
    const cursor = environment.cursors.encode([last.rid], scope(environment, request));
    const url = linkUrl(settings.base, shownLink, { drop: [CURSOR], add: [[CURSOR, cursor]] });
    links.push({ relation: 'next', url });
  }
  const text = bundleText({
    type: 'searchset',
    links,
    entries: shown.map(({ id, body }) => ({
      fullUrl: `${settings.base}/${request.type}/${id}`,
      resource: body,
      about: { search: { mode: 'match' } },
    })),
  });
  return { status: 200, body: { kind: 'text', text } };
}

function pageSize(environment: Environment, parameters: readonly QueryParameter[]): number {
  const { defaultPageSize, maxPageSize } = environment.settings;
  const count = parameters.find(([name]) => name === '_count')?.[1];
  if (count === undefined) return defaultPageSize;
  if (!/^\d{1,9}$/.test(count)) {
    throw new FhirError('invalid-request', '"_count" is no number of 0 or more.');
  }
  return Math.min(Number(count), maxPageSize);
}

function cursorPosition(environment: Environment, request: SearchRequest): number | undefined {
  const cursor = request.parameters.find(([name]) => name === CURSOR)?.[1];
  if (cursor === undefined) return undefined;
  const [rid] = environment.cursors.decode(cursor, scope(environment, request));
  return Number(rid);
}

function scope({ settings }: Environment, { self }: SearchRequest): string {
  return linkUrl(settings.base, self, { drop: [CURSOR, '_count'] });
}
