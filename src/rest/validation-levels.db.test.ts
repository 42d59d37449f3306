// What each value of VALIDATION lets in
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type TestServer } from '../testing/server.js';

const WRONG: readonly [string, object, number][] = [
  ['an unknown element', { nonsense: 1 }, 400],
  ['an unknown element further down', { name: [{ nonsense: { a: [1.0] } }] }, 400],
  ['a value of another kind', { active: 'yes' }, 400],
  ['no array where one belongs', { name: { family: 'x' } }, 400],
  ['an impossible date', { birthDate: '2024-02-30' }, 422],
  ['a code that is not in the value set', { gender: 'x' }, 422],
  ['a mandatory element missing', { link: [{ type: 'seealso' }] }, 422],
  ['a reference to another type', { managingOrganization: { reference: 'Patient/1' } }, 422],
];

/** None that exists: no profile is in base R4. */
const CLAIM = { profile: ['http://example.org/fhir/StructureDefinition/strict-patient'] };

const CONTENT: readonly [string, string, number][] = [
  ['no JSON', '{"resourceType":"Patient"', 400],
  ['a repeated key', '{"resourceType":"Patient","active":true,"active":true}', 400],
  ['another type', '{"resourceType":"Observation"}', 400],
  ['no type', '{"active":true}', 400],
];

const server: Record<string, TestServer> = {};

beforeAll(async () => {
  for (const level of ['off', 'base']) {
    server[level] = await startTestServer({ VALIDATION: level });
  }
});

afterAll(async () => {
  for (const one of Object.values(server)) await one.stop();
});

const create = (level: string, body: unknown) => server[level]!.send('POST', '/Patient', { body });

describe('base', () => {
  test.each(WRONG)('refuses a resource with %s', async (_, content, status) => {
    const answer = await create('base', { resourceType: 'Patient', ...content });
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  test('refuses it in a transaction and as the result of a patch', async () => {
    const wrong = { resourceType: 'Patient', gender: 'x' };
    const bundle = await sendBundle(server['base']!, 'transaction', [post(uuid(1), wrong)]);
    expect(bundle.status).toBe(422);
    const { id } = await server['base']!.create({ resourceType: 'Patient', gender: 'male' });
    const patch = await server['base']!.send('PATCH', `/Patient/${id}`, {
      body: '[{"op":"replace","path":"/gender","value":"x"}]',
      headers: { 'Content-Type': 'application/json-patch+json' },
    });
    expect(patch.status).toBe(422);
  });

  test('does not look at the profiles that a resource claims', async () => {
    const answer = await create('base', { resourceType: 'Patient', meta: CLAIM, active: true });
    expect(answer.status).toBe(201);
    expect(answer.body['meta']).toMatchObject(CLAIM);
  });
});

describe('off', () => {
  test.each(WRONG)('stores a resource with %s, as it is', async (_, content) => {
    const created = await create('off', { resourceType: 'Patient', ...content });
    expect(created.status).toBe(201);
    const read = await server['off']!.send('GET', `/Patient/${created.body.id ?? ''}`);
    const { meta } = created.body;
    expect(read.body).toEqual({
      resourceType: 'Patient',
      id: created.body.id,
      meta,
      ...content,
    });
  });

  test('stores it in a transaction too', async () => {
    const wrong = { resourceType: 'Patient', nonsense: 1, identifier: [{ value: 'wrong' }] };
    const answer = await sendBundle(server['off']!, 'transaction', [post(uuid(1), wrong)]);
    expect(answer.status).toBe(200);
    const found = await server['off']!.send('GET', '/Patient?identifier=wrong');
    expect(found.body['entry']).toMatchObject([{ resource: wrong }]);
  });

  test('finds what can be found in it', async () => {
    const identifier = [null, 'x', { value: 5 }, { value: 'findable' }];
    await create('off', { resourceType: 'Patient', identifier, name: 'x', birthDate: {} });
    const found = await server['off']!.send('GET', '/Patient?identifier=findable');
    expect(found.body['entry']).toHaveLength(1);
  });
});

test.each(CONTENT)('neither takes %s', async (_, body, status) => {
  for (const level of ['off', 'base']) {
    expect((await create(level, body)).status).toBe(status);
  }
});
