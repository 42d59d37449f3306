// Random searches find contained resources as they would find the same resources by themselves:
// https://hl7.org/fhir/R4/search.html#contained
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../fhir/json.js';
import { withConcepts } from '../interactions/search/parse.js';
import { queriesOf } from '../interactions/search/queries.js';
import { parseSearchRequest } from '../search/parse/search.js';
import type { SearchQuery } from '../search/query.js';
import { loadResourceTypes } from '../storage/resource-types.js';
import { countResources } from '../storage/search/count.js';
import { plansOf } from '../storage/search/find.js';
import { NaiveSearch, type NaiveResource } from '../testing/search/naive/search.js';
import { searchRuns } from '../testing/search/random/depth.js';
import { idOf, resourceOf, SIZES, type Typed } from '../testing/search/random/population.js';
import { randomSearch, type RandomSearch } from '../testing/search/random/searches.js';
import { TERMINOLOGY } from '../testing/search/random/terminology.js';
import { SkewedStatistics } from '../testing/search/random/skewed-statistics.js';
import { put } from '../testing/search/tables.js';
import { startTestServer, type TestServer } from '../testing/server.js';
import { linkOf, matchIds, walk, walkBack } from '../testing/searchsets.js';

const SEED = 20261122;
const ALL = 1000;

/** Types that nothing but itself refers to. */
const LEAVES = ['Condition', 'Observation', 'MedicationRequest', 'RiskAssessment'];

function content(type: string, index: number): Typed & { id: string } {
  const counts = new Map(SIZES);
  const seed = SEED + index;
  const [made] = fc.sample(resourceOf(type, counts), { seed, numRuns: 1 }) as [Typed];
  return { ...made, id: idOf(type, index) };
}

const all = (type: string): (Typed & { id: string })[] => {
  const size = SIZES.find(([name]) => name === type)?.[1] ?? 0;
  return Array.from({ length: size }, (_, index) => content(type, index));
};

/** What a contained resource has no counterpart of: it was never updated, and is in no compartment. */
const isComparable = ({ parameters, sort, compartment }: RandomSearch): boolean =>
  compartment === undefined &&
  !parameters.some(([name]) => /_lastUpdated|_has:/.test(name)) &&
  !/_id|_lastUpdated/.test(sort ?? '');

const pairsOf = ({ parameters, sort }: RandomSearch): [string, string][] => [
  ...parameters.map(([name, value]): [string, string] => [name, value]),
  ...(sort === undefined ? [] : [['_sort', sort] as [string, string]]),
];

async function storeAll(server: TestServer, types: readonly string[]): Promise<NaiveResource[]> {
  const stored: NaiveResource[] = [];
  for (const type of types) {
    for (const resource of all(type)) {
      await put(server, type, resource.id, resource);
      stored.push({ content: resource, created: stored.length });
    }
  }
  return stored;
}

/** What the searches name. */
async function storeTerminology(server: TestServer): Promise<void> {
  for (const { resourceType, id, ...content } of TERMINOLOGY) {
    await put(server, resourceType, id, { resourceType, ...content });
  }
}

describe('contained resources', () => {
  const PER_CONTAINER = 3;
  let server: TestServer;
  let naive: NaiveSearch;
  /** Id of the container by `Type/id`. */
  const containers = new Map<string, string>();

  beforeAll(async () => {
    server = await startTestServer({ VALIDATION: 'off' });
    await storeTerminology(server);
    const stored = await storeAll(server, ['Organization', 'Patient', 'Encounter']);
    for (const type of LEAVES) {
      // Of their own type there are no others that they could refer to.
      const text = JSON.stringify(all(type)).replaceAll(
        new RegExp(`${type}/${type.slice(0, 3).toLowerCase()}-\\d+`, 'g'),
        `${type}/never`,
      );
      const resources = JSON.parse(text) as (Typed & { id: string })[];
      for (let start = 0; start < resources.length; start += PER_CONTAINER) {
        const contained = resources.slice(start, start + PER_CONTAINER);
        const id = `c-${type.slice(0, 3)}-${String(start).padStart(3, '0')}`;
        await put(server, 'Basic', id, { resourceType: 'Basic', code: { text: 'x' }, contained });
        for (const resource of contained) {
          containers.set(`${type}/${resource.id}`, id);
          stored.push({ content: resource, created: stored.length });
        }
      }
    }
    await server.core.environment.store.analyze();
    naive = new NaiveSearch(stored, server.base, Date.now());
  }, 120_000);

  afterAll(async () => {
    await server.stop();
  });

  const searches = randomSearch(['2020']).filter(
    (search) => isComparable(search) && LEAVES.includes(search.type),
  );

  const queriesFor = async (search: RandomSearch): Promise<readonly SearchQuery[]> => {
    const { environment } = server.core;
    const parsed = await withConcepts(environment, (context) =>
      parseSearchRequest(context, {
        types: [search.type],
        parameters: [...pairsOf(search), ['_contained', 'true'], ['_containedType', 'contained']],
        handling: 'strict',
      }),
    );
    return queriesOf(environment.reader, parsed);
  };

  test('by every plan, in both directions', async () => {
    const { database } = server.core;
    const types = await loadResourceTypes(database);
    const ways = new Set<string>();
    await fc.assert(
      fc.asyncProperty(searches, fc.nat(), async (search, seed) => {
        const statistics = new SkewedStatistics(database, types, seed);
        const tools = { session: database, types, statistics };
        const [query] = await queriesFor(search);
        const wanted = naive.find(search);
        expect(await countResources(tools, query!)).toBe(wanted.length);
        for (const backwards of [false, true]) {
          const plans = plansOf(tools, query!, { limit: ALL, backwards });
          for (const [index, { text, values, way }] of plans.entries()) {
            const rows = await database.query<{ body: string }>({ name: '', text, values });
            const ids = rows.map(({ body }) => (JSON.parse(body) as { id: string }).id);
            const isPart = index < plans.length - 1;
            const part = backwards ? wanted.slice(-rows.length) : wanted.slice(0, rows.length);
            expect([way, ids]).toEqual([way, isPart ? (rows.length === 0 ? [] : part) : wanted]);
            ways.add(way);
          }
        }
      }),
      searchRuns(SEED, 200),
    );
    for (const lead of ['token', 'reference', 'chain', 'text']) {
      expect([...ways]).toContain(`by ${lead}`);
    }
  }, 240_000);

  test('over HTTP, page by page, and what contains them', async () => {
    await fc.assert(
      fc.asyncProperty(searches, async (search) => {
        const wanted = naive.find(search);
        const query = new URLSearchParams([
          ...pairsOf(search),
          ['_contained', 'true'],
          ['_count', String(Math.max(search.count, Math.ceil(wanted.length / 5)))],
          ['_total', 'accurate'],
        ]).toString();
        const pages = await walk(server, `/${search.type}?${query}&_containedType=contained`);
        expect(pages.flatMap(matchIds)).toEqual(wanted);
        expect(new Set(pages.map(({ body }) => body['total']))).toEqual(new Set([wanted.length]));
        const back = await walkBack(server, linkOf(server, pages.at(-1)!, 'self') ?? '');
        expect(back.map(matchIds).reverse()).toEqual(pages.map(matchIds));
        if (search.sort !== undefined) return;
        const outer = await walk(server, `/${search.type}?${query}`);
        const holding = new Set(wanted.map((id) => containers.get(`${search.type}/${id}`)));
        expect(outer.flatMap(matchIds)).toEqual([...holding]);
        expect(outer[0]?.body['total']).toBe(holding.size);
      }),
      searchRuns(SEED, 60),
    );
  }, 240_000);
});

