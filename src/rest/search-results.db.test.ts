// What a search answers with: https://hl7.org/fhir/R4/search.html#return
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { responseEntries, sendBundle } from '../testing/bundles.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, matchIds, outcomeTexts, searchEntries } from '../testing/searchsets.js';

let server: TestServer;

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  server.send('POST', path, {
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });

const get = (path: string, headers: Record<string, string> = {}) =>
  server.send('GET', path, { headers });

const search = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const answer = await get(path, headers);
  expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([path, 200, expect.anything()]);
  return answer;
};

const div = '<div xmlns="http://www.w3.org/1999/xhtml">x</div>';

beforeAll(async () => {
  server = await startTestServer();
  await put('Organization', 'org', {
    name: 'Org',
    active: true,
    telecom: [{ system: 'phone', value: '1' }],
  });
  for (const [id, family] of [
    ['a', 'Bos'],
    ['b', 'Bos'],
    ['c', 'Bosch'],
    ['d', 'Smit'],
  ]) {
    await put('Patient', id ?? '', {
      text: { status: 'generated', div },
      name: [{ family }],
      birthDate: '1980-01-01',
      photo: [{ title: 'x' }],
      managingOrganization: { reference: 'Organization/org' },
    });
  }
});

afterAll(async () => {
  await server.stop();
});

describe('Bundle.total', () => {
  test.each([
    ['/Patient?name=bos', 3, 3],
    ['/Patient?name=bos&_count=3', 3, 3],
    ['/Patient?name=bos&_count=2', undefined, 2],
    ['/Patient?name=nobody', 0, 0],
    ['/Patient?name=bos&_include=Patient:organization', 3, 4],
    ['/Patient?name=bos&_total=none', undefined, 3],
    ['/Patient?name=bos&_total=accurate', 3, 3],
    ['/Patient?name=bos&_total=estimate', 3, 3],
    ['/Patient?name=bos&_total=accurate&_count=1', 3, 1],
    ['/Patient?name=nobody&_total=accurate', 0, 0],
    ['/Patient?name=bos&_summary=count', 3, 0],
    ['/Patient?name=bos&_count=0', 3, 0],
    ['/Patient?name=bos&_count=0&_total=none', 3, 0],
    ['/Patient?name=bos&_summary=count&_count=2&_include=*', 3, 0],
    ['/Patient?name=bos&_total=accurate&_include=Patient:organization&_count=1', 3, 2],
  ])('%s has %s', async (path, total, entries) => {
    const answer = await search(path);
    expect(answer.body['total']).toBe(total);
    expect(searchEntries(answer)).toHaveLength(entries);
    if (entries === 0) expect(answer.body).not.toHaveProperty('entry');
    if (path.includes('count') && entries === 0) {
      expect(linkOf(server, answer, 'next')).toBeUndefined();
    }
  });

  test('is not on a last page that is not the first', async () => {
    const first = await search('/Patient?name=bos&_count=2');
    const last = await search(linkOf(server, first, 'next') ?? '');
    expect(searchEntries(last)).toHaveLength(1);
    expect(last.body).not.toHaveProperty('total');
  });

  test('is that of all pages, on each of them', async () => {
    const first = await search('/Patient?_total=accurate&_count=3');
    const second = await search(linkOf(server, first, 'next') ?? '');
    expect([first.body['total'], second.body['total']]).toEqual([4, 4]);
  });
});

