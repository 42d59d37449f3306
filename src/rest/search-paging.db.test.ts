// https://hl7.org/fhir/R4/http.html#paging and https://hl7.org/fhir/R4/search.html#sort
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';
import { found, linkOf, matchIds, walk } from '../testing/searchsets.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ MAX_PAGE_SIZE: '40' });
});

afterAll(async () => {
  await server.stop();
});

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const get = (path: string) => server.send('GET', path);

/** Ids over all pages of this many entries. */
const walked = async (path: string, count: number): Promise<string[]> => {
  const pages = await walk(server, `${path}&_count=${count}`);
  for (const page of pages) expect(matchIds(page).length).toBeLessThanOrEqual(count);
  return pages.flatMap(matchIds);
};

describe('a walk over pages while others write', () => {
  const tag = { system: 'http://walk', code: 'x' };
  const basic = (index: number, created?: string) =>
    put('Basic', `walk-${String(index).padStart(4, '0')}`, {
      code: { text: 'x' },
      meta: { tag: [tag] },
      ...(created === undefined ? {} : { created }),
    });
  const dated = (index: number) =>
    index % 5 === 0 ? undefined : `2020-01-${String(1 + (index % 7)).padStart(2, '0')}`;
  const before = Array.from({ length: 60 }, (_, index) => index);
  let late = 1000;

  beforeAll(async () => {
    await Promise.all(before.map((index) => basic(index, dated(index))));
  });

  test.each([
    '',
    '&_sort=_id',
    '&_sort=-_id',
    '&_sort=created',
    '&_sort=-created',
    '&_sort=_lastUpdated',
  ])('with "%s" has each resource that was there before exactly once', async (sort) => {
    const seen: string[] = [];
    await walk(server, `/Basic?_tag=http://walk%7Cx&_count=7${sort}`, async (page) => {
      seen.push(...matchIds(page));
      // New matches in front of, in between and behind what the page had.
      await Promise.all([0, 1, 2].map((offset) => basic(late++, dated(offset))));
    });
    expect(new Set(seen).size).toBe(seen.length);
    const old = seen.filter((id) => id < 'walk-1000');
    expect([...old].sort()).toEqual(
      before.map((index) => `walk-${String(index).padStart(4, '0')}`),
    );
  });
});