describe('chains', () => {
  let server: TestServer;
  let naive: NaiveSearch;

  beforeAll(async () => {
    server = await startTestServer({ VALIDATION: 'off' });
    await storeTerminology(server);
    const stored = await storeAll(server, ['Organization', 'Patient', 'Encounter']);
    for (const [index, resource] of all('Observation').entries()) {
      const whole = index % 2 === 0 ? resource : withContained(resource);
      await put(server, 'Observation', resource.id, whole);
      stored.push({ content: resource, created: stored.length });
    }
    await server.core.environment.store.analyze();
    naive = new NaiveSearch(stored, server.base, Date.now());
  }, 120_000);

  afterAll(async () => {
    await server.stop();
  });

  /** The same with the subject and the encounter contained. */
  function withContained(resource: Typed & { id: string }): Typed {
    const contained: JsonObject[] = [];
    const inlined = (name: string): JsonObject => {
      const { reference } = (resource[name] ?? {}) as { reference?: string };
      const [, type = '', index = ''] = /^(\w+)\/\w+-(\d+)$/.exec(reference ?? '') ?? [];
      const size = SIZES.find(([own]) => own === type)?.[1] ?? 0;
      if (Number(index) >= size) return {};
      const target = content(type, Number(index));
      contained.push(target);
      return { [name]: { reference: `#${target.id}` } };
    };
    const references = { ...inlined('subject'), ...inlined('encounter') };
    return { ...resource, ...references, ...(contained.length === 0 ? {} : { contained }) };
  }

  const along = (link: string, type: string): fc.Arbitrary<RandomSearch> =>
    randomSearch(['2020'])
      .filter((search) => isComparable(search) && search.type === type)
      .map((search) => ({
        ...search,
        type: 'Observation',
        sort: undefined,
        parameters: search.parameters.map(([name, value]) => [`${link}.${name}`, value] as const),
      }));

  test.each([
    ['subject:Patient', 'Patient'],
    ['patient', 'Patient'],
    ['encounter', 'Encounter'],
  ])(
    'along %s lead to contained resources as to others',
    async (link, type) => {
      const { database, environment } = server.core;
      const types = await loadResourceTypes(database);
      await fc.assert(
        fc.asyncProperty(along(link, type), fc.nat(), async (search, seed) => {
          const { queries } = await withConcepts(environment, (context) =>
            parseSearchRequest(context, {
              types: ['Observation'],
              parameters: pairsOf(search),
              handling: 'strict',
            }),
          );
          // Some are referred to before they are stored, which makes their order another one.
          const wanted = naive.find(search).sort();
          const statistics = new SkewedStatistics(database, types, seed);
          const tools = { session: database, types, statistics };
          const plan = plansOf(tools, queries[0]!, { limit: ALL }).at(-1)!;
          const rows = await database.query<{ id: string }>({ name: '', ...plan });
          expect([plan.way, rows.map(({ id }) => id).sort()]).toEqual([plan.way, wanted]);
          expect(await countResources(tools, queries[0]!)).toBe(wanted.length);
        }),
        searchRuns(SEED, 80),
      );
    },
    240_000,
  );
});