describe('_elements and _summary', () => {
  const keysOf = (answer: Answer, index = 0): string[] =>
    Object.keys(searchEntries(answer)[index]?.resource ?? {}).sort();

  test.each([
    ['_elements=birthDate', ['birthDate', 'id', 'meta', 'resourceType']],
    ['_elements=birthDate,Patient.name', ['birthDate', 'id', 'meta', 'name', 'resourceType']],
    [
      '_elements=Organization.name',
      ['birthDate', 'id', 'managingOrganization', 'meta', 'name', 'photo', 'resourceType', 'text'],
    ],
    ['_summary=true', ['birthDate', 'id', 'managingOrganization', 'meta', 'name', 'resourceType']],
    ['_summary=text', ['id', 'meta', 'resourceType', 'text']],
    [
      '_summary=data',
      ['birthDate', 'id', 'managingOrganization', 'meta', 'name', 'photo', 'resourceType'],
    ],
    [
      '_summary=false',
      ['birthDate', 'id', 'managingOrganization', 'meta', 'name', 'photo', 'resourceType', 'text'],
    ],
  ])('%s leaves %j', async (query, keys) => {
    expect(keysOf(await search(`/Patient?_id=a&${query}`))).toEqual(keys);
    expect(keysOf(await post('/Patient/_search', `_id=a&${query}`))).toEqual(keys);
    expect(keysOf(await post(`/Patient/_search?${query}`, '_id=a'))).toEqual(keys);
  });

  test('mark what they make smaller, and only that', async () => {
    const tagsOf = (answer: Answer) => searchEntries(answer)[0]?.resource['meta'];
    expect(tagsOf(await search('/Patient?_id=a&_elements=name'))).toMatchObject({
      tag: [{ code: 'SUBSETTED' }],
    });
    expect(tagsOf(await search('/Patient?_id=a'))).not.toHaveProperty('tag');
  });

  test('leave included resources whole, unless elements name their type', async () => {
    const path = '/Patient?_id=a&_include=Patient:organization';
    const whole = ['active', 'id', 'meta', 'name', 'resourceType', 'telecom'];
    expect(keysOf(await search(`${path}&_elements=birthDate`), 1)).toEqual(whole);
    const named = await search(`${path}&_elements=birthDate,Organization.name`);
    expect(keysOf(named, 0)).toEqual(['birthDate', 'id', 'meta', 'resourceType']);
    expect(keysOf(named, 1)).toEqual(['id', 'meta', 'name', 'resourceType']);
  });

  test('go with pages', async () => {
    const first = await search('/Patient?_elements=birthDate&_count=1');
    const second = await search(linkOf(server, first, 'next') ?? '');
    expect(keysOf(second)).toEqual(['birthDate', 'id', 'meta', 'resourceType']);
  });

  test.each([
    '_summary=nonsense',
    '_summary=',
    '_elements=',
    '_elements=a%20b',
    '_summary=text&_include=Patient:organization',
    '_total=nonsense',
    '_count=',
    '_count=1&_count=2',
    '_pretty=maybe',
  ])('%s is refused', async (query) => {
    expect((await get(`/Patient?${query}`)).status).toBe(400);
    expect((await post('/Patient/_search', query)).status).toBe(400);
  });

  test('count is for searches only', async () => {
    expect((await get('/Patient/a?_summary=count')).status).toBe(400);
    expect((await get('/Patient/a?_summary=true')).status).toBe(200);
  });
});

