// What is indexed of contained resources comes and goes with the version that contains them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../fhir/json.js';
import { reindex } from '../interactions/reindex.js';
import { loadCustomParameters } from '../interactions/search-parameters.js';
import { CONTAINED_INDEX } from '../search/contained.js';
import { made, post, put, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, searchEntries } from '../testing/searchsets.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'off' });
});

afterAll(async () => {
  await server.stop();
});

const code = (text: string) => ({ coding: [{ code: text }] });
const medication = (id: string, text: string, content: object = {}) => ({
  resourceType: 'Medication',
  id,
  code: code(text),
  ...content,
});
const request = (
  contained: readonly object[],
  content: object = {},
): JsonObject & { resourceType: string } => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  ...(contained.length === 0 ? {} : { contained: contained as JsonObject[] }),
  medicationReference: { reference: '#m' },
  ...content,
});

const send = async (method: string, path: string, body?: unknown, headers = {}) => {
  const answer = await server.send(method, path, { body, headers });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer;
};
const write = (id: string, contained: readonly object[], content: object = {}): Promise<Answer> =>
  send('PUT', `/MedicationRequest/${id}`, { ...request(contained, content), id });

/** Behind the base; contained resources of any code that begins so. */
const contained = async (text: string): Promise<string[]> => {
  const path = `/Medication?_contained=true&_containedType=contained&code=${text}`;
  return searchEntries(await send('GET', path)).map(
    ({ fullUrl }) => fullUrl?.slice(server.base.length + 1) ?? '',
  );
};
const chained = async (text: string): Promise<string[]> =>
  found(await send('GET', `/MedicationRequest?medication.code=${text}`));

/** Rows of contained resources, and their entries. */
const rowCounts = async (): Promise<readonly number[]> => {
  const count = async (table: string): Promise<number> => {
    const text = `select count(*) as count from ${table} where rid >= (256::bigint << 44)`;
    const [row] = await server.core.database.query<{ count: number }>({
      name: '',
      text,
      values: [],
    });
    return row?.count ?? NaN;
  };
  return [await count('resource'), await count('search_entry')];
};

describe('a version brings its own contained resources', () => {
  test('an update has other ones in place of those before, and a deletion none', async () => {
    const empty = await rowCounts();
    await write('u', [medication('m', 'u1'), medication('other', 'u2')]);
    expect([await chained('u1'), await chained('u2')]).toEqual([['MedicationRequest/u'], []]);
    expect(await contained('u1,u2')).toEqual([
      'MedicationRequest/u#m',
      'MedicationRequest/u#other',
    ]);
    await write('u', [medication('m', 'u3')]);
    expect([await chained('u1'), await chained('u3')]).toEqual([[], ['MedicationRequest/u']]);
    expect(await contained('u1,u2,u3')).toEqual(['MedicationRequest/u#m']);
    // The same content under the same ids.
    await write('u', [medication('m', 'u3')]);
    await write('u', [medication('m', 'u3')]);
    expect(await contained('u3')).toEqual(['MedicationRequest/u#m']);
    await write('u', []);
    expect([await chained('u3'), await contained('u3')]).toEqual([[], []]);
    expect(await rowCounts()).toEqual(empty);
    await write('u', [medication('m', 'u4')]);
    await send('DELETE', '/MedicationRequest/u');
    expect([await chained('u4'), await contained('u4')]).toEqual([[], []]);
    expect(await rowCounts()).toEqual(empty);
    await write('u', [medication('m', 'u5')]);
    expect(await contained('u5')).toEqual(['MedicationRequest/u#m']);
    await send('DELETE', '/MedicationRequest/u');
  });

  test('a patch too', async () => {
    await write('p', [medication('m', 'p1')]);
    const operations = [{ op: 'replace', path: '/contained/0/code/coding/0/code', value: 'p2' }];
    await send('PATCH', '/MedicationRequest/p', JSON.stringify(operations), {
      'Content-Type': 'application/json-patch+json',
    });
    expect([await contained('p1'), await contained('p2')]).toEqual([[], ['MedicationRequest/p#m']]);
  });

  test('a transaction does so for all its entries', async () => {
    await write('t2', [medication('m', 't-old')]);
    await write('t3', [medication('m', 't-old')]);
    const answer = await sendBundle(server, 'transaction', [
      post(uuid(1), { resourceType: 'Patient' }),
      post(uuid(2), request([medication('m', 't-new')], { subject: { reference: uuid(1) } })),
      put('t2', request([medication('m', 't-new'), medication('n', 't-new')])),
      { request: { method: 'DELETE', url: 'MedicationRequest/t3' } },
      post(uuid(3), {
        ...medication('', 't-new'),
        id: 'ignored',
        manufacturer: { reference: uuid(4) },
      }),
      post(uuid(4), { resourceType: 'Organization', name: 'x' }),
    ]);
    expect(answer.status).toBe(200);
    const created = made(answer, 1);
    expect([...(await contained('t-old,t-new'))].sort()).toEqual(
      [`${created}#m`, 'MedicationRequest/t2#m', 'MedicationRequest/t2#n'].sort(),
    );
    // What is contained is where its container is.
    const patient = made(answer, 0);
    const inside = await send('GET', `/MedicationRequest?patient=${patient}&medication.code=t-new`);
    expect(found(inside)).toEqual([created]);
  });

  test('a transaction that fails leaves what there was', async () => {
    await write('f', [medication('m', 'f-old')]);
    const answer = await sendBundle(server, 'transaction', [
      put('f', request([medication('m', 'f-new')])),
      {
        request: { method: 'PUT', url: 'Patient/x', ifMatch: 'W/"7"' },
        resource: { resourceType: 'Patient', id: 'x' },
      },
    ]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect([await contained('f-old'), await contained('f-new')]).toEqual([
      ['MedicationRequest/f#m'],
      [],
    ]);
  });

  test('updates at the same moment leave those of the last version', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `c${index}`);
    await write('c', [medication('m', 'c-first')]);
    await Promise.all(
      texts.map((text) => write('c', [medication('m', text), medication('n', text)])),
    );
    const { body } = await send('GET', '/MedicationRequest/c');
    const [current] = body['contained'] as unknown as { code: { coding: { code: string }[] } }[];
    const left = await contained(['c-first', ...texts].join(','));
    expect(left).toEqual(['MedicationRequest/c#m', 'MedicationRequest/c#n']);
    expect(await contained(current?.code.coding[0]?.code ?? '')).toEqual(left);
  });
});

