// https://hl7.org/fhir/R4/search.html#searchparameter: parameters that are added while the server runs
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reindex } from '../interactions/reindex.js';
import { startTestServer, type TestServer } from '../testing/server.js';

const EYES = {
  resourceType: 'SearchParameter',
  url: 'https://example.org/fhir/SearchParameter/eyes',
  name: 'Eyes',
  status: 'active',
  description: 'Colour of the eyes',
  code: 'eyes',
  base: ['Patient'],
  type: 'token',
  expression: "Patient.extension('https://example.org/eyes').value.ofType(code)",
};

const patient = (eyes: string) => ({
  resourceType: 'Patient',
  extension: [{ url: 'https://example.org/eyes', valueCode: eyes }],
});

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
});

const idsOf = async (search: string): Promise<string[]> => {
  const { status, body } = await server.send('GET', search);
  expect(status).toBe(200);
  const entries = (body['entry'] ?? []) as { resource: { id: string } }[];
  return entries.map(({ resource }) => resource.id);
};

const run = (types?: readonly string[]): Promise<number> =>
  reindex(server.core.environment, { types, concurrency: 2, progress: () => undefined });

/** The server hears of a change from the database. */
async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await condition()).toBe(true);
}

const claims = async (): Promise<boolean> => {
  const { text } = await server.send('GET', '/metadata');
  return text.includes('"name":"eyes"');
};

describe('a SearchParameter that is posted', () => {
  let before: string;

  test('is searched when what was there before is indexed for it', async () => {
    before = (await server.create(patient('brown'))).id;
    await server.create(patient('green'));
    await server.create(EYES);
    await eventually(async () => {
      const { text } = await server.send('GET', '/Patient?eyes=brown');
      return text.includes('not indexed for it yet');
    });
    expect((await server.send('GET', '/Patient?eyes=brown')).status).toBe(400);
    expect(await claims()).toBe(false);
    const after = (await server.create(patient('brown'))).id;
    expect(await run()).toBe(3);
    await eventually(claims);
    expect((await idsOf('/Patient?eyes=brown')).sort()).toEqual([before, after].sort());
    expect(await idsOf('/Patient?eyes:missing=true')).toEqual([]);
  });

  test('is indexed for what is written later', async () => {
    const { id } = await server.create(patient('blue'));
    expect(await idsOf('/Patient?eyes=blue')).toEqual([id]);
  });

  test('makes no version of what is indexed anew', async () => {
    expect(await run(['Patient'])).toBe(4);
    const { body } = await server.send('GET', `/Patient/${before}`);
    expect(body['meta']).toMatchObject({ versionId: '1' });
    expect(await idsOf('/Patient?eyes=brown')).toContain(before);
  });

  test('is gone when it is deleted, and new when it comes back', async () => {
    const [id] = await idsOf(`/SearchParameter?url=${encodeURIComponent(EYES.url)}`);
    await server.send('DELETE', `/SearchParameter/${id ?? ''}`);
    await eventually(async () => {
      const { text } = await server.send('GET', '/Patient?eyes=brown');
      return text.includes('no such search parameter');
    });
    await server.create(EYES);
    await eventually(async () => {
      const { text } = await server.send('GET', '/Patient?eyes=brown');
      return text.includes('not indexed for it yet');
    });
  });

  test.each([
    ['the code of another', { code: 'name' }],
    ['a broken expression', { expression: 'Patient.where(' }],
    ['components, and is none', { component: [{ definition: 'https://x', expression: 'x' }] }],
  ])('is refused with %s', async (_, change: object) => {
    const { status, body } = await server.send('POST', '/SearchParameter', {
      body: { ...EYES, url: 'https://example.org/fhir/SearchParameter/other', ...change },
    });
    expect(status).toBe(422);
    expect(body.resourceType).toBe('OperationOutcome');
  });
});