describe('Prefer: handling', () => {
  const lenient = { Prefer: 'handling=lenient' };
  const path = '/Patient?nonsense=x&name=bos&family:nonsense=y&_count=1&nonsense.x=1';

  test('strict, which is the default, refuses what is not understood', async () => {
    expect((await get(path)).status).toBe(400);
    expect((await get(path, { Prefer: 'handling=strict' })).status).toBe(400);
    expect((await get(path, { Prefer: 'handling=nonsense' })).status).toBe(400);
  });

  test('lenient ignores it, says so in an outcome, and leaves it out of the links', async () => {
    const answer = await search(path, lenient);
    expect(matchIds(answer)).toEqual(['a']);
    expect(searchEntries(answer).map(({ search: { mode } }) => mode)).toEqual(['match', 'outcome']);
    const texts = outcomeTexts(answer);
    expect(texts).toHaveLength(3);
    expect(texts[0]).toContain('"nonsense"');
    expect(texts[1]).toContain('"family:nonsense"');
    expect(linkOf(server, answer, 'self')).toBe('/Patient?name=bos&_count=1');
    // What is left can be followed without the header.
    const next = await search(linkOf(server, answer, 'next') ?? '');
    expect(matchIds(next)).toEqual(['b']);
    expect(outcomeTexts(next)).toEqual([]);
  });

  test('lenient, other preferences beside it and by POST', async () => {
    const both = { Prefer: 'return=minimal; handling=lenient' };
    expect(matchIds(await search('/Patient?nonsense=x&name=smit', both))).toEqual(['d']);
    const answer = await post('/Patient/_search?nonsense=x', 'name=smit&other=1', lenient);
    expect([matchIds(answer), outcomeTexts(answer).length]).toEqual([['d'], 2]);
  });

  test.each([
    'birthdate=yesterday',
    'birthdate=2020-02-30',
    '_id=a%20b',
    '_count=-1',
    '_total=nonsense',
    'name=',
    '_cursor=AAAA',
    'organization=not%20one',
    'identifier=a%7Cb%7Cc',
  ])('lenient does not make a wrong value right: %s', async (query) => {
    expect((await get(`/Patient?${query}`, lenient)).status).toBe(400);
  });

  test('lenient reaches the searches in a Bundle, not conditions', async () => {
    const entry = { request: { method: 'GET', url: 'Patient?nonsense=1&name=smit' } };
    for (const type of ['batch', 'transaction'] as const) {
      const answer = await sendBundle(server, type, [entry], lenient);
      const [first] = responseEntries(answer);
      expect((first?.resource?.['entry'] as unknown[]).length).toBe(2);
    }
    expect((await sendBundle(server, 'transaction', [entry])).status).toBe(400);
    const answer = await server.send('PUT', '/Patient?nonsense=1', {
      headers: lenient,
      body: { resourceType: 'Patient' },
    });
    expect(answer.status).toBe(400);
  });
});

describe('over HTTP', () => {
  test('HEAD has the headers of GET and no body', async () => {
    const head = await server.send('HEAD', '/Patient?name=bos');
    const same = await get('/Patient?name=bos', { 'Accept-Encoding': 'identity' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(same.headers.get('content-type'));
    expect((await server.send('HEAD', '/Patient?nonsense=1')).status).toBe(400);
  });

  test('a form says in which format the answer is to be', async () => {
    const xml = await post('/Patient/_search', 'name=bos&_format=xml&_pretty=true');
    expect(xml.headers.get('content-type')).toContain('application/fhir+xml');
    expect(xml.text).toContain('<mode value="match"/>');
    const wrong = await post('/Patient/_search', 'nonsense=1&_format=xml');
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/fhir+xml'),
    ]);
    expect((await post('/Patient/_search', '_format=text/plain')).status).toBe(406);
    const self = linkOf(server, await post('/Patient/_search', '_format=json&name=bos'), 'self');
    expect(self).toBe('/Patient?_format=json&name=bos');
  });

  test('a form has another type, or is no text', async () => {
    const json = { 'Content-Type': 'application/json' };
    expect((await post('/Patient/_search', '{}', json)).status).toBe(415);
    const body = Buffer.from('name=\xff\xfe', 'latin1');
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await server.send('POST', '/Patient/_search', { body, headers })).status).toBe(400);
  });

  test('a form is no larger than a search can be', async () => {
    const answer = await post('/Patient/_search', `name=${'x'.repeat(1_048_576)}`);
    expect([answer.status, answer.body.resourceType]).toEqual([413, 'OperationOutcome']);
  });

  test('a large form finds its one', async () => {
    const values = Array.from(
      { length: 1900 },
      (_, index) => `http://s|${index}-${'x'.repeat(20)}`,
    );
    const body = `identifier=${encodeURIComponent(values.join(','))}&name=smit`;
    expect((await post('/Patient/_search', body)).status).toBe(200);
  });
});

