// Links of searches for a citizen service number, which comes by POST.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { responseEntries, sendBundle } from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const SYSTEM = 'http://fhir.nl/fhir/NamingSystem/bsn';
const BSN = '999990019';
const token = encodeURIComponent(`${SYSTEM}|${BSN}`);

let server: TestServer;
const ids: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  for (const value of [BSN, BSN, BSN, '999911120']) {
    const identifier = [{ system: SYSTEM, value }];
    const { id } = await server.create({ resourceType: 'Patient', identifier });
    if (value === BSN) ids.push(id);
  }
});

afterAll(async () => {
  await server.stop();
});

const post = (path: string, body: string): Promise<Answer> =>
  server.send('POST', path, {
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

interface Searchset {
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: { readonly id: string } }[];
}

/** The links below the base, by relation; none of them may say whom the search was for. */
function linksOf(searchset: Searchset): Readonly<Record<string, string>> {
  for (const { url } of searchset.link) {
    expect(decodeURIComponent(url)).not.toMatch(/NamingSystem|999990019|999911120/);
  }
  return Object.fromEntries(
    searchset.link.map(({ relation, url }) => [relation, url.slice(server.base.length)]),
  );
}

const searchset = (answer: Answer): Searchset => answer.body as unknown as Searchset;
const found = ({ entry = [] }: Searchset): string[] => entry.map(({ resource }) => resource.id);

describe.each([
  ['POST', () => post('/Patient/_search', `identifier=${token}&_count=1`)],
  ['GET', () => server.send('GET', `/Patient?identifier=${token}&_count=1`)],
])('of a search by %s', (_, first) => {
  test('the pages can be followed with GET', async () => {
    const seen: string[] = [];
    let page = searchset(await first());
    for (;;) {
      seen.push(...found(page));
      const { next } = linksOf(page);
      if (next === undefined) break;
      page = searchset(await server.send('GET', next));
    }
    expect(seen).toEqual(ids);
  });

  test('the cursor can be sent with the same form', async () => {
    const { next = '' } = linksOf(searchset(await first()));
    const cursor = new URL(next, server.base).searchParams.get('_cursor') ?? '';
    const form = `identifier=${token}&_count=1`;
    const page = await post(`/Patient/_search?_cursor=${cursor}`, form);
    expect(found(searchset(page))).toEqual([ids[1]]);
    const otherForm = form.replace(BSN, '999911120');
    expect((await post(`/Patient/_search?_cursor=${cursor}`, otherForm)).status).toBe(400);
  });

  test('the self link leads to the same search', async () => {
    const { self = '' } = linksOf(searchset(await first()));
    expect(self).toMatch(/^\/Patient\?identifier=sealed\.[\w-]+&_count=1$/);
    const again = searchset(await server.send('GET', self));
    expect(found(again)).toEqual([ids[0]]);
    linksOf(again);
    const changed = self.replace(/sealed\.../, 'sealed.xx');
    expect((await server.send('GET', changed)).status).toBe(400);
  });
});

test('of a search in a batch neither', async () => {
  const url = `Patient?identifier=${token}`;
  const answer = await sendBundle(server, 'batch', [{ request: { method: 'GET', url } }]);
  const [entry] = responseEntries(answer);
  const inner = entry?.resource as unknown as Searchset;
  expect(found(inner)).toEqual(ids);
  linksOf(inner);
});
