// The searches of the TestScripts of Dutch information standards find what the scripts expect.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendBundle, put, responseEntries } from '../testing/bundles.js';
import { hasScripts, scriptedResources, scriptedSearches } from '../testing/medmij-scripts.js';
import { searchEntries } from '../testing/searchsets.js';
import { encoded } from '../testing/search/tables.js';
import { startTestServer, type TestServer } from '../testing/server.js';

/** Counts that can't come out, and why. */
interface Exceptions {
  /** Their load sets lack what these scripts ask for. */
  readonly lacking?: RegExp;
  /** Others than these are counted, though no `_include` asks for them. */
  readonly counted?: readonly string[];
}

const SUITES: readonly (readonly [suite: string, exceptions: Exceptions])[] = [
  ['mp9-3.0-mo-test', {}],
  ['mp9-3.0-medmij-test', {}],
  ['lab-3.0-lab2zorg-test', { lacking: /MMBLOINC|2MMBNHG/ }],
  [
    'lab-3.0-lab2patient-test',
    { lacking: /max-loinc/, counted: ['DiagnosticReport', 'Observation', 'Patient'] },
  ],
  ['cio-2.0-test', {}],
  ['immunization-2.0-medmij-test', {}],
];

if (hasScripts()) describe.each(SUITES)('%s', describeSuite);
else test.skip('the scripts are not here', () => undefined);

function describeSuite(suite: string, { lacking, counted }: Exceptions): void {
  let server: TestServer;

  beforeAll(async () => {
    // The data are as they were published, and some of them are not valid.
    server = await startTestServer({ VALIDATION: 'off' });
    const resources = scriptedResources(suite).filter((one) => one.resourceType !== 'Bundle');
    for (let start = 0; start < resources.length; start += 200) {
      const entries = resources
        .slice(start, start + 200)
        .map((resource) => put(resource.id, resource));
      const answer = await sendBundle(server, 'batch', entries);
      const statuses = new Set(responseEntries(answer).map(({ response }) => response.status));
      expect([...statuses]).toEqual(['201 Created']);
    }
  }, 120_000);

  afterAll(async () => {
    await server.stop();
  });

  const searches = scriptedSearches(suite)
    .filter(({ id }) => lacking?.test(id) !== true)
    .map((search) => ({
      ...search,
      counts: search.counts.filter(({ type }) => counted?.includes(type) !== false),
    }))
    .filter(({ counts }) => counts.length > 0);

  test.each(searches)('$id: $type?$query', async ({ type, query, counts }) => {
    const answer = await server.send('GET', `/${type}?${encoded(query)}&_count=500`);
    expect(answer.status).toBe(200);
    const entries = searchEntries(answer);
    const wrong = counts
      .map((one) => ({
        ...one,
        found: entries.filter(({ resource }) => resource.resourceType === one.type).length,
      }))
      .filter(({ operator, count, found }) => (operator === '=' ? found !== count : found < count));
    expect(wrong).toEqual([]);
  });
}
