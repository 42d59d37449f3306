// Which index leads which search, and that none reads a table from end to end:
// docs/decisions/0007-search-plans.md
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseSearchRequest } from '../../search/parse/search.js';
import { containing, onlyContained, onlyContainedQuery } from '../../search/contained-scope.js';
import type { SearchQuery } from '../../search/query.js';
import { storeMany } from '../../testing/search/bulk.js';
import { hospital, LATE } from '../../testing/search/hospital.js';
import { context } from '../../testing/search/parsing.js';
import { startTestServer, type TestServer } from '../../testing/server.js';
import { loadResourceTypes } from '../resource-types.js';
import { countPlan, countResources } from './count.js';
import { findResources, plansOf, type SearchTools } from './find.js';
import { SearchStatistics } from './statistics.js';

let server: TestServer;
let tools: SearchTools;

beforeAll(async () => {
  server = await startTestServer();
  const { environment, database } = server.core;
  await storeMany(environment, hospital());
  await database.query({ name: '', text: 'vacuum analyze', values: [] });
  const types = await loadResourceTypes(database);
  const statistics = new SearchStatistics(database, types);
  await statistics.renew();
  tools = { session: database, types, statistics };
}, 120_000);

afterAll(async () => {
  await server.stop();
});

/** @param search as in a URL: `Observation?code=x` */
function queryOf(search: string): SearchQuery {
  const [type = '', query = ''] = search.split(/\?(.*)/s);
  const { registry, convertUnit } = server.core.environment;
  const { queries } = parseSearchRequest(
    { ...context, registry, convertUnit, base: server.base },
    { types: [type], parameters: [...new URLSearchParams(query)], handling: 'strict' },
  );
  return queries[0]!;
}

const TABLE = '(?:resource|search_entry|version)';
const SCAN = new RegExp(
  `(?:Seq Scan|Index (?:Only )?Scan using \\w+|Bitmap Heap Scan) on ${TABLE}\\b`,
);
const SEQUENTIAL = new RegExp(`Seq Scan on ${TABLE}\\b`);

/** The scans of a plan, each with the lines that belong to it. */
function scans(plan: readonly string[]): string[] {
  return plan
    .join('\n')
    .split(/\n(?=\s*(?:->|CTE |InitPlan |SubPlan ))/)
    .filter((node) => SCAN.test(node));
}

/** Scans of tables from end to end, be it along an index. */
function whole(plan: readonly string[]): string[] {
  return scans(plan).filter(
    (node) => SEQUENTIAL.test(node) || !/(?:Index|Recheck) Cond:/.test(node),
  );
}

/** Rows that the scans of a plan read. */
function rowsRead(plan: readonly string[]): number {
  return scans(plan).reduce((sum, node) => {
    const numberIn = (pattern: RegExp): number => Number(pattern.exec(node)?.[1] ?? 0);
    const each = numberIn(/actual .*rows=([\d.]+)/) + numberIn(/Rows Removed by Filter: (\d+)/);
    return sum + each * numberIn(/loops=(\d+)/);
  }, 0);
}

describe('the way of', () => {
  test.each([
    ['Observation?patient=p500&code=common', ['by patient']],
    ['Observation?patient=Patient/p500&code=http://loinc.org|common', ['by patient']],
    ['Observation?patient=p500&date=ge2016&date=lt2020', ['by patient']],
    ['Observation?patient=p500&_sort=-date', ['by patient']],
    ['Observation?patient=p500&code=common&date=ge2016&_sort=-date', ['by patient']],
    ['Condition?patient=p500', ['by patient']],
    ['Patient?identifier=http://bsn.example|100500', ['by identifier']],
    ['Patient?identifier=100500', ['by identifier']],
    ['Patient?_id=p500', ['by id']],
    ['Observation?patient.identifier=http://bsn.example|100500', ['by chain']],
    ['Observation?patient.identifier=http://bsn.example|100500&code=common', ['by chain']],
    ['Patient?_has:Observation:patient:code=rare', ['by has']],
    ['Patient?_has:Observation:patient:code=rare&gender=female', ['by has']],
    ['Patient?name=jansen', [expect.stringMatching(/^by text$|^in order of creation, first/)]],
    ['Patient?family=meijer&given=lars', ['by text']],
    ['Observation?code=rare', ['by token']],
    ['Observation?code=rare&_sort=-date', ['by token']],
    ['Observation?code=common&_sort=-date', [expect.stringMatching(/^in order of date, first/)]],
    ['Observation?code=common', [expect.stringMatching(/^in order of creation, first/)]],
    ['Observation?date=2016-05-05', ['by main date']],
    ['Condition?code=frequent', [expect.stringMatching(/^in order of creation, first/)]],
    ['Observation?value-quantity=700&code=rare', ['by token']],
    ['Patient?organization=o7', ['by reference']],
    ['QuestionnaireResponse?questionnaire._id=q7', ['by chain']],
    ['Questionnaire?_has:QuestionnaireResponse:questionnaire:patient=p500', ['by has']],
    ['Observation?_sort=-date', ['in order of date']],
    ['Patient?_sort=family', ['in order of text']],
    ['MedicationRequest?medication.code=medication-7', ['by chain']],
    ['MedicationRequest?medication.code=medication-8', ['by chain']],
    ['Observation', ['in order of creation']],
  ])('%s', async (search, ways) => {
    const page = { limit: 21 };
    const explanations = await server.core.environment.reader.explain(queryOf(search), page);
    expect(explanations.slice(0, 1).map(({ way }) => way)).toEqual(ways);
    for (const { plan } of explanations) expect(whole(plan)).toEqual([]);
    // A page of twenty, of some 20,000 resources.
    expect(rowsRead(explanations[0]?.plan ?? [])).toBeLessThan(500);
  });
});

