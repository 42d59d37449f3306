/**
 * Searches of use cases on the example resources of Dutch information standards. What they must find
 * is worked out from the resources themselves.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { found, linkOf } from '../searchsets.js';
import { startTestServer, type TestServer } from '../server.js';
import { isCoded, loadCorpora, valuesAt, type CorpusGraph, type Typed } from './corpus-graph.js';
import { encoded } from './tables.js';

export interface Case {
  /** Without its `_include` and `_revinclude`. */
  readonly search: string;
  readonly matches: (resource: Typed, graph: CorpusGraph) => boolean;
  /** Paths of references by the parameter that `_include` names. */
  readonly includes?: Readonly<Record<string, string>>;
  /** `Provenance:target`, and the path of the reference. */
  readonly revinclude?: readonly [name: string, path: string];
  /** Goes on from PractitionerRoles that are included. */
  readonly iterate?: true;
  /** True where the corpus holds nothing of it; `maybe` for tables of combinations. */
  readonly empty?: true | 'maybe';
}

export interface UseCase {
  readonly resources: () => readonly Typed[];
  readonly extra?: readonly Typed[];
  readonly cases: readonly Case[];
}

export const coded = (path: string, ...tokens: string[]) => {
  return (resource: Typed): boolean => tokens.some((token) => isCoded(resource, path, token));
};

export const both =
  (...conditions: Case['matches'][]): Case['matches'] =>
  (resource, graph) =>
    conditions.every((condition) => condition(resource, graph));

export const refersTo =
  (path: string, name: string): Case['matches'] =>
  (resource) =>
    valuesAt(resource, `${path}.reference`).includes(name);

/** What a resource refers to fulfils a condition. */
export const leadsTo =
  (path: string, condition: Case['matches']): Case['matches'] =>
  (resource, graph) =>
    (valuesAt(resource, `${path}.reference`) as string[])
      .flatMap((name) => graph.get(name) ?? [])
      .some((target) => condition(target, graph));

export const anything = (): boolean => true;

export function describeUseCase(_: string, { resources, extra, cases }: UseCase): void {
  let server: TestServer;
  let graph: CorpusGraph;
  const read = new Set<string>();
  let successful = 0;

  beforeAll(async () => {
    // The data are as they were published, and some of them are not valid.
    server = await startTestServer({ VALIDATION: 'off' });
    graph = await loadCorpora(server, resources(), extra);
  }, 120_000);

  afterAll(async () => {
    await server.stop();
  });

  test.each(cases)('$search', async (one) => {
    const asked = askedOf(one);
    const [path = '', query = ''] = asked.split(/\?(.*)/s);
    const answer = await server.send('GET', `${path}?${encoded(query)}`);
    expect(answer.status).toBe(200);
    const [type = ''] = one.search.split('?');
    const wanted = graph.names(type, (resource) => one.matches(resource, graph));
    if (one.empty !== 'maybe') expect(wanted.length === 0).toBe(one.empty === true);
    expect(found(answer).sort()).toEqual(wanted.sort());

    const others = includedWith(one, wanted, graph);
    expect(found(answer, 'include').sort()).toEqual(others.sort());
    for (const name of others.filter((other) => !read.has(other))) {
      expect([name, (await server.send('GET', `/${name}`)).status]).toEqual([name, 200]);
      read.add(name);
    }
    if (wanted.length > 0) successful++;
    const self = decodeURIComponent(linkOf(server, answer, 'self') ?? '');
    expect(self.replace(/sealed\.[\w-]+/, SEALED)).toBe(
      asked.replace(/http:[^|&]*\/bsn\|\d+/, SEALED),
    );
  });

  test('most of these find something', () => {
    const hopeful = cases.filter(({ empty }) => empty !== true);
    expect(successful).toBeGreaterThan(hopeful.length / 2);
  });
}

/** Links hold no citizen service number. */
const SEALED = '(sealed)';

const ROLE_PARTS = ['organization', 'practitioner', 'location'];

function askedOf({ search, includes = {}, revinclude, iterate }: Case): string {
  const [type = '', query = ''] = search.split(/\?(.*)/s);
  const roles = iterate === true ? ROLE_PARTS : [];
  const parameters = [
    ...(query === '' ? [] : [query]),
    ...Object.keys(includes).map((code) => `_include=${type}:${code}`),
    ...roles.map((part) => `_include:iterate=PractitionerRole:${part}`),
    ...(revinclude === undefined ? [] : [`_revinclude=${revinclude[0]}`]),
    '_count=500',
  ];
  return `/${type}?${parameters.join('&')}`;
}

function includedWith(
  { includes = {}, revinclude, iterate }: Case,
  matches: readonly string[],
  graph: CorpusGraph,
): string[] {
  const direct = graph.targets(matches, Object.values(includes));
  const roles = direct.filter((name) => name.startsWith('PractitionerRole/'));
  const further = iterate === true ? graph.targets(roles, ROLE_PARTS) : [];
  const referring = revinclude === undefined ? [] : referringTo(graph, matches, revinclude);
  const all = new Set([...direct, ...further, ...referring]);
  return [...all].filter((name) => !matches.includes(name));
}

function referringTo(
  graph: CorpusGraph,
  names: readonly string[],
  [include, path]: readonly [string, string],
): string[] {
  const [source = ''] = include.split(':');
  return graph.names(source, (resource) =>
    (valuesAt(resource, `${path}.reference`) as string[]).some((name) => names.includes(name)),
  );
}
