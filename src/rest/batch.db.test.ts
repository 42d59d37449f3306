// https://hl7.org/fhir/R4/http.html#batch
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post, responseEntries, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

describe('batch', () => {
  const batch = (entry: unknown[]) => sendBundle(server, 'batch', entry);

  test('does each entry by itself', async () => {
    const answer = await batch([
      post(uuid(1), { resourceType: 'Patient', active: true }),
      post(uuid(2), { resourceType: 'Patient', gender: 'unknowable' }),
      { request: { method: 'GET', url: 'Patient/not-there' } },
      { request: { method: 'GET', url: 'metadata' } },
      { request: { method: 'DELETE', url: 'Patient/not-there' } },
      {
        resource: { resourceType: 'Patient', nonsense: 1 },
        request: { method: 'POST', url: 'Patient' },
      },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body['type']).toBe('batch-response');
    expect(responseEntries(answer).map(({ response }) => response.status)).toEqual([
      '201 Created',
      '422 Unprocessable Entity',
      '404 Not Found',
      '200 OK',
      '204 No Content',
      '400 Bad Request',
    ]);
    expect(responseEntries(answer)[1]?.response.outcome).toMatchObject({
      issue: [{ code: 'code-invalid' }],
    });
    expect(responseEntries(answer)[3]?.resource).toMatchObject({
      resourceType: 'CapabilityStatement',
    });
  });
});