describe('references within a container', () => {
  test('lead to the container itself, and nowhere when nothing has the id', async () => {
    await send('PUT', '/Observation/self', {
      resourceType: 'Observation',
      id: 'self',
      status: 'final',
      code: code('outer'),
      contained: [
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          code: code('inner'),
          derivedFrom: [{ reference: '#' }],
        },
        {
          resourceType: 'Observation',
          id: 'n',
          status: 'final',
          code: code('inner'),
          derivedFrom: [{ reference: '#none' }],
        },
      ],
    });
    const path = '/Observation?_contained=true&_containedType=contained&derived-from.code=outer';
    expect(searchEntries(await send('GET', path)).map(({ resource }) => resource.id)).toEqual([
      'o',
    ]);
    expect(found(await send('GET', '/Observation?derived-from.code=outer'))).toEqual([]);
  });

  test('a contained patient puts nothing into a compartment, and a patient has what contains', async () => {
    await send('PUT', '/Patient/holder', { resourceType: 'Patient', id: 'holder' });
    const inner = {
      resourceType: 'Observation',
      id: 'i',
      status: 'final',
      code: code('compartment'),
    };
    await send('PUT', '/DiagnosticReport/report', {
      resourceType: 'DiagnosticReport',
      id: 'report',
      status: 'final',
      code: code('x'),
      subject: { reference: 'Patient/holder' },
      contained: [
        { ...inner, subject: { reference: 'Patient/somebody-else' } },
        { resourceType: 'Patient', id: 'somebody', name: [{ family: 'Inside' }] },
      ],
      result: [{ reference: '#i' }],
    });
    expect(
      found(await send('GET', '/Patient/holder/DiagnosticReport?result.code=compartment')),
    ).toEqual(['DiagnosticReport/report']);
    expect(found(await send('GET', '/Patient/somebody-else/*'))).toEqual([]);
    expect(found(await send('GET', '/Patient/holder/Observation'))).toEqual([]);
    const search = (patient: string) =>
      send('GET', `/Observation?_contained=true&_containedType=contained&patient=${patient}`);
    expect(found(await search('somebody-else'))).toEqual(['Observation/i']);
    expect(found(await search('holder'))).toEqual([]);
    expect(found(await send('GET', '/DiagnosticReport?result.patient=holder'))).toEqual([]);
    expect(found(await send('GET', '/DiagnosticReport?result.patient=somebody-else'))).toEqual([
      'DiagnosticReport/report',
    ]);
  });
});