describe('_sort', () => {
  const people: readonly (readonly [
    id: string,
    family: string | undefined,
    born: string | undefined,
  ])[] = [
    ['a', 'Bos', '1980-05-01'],
    ['b', 'Aker', '1970'],
    ['c', undefined, '1980-05-01'],
    ['d', 'bos', undefined],
    ['e', 'Aker', '1990-01-01'],
    ['f', undefined, undefined],
    ['g', 'Çelik', '1980-05'],
    ['h', 'Bos', '1970-01-01'],
  ];

  beforeAll(async () => {
    for (const [id, family, birthDate] of people) {
      await put('Patient', id, {
        ...(family === undefined ? {} : { name: [{ family }] }),
        ...(birthDate === undefined ? {} : { birthDate }),
      });
    }
  });

  test.each([
    ['family', ['b', 'e', 'a', 'd', 'h', 'g', 'c', 'f']],
    ['-family', ['g', 'h', 'd', 'a', 'e', 'b', 'f', 'c']],
    ['birthdate', ['b', 'h', 'a', 'c', 'g', 'e', 'd', 'f']],
    ['-birthdate', ['e', 'g', 'c', 'a', 'h', 'b', 'f', 'd']],
    ['family,birthdate', ['b', 'e', 'h', 'a', 'd', 'g', 'c', 'f']],
    ['-family,birthdate', ['g', 'h', 'a', 'd', 'b', 'e', 'c', 'f']],
    ['birthdate,-family', ['h', 'b', 'g', 'a', 'c', 'e', 'd', 'f']],
    ['_id', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['-_id', ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']],
    ['_lastUpdated', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['-_lastUpdated', ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']],
    ['-_lastUpdated,_id', ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']],
  ])(
    '%s: the order is the same on pages of any size, and what has no value is last',
    async (sort, order) => {
      const path = `/Patient?_sort=${sort}`;
      expect(await walked(path, 40)).toEqual(order);
      for (const count of [1, 2, 3, 5])
        expect([count, await walked(path, count)]).toEqual([count, order]);
    },
  );

  test('without it resources come in the order in which they were created', async () => {
    expect(await walked('/Patient?', 3)).toEqual(people.map(([id]) => id));
  });

  test('by what a type has not is refused', async () => {
    for (const sort of ['nonsense', '_nonsense', 'family:exact', '', ',', 'family,,birthdate']) {
      expect([sort, (await get(`/Patient?_sort=${sort}`)).status]).toEqual([sort, 400]);
    }
  });
});

describe('links', () => {
  test('self, first and next are those of the request', async () => {
    const first = await get('/Patient?_sort=_id&_count=3');
    expect(linkOf(server, first, 'self')).toBe('/Patient?_sort=_id&_count=3');
    expect(linkOf(server, first, 'first')).toBe('/Patient?_sort=_id&_count=3');
    const second = await get(linkOf(server, first, 'next') ?? '');
    expect(matchIds(second)).toEqual(['d', 'e', 'f']);
    expect(linkOf(server, second, 'first')).toBe('/Patient?_sort=_id&_count=3');
    expect(linkOf(server, second, 'self')).toBe(linkOf(server, first, 'next'));
    const last = await get(linkOf(server, second, 'next') ?? '');
    expect(matchIds(last)).toEqual(['g', 'h']);
    expect(linkOf(server, last, 'next')).toBeUndefined();
  });

  test('a page that is full has no next one when nothing is behind it', async () => {
    expect(linkOf(server, await get('/Patient?_count=8'), 'next')).toBeUndefined();
    expect(linkOf(server, await get('/Patient?_count=7'), 'next')).toBeDefined();
  });

  test('keep special characters of values', async () => {
    const path = '/Patient?name=a%26b%3Dc%2B%25%E2%82%AC+d';
    const url = new URL(linkOf(server, await get(path), 'self') ?? '', 'http://x');
    expect([...url.searchParams]).toEqual([['name', 'a&b=c+%€ d']]);
  });
});

describe('_count', () => {
  test('above the greatest page is that', async () => {
    await Promise.all(
      Array.from({ length: 45 }, (_, index) => put('Location', `l-${index}`, { name: 'x' })),
    );
    const answer = await get('/Location?_count=999999999');
    expect(answer.status).toBe(200);
    expect(matchIds(answer)).toHaveLength(40);
    expect(linkOf(server, answer, 'next')).toBeDefined();
  });

  test('may differ from page to page', async () => {
    const first = await get('/Patient?_sort=_id&_count=2');
    const next = (linkOf(server, first, 'next') ?? '').replace('_count=2', '_count=5');
    expect(matchIds(await get(next))).toEqual(['c', 'd', 'e', 'f', 'g']);
  });
});

describe('a cursor', () => {
  const cursorOf = async (path: string): Promise<string> => {
    const next = linkOf(server, await get(path), 'next') ?? '';
    return new URL(next, 'http://x').searchParams.get('_cursor') ?? '';
  };

  test('is refused when it is made up, changed, cut, or of another search', async () => {
    const cursor = await cursorOf('/Patient?_sort=family&_count=2');
    const changed = cursor.replace(/./g, (letter) => (letter === 'A' ? 'B' : 'A'));
    const bytes = Buffer.from(cursor, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const wrong = [
      '_sort=family&_cursor=AAAA',
      '_sort=family&_cursor=',
      '_sort=family&_cursor=%00',
      `_sort=family&_cursor=${'A'.repeat(10_000)}`,
      `_sort=family&_cursor=${changed}`,
      `_sort=family&_cursor=${bytes.toString('base64url')}`,
      `_sort=family&_cursor=${cursor.slice(0, -4)}`,
      `_sort=family&_cursor=${cursor}&_cursor=${cursor}`,
      `_sort=-family&_cursor=${cursor}`,
      `_sort=birthdate&_cursor=${cursor}`,
      `_cursor=${cursor}`,
      `_sort=family&name=a&_cursor=${cursor}`,
    ];
    for (const query of wrong) {
      const answer = await get(`/Patient?${query}`);
      expect([query, answer.status, answer.body.resourceType]).toEqual([
        query,
        400,
        'OperationOutcome',
      ]);
    }
    expect((await get(`/Practitioner?_sort=family&_cursor=${cursor}`)).status).toBe(400);
    expect((await get(`/Patient?_sort=family&_cursor=${cursor}`)).status).toBe(200);
  });

  test('goes on when the resource it points behind has gone', async () => {
    for (const id of ['x1', 'x2', 'x3', 'x4']) await put('Device', id);
    const first = await get('/Device?_sort=_id&_count=2');
    await server.send('DELETE', '/Device/x2');
    expect(matchIds(await get(linkOf(server, first, 'next') ?? ''))).toEqual(['x3', 'x4']);
  });

  test('holds the longest texts that a search is ordered by', async () => {
    const name = 'ł'.repeat(600);
    for (const id of ['long-1', 'long-2', 'long-3']) await put('Organization', id, { name });
    expect(await walked('/Organization?_sort=name,type', 1)).toEqual([
      'long-1',
      'long-2',
      'long-3',
    ]);
  });

  test('holds long codes that a search is ordered by', async () => {
    const code = (text: string) => ({ code: { coding: [{ code: `${'c'.repeat(3000)}${text}` }] } });
    for (const id of ['1', '2', '3']) await put('Medication', `long-${id}`, code(id));
    expect(await walked('/Medication?_sort=-code', 1)).toEqual(['long-3', 'long-2', 'long-1']);
  });
});

describe('pages of several types', () => {
  beforeAll(async () => {
    for (const id of ['s1', 's2', 's3']) {
      await put('Substance', id, { code: { text: 'x' } });
      await put('Specimen', id);
      await put('Slot', id, {
        schedule: { display: 'x' },
        status: 'free',
        start: '2020-01-01T00:00:00Z',
        end: '2020-01-01T00:00:00Z',
      });
    }
  });

  const types = '_type=Substance,Specimen,Slot';
  const names = async (path: string): Promise<string[]> =>
    (await walk(server, path)).flatMap((page) => found(page));

  test.each([1, 2, 4, 40])('of %s entries go type by type', async (count) => {
    expect(await names(`/?${types}&_count=${count}`)).toEqual([
      ...['Slot/s1', 'Slot/s2', 'Slot/s3'],
      ...['Specimen/s1', 'Specimen/s2', 'Specimen/s3'],
      ...['Substance/s1', 'Substance/s2', 'Substance/s3'],
    ]);
  });

  test.each([1, 2, 4, 40])('of %s entries can be in one order', async (count) => {
    const updated = ['1', '2', '3'].flatMap((index) =>
      ['Substance', 'Specimen', 'Slot'].map((type) => `${type}/s${index}`),
    );
    expect(await names(`/?${types}&_sort=_lastUpdated&_count=${count}`)).toEqual(updated);
    expect(await names(`/?${types}&_sort=-_lastUpdated&_count=${count}`)).toEqual(
      [...updated].reverse(),
    );
    const byId = await names(`/?${types}&_sort=-_id&_count=${count}`);
    expect(byId.map((name) => name.replace(/.*\//, ''))).toEqual(
      ['s3', 's2', 's1'].flatMap((id) => [id, id, id]),
    );
    expect(new Set(byId).size).toBe(9);
  });

  test('have no other order', async () => {
    expect((await get(`/?${types}&_sort=code`)).status).toBe(400);
    expect((await get('/?_type=Patient,Practitioner&_sort=family')).status).toBe(400);
    expect((await get('/?_type=Patient&_sort=family')).status).toBe(200);
  });
});
