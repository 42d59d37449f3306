// https://hl7.org/fhir/R4/binary.html#rest
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

describe('Binary', () => {
  const PDF = Buffer.from('%PDF-1.7 \u0000\u00ff not really', 'latin1');

  async function createBinary(): Promise<string> {
    const created = await server.send('POST', '/Binary', {
      body: PDF,
      headers: { 'Content-Type': 'application/pdf', 'X-Security-Context': 'Patient/1' },
    });
    expect(created.status).toBe(201);
    return created.body.id ?? '';
  }

  test('goes in and comes out in its own type', async () => {
    const id = await createBinary();
    const response = await fetch(`${server.origin}/fhir/Binary/${id}`, {
      headers: { Accept: 'application/pdf' },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    const any = await fetch(`${server.origin}/fhir/Binary/${id}`);
    expect(any.headers.get('content-type')).toBe('application/pdf');
  });

  test('is a resource for those who ask for FHIR', async () => {
    const id = await createBinary();
    const resource = {
      resourceType: 'Binary',
      contentType: 'application/pdf',
      securityContext: { reference: 'Patient/1' },
      data: PDF.toString('base64'),
    };
    for (const options of [
      { path: `/Binary/${id}`, accept: 'application/fhir+json' },
      { path: `/Binary/${id}?_format=json`, accept: '*/*' },
    ]) {
      const answer = await server.send('GET', options.path, {
        headers: { Accept: options.accept },
      });
      expect(answer.body).toMatchObject(resource);
    }
  });

  test('can be posted as a resource, also as application/json', async () => {
    for (const type of ['application/fhir+json', 'application/json']) {
      const created = await server.send('POST', '/Binary', {
        body: JSON.stringify({ resourceType: 'Binary', contentType: 'text/plain', data: 'aGk=' }),
        headers: { 'Content-Type': type, Accept: 'application/fhir+json' },
      });
      expect(created.status).toBe(201);
      expect(created.body).toMatchObject({ contentType: 'text/plain', data: 'aGk=' });
    }
  });

  test('in a type that the client does not accept is 406', async () => {
    const id = await createBinary();
    const answer = await server.send('GET', `/Binary/${id}`, { headers: { Accept: 'image/png' } });
    expect(answer.status).toBe(406);
  });

  test('can be updated in its own type', async () => {
    const id = await createBinary();
    const answer = await server.send('PUT', `/Binary/${id}`, {
      body: 'hello',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(answer.status).toBe(200);
    const read = await server.send('GET', `/Binary/${id}`, { headers: { Accept: 'text/plain' } });
    expect(read.text).toBe('hello');
  });
});
