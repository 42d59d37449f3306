/** https://hl7.org/fhir/R4/http.html#history: newest first, page by page. */
import { FhirError } from '../fhir/errors.js';
import { keyText } from '../fhir/resource.js';
import type { HistoryEntry, HistoryFilter } from '../storage/history.js';
import type { BundleEntryText, BundleLink } from './bundle-parts.js';
import { bundleBody, linkUrl } from './bundle-text.js';
import type { Environment } from './environment.js';
import type { HistoryParameters, InteractionRequest, InteractionResult } from './types.js';

type Request<Kind> = Extract<InteractionRequest, { kind: Kind }>;

/** The name of the parameter that carries a cursor. */
export const CURSOR = '_cursor';

export async function historyOfInstance(
  environment: Environment,
  request: Request<'history-instance'>,
): Promise<InteractionResult> {
  const { reader } = environment;
  const filter = filterOf(environment, request);
  const [found, total] = await Promise.all([
    reader.historyOfInstance(request.key, filter),
    reader.countInstanceHistory(request.key, filter),
  ]);
  if (found === undefined) {
    throw new FhirError('not-found', `There is no ${keyText(request.key)}.`);
  }
  return page(environment, request, filter, { found, total });
}

export async function historyOfType(
  environment: Environment,
  request: Request<'history-type'>,
): Promise<InteractionResult> {
  const filter = filterOf(environment, request);
  const found = await environment.reader.historyOfTypes([request.type], filter);
  return page(environment, request, filter, { found });
}

export async function historyOfSystem(
  environment: Environment,
  request: Request<'history-system'>,
): Promise<InteractionResult> {
  const filter = filterOf(environment, request);
  const types = environment.definitions.resourceTypes;
  const found = await environment.reader.historyOfTypes(types, filter);
  return page(environment, request, filter, { found });
}

/** One more than the page holds, to know whether there is a next one. */
function filterOf(environment: Environment, request: HistoryParameters): HistoryFilter {
  const { defaultPageSize, maxPageSize } = environment.settings;
  const size = Math.min(request.count ?? defaultPageSize, maxPageSize);
  return {
    limit: size + 1,
    ...(request.since === undefined ? {} : { since: request.since }),
    ...(request.at === undefined ? {} : { at: request.at }),
    ...(request.cursor === undefined ? {} : { after: position(environment, request) }),
  };
}

function position(
  environment: Environment,
  request: HistoryParameters,
): NonNullable<HistoryFilter['after']> {
  const cursor = environment.cursors.decode(request.cursor ?? '', scope(environment, request));
  const [updated = 0, rid = 0, version = 0] = cursor.map(Number);
  return { updated: new Date(updated), rid, version };
}

/** A cursor is good for the same path and parameters only. */
function scope({ settings }: Environment, { self }: HistoryParameters): string {
  return linkUrl(settings.base, self, { drop: [CURSOR, '_count'] });
}

function page(
  environment: Environment,
  request: HistoryParameters,
  filter: HistoryFilter,
  { found, total }: { readonly found: readonly HistoryEntry[]; readonly total?: number },
): InteractionResult {
  const { base } = environment.settings;
  const size = filter.limit - 1;
  const shown = found.slice(0, size);
  const links: BundleLink[] = [{ relation: 'self', url: linkUrl(base, request.self) }];
  const last = shown.at(-1);
  if (found.length > size && last !== undefined) {
    const cursor = environment.cursors.encode(
      [last.updated.getTime(), last.rid, last.version],
      scope(environment, request),
    );
    const url = linkUrl(base, request.self, { drop: [CURSOR], add: [[CURSOR, cursor]] });
    links.push({ relation: 'next', url });
  }
  const body = bundleBody({
    type: 'history',
    ...(total === undefined ? {} : { total }),
    links,
    entries: shown.map((version) => entry(base, version)),
  });
  return { status: 200, body };
}

/** https://hl7.org/fhir/R4/bundle.html#history: which request made the version. */
function entry(base: string, version: HistoryEntry): BundleEntryText {
  const name = keyText(version.key);
  const isPost = version.method === 'POST';
  return {
    fullUrl: `${base}/${name}`,
    ...(version.body === undefined ? {} : { resource: version.body }),
    about: {
      request: { method: version.method, url: isPost ? version.key.type : name },
      response: {
        status: responseStatus(version),
        etag: `W/"${version.version}"`,
        lastModified: version.updated.toISOString(),
      },
    },
  };
}

function responseStatus(version: HistoryEntry): string {
  if (version.body === undefined) return '204 No Content';
  return version.version === 1 ? '201 Created' : '200 OK';
}
