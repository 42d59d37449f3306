/** What a PGO learns from the lists of MedMij before it sends anybody anywhere. */
import path from 'node:path';
import { DEMO_PGO, demoLists } from '../../../auth/medmij/lists/demo-lists.js';
import { fetchList, isUrl, type ListTls } from '../../../auth/medmij/lists/fetch.js';
import {
  LIST_FILES,
  type ListContents,
  type ListKind,
} from '../../../auth/medmij/lists/list-kind.js';
import { parseList } from '../../../auth/medmij/lists/parse.js';
import type { ListedProvider } from '../../../auth/medmij/lists/types.js';

/** The lists, as far as a PGO needs them. */
export interface PgoLists {
  provider(name: string): ListedProvider | undefined;
  isWhitelisted(hostname: string): boolean;
  isClient(hostname: string): boolean;
  serviceName(id: string): string | undefined;
}

/** Paths or URLs of the lists. */
export type ListSources = Readonly<Partial<Record<ListKind, string>>>;

/** Of a folder, or of the place where MedMij publishes them. */
export function sourcesBelow(base: string): ListSources {
  const at = (name: string): string =>
    isUrl(base) ? `${base.replace(/\/$/, '')}/${name}?api=2` : path.resolve(base, name);
  return {
    whl: at(LIST_FILES.whl),
    ocl: at(LIST_FILES.ocl),
    gnl: at(LIST_FILES.gnl),
    zal: at(LIST_FILES.zal),
  };
}

/** @throws ListRefused for a list that is wrong or can't be had */
export async function readLists(sources: ListSources, tls: ListTls): Promise<PgoLists> {
  const read = async <Kind extends ListKind>(
    kind: Kind,
  ): Promise<ListContents[Kind] | undefined> => {
    const source = sources[kind];
    if (source === undefined) return undefined;
    const fetched = await fetchList(source, undefined, tls);
    if (fetched.kind === 'unchanged') return undefined;
    return (await parseList(kind, fetched.document, { loopback: true })).content;
  };
  const [whl, ocl, gnl, zal] = await Promise.all([
    read('whl'),
    read('ocl'),
    read('gnl'),
    read('zal'),
  ]);
  return {
    provider: (name) => zal?.get(name),
    isWhitelisted: (hostname) => whl?.has(hostname) ?? false,
    isClient: (hostname) => ocl?.has(hostname) ?? false,
    serviceName: (id) => gnl?.get(id),
  };
}

/**
 * The lists of the demo of a server on this machine.
 * @param base its FHIR API
 */
export function listsOfDemo(base: string, provider: string, services: readonly string[]): PgoLists {
  const issuer = base.replace(/[^/]*$/, 'auth');
  const lists = demoLists({
    ...{ issuer, fhirBase: base, services },
    providers: [{ name: provider, services: undefined }],
  });
  return {
    provider: (name) => lists.provider(name),
    isWhitelisted: () => true,
    isClient: (hostname) => hostname === DEMO_PGO.hostname,
    serviceName: () => undefined,
  };
}