describe('in Bundles', () => {
  const entry = (url: string) => ({ request: { method: 'GET', url } });

  test('a batch has searches of every kind', async () => {
    const answer = await sendBundle(server, 'batch', [
      entry('Patient?name=smit&_elements=birthDate'),
      entry('Patient?name=bos&_summary=count'),
      entry('?_type=Patient&_id=d'),
      entry('Organization/org?_summary=count'),
      entry('Patient?nonsense=1'),
      entry('Patient?name=a%00b'),
      entry('/Patient/a/*'),
      entry(`${server.base}/Patient?_id=a`),
    ]);
    const entries = responseEntries(answer);
    const statuses = entries.map(({ response }) => response.status.slice(0, 3));
    expect(statuses).toEqual(['200', '200', '200', '400', '400', '400', '200', '200']);
    const bundles = entries.map(({ resource }) => ({ body: resource }) as unknown as Answer);
    expect(Object.keys(searchEntries(bundles[0]!)[0]?.resource ?? {}).sort()).toEqual([
      'birthDate',
      'id',
      'meta',
      'resourceType',
    ]);
    expect(entries[1]?.resource?.['total']).toBe(3);
    expect(matchIds(bundles[2]!)).toEqual(['d']);
    expect(found(bundles[6]!)).toEqual(['Patient/a']);
  });

  test('a search in a transaction sees what the transaction writes', async () => {
    const answer = await sendBundle(server, 'transaction', [
      entry('Patient?name=zwart&_include=Patient:organization&_total=accurate'),
      {
        resource: {
          resourceType: 'Patient',
          name: [{ family: 'Zwart' }],
          managingOrganization: { reference: 'Organization/org' },
        },
        request: { method: 'POST', url: 'Patient' },
      },
    ]);
    const bundle = { body: responseEntries(answer)[0]?.resource } as unknown as Answer;
    expect(bundle.body['total']).toBe(1);
    expect(found(bundle)).toHaveLength(1);
    expect(found(bundle, 'include')).toEqual(['Organization/org']);
  });
});

describe('a search that takes long', () => {
  test('is logged by its names, never by its values', async () => {
    const slow = await startTestServer({ SLOW_SEARCH_MILLISECONDS: '0' });
    const warn = jest.spyOn(SILENT, 'warn');
    try {
      await slow.send('GET', '/Patient?identifier=http://bsn%7C999911120&name:exact=Geheim');
      await slow.send('GET', '/Patient/geheim/Observation?code=geheim');
      expect(warn.mock.calls.map(([fields]) => fields)).toEqual([
        {
          milliseconds: expect.any(Number),
          interaction: 'search-type',
          types: ['Patient'],
          parameters: ['identifier', 'name:exact'],
          ways: [expect.arrayContaining([expect.any(String)])],
        },
        expect.objectContaining({ interaction: 'search-compartment', types: ['Observation'] }),
      ]);
      expect(JSON.stringify(warn.mock.calls)).not.toMatch(/geheim|999911120/i);
    } finally {
      warn.mockRestore();
      await slow.stop();
    }
  });

  test('is ended, with an outcome that says so', async () => {
    const slow = await startTestServer({ STATEMENT_TIMEOUT: '300' });
    const client = new pg.Client({ connectionString: slow.databaseUrl });
    await client.connect();
    try {
      expect((await slow.send('GET', '/Patient?name=x')).status).toBe(200);
      await client.query('begin; lock table resource in access exclusive mode');
      const answer = await slow.send('GET', '/Patient?name=x');
      expect([answer.status, answer.body['issue']]).toEqual([
        400,
        [expect.objectContaining({ code: 'too-costly' })],
      ]);
      await client.query('rollback');
      expect((await slow.send('GET', '/Patient?name=x')).status).toBe(200);
    } finally {
      await client.end();
      await slow.stop();
    }
  });
});
