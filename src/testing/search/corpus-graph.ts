/** The resources of a corpus on a server, and what they refer to: for expectations of searches. */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { made, put, responseEntries, sendBundle, uuid } from '../bundles.js';
import type { TestServer } from '../server.js';
import { corpusFiles } from '../shared-data.js';

export type Typed = JsonObject & { resourceType: string; id: string };

export const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

interface BundleEntry {
  readonly fullUrl?: string;
  readonly resource: Typed;
}

export class CorpusGraph {
  readonly #resources = new Map<string, Typed>();

  add(name: string, resource: Typed): void {
    this.#resources.set(name, resource);
  }

  has(name: string): boolean {
    return this.#resources.has(name);
  }

  get(name: string): Typed | undefined {
    return this.#resources.get(name);
  }

  get all(): readonly Typed[] {
    return [...this.#resources.values()];
  }

  /** Names, `Type/id`, of the resources of a type that fulfil a condition. */
  names(type: string, condition: (resource: Typed) => boolean = () => true): string[] {
    return [...this.#resources]
      .filter(([name, resource]) => name.startsWith(`${type}/`) && condition(resource))
      .map(([name]) => name);
  }

  /** What these resources refer to, of what there is. @param paths as for `valuesAt` */
  targets(names: readonly string[], paths: readonly string[]): string[] {
    const references = names.flatMap((name) =>
      paths.flatMap((path) => valuesAt(this.#resources.get(name) ?? {}, `${path}.reference`)),
    ) as string[];
    return [...new Set(references)].filter((name) => this.has(name));
  }

  /** The first resource that is referred to under a path. */
  target(resource: Typed, path: string): Typed | undefined {
    const [reference] = valuesAt(resource, `${path}.reference`) as string[];
    return reference === undefined ? undefined : this.get(reference);
  }
}

/**
 * The values under a path of names. `extension(name)` is the extension whose URL ends in it; lists
 * are passed through.
 */
export function valuesAt(value: JsonValue, path: string): JsonValue[] {
  let found: JsonValue[] = [value];
  for (const step of path.match(/\w+(?:\([^)]*\))?/g) ?? []) {
    const [, name = step, url] = /^(\w+)\((.*)\)$/.exec(step) ?? [];
    found = found
      .flatMap((item) => [(item as JsonObject)[name] ?? []].flat())
      .filter((item) => url === undefined || endsIn(item, url));
  }
  return found;
}

function endsIn(extension: JsonValue, name: string): boolean {
  const [url] = valuesAt(extension, 'url') as string[];
  return url?.endsWith(`/${name}`) === true;
}

/** True when one of the codings or identifiers under a path is this one. @param token `system|code` */
export function isCoded(resource: Typed, path: string, token: string): boolean {
  return valuesAt(resource, path).some((value) => {
    const codings = [value, ...valuesAt(value, 'coding')];
    return codings.some((coding) => {
      const [system = ''] = valuesAt(coding, 'system') as string[];
      const codes = [...valuesAt(coding, 'code'), ...valuesAt(coding, 'value')] as string[];
      return codes.some((code) => token === code || token === `${system}|${code}`);
    });
  });
}

/** The files of corpora, Bundles among them. */
export function corpusResources(names: readonly string[]): Typed[] {
  return names.flatMap((name) =>
    corpusFiles(`nl/${name}`).map(({ text }) => JSON.parse(text) as Typed),
  );
}

/**
 * Puts resources of corpora on the server: under their ids, and Bundles as transactions that bring
 * copies of their own. Patients that are referred to and lacking are made up.
 */
export async function loadCorpora(
  server: TestServer,
  contents: readonly Typed[],
  extra: readonly Typed[] = [],
): Promise<CorpusGraph> {
  const graph = new CorpusGraph();
  const own = [...contents, ...extra].filter(({ resourceType }) => resourceType !== 'Bundle');
  for (const resource of own) {
    // Another suite has the same id with other content.
    const name = `${resource.resourceType}/${resource.id}`;
    if (!graph.has(name)) graph.add(name, resource);
  }
  for (const patient of lackingPatients(own, graph)) graph.add(`Patient/${patient.id}`, patient);
  await putAll(server, graph.all);
  for (const bundle of contents.filter(({ resourceType }) => resourceType === 'Bundle')) {
    await postEntries(server, valuesAt(bundle, 'entry') as unknown as BundleEntry[], graph);
  }
  return graph;
}

function lackingPatients(resources: readonly Typed[], graph: CorpusGraph): Typed[] {
  const names = JSON.stringify(resources).match(/Patient\/[\w.-]+/g) ?? [];
  return [...new Set(names)]
    .filter((name) => !graph.has(name))
    .map((name, index) => ({
      resourceType: 'Patient',
      id: name.replace('Patient/', ''),
      identifier: [{ system: BSN, value: `9999${String(index).padStart(5, '0')}` }],
    }));
}

const BATCH = 200;

async function putAll(server: TestServer, resources: readonly Typed[]): Promise<void> {
  for (let start = 0; start < resources.length; start += BATCH) {
    const entries = resources
      .slice(start, start + BATCH)
      .map((resource) => put(resource.id, resource));
    const answer = await sendBundle(server, 'batch', entries);
    const failed = responseEntries(answer).filter(
      ({ response }) => !response.status.startsWith('20'),
    );
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  }
}

async function postEntries(
  server: TestServer,
  entries: readonly BundleEntry[],
  graph: CorpusGraph,
): Promise<void> {
  const posted = entries.map(({ fullUrl, resource }, index) => ({
    fullUrl: fullUrl ?? uuid(index),
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }));
  const answer = await sendBundle(server, 'transaction', posted);
  if (answer.status !== 200) throw new Error(answer.text);
  const names = new Map(posted.map(({ fullUrl }, index) => [fullUrl, made(answer, index)]));
  for (const { fullUrl, resource } of posted) {
    const text = JSON.stringify(resource, (key, value: unknown) =>
      key === 'reference' && typeof value === 'string' ? (names.get(value) ?? value) : value,
    );
    graph.add(names.get(fullUrl) ?? '', JSON.parse(text) as Typed);
  }
}
