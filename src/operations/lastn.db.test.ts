// https://hl7.org/fhir/R4/observation-operation-lastn.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, matchIds, walk } from '../testing/searchsets.js';

const LOINC = 'http://loinc.org';
const NHG = 'https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen';
const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

let server: TestServer;

const coding = (code: string, system = LOINC) => ({ system, code });
const get = (path: string): Promise<Answer> => server.send('GET', path);

const put = async (type: string, id: string, content: object): Promise<void> => {
  const answer = await server.send('PUT', `/${type}/${id}`, {
    body: { resourceType: type, id, ...content },
  });
  if (answer.status >= 300) throw new Error(answer.text);
};

const observation = (id: string, date: string | undefined, content: object = {}) =>
  put('Observation', id, {
    status: 'final',
    category: [{ coding: [coding('vital-signs', CATEGORY)] }],
    subject: { reference: 'Patient/p' },
    performer: [{ reference: 'Organization/lab' }],
    ...(date === undefined ? {} : { effectiveDateTime: date }),
    ...content,
  });

const code = (...codings: object[]) => ({ code: { coding: codings } });
const WEIGHT = code(coding('29463-7'));
const HEIGHT = code(coding('8302-2'));

const ids = async (query: string): Promise<string[]> => {
  const answer = await get(`/Observation/$lastn?${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return matchIds(answer);
};

beforeAll(async () => {
  server = await startTestServer();
  await put('Patient', 'p', { identifier: [{ system: BSN, value: '999911120' }] });
  await put('Patient', 'other', {});
  await put('Organization', 'lab', { name: 'Lab' });
  await observation('w1', '2020-01-01', WEIGHT);
  await observation('w3', '2022-01-01', WEIGHT);
  await observation('w2', '2021-01-01', WEIGHT);
  await observation('w2-too', '2021-01-01', WEIGHT);
  await observation('h1', '2021-06-01', HEIGHT);
  await observation('h-undated', undefined, { ...HEIGHT, status: 'entered-in-error' });
  // A local code that is translated to a common one joins both.
  await observation('g1', '2019-01-01', code(coding('2339-0')));
  await observation('g2', '2019-02-01', code(coding('2339-0'), coding('382', NHG)));
  await observation('g3', '2019-03-01', code(coding('382', NHG)));
  await observation('t1', '2018-01-01', { code: { text: 'free' } });
  await observation('t2', '2018-02-01', { code: { text: 'free' } });
  await observation('lab', '2023-01-01', {
    ...code(coding('4548-4')),
    category: [{ coding: [coding('laboratory', CATEGORY)] }],
  });
  await observation('strange', '2024-01-01', {
    ...WEIGHT,
    subject: { reference: 'Patient/other' },
  });
});

afterAll(async () => {
  await server.stop();
});

describe('gives', () => {
  test.each([
    ['patient=p', ['lab', 'w3', 'h1', 'g3', 't2']],
    ['patient=p&category=vital-signs', ['w3', 'h1', 'g3', 't2']],
    [`patient=Patient/p&category=${CATEGORY}|vital-signs&max=1`, ['w3', 'h1', 'g3', 't2']],
    [
      'patient=p&max=2&category=vital-signs',
      ['w3', 'h1', 'w2-too', 'w2', 'g3', 'g2', 't2', 't1', 'h-undated'],
    ],
    [`subject=Patient/p&code=${LOINC}|29463-7&max=2`, ['w3', 'w2-too', 'w2']],
    [`subject:Patient=p&code=${LOINC}|29463-7&max=3`, ['w3', 'w2-too', 'w2']],
    ['patient=p&code=29463-7&max=4', ['w3', 'w2-too', 'w2', 'w1']],
    ['patient=p&code=29463-7,8302-2', ['w3', 'h1']],
    ['patient=p&code=29463-7&date=lt2021-06&max=1', ['w2-too', 'w2']],
    ['patient=p&code=8302-2&status=entered-in-error', ['h-undated']],
    ['patient=p&code=8302-2&max=100', ['h1', 'h-undated']],
    ['patient=p&code=2339-0', ['g2']],
    ['patient=other', ['strange']],
    ['patient=nobody', []],
    [`patient.identifier=${BSN}|999911120&code=29463-7`, ['w3']],
    ['subject:Patient.identifier=999911120&code=29463-7', ['w3']],
  ])('for %s the latest of each code, newest first', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test('what is included, parts, and a total on request', async () => {
    const answer = await get(
      '/Observation/$lastn?patient=p&code=29463-7&_include=Observation:performer&_include=Observation:subject&_elements=status',
    );
    expect(found(answer, 'include')).toEqual(['Organization/lab', 'Patient/p']);
    expect(answer.text).toContain('SUBSETTED');
    expect(answer.body['total']).toBeUndefined();
    const total = await get('/Observation/$lastn?patient=p&_total=accurate&_count=2');
    expect([total.body['total'], matchIds(total)]).toEqual([5, ['lab', 'w3']]);
    expect((await get('/Observation/$lastn?patient=p&_count=0')).body).toMatchObject({ total: 5 });
  });

  test('pages that go on where the one before ended', async () => {
    const all = await ids('patient=p&max=3');
    for (const count of [1, 2, 4]) {
      const pages = await walk(server, `/Observation/$lastn?patient=p&max=3&_count=${count}`);
      expect(pages.flatMap(matchIds)).toEqual(all);
    }
    const first = await get('/Observation/$lastn?patient=p&max=3&_count=2');
    const next = linkOf(server, first, 'next') ?? '';
    expect((await get(next.replace('max=3', 'max=2'))).status).toBe(400);
    expect((await get(next.replace('patient=p', 'patient=other'))).status).toBe(400);
  });

  test('the same in XML', async () => {
    const answer = await get('/Observation/$lastn?patient=p&code=29463-7&_format=xml');
    expect(answer.text).toContain('<id value="w3"/>');
  });
});

describe('by POST', () => {
  const post = (parameter: readonly object[], url = '') =>
    server.send('POST', `/Observation/$lastn${url}`, {
      body: { resourceType: 'Parameters', parameter },
    });

  test('takes its parameters from Parameters, from the URL, or from both', async () => {
    const max = { name: 'max', valuePositiveInt: 2 };
    const patient = { name: 'patient.identifier', valueString: `${BSN}|999911120` };
    const weight = { name: 'code', valueString: '29463-7' };
    expect(matchIds(await post([patient, weight, max]))).toEqual(['w3', 'w2-too', 'w2']);
    expect(matchIds(await post([patient], '?code=29463-7'))).toEqual(['w3']);
  });

  test('keeps the number out of its links, which can be followed all the same', async () => {
    const patient = { name: 'patient.identifier', valueString: `${BSN}|999911120` };
    const first = await post([patient, { name: '_count', valueInteger: 2 }]);
    expect(first.text).not.toContain('999911120"');
    const links = JSON.stringify(first.body['link']);
    expect(links).not.toContain('999911120');
    expect(matchIds(await get(linkOf(server, first, 'next') ?? ''))).toEqual(['h1', 'g3']);
  });

  test('refuses another body', async () => {
    const wrong = [
      { resourceType: 'Patient' },
      {
        resourceType: 'Parameters',
        parameter: [{ name: 'patient', valueReference: { reference: 'Patient/p' } }],
      },
      { resourceType: 'Parameters', parameter: [{ valueString: 'p' }] },
    ];
    for (const body of wrong) {
      const answer = await server.send('POST', '/Observation/$lastn', { body });
      expect([answer.status, answer.body.resourceType]).toEqual([400, 'OperationOutcome']);
    }
  });
});

describe('is refused', () => {
  test.each([
    ['', 'patient'],
    ['code=29463-7', 'patient'],
    ['_has:Observation:patient:code=x', ''],
    ['patient=p&max=0', 'max'],
    ['patient=p&max=-1', 'max'],
    ['patient=p&max=many', 'max'],
    ['patient=p&max=1&max=2', 'max'],
    ['patient=p&_sort=date', '_sort'],
    ['patient=p&_contained=true', '_contained'],
    ['patient=p&nonsense=1', 'nonsense'],
    ['patient=p&date=soon', 'date'],
    ['patient=p&_cursor=abc', ''],
    ['patient=p&_count=-1', '_count'],
  ])('%s', async (query, name) => {
    const answer = await get(`/Observation/$lastn?${query}`);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(name)]);
  });

  test.each([
    ['GET', '/Observation/o1/$lastn', 404],
    ['GET', '/Patient/$lastn', 404],
    ['GET', '/$lastn', 404],
    ['GET', '/Observation/$lastn/x', 404],
    ['DELETE', '/Observation/$lastn', 405],
    ['PUT', '/Observation/$lastn', 405],
  ])('%s %s', async (method, path, status) => {
    const body = method === 'PUT' ? { body: { resourceType: 'Observation' } } : {};
    expect((await server.send(method, path, body)).status).toBe(status);
  });
});

test('the CapabilityStatement says so', async () => {
  const { body } = await get('/metadata');
  const [rest] = body['rest'] as unknown as {
    resource: { type: string; operation?: { name: string; definition: string }[] }[];
  }[];
  const own = rest?.resource.find(({ type }) => type === 'Observation')?.operation;
  expect(own).toContainEqual({
    name: 'lastn',
    definition: 'http://hl7.org/fhir/OperationDefinition/Observation-lastn',
  });
});
