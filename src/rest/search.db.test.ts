// https://hl7.org/fhir/R4/search.html: what a client of a search sees
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

const patients = {
  anna: {
    identifier: [
      { system: 'http://a', value: '1' },
      { system: 'http://b', value: 'x,y|z' },
    ],
    name: [{ family: 'de Vries', given: ['Anna'] }],
    managingOrganization: { reference: 'Organization/north' },
  },
  bert: {
    identifier: [{ system: 'http://b', value: '1' }],
    name: [{ family: 'Vriens', given: ['Bert'] }],
    managingOrganization: { reference: 'http://elsewhere.example/fhir/Organization/north' },
  },
  cees: {
    identifier: [{ value: '1' }],
    name: [{ family: 'Müller', given: ['Cees'] }],
    managingOrganization: { reference: 'Organization/south' },
  },
};

beforeAll(async () => {
  server = await startTestServer();
  for (const [id, content] of Object.entries(patients)) {
    const body = { resourceType: 'Patient', id, ...content };
    await server.send('PUT', `/Patient/${id}`, { body });
  }
});

afterAll(async () => {
  await server.stop();
});

interface Entry {
  readonly fullUrl: string;
  readonly resource: { readonly id: string };
  readonly search: { readonly mode: string };
}

const get = (path: string): Promise<Answer> => server.send('GET', path);
const entries = (answer: Answer): Entry[] => (answer.body['entry'] ?? []) as unknown as Entry[];
const ids = (answer: Answer): string[] => entries(answer).map(({ resource }) => resource.id);
const link = (answer: Answer, relation: string): string | undefined =>
  (answer.body['link'] as unknown as { relation: string; url: string }[])
    .find((candidate) => candidate.relation === relation)
    ?.url.slice(server.base.length);
