// https://hl7.org/fhir/R4/http.html#history
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

interface HistoryEntry {
  fullUrl: string;
  resource?: { id: string; meta: { versionId: string; lastUpdated: string } };
  request: { method: string; url: string };
  response: { status: string; etag: string };
}

const entries = (answer: Answer) => (answer.body['entry'] ?? []) as unknown as HistoryEntry[];

const put = (type: string, id: string, extra: object = {}) =>
  server.send('PUT', `/${type}/${id}`, {
    body: { resourceType: type, id, active: true, ...extra },
  });

/** The pages of a history from the first on. */
async function walk(path: string): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const answer = await server.send('GET', next);
    expect(answer.status).toBe(200);
    all.push(...entries(answer));
    const links = answer.body['link'] as unknown as { relation: string; url: string }[];
    next = links.find(({ relation }) => relation === 'next')?.url.slice(server.base.length);
  }
  return all;
}

describe('of an instance', () => {
  test('has every version, newest first, with the request that made it', async () => {
    const created = await server.create({ resourceType: 'Patient', active: true });
    const { id } = created;
    await put('Patient', id);
    await server.send('PATCH', `/Patient/${id}`, {
      body: JSON.stringify([{ op: 'replace', path: '/active', value: false }]),
      headers: { 'Content-Type': 'application/json-patch+json' },
    });
    await server.send('DELETE', `/Patient/${id}`);
    const answer = await server.send('GET', `/Patient/${id}/_history`);
    expect(answer.body).toMatchObject({ type: 'history', total: 4 });
    expect(entries(answer).map(({ request }) => [request.method, request.url])).toEqual([
      ['DELETE', `Patient/${id}`],
      ['PATCH', `Patient/${id}`],
      ['PUT', `Patient/${id}`],
      ['POST', 'Patient'],
    ]);
    expect(entries(answer).map(({ response }) => response.etag)).toEqual([
      'W/"4"',
      'W/"3"',
      'W/"2"',
      'W/"1"',
    ]);
    expect(entries(answer)[0]?.resource).toBeUndefined();
    expect(entries(answer)[0]?.fullUrl).toBe(`${server.base}/Patient/${id}`);
  });

  test('pages without gap or repeat', async () => {
    for (let version = 1; version <= 7; version++) await put('Patient', 'paged');
    const all = await walk('/Patient/paged/_history?_count=3');
    expect(all.map(({ resource }) => resource?.meta.versionId)).toEqual([
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
  });

  test('_since and _at select versions by time', async () => {
    const times: string[] = [];
    for (let version = 1; version <= 3; version++) {
      const { body } = await put('Patient', 'timed');
      times.push((body as { meta: { lastUpdated: string } }).meta.lastUpdated);
    }
    const versions = async (query: string) =>
      entries(await server.send('GET', `/Patient/timed/_history?${query}`)).map(
        ({ resource }) => resource?.meta.versionId,
      );
    expect(await versions(`_since=${times[1] ?? ''}`)).toEqual(['3', '2']);
    expect(await versions(`_at=${times[1] ?? ''}`)).toEqual(['2']);
    expect(await versions('_at=2001')).toEqual([]);
    expect(await versions(`_at=${new Date().getUTCFullYear()}`)).toEqual(['3', '2', '1']);
    expect(await versions('_since=2001-01-01T00:00:00%2B01:00')).toEqual(['3', '2', '1']);
  });

  test('of what never was is 404', async () => {
    expect((await server.send('GET', '/Patient/never/_history')).status).toBe(404);
  });

  test('_count=0 gives the total alone', async () => {
    await put('Patient', 'counted');
    const answer = await server.send('GET', '/Patient/counted/_history?_count=0');
    expect(answer.body['total']).toBe(1);
    expect(answer.body['entry']).toBeUndefined();
  });
});

describe('of a type and of the system', () => {
  test('walks every version newest first, while others write', async () => {
    for (let n = 0; n < 10; n++) await put('Organization', `org-${n % 4}`, { name: 'x' });
    const firstPage = await server.send('GET', '/Organization/_history?_count=4');
    await put('Organization', 'org-late', { name: 'x' });
    const links = firstPage.body['link'] as unknown as { relation: string; url: string }[];
    const next = links.find(({ relation }) => relation === 'next')?.url ?? '';
    const rest = await walk(next.slice(server.base.length));
    const all = [...entries(firstPage), ...rest];
    const names = all.map(
      ({ resource }) => `${resource?.id ?? ''}/${resource?.meta.versionId ?? ''}`,
    );
    expect(new Set(names).size).toBe(10);
    const times = all.map(({ resource }) => resource?.meta.lastUpdated ?? '');
    expect(times).toEqual([...times].sort().reverse());
  });

  test('the system has the versions of all types', async () => {
    const since = new Date().toISOString();
    await put('Practitioner', 'system-1');
    await put('Location', 'system-2', { active: undefined, name: 'x' });
    await server.send('DELETE', '/Practitioner/system-1');
    const all = await walk(`/_history?_since=${since}&_count=2`);
    expect(all.map(({ request }) => `${request.method} ${request.url}`)).toEqual([
      'DELETE Practitioner/system-1',
      'PUT Location/system-2',
      'PUT Practitioner/system-1',
    ]);
  });
});

describe('wrong parameters', () => {
  test.each([
    '_count=-1',
    '_count=x',
    '_since=yesterday',
    '_since=2024-02-30',
    '_at=x',
    'nonsense=1',
    '_cursor=abc',
  ])('%s is 400', async (query) => {
    const answer = await server.send('GET', `/Patient/_history?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  test('a cursor of another request is refused', async () => {
    for (let n = 0; n < 3; n++)
      await put('Device', 'cursor', { active: undefined, status: 'active' });
    const answer = await server.send('GET', '/Device/cursor/_history?_count=1');
    const links = answer.body['link'] as unknown as { relation: string; url: string }[];
    const next = new URL(links.find(({ relation }) => relation === 'next')?.url ?? '');
    const cursor = next.searchParams.get('_cursor') ?? '';
    expect((await server.send('GET', `/Device/cursor/_history?_cursor=${cursor}`)).status).toBe(
      200,
    );
    expect((await server.send('GET', `/Device/_history?_cursor=${cursor}`)).status).toBe(400);
    const forged = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
    expect((await server.send('GET', `/Device/cursor/_history?_cursor=${forged}`)).status).toBe(
      400,
    );
  });
});
