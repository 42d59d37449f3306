// https://hl7.org/fhir/R4/http.html#paging: pages in both directions
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, matchIds, walk, walkBack } from '../testing/searchsets.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const get = (path: string) => server.send('GET', path);

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const prevOf = (answer: Answer) => linkOf(server, answer, 'prev');
const nextOf = (answer: Answer) => linkOf(server, answer, 'next');
const selfOf = (answer: Answer) => linkOf(server, answer, 'self') ?? '';

const CODE = { status: 'final', code: { text: 'x' } };

describe('the links around a page', () => {
  beforeAll(async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await put('Location', id);
  });

  test('the first page has no prev, the last no next, and those between have both', async () => {
    const pages = await walk(server, '/Location?_count=3');
    expect(pages.map(matchIds)).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
    expect(pages.map((page) => prevOf(page) !== undefined)).toEqual([false, true, true]);
    expect(pages.map((page) => linkOf(server, page, 'previous'))).toEqual(pages.map(prevOf));
    const back = await walkBack(server, selfOf(pages[2]!));
    expect(back.map(matchIds)).toEqual([['g'], ['d', 'e', 'f'], ['a', 'b', 'c']]);
    expect(back.map((page) => nextOf(page) !== undefined)).toEqual([false, true, true]);
    expect(back.map((page) => linkOf(server, page, 'first'))).toEqual(
      back.map(() => '/Location?_count=3'),
    );
  });

  test('one can turn round on every page', async () => {
    const pages = await walk(server, '/Location?_sort=-_id&_count=2');
    for (const page of pages.slice(1)) {
      const before = await get(prevOf(page) ?? '');
      expect(matchIds(await get(nextOf(before) ?? ''))).toEqual(matchIds(page));
    }
  });

  test('the page before may have another size', async () => {
    const pages = await walk(server, '/Location?_count=3');
    const prev = (prevOf(pages[2]!) ?? '').replace('_count=3', '_count=5');
    expect(matchIds(await get(prev))).toEqual(['b', 'c', 'd', 'e', 'f']);
  });

  test('a search for the total alone has neither', async () => {
    const answer = await get('/Location?_count=0');
    expect([prevOf(answer), nextOf(answer)]).toEqual([undefined, undefined]);
  });

  test('a link back is good for its own search only', async () => {
    const pages = await walk(server, '/Location?_sort=_id&_count=3');
    const cursor = new URL(prevOf(pages[1]!) ?? '', 'http://x').searchParams.get('_cursor') ?? '';
    expect((await get(`/Location?_sort=_id&_cursor=${cursor}`)).status).toBe(200);
    for (const query of ['_sort=-_id', '_sort=_lastUpdated', 'name=x&_sort=_id', '']) {
      expect((await get(`/Location?${query}&_cursor=${cursor}`)).status).toBe(400);
    }
  });

  test('pages that have become empty lead back to what is there', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await put('Substance', id, { code: { text: 'x' } });
    const [first, second] = await walk(server, '/Substance?_count=2');
    for (const id of ['c', 'd']) await server.send('DELETE', `/Substance/${id}`);
    const empty = await get(selfOf(second!));
    expect([matchIds(empty), nextOf(empty)]).toEqual([[], undefined]);
    expect(matchIds(await get(prevOf(empty) ?? ''))).toEqual(['a', 'b']);
    await put('Substance', 'c', { code: { text: 'x' } });
    const third = await get(nextOf(first!) ?? selfOf(second!));
    for (const id of ['a', 'b']) await server.send('DELETE', `/Substance/${id}`);
    const start = await get(prevOf(third) ?? '');
    expect([matchIds(start), prevOf(start)]).toEqual([[], undefined]);
    expect(matchIds(await get(nextOf(start) ?? ''))).toEqual(['c']);
  });
});

