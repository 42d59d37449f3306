// Random searches find what https://hl7.org/fhir/R4/search.html says, in the order that is asked,
// however they are planned. What that is, src/testing/search/naive works out from the resources.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withConcepts } from '../interactions/search/parse.js';
import type { SearchQuery } from '../search/query.js';
import { parseSearchRequest } from '../search/parse/search.js';
import { loadResourceTypes } from '../storage/resource-types.js';
import { countResources, estimateResources } from '../storage/search/count.js';
import {
  findResources,
  plansOf,
  type Page,
  type SearchPlan,
  type SearchTools,
} from '../storage/search/find.js';
import { NaiveSearch, type NaiveResource } from '../testing/search/naive/search.js';
import { TERMINOLOGY } from '../testing/search/random/terminology.js';
import { orderedSearches } from '../testing/search/random/ordered.js';
import { searchRuns } from '../testing/search/random/depth.js';
import { idOf, resourceOf, SIZES, type Typed } from '../testing/search/random/population.js';
import { asFilter, randomSearch, type RandomSearch } from '../testing/search/random/searches.js';
import { SkewedStatistics } from '../testing/search/random/skewed-statistics.js';
import { put } from '../testing/search/tables.js';
import { startTestServer, type TestServer } from '../testing/server.js';
import { linkOf, matchIds, walk, walkBack } from '../testing/searchsets.js';

const SEED = 20261121;

let server: TestServer;
/** By `Type/id`. */
const stored = new Map<string, NaiveResource>();
const places = new Map<string, number>();

beforeAll(async () => {
  // Whether what is made at random is right does not matter to what finds it.
  server = await startTestServer({ VALIDATION: 'off' });
  for (const { resourceType, id, ...content } of TERMINOLOGY) {
    await put(server, resourceType, id, content);
  }
  const counts = new Map<string, number>();
  for (const [type, size] of SIZES) {
    for (let index = 0; index < size; index++) {
      // Only what is there can be referred to, so that the order of creation is this one.
      counts.set(type, index);
      await store(type, index, counts, SEED + index);
    }
    counts.set(type, size);
  }
}, 120_000);

afterAll(async () => {
  await server.stop();
});

async function store(
  type: string,
  index: number,
  counts: ReadonlyMap<string, number>,
  seed: number,
): Promise<void> {
  const [content] = fc.sample(resourceOf(type, counts), { seed, numRuns: 1 }) as [Typed];
  const id = idOf(type, index);
  const { meta } = (await put(server, type, id, content)) as unknown as { meta: object };
  const name = `${type}/${id}`;
  const created = places.get(name) ?? places.size;
  places.set(name, created);
  const whole = { ...content, id, meta: { ...meta } };
  stored.set(name, { content: whole, created });
}

async function remove(type: string, index: number): Promise<void> {
  const name = `${type}/${idOf(type, index)}`;
  await server.send('DELETE', `/${name}`);
  stored.delete(name);
}

/** Moments at which something was stored, and those around them. */
function moments(): string[] {
  const all = [...stored.values()].map(({ content }) => {
    const { lastUpdated } = content['meta'] as unknown as { lastUpdated: string };
    return lastUpdated;
  });
  const some = all.filter((_, index) => index % 40 === 0);
  return [...some, ...some.map((moment) => moment.slice(0, 19) + 'Z'), '2020', '2100'];
}

function parametersOf({ parameters, sort }: RandomSearch): (readonly [string, string])[] {
  return [...parameters, ...(sort === undefined ? [] : [['_sort', sort] as const])];
}

function expected(search: RandomSearch): string[] {
  return new NaiveSearch(stored.values(), server.base, Date.now()).find(search);
}

/** All pages, one behind the other, are the whole. */
async function checkOverHttp(search: RandomSearch): Promise<void> {
  const { type, compartment, count } = search;
  const path = compartment === undefined ? `/${type}` : `/Patient/${compartment}/${type}`;
  const query = new URLSearchParams([
    ...parametersOf(search).map(([name, value]): [string, string] => [name, value]),
    ['_count', String(count)],
    ['_total', 'accurate'],
  ]);
  const pages = await walk(server, `${path}?${query.toString()}`);
  const wanted = expected(search);
  expect(pages.flatMap(matchIds)).toEqual(wanted);
  expect(new Set(pages.map(({ body }) => body['total']))).toEqual(new Set([wanted.length]));
  const sizes = pages.slice(0, -1).map((page) => matchIds(page).length);
  expect(sizes).toEqual(sizes.map(() => count));
  // And back: the same pages from the last one on.
  const self = linkOf(server, pages.at(-1)!, 'self') ?? '';
  const back = await walkBack(server, self);
  expect(back.map(matchIds).reverse()).toEqual(pages.map(matchIds));
}

