// https://hl7.org/fhir/R4/binary.html#security
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { post, ref, transaction } from '../testing/access/contents.js';
import { startAccessServer, statusOf, type AccessServer } from '../testing/access/server.js';
import { appWith } from '../testing/callers.js';

let server: AccessServer;

beforeAll(async () => {
  server = await startAccessServer();
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const as: AccessServer['as'] =
  (access) =>
  (...request) =>
    server.as(access)(...request);
const patientApp = (scopes: string): ReturnType<AccessServer['as']> =>
  as(appWith(scopes, { patient: 'in' }));
const operator: ReturnType<AccessServer['as']> = (...request) => server.operator(...request);

describe('a Binary', () => {
  const app = patientApp('patient/*.cruds');
  const document = (url: string): JsonObject => ({
    resourceType: 'DocumentReference',
    status: 'current',
    subject: ref('Patient/in'),
    content: [{ attachment: { contentType: 'text/plain', url } }],
  });

  test('is created for what its readers may read', async () => {
    const created = await app('POST', '/Binary', 'text', {
      'Content-Type': 'text/plain',
      'X-Security-Context': 'Patient/in',
    });
    expect(created.status).toBe(201);
    const path =
      created.headers
        .get('location')
        ?.replace(/^.*\/fhir/, '')
        .replace(/\/_history.*/, '') ?? '';
    expect(await statusOf(app('GET', path))).toBe(200);
    expect(await statusOf(as(appWith('patient/*.rs', { patient: 'out' }))('GET', path))).toBe(404);
    // The document may name it now.
    expect(await statusOf(app('POST', '/DocumentReference', document(path.slice(1))))).toBe(201);
  });

  test('that belongs to nothing is not created', async () => {
    const raw = { 'Content-Type': 'text/plain' };
    expect(await statusOf(app('POST', '/Binary', 'text', raw))).toBe(403);
  });

  test('is created together with the document that it is the content of', async () => {
    const name = 'urn:uuid:0b8a4f7e-8f0a-4f0a-9a5a-222222222222';
    const content = { resourceType: 'Binary', contentType: 'text/plain', data: 'eA==' };
    const answer = await app('POST', '/', transaction(post(content, name), post(document(name))));
    expect(answer.status).toBe(200);
  });

  test('needs a scope of its own, and one for what it belongs to', async () => {
    expect(
      await statusOf(patientApp('patient/DocumentReference.rs')('GET', '/Binary/content-in')),
    ).toBe(403);
    expect(await statusOf(patientApp('patient/Binary.rs')('GET', '/Binary/content-in'))).toBe(404);
    const both = patientApp('patient/Binary.r patient/DocumentReference.r');
    expect(await statusOf(both('GET', '/Binary/content-in'))).toBe(200);
    expect(await statusOf(both('GET', '/Binary/sealed-in'))).toBe(404);
    expect(await statusOf(both('GET', '/Binary/photo-in'))).toBe(404);
  });

  test('with a security context is not seen by who only has it as an attachment', async () => {
    await operator('PUT', '/DocumentReference/pointing', {
      ...document('Binary/sealed-out'),
      id: 'pointing',
    });
    expect(await statusOf(app('GET', '/DocumentReference/pointing'))).toBe(200);
    expect(await statusOf(app('GET', '/Binary/sealed-out'))).toBe(404);
  });
});