describe('what is no regular contained resource', () => {
  let unchecked: TestServer;

  beforeAll(async () => {
    unchecked = await startTestServer({ VALIDATION: 'off' });
  });

  afterAll(async () => {
    await unchecked.stop();
  });

  const ids = async (path: string) =>
    searchEntries(await unchecked.send('GET', path)).map(({ resource, fullUrl }) => [
      resource.id,
      fullUrl?.replace(/.*#/, '#'),
    ]);

  test('is stored all the same, and found as far as it can be', async () => {
    const content = {
      ...request([], { medicationReference: { reference: '#twice' } }),
      id: 'odd',
      contained: [
        { resourceType: 'Medication', code: code('none') },
        { resourceType: 'Medication', id: 'twice', code: code('first') },
        { resourceType: 'Medication', id: 'twice', code: code('second') },
        { resourceType: 'Nonsense', id: 'n', code: code('first') },
        { id: 'no-type' },
        'text',
        medication('deep', 'outer', { contained: [medication('deeper', 'inner')] }),
      ],
    };
    const answer = await unchecked.send('PUT', '/MedicationRequest/odd', { body: content });
    expect(answer.status).toBe(201);
    const all = '/Medication?_contained=true&_containedType=contained';
    expect(await ids(all)).toEqual([
      [undefined, undefined],
      ['twice', '#twice'],
      ['twice', '#twice'],
      ['deep', '#deep'],
    ]);
    expect((await ids(`${all}&code=inner`)).length).toBe(0);
    expect((await ids('/MedicationRequest?medication.code=first')).length).toBe(1);
    expect((await ids('/MedicationRequest?medication.code=second')).length).toBe(0);
  });

  test('values of another form than an array', async () => {
    for (const value of [{}, 'x', 1, [[]], [null]]) {
      const body = { resourceType: 'Basic', id: 'wrong', code: {}, contained: value };
      const { status } = await unchecked.send('PUT', '/Basic/wrong', { body });
      expect([200, 201, 400, 422]).toContain(status);
    }
  });
});

test('many contained resources are all found', async () => {
  const many = Array.from({ length: 300 }, (_, index) => medication(`m${index}`, `many-${index}`));
  await write('many', many, { medicationReference: { reference: '#m299' } });
  expect(await chained('many-299')).toEqual(['MedicationRequest/many']);
  expect(await contained('many-10')).toEqual(['MedicationRequest/many#m10']);
  await send('DELETE', '/MedicationRequest/many');
  expect(await contained('many-10')).toEqual([]);
});

describe('a reindexing', () => {
  const run = (types?: readonly string[]): Promise<number> =>
    reindex(server.core.environment, { types, concurrency: 2, progress: () => undefined });

  test('makes rows of contained resources anew, and of those from before there were any', async () => {
    await write('r', [medication('m', 'r1')]);
    await run(['MedicationRequest']);
    expect(await contained('r1')).toEqual(['MedicationRequest/r#m']);
    const counts = await rowCounts();
    // As a version left it that had no such rows.
    for (const table of ['resource', 'search_entry']) {
      const text = `delete from ${table} where rid >= (256::bigint << 44)`;
      await server.core.database.query({ name: '', text, values: [] });
    }
    const text = `update resource set has_contained = false`;
    await server.core.database.query({ name: '', text, values: [] });
    await server.core.database.query({
      name: '',
      text: 'insert into pending_index_path (name) values ($1)',
      values: [CONTAINED_INDEX],
    });
    await loadCustomParameters(server.core.environment);
    const refused = await server.send('GET', '/Medication?_contained=true');
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('not indexed')]);
    await run();
    await loadCustomParameters(server.core.environment);
    expect(await contained('r1')).toEqual(['MedicationRequest/r#m']);
    expect(await rowCounts()).toEqual(counts);
  });

  test('for a parameter goes over what contains resources of its type', async () => {
    const extension = [{ url: 'https://example.org/shape', valueCode: 'round' }];
    await write('s', [medication('m', 's', { extension })]);
    await server.create({
      resourceType: 'SearchParameter',
      url: 'https://example.org/fhir/SearchParameter/shape',
      name: 'Shape',
      status: 'active',
      description: 'Shape of a pill',
      code: 'shape',
      base: ['Medication'],
      type: 'token',
      expression: "Medication.extension('https://example.org/shape').value.ofType(code)",
    });
    await loadCustomParameters(server.core.environment);
    await run();
    await loadCustomParameters(server.core.environment);
    const path = '/Medication?_contained=true&_containedType=contained&shape=round';
    expect(found(await send('GET', path))).toEqual(['Medication/m']);
  });
});

describe('with referential integrity', () => {
  let strict: TestServer;

  beforeAll(async () => {
    strict = await startTestServer({ REFERENTIAL_INTEGRITY: 'enforce', VALIDATION: 'off' });
  });

  afterAll(async () => {
    await strict.stop();
  });

  test('a container can be deleted, and what its contained resources refer to can not', async () => {
    const maker = await strict.create({ resourceType: 'Organization', name: 'x' });
    const patient = await strict.create({ resourceType: 'Patient' });
    const manufacturer = { reference: `Organization/${maker.id}` };
    const container = await strict.create(
      request([medication('m', 'x', { manufacturer })], {
        subject: { reference: `Patient/${patient.id}` },
      }),
    );
    const remove = async (path: string) => (await strict.send('DELETE', path)).status;
    expect(await remove(`/Organization/${maker.id}`)).toBe(409);
    expect(await remove(`/MedicationRequest/${container.id}`)).toBe(204);
    expect(await remove(`/Organization/${maker.id}`)).toBe(204);
  });
});