const find = async (query: string): Promise<string[]> => {
  const answer = await get(`/Patient?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return ids(answer).sort();
};

test('the answer is a searchset with the resources as they are', async () => {
  const answer = await get('/Patient?_id=anna');
  expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
  expect(entries(answer)).toEqual([
    {
      fullUrl: `${server.base}/Patient/anna`,
      resource: (await get('/Patient/anna')).body,
      search: { mode: 'match' },
    },
  ]);
  expect(link(answer, 'self')).toBe('/Patient?_id=anna');
});

describe('criteria', () => {
  test.each([
    ['identifier=1', ['anna', 'bert', 'cees']],
    ['identifier=http://b|1', ['bert']],
    ['identifier=|1', ['cees']],
    ['identifier=http://b|', ['anna', 'bert']],
    ['identifier=http://a|1,http://b|1', ['anna', 'bert']],
    ['identifier=http://b|x\\,y\\|z', ['anna']],
    ['identifier=2', []],
    ['_id=anna', ['anna']],
    ['_id=anna,cees,nobody', ['anna', 'cees']],
    ['family=vries', ['anna']],
    ['family=de vries', ['anna']],
    ['family=Vrie', ['anna', 'bert']],
    ['family=muller', ['cees']],
    ['family:exact=Müller', ['cees']],
    ['family:exact=muller', []],
    ['given=anna,bert', ['anna', 'bert']],
    ['organization=Organization/north', ['anna']],
    ['organization=http://fhir.example/fhir/Organization/north', ['anna']],
    ['organization=http://elsewhere.example/fhir/Organization/north', ['bert']],
    ['organization=south', ['cees']],
    ['organization:Organization=north', ['anna']],
    ['identifier=1&family=vriens', ['bert']],
    ['identifier=http://a|1&identifier=http://b|1', []],
  ])('%s', async (query, expected) => {
    const [name = '', ...rest] = query.split('=');
    const encoded = `${name}=${rest.join('=')}`.replaceAll('|', '%7C').replaceAll(' ', '%20');
    expect(await find(encoded)).toEqual(expected);
  });

  test('_lastUpdated takes prefixes and precisions', async () => {
    const { meta } = (await get('/Patient/bert')).body as unknown as {
      meta: { lastUpdated: string };
    };
    const at = meta.lastUpdated;
    const year = at.slice(0, 4);
    expect(await find(`_id=bert&_lastUpdated=${at}`)).toEqual(['bert']);
    expect(await find(`_id=bert&_lastUpdated=ge${at}`)).toEqual(['bert']);
    expect(await find(`_id=bert&_lastUpdated=le${at}`)).toEqual(['bert']);
    expect(await find(`_id=bert&_lastUpdated=gt${at}`)).toEqual([]);
    expect(await find(`_id=bert&_lastUpdated=lt${at}`)).toEqual([]);
    expect(await find(`_id=bert&_lastUpdated=${year}`)).toEqual(['bert']);
    expect(await find(`_id=bert&_lastUpdated=gt${year}`)).toEqual([]);
    expect(await find(`_id=bert&_lastUpdated=ge2000-01&_lastUpdated=lt2001`)).toEqual([]);
  });

  test('find the version in force, and nothing that is deleted', async () => {
    const put = (family: string) =>
      server.send('PUT', '/Patient/dora', {
        body: { resourceType: 'Patient', id: 'dora', name: [{ family }] },
      });
    await put('Eerst');
    expect(await find('family=eerst')).toEqual(['dora']);
    await put('Later');
    expect(await find('family=eerst')).toEqual([]);
    expect(await find('family=later')).toEqual(['dora']);
    await server.send('DELETE', '/Patient/dora');
    expect(await find('family=later')).toEqual([]);
  });
});

describe('POST _search', () => {
  const post = (path: string, body: string) =>
    server.send('POST', path, {
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });

  test('is the same as GET, with parameters in the body, the URL or both', async () => {
    expect(ids(await post('/Patient/_search', 'identifier=http%3A%2F%2Fb%7C1'))).toEqual(['bert']);
    expect(ids(await post('/Patient/_search?identifier=1', 'family=vriens'))).toEqual(['bert']);
    expect(ids(await post('/Patient/_search?_id=anna', ''))).toEqual(['anna']);
    expect((await post('/Patient/_search', 'nonsense=1')).status).toBe(400);
  });

  test('has pages that GET can follow', async () => {
    const first = await post('/Patient/_search', 'identifier=1&_count=2');
    const second = await get(link(first, 'next') ?? '');
    expect([...ids(first), ...ids(second)].sort()).toEqual(['anna', 'bert', 'cees']);
  });
});

describe('pages', () => {
  const put = (id: string) =>
    server.send('PUT', `/Organization/${id}`, {
      body: { resourceType: 'Organization', id, name: 'Paged' },
    });

  test('have every match exactly once, while others write', async () => {
    const before = Array.from({ length: 25 }, (_, index) => `page-${index}`);
    await Promise.all(before.map(put));
    const seen: string[] = [];
    let added = 0;
    for (let next: string | undefined = '/Organization?name=paged&_count=4'; next !== undefined;) {
      const page = await get(next);
      expect(page.status).toBe(200);
      expect(ids(page).length).toBeLessThanOrEqual(4);
      seen.push(...ids(page));
      // Others: a new match, and a new version of one that may be on any page.
      if (added < 5) await Promise.all([put(`late-${added++}`), put(`page-${added * 4}`)]);
      next = link(page, 'next');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before));
  });

  test('of _count=0 have nothing', async () => {
    const answer = await get('/Patient?_count=0');
    expect([answer.status, answer.body['entry']]).toEqual([200, undefined]);
  });

  test('can not be asked for with a cursor of another search, or a forged one', async () => {
    const first = await get('/Patient?identifier=1&_count=1');
    const cursor = new URL(link(first, 'next') ?? '', server.base).search.slice(1);
    const other = cursor.replace('identifier=1', 'identifier=2');
    expect((await get(`/Patient?${cursor}`)).status).toBe(200);
    expect((await get(`/Patient?${other}`)).status).toBe(400);
    expect((await get('/Patient?identifier=1&_cursor=AAAA')).status).toBe(400);
  });
});

test.each([
  'nonsense=1',
  'family:nonsense=x',
  'identifier:exact=x',
  'identifier=',
  'identifier=%7C',
  'identifier=a%7Cb%7Cc',
  '_id=a%20b',
  '_lastUpdated=yesterday',
  '_lastUpdated=zz2024',
  '_lastUpdated=2024-02-30',
  '_count=-1',
  '_count=1.5',
  '_count=x',
  'organization=not%20a%20reference',
])('%s is 400 and says which parameter', async (query) => {
  const answer = await get(`/Patient?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.body.resourceType).toBe('OperationOutcome');
  expect(answer.text).toContain(query.replace(/[:=].*/, ''));
});
