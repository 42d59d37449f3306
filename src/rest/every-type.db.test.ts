// Every concrete resource type of R4 goes through its whole life: https://hl7.org/fhir/R4/http.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFINITIONS } from '../testing/definitions.js';
import { validResource } from '../testing/instances.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const JSON_TYPE = 'application/fhir+json';
const XML_TYPE = 'application/fhir+xml';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const send = (method: string, path: string, body?: unknown, type = JSON_TYPE): Promise<Answer> =>
  server.send(method, path, { body, headers: { 'Content-Type': type, Accept: type } });

/** Without what the server decides. */
function content(answer: Answer): object {
  const { id, meta, ...rest } = answer.body;
  expect([typeof id, typeof meta]).toEqual(['string', 'object']);
  return rest;
}

test('there are 146 of them', () => {
  expect(DEFINITIONS.resourceTypes).toHaveLength(146);
});

describe.each(DEFINITIONS.resourceTypes)('%s', (type) => {
  const resource = validResource(DEFINITIONS, type);
  const changed = { ...resource, language: 'nl' };

  test('is created, read, updated, deleted and brought back, in JSON', async () => {
    const created = await send('POST', `/${type}`, resource);
    expect([created.status, created.body.resourceType]).toEqual([201, type]);
    expect(content(created)).toEqual(resource);
    const id = created.body.id ?? '';
    const path = `/${type}/${id}`;

    const read = await send('GET', path);
    expect([read.status, read.body]).toEqual([200, created.body]);
    const head = await send('HEAD', path);
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', 'W/"1"']);

    const updated = await send('PUT', path, { ...changed, id });
    expect([updated.status, updated.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(content(updated)).toEqual(changed);
    const first = await send('GET', `${path}/_history/1`);
    expect([first.status, first.body]).toEqual([200, created.body]);

    expect((await send('DELETE', path)).status).toBe(204);
    const gone = await send('GET', path);
    expect([gone.status, gone.body.resourceType]).toEqual([410, 'OperationOutcome']);
    const found = await send('GET', `/${type}?_id=${id}`);
    expect([found.status, found.body['entry']]).toEqual([200, undefined]);

    const back = await send('PUT', path, { ...resource, id });
    expect([back.status, back.headers.get('etag')]).toEqual([201, 'W/"4"']);
    const again = await send('GET', `/${type}?_id=${id}`);
    expect(again.body['entry']).toMatchObject([{ resource: back.body }]);
    const history = await send('GET', `${path}/_history`);
    expect(history.body).toMatchObject({
      total: 4,
      entry: [4, 3, 2, 1].map((version) => ({ response: { etag: `W/"${version}"` } })),
    });
  });

  test('goes in and comes out in XML', async () => {
    const { id = '' } = (await send('POST', `/${type}`, changed)).body;
    const path = `/${type}/${id}`;
    const xml = await send('GET', path, undefined, XML_TYPE);
    expect([xml.status, xml.headers.get('content-type')]).toEqual([
      200,
      `${XML_TYPE}; charset=utf-8`,
    ]);
    const updated = await send('PUT', path, xml.text, XML_TYPE);
    expect([updated.status, updated.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(content(await send('GET', path))).toEqual(changed);
  });
});