async function queryOf(search: RandomSearch): Promise<SearchQuery> {
  const { type, compartment } = search;
  const { queries } = await withConcepts(server.core.environment, (context) =>
    parseSearchRequest(context, {
      types: [type],
      parameters: parametersOf(search),
      handling: 'strict',
      ...(compartment === undefined ? {} : { compartment: { type: 'Patient', id: compartment } }),
    }),
  );
  return queries[0]!;
}

/** More than there are. */
const ALL = 1000;

/** The last of the plans finds everything, those before it a beginning; so do pages and counts. */
async function checkPlans(tools: SearchTools, search: RandomSearch): Promise<string[]> {
  const query = await queryOf(search);
  const wanted = expected(search);
  const plans = plansOf(tools, query, { limit: ALL });
  const rowsOf = ({ text, values }: SearchPlan) =>
    tools.session.query<{ id: string }>({ name: '', text, values });
  for (const [index, plan] of plans.entries()) {
    const rows = await rowsOf(plan);
    const end = index === plans.length - 1 ? wanted.length : rows.length;
    expect([plan.way, rows.map(({ id }) => id)]).toEqual([plan.way, wanted.slice(0, end)]);
  }
  const backwards = plansOf(tools, query, { limit: ALL, backwards: true });
  for (const [index, plan] of backwards.entries()) {
    const rows = await rowsOf(plan);
    const start = index === backwards.length - 1 ? 0 : wanted.length - rows.length;
    expect([plan.way, rows.map(({ id }) => id)]).toEqual([plan.way, wanted.slice(start)]);
  }
  expect(await countResources(tools, query)).toBe(wanted.length);
  // As few as there are, they are counted.
  expect(await estimateResources(tools, query)).toBe(wanted.length);
  const filter = asFilter(search);
  if (filter !== undefined) {
    const found = await findResources(tools, await queryOf(filter), { limit: ALL });
    expect(found.map(({ id }) => id)).toEqual(wanted);
  }
  const size = Math.max(search.count, Math.ceil(wanted.length / 4));
  expect(await pagesOf(tools, query, { limit: size })).toEqual(wanted);
  expect(await pagesOf(tools, query, { limit: size, backwards: true })).toEqual(wanted);
  return plans.map(({ way }) => way);
}

/** All pages, one beside the other, from the edge where the first one lies. */
async function pagesOf(tools: SearchTools, query: SearchQuery, first: Page): Promise<string[]> {
  const { limit, backwards = false } = first;
  const found: string[] = [];
  for (let page = await findResources(tools, query, first); ;) {
    const ids = page.map(({ id }) => id);
    if (backwards) found.unshift(...ids);
    else found.push(...ids);
    const edge = page.at(backwards ? 0 : -1);
    if (page.length < limit || edge === undefined) return found;
    const alone = { limit: 1, backwards, after: edge.position, inclusive: true };
    expect((await findResources(tools, query, alone)).map(({ id }) => id)).toEqual([edge.id]);
    page = await findResources(tools, query, { ...first, after: edge.position });
  }
}

describe.each([
  ['before the first ANALYZE', 0],
  ['after updates, deletions and ANALYZE', 1],
])('%s', (_, round) => {
  beforeAll(async () => {
    if (round === 0) return;
    const counts = new Map(SIZES);
    for (const [type, size] of SIZES) {
      for (let index = 0; index < size; index += 3) {
        await store(type, index, counts, SEED + 1000 * round + index);
      }
      for (let index = 0; index < size; index += 8) await remove(type, index);
      for (let index = 0; index < size; index += 24) {
        await store(type, index, counts, SEED + 2000 * round + index);
      }
    }
    await server.core.environment.store.analyze();
  }, 120_000);

  test('over HTTP, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(randomSearch(moments()), checkOverHttp),
      searchRuns(SEED + round, 150),
    );
  }, 240_000);

  test('every prefix with every value', async () => {
    const { reader } = server.core.environment;
    for (const search of orderedSearches()) {
      const found = await reader.find(await queryOf(search), { limit: ALL });
      const [name, value] = search.parameters[0]!;
      expect([name, value, found.map(({ id }) => id)]).toEqual([name, value, expected(search)]);
    }
  }, 240_000);

  test('by every plan', async () => {
    const { database } = server.core;
    const types = await loadResourceTypes(database);
    const ways = new Set<string>();
    await fc.assert(
      fc.asyncProperty(randomSearch(moments()), fc.nat(), async (search, seed) => {
        const statistics = new SkewedStatistics(database, types, seed);
        const found = await checkPlans({ session: database, types, statistics }, search);
        for (const way of found) ways.add(way);
      }),
      searchRuns(SEED + 10 + round, 400),
    );
    const leads = ['token', 'patient', 'reference', 'chain', 'has', 'text', 'id', 'identifier'];
    for (const lead of leads) expect([...ways]).toContain(`by ${lead}`);
    expect([...ways].filter((way) => way.startsWith('in order of')).length).toBeGreaterThan(3);
  }, 240_000);
});
