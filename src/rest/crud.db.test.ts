// https://hl7.org/fhir/R4/http.html: read, vread, create, update, delete
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const patient = { resourceType: 'Patient', name: [{ family: 'Jansen' }], birthDate: '1980-01-02' };

describe('create', () => {
  test('answers 201 with the resource, its version and where it is', async () => {
    const answer = await server.send('POST', '/Patient', { body: patient });
    expect(answer.status).toBe(201);
    const { id, meta } = answer.body as { id: string; meta: Record<string, string> };
    expect(answer.body).toMatchObject(patient);
    expect(meta['versionId']).toBe('1');
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(answer.headers.get('location')).toBe(`${server.base}/Patient/${id}/_history/1`);
    const modified = Date.parse(answer.headers.get('last-modified') ?? '');
    expect(Math.floor(Date.parse(meta['lastUpdated'] ?? '') / 1000) * 1000).toBe(modified);
  });

  test('does not use an id or version that the body brings', async () => {
    const created = await server.create({
      ...patient,
      id: 'mine',
      meta: { versionId: '7', lastUpdated: '2001-01-01T00:00:00Z', profile: ['http://x'] },
    });
    expect(created.id).not.toBe('mine');
    expect(created.meta).toMatchObject({ versionId: '1', profile: ['http://x'] });
    expect(created.meta?.lastUpdated).not.toMatch(/^2001/);
  });

  test('refuses a body of another type than the URL', async () => {
    const answer = await server.send('POST', '/Observation', { body: patient });
    expect(answer.status).toBe(400);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  test('gives ids that increase in time', async () => {
    const first = await server.create(patient);
    const second = await server.create(patient);
    expect(second.id > first.id).toBe(true);
  });

  test.each(['Parameters', 'OperationOutcome', 'Bundle', 'Basic'])('takes a %s', async (type) => {
    const bodies: Record<string, object> = {
      Parameters: {},
      OperationOutcome: { issue: [{ severity: 'error', code: 'invalid' }] },
      Bundle: { type: 'collection' },
      Basic: { code: { text: 'x' } },
    };
    const created = await server.create({ resourceType: type, ...bodies[type] });
    expect((await server.send('GET', `/${type}/${created.id}`)).status).toBe(200);
  });
});

describe('read', () => {
  test('gives the members in the order of the specification', async () => {
    const created = await server.create({ active: true, ...patient });
    const { text } = await server.send('GET', `/Patient/${created.id}`);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'resourceType',
      'id',
      'meta',
      'active',
      'name',
      'birthDate',
    ]);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const { id } = await server.create(patient);
    const get = await server.send('GET', `/Patient/${id}`);
    const head = await server.send('HEAD', `/Patient/${id}`);
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    for (const name of ['etag', 'last-modified', 'content-type', 'content-length']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  test('a resource that never was is 404, one that was deleted 410', async () => {
    expect((await server.send('GET', '/Patient/nobody')).status).toBe(404);
    const { id } = await server.create(patient);
    await server.send('DELETE', `/Patient/${id}`);
    const answer = await server.send('GET', `/Patient/${id}`);
    expect(answer.status).toBe(410);
    expect(answer.body).toMatchObject({ issue: [{ code: 'deleted' }] });
  });

  test('a resource that is only referred to is 404', async () => {
    await server.create({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Patient/mentioned' },
    });
    expect((await server.send('GET', '/Patient/mentioned')).status).toBe(404);
    const put = await server.send('PUT', '/Patient/mentioned', {
      body: { ...patient, id: 'mentioned' },
    });
    expect(put.status).toBe(201);
    expect(put.headers.get('etag')).toBe('W/"1"');
  });

  test('If-None-Match and If-Modified-Since answer 304 while nothing changed', async () => {
    const created = await server.send('POST', '/Patient', { body: patient });
    const path = `/Patient/${created.body.id ?? ''}`;
    const etag = created.headers.get('etag') ?? '';
    const modified = created.headers.get('last-modified') ?? '';
    const get = (headers: Record<string, string>) => server.send('GET', path, { headers });
    expect((await get({ 'If-None-Match': etag })).status).toBe(304);
    expect((await get({ 'If-None-Match': '*' })).status).toBe(304);
    expect((await get({ 'If-None-Match': 'W/"2"' })).status).toBe(200);
    expect((await get({ 'If-Modified-Since': modified })).status).toBe(304);
    expect((await get({ 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' })).status).toBe(200);
    expect((await get({ 'If-Modified-Since': 'yesterday' })).status).toBe(400);
    // https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3
    const both = await get({ 'If-None-Match': 'W/"2"', 'If-Modified-Since': modified });
    expect(both.status).toBe(200);
  });
});

describe('vread', () => {
  test('gives every version as it was', async () => {
    const { id } = await server.create(patient);
    await server.send('PUT', `/Patient/${id}`, { body: { ...patient, id, active: true } });
    await server.send('DELETE', `/Patient/${id}`);
    const first = await server.send('GET', `/Patient/${id}/_history/1`);
    const second = await server.send('GET', `/Patient/${id}/_history/2`);
    expect(first.body['active']).toBeUndefined();
    expect(second.body['active']).toBe(true);
    expect(second.headers.get('etag')).toBe('W/"2"');
    expect((await server.send('GET', `/Patient/${id}/_history/3`)).status).toBe(410);
    expect((await server.send('GET', `/Patient/${id}/_history/4`)).status).toBe(404);
    expect((await server.send('GET', `/Patient/${id}/_history/x`)).status).toBe(404);
  });
});

describe('update', () => {
  test('makes a new version and answers 200', async () => {
    const { id } = await server.create(patient);
    const answer = await server.send('PUT', `/Patient/${id}`, { body: { ...patient, id } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('W/"2"');
  });

  test('of an id that is not there creates it', async () => {
    const answer = await server.send('PUT', '/Patient/my-own.ID-1', {
      body: { ...patient, id: 'my-own.ID-1' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`${server.base}/Patient/my-own.ID-1/_history/1`);
  });

  test('of a deleted resource brings it back with the next version', async () => {
    const { id } = await server.create(patient);
    await server.send('DELETE', `/Patient/${id}`);
    const answer = await server.send('PUT', `/Patient/${id}`, { body: { ...patient, id } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('W/"3"');
    expect((await server.send('GET', `/Patient/${id}`)).status).toBe(200);
  });

  test.each([
    ['without an id', {}],
    ['with another id', { id: 'other' }],
  ])('refuses a body %s', async (_, extra) => {
    const answer = await server.send('PUT', '/Patient/one', { body: { ...patient, ...extra } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ issue: [{ expression: ['Patient.id'] }] });
  });

  test('If-Match lets only the version through that it names', async () => {
    const { id } = await server.create(patient);
    const put = (ifMatch: string) =>
      server.send('PUT', `/Patient/${id}`, {
        body: { ...patient, id },
        headers: { 'If-Match': ifMatch },
      });
    expect((await put('W/"2"')).status).toBe(412);
    expect((await put('W/"1"')).status).toBe(200);
    expect((await put('"2"')).status).toBe(200);
    expect((await put('*')).status).toBe(200);
    expect((await put('W/"1", W/"4"')).status).toBe(200);
    expect((await put('nonsense')).status).toBe(412);
  });

  test('If-None-Match: * creates and never overwrites', async () => {
    const put = () =>
      server.send('PUT', '/Patient/only-once', {
        body: { ...patient, id: 'only-once' },
        headers: { 'If-None-Match': '*' },
      });
    expect((await put()).status).toBe(201);
    expect((await put()).status).toBe(412);
  });

  test('If-Match on a resource that is not there is 412', async () => {
    const answer = await server.send('PUT', '/Patient/not-there', {
      body: { ...patient, id: 'not-there' },
      headers: { 'If-Match': 'W/"1"' },
    });
    expect(answer.status).toBe(412);
  });
});

describe('delete', () => {
  test('succeeds for what is there, what is gone and what never was', async () => {
    const { id } = await server.create(patient);
    const first = await server.send('DELETE', `/Patient/${id}`);
    expect(first.status).toBe(204);
    expect(first.headers.get('etag')).toBe('W/"2"');
    expect((await server.send('DELETE', `/Patient/${id}`)).status).toBe(204);
    expect((await server.send('DELETE', '/Patient/never-was')).status).toBe(204);
  });

  test('checks If-Match', async () => {
    const { id } = await server.create(patient);
    const remove = (tag: string) =>
      server.send('DELETE', `/Patient/${id}`, { headers: { 'If-Match': tag } });
    expect((await remove('W/"9"')).status).toBe(412);
    expect((await remove('W/"1"')).status).toBe(204);
  });

  test('of a whole type is refused', async () => {
    expect((await server.send('DELETE', '/Patient')).status).toBe(400);
  });
});

describe('Prefer', () => {
  test.each([
    ['return=minimal', ''],
    ['return=representation', 'Patient'],
    ['return=OperationOutcome', 'OperationOutcome'],
    ['handling=strict; return=minimal', ''],
    ['return=nonsense', 'Patient'],
  ])('%s on a create', async (prefer, type) => {
    const answer = await server.send('POST', '/Patient', {
      body: patient,
      headers: { Prefer: prefer },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toMatch(/\/_history\/1$/);
    expect(answer.body.resourceType ?? '').toBe(type);
  });

  test('return=OperationOutcome on a delete', async () => {
    const { id } = await server.create(patient);
    const answer = await server.send('DELETE', `/Patient/${id}`, {
      headers: { Prefer: 'return=OperationOutcome' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });
});