describe('of contained resources, the way of', () => {
  test.each([
    ['Medication?code=medication-8', 'by token', 20],
    ['Medication?_id=m', expect.stringMatching(/^by identifier$|^in order of creation/), 500],
    ['Medication', 'in order of creation', 500],
    ['Medication?_sort=_lastUpdated', 'in order of updated', 500],
    ['Medication?code=medication-7', 'by token', 0],
  ])('%s', async (search, way, count) => {
    const query = onlyContainedQuery(queryOf(search));
    const explanations = await server.core.environment.reader.explain(query, { limit: 21 });
    expect(explanations[0]?.way).toEqual(way);
    for (const { plan } of explanations) expect(whole(plan)).toEqual([]);
    expect(rowsRead(explanations[0]?.plan ?? [])).toBeLessThan(500);
    expect(await countResources(tools, query)).toBe(count);
  });

  test('and of what contains them', async () => {
    const inside = onlyContained(queryOf('Medication?code=medication-8'));
    const query = { type: 'MedicationRequest', criteria: [containing([inside])], sort: [] };
    const [first] = await server.core.environment.reader.explain(query, { limit: 21 });
    expect(first?.way).toBe('by has');
    expect(whole(first?.plan ?? [])).toEqual([]);
    expect(rowsRead(first?.plan ?? [])).toBeLessThan(500);
    expect(await countResources(tools, query)).toBe(20);
  });

  test('the types that contain them are found without reading them', async () => {
    const { reader } = server.core.environment;
    expect(await reader.containerTypes()).toEqual(
      new Map([['Medication', new Set(['MedicationRequest'])]]),
    );
  });
});

describe('the last page of', () => {
  test.each([
    ['Observation', 'in order of creation'],
    ['Observation?_sort=date', 'in order of date'],
    ['Observation?_sort=-date', 'in order of date'],
    ['Observation?_sort=_lastUpdated', 'in order of updated'],
    ['Observation?_sort=-_id', 'in order of id'],
    ['Observation?patient=p500&_sort=-date', 'by patient'],
    ['Observation?code=common&_sort=-date', expect.stringMatching(/^in order of date, first/)],
    ['Observation?code=common', expect.stringMatching(/^in order of creation, first/)],
  ])('%s costs what the first one costs', async (search, way) => {
    const page = { limit: 21, backwards: true };
    const [first] = await server.core.environment.reader.explain(queryOf(search), page);
    expect(first?.way).toEqual(way);
    expect(whole(first?.plan ?? [])).toEqual([]);
    expect(rowsRead(first?.plan ?? [])).toBeLessThan(500);
  });
});

describe('the count of', () => {
  test.each([
    ['Observation?code=common', 8000 - LATE / 2],
    ['Observation?code=late', LATE],
    ['Condition?code=frequent', 1000],
    ['Observation?patient=p500&code=common', 16],
    ['Patient?name=jansen', 143],
    ['Patient?identifier=100500', 1],
    ['Patient?_has:Observation:patient:code=late', LATE],
    ['Observation?patient.gender=female&code=common', 8000 - LATE / 2],
  ])('%s reads no table from end to end', async (search, count) => {
    const query = queryOf(search);
    expect(await countResources(tools, query)).toBe(count);
    const { text, values } = countPlan(tools, query, undefined);
    const rows = await tools.session.query<{ 'QUERY PLAN': string }>({
      name: '',
      text: `explain ${text}`,
      values,
    });
    expect(whole(rows.map((row) => row['QUERY PLAN']))).toEqual([]);
  });
});

/** Says that whatever is asked is common, so that everything is walked, and not far. */
class HopefulStatistics extends SearchStatistics {
  override typeRows = (): number => 1000;
  override tokenRows = (): number => 990;
  override entryRows = (): number => 990;
  override refresh = (): Promise<void> => Promise.resolve();
}

describe('a walk that meets few matches ends, and something else finds the rest', () => {
  const LIMIT = 40;

  test.each([
    'Observation?code=late',
    'Observation?code=late&_sort=date',
    'Observation?code=late&_sort=-date',
    'Observation?code=late&_sort=_id',
    'Observation?code=late&_sort=-_lastUpdated',
    'Observation?code=late,rare&_sort=date',
    'Observation?status=preliminary&_sort=date',
    'Observation?status=preliminary&_sort=-date',
    'Observation?code=code-3&_sort=date',
    'Observation?code=code-13&_sort=-date',
    'Patient?gender=male&_sort=family',
    'Patient?gender=male&_sort=-given',
    'Condition?code=condition-7&_sort=-recorded-date',
  ])('%s', async (search) => {
    const query = queryOf(search);
    const hopeful = { ...tools, statistics: new HopefulStatistics(tools.session, tools.types) };
    const ways = plansOf(hopeful, query, { limit: LIMIT }).map(({ way }) => way);
    expect(ways).toEqual([
      expect.stringMatching(/^in order of \w+, first 1024$/),
      expect.anything(),
    ]);
    expect(await everything(hopeful, query, LIMIT)).toEqual(await collected(query));
  });
});

async function everything(own: SearchTools, query: SearchQuery, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let page = await findResources(own, query, { limit }); ;) {
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (page.length < limit || last === undefined) return ids;
    page = await findResources(own, query, { limit, after: last.position });
  }
}

/** By the plan that goes through all matches. */
async function collected(query: SearchQuery): Promise<string[]> {
  const plan = plansOf(tools, query, { limit: 20_000 }).at(-1);
  const { text = '', values = [] } = plan ?? {};
  const rows = await tools.session.query<{ id: string }>({ name: '', text, values });
  return rows.map(({ id }) => id);
}