describe('in every kind of search', () => {
  beforeAll(async () => {
    await put('Patient', 'one');
    for (let index = 0; index < 7; index++) {
      const subject = { reference: 'Patient/one' };
      const date = index % 3 === 0 ? {} : { effectiveDateTime: `2020-01-0${1 + (index % 4)}` };
      await put('Observation', `o${index}`, { ...CODE, subject, ...date });
      await put('Condition', `c${index}`, { subject });
    }
  });

  test.each([
    '/Patient/one/Observation?_count=2',
    '/Patient/one/Observation?_sort=-date&_count=2',
    '/Patient/one/*?_count=3',
    '/Patient/one/*?_sort=-_lastUpdated&_count=4',
    '/?_type=Observation,Condition,Patient&_count=4',
    '/?_type=Observation,Condition&_sort=_id&_count=3',
    '/?_lastUpdated=gt2000&_count=5',
    '/Observation?_sort=date,-_id&_count=2',
    '/Observation?patient.identifier:missing=true&_sort=-date&_count=3',
  ])('%s', async (path) => {
    const pages = await walk(server, path);
    expect(pages.length).toBeGreaterThan(1);
    const back = await walkBack(server, selfOf(pages.at(-1)!));
    expect(back.map((page) => found(page)).reverse()).toEqual(pages.map((page) => found(page)));
  });

  test('a POST can be gone on with in both directions', async () => {
    const form = '_sort=date&_count=3&patient=Patient/one';
    const post = (cursor: string): Promise<Answer> =>
      server.send('POST', '/Observation/_search', {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: cursor === '' ? form : `${form}&_cursor=${cursor}`,
      });
    const cursorIn = (link: string | undefined): string =>
      new URL(link ?? '', 'http://x').searchParams.get('_cursor') ?? '';
    const first = await post('');
    const second = await post(cursorIn(nextOf(first)));
    const again = await post(cursorIn(prevOf(second)));
    expect(matchIds(again)).toEqual(matchIds(first));
    expect(matchIds(await get(prevOf(second) ?? ''))).toEqual(matchIds(first));
  });
});

describe('a walk to the end and back while others write', () => {
  const dated = (day: number) => (day === 0 ? {} : { created: `2020-01-0${day}` });
  const OLD = 24;
  const SORTS = ['', '_sort=_id', '_sort=created', '_sort=-created', '_sort=-created,_id'];
  let round = 0;

  const writes = fc.array(fc.record({ deletes: fc.boolean(), day: fc.nat({ max: 4 }) }), {
    maxLength: 3,
  });

  test('each resource that stays comes once on the way, and once on the way back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORTS),
        fc.integer({ min: 2, max: 7 }),
        fc.array(writes, { minLength: 30, maxLength: 30 }),
        async (sort, count, between) => {
          const mark = `w${round++}`;
          const meta = { tag: [{ system: 'http://walk', code: mark }] };
          const ids = Array.from({ length: OLD }, (_, index) => `${mark}-${10 + index}`);
          await Promise.all(
            ids.map((id, index) =>
              put('Basic', id, { code: { text: 'x' }, meta, ...dated(index % 5) }),
            ),
          );
          let step = 0;
          let made = 0;
          const fresh: string[] = [];
          // Makes something new, or deletes such a thing: nothing that is there changes its place.
          const others = async (): Promise<void> => {
            for (const { deletes, day } of between[step++ % between.length] ?? []) {
              const gone = deletes ? fresh.pop() : undefined;
              if (gone === undefined) {
                const id = `${mark}-${made % 2 === 0 ? '00' : '99'}-${made++}`;
                await put('Basic', id, { code: { text: 'x' }, meta, ...dated(day) });
                fresh.push(id);
              } else await server.send('DELETE', `/Basic/${gone}`);
            }
          };
          const path = `/Basic?_tag=http://walk%7C${mark}&_count=${count}&${sort}`;
          const pages = await walk(server, path, others);
          const order = pages.flatMap(matchIds).filter((id) => ids.includes(id));
          expect([...order].sort()).toEqual(ids);
          const back = await walkBack(server, selfOf(pages.at(-1)!), others);
          const seen = back.reverse().flatMap(matchIds);
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => ids.includes(id))).toEqual(order);
        },
      ),
      { seed: 20261121, numRuns: 25 },
    );
  }, 120_000);
});
