// Searches of the system and within compartments: https://hl7.org/fhir/R4/http.html#search and
// https://hl7.org/fhir/R4/compartmentdefinition.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, walk } from '../testing/searchsets.js';

let server: TestServer;

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const post = (path: string, body: string) =>
  server.send('POST', path, {
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

const get = (path: string) => server.send('GET', path);

const search = async (path: string): Promise<Answer> => {
  const answer = await get(path);
  expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([path, 200, expect.anything()]);
  return answer;
};

const names = async (path: string): Promise<string[]> => found(await search(path));

const ref = (reference: string) => ({ reference });
const meta = { tag: [{ system: 'http://t', code: 'one' }] };

beforeAll(async () => {
  server = await startTestServer();
  await put('Practitioner', 'doc', { active: true });
  await put('Device', 'd', { patient: ref('Patient/p') });
  await put('Patient', 'p', { meta, generalPractitioner: [ref('Practitioner/doc')] });
  await put('Patient', 'q', { link: [{ other: ref('Patient/p'), type: 'seealso' }] });
  await put('RelatedPerson', 'mum', { patient: ref('Patient/p') });
  await put('Encounter', 'e', {
    status: 'finished',
    class: { code: 'AMB' },
    subject: ref('Patient/p'),
    participant: [{ individual: ref('Practitioner/doc') }],
  });
  const observation = (id: string, subject: string, content: object = {}) =>
    put('Observation', id, {
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: id }] },
      subject: ref(subject),
      ...content,
    });
  await observation('o1', 'Patient/p', { meta, encounter: ref('Encounter/e') });
  await observation('o2', 'Patient/p', { performer: [ref('Practitioner/doc')] });
  await observation('o3', 'Patient/q', {
    performer: [ref('Patient/p'), ref('RelatedPerson/mum')],
    device: ref('Device/d'),
  });
  await observation('o4', 'Patient/q');
  await put('Medication', 'm', { code: { text: 'x' }, meta });
  await put('Basic', 'gone', { code: { text: 'x' }, meta });
  await server.send('DELETE', '/Basic/gone');
});

afterAll(async () => {
  await server.stop();
});

describe('a search of the system', () => {
  test.each([
    ['/?_tag=http://t%7Cone', ['Medication/m', 'Observation/o1', 'Patient/p']],
    ['?_tag=http://t%7Cone', ['Medication/m', 'Observation/o1', 'Patient/p']],
    ['/?_type=Patient', ['Patient/p', 'Patient/q']],
    ['/?_type=Patient,Medication&_tag=one', ['Medication/m', 'Patient/p']],
    ['/?_type=Observation&code=o2', ['Observation/o2']],
    ['/?_type=Patient,Device,Patient&_id=p,d', ['Device/d', 'Patient/p']],
    ['/?_id=e', ['Encounter/e']],
    ['/?_id=nobody', []],
    ['/?_type=Account', []],
    ['/?_tag=one&_type:not=Patient', undefined],
    ['/?code=o1', undefined],
    ['/?_type=Patient,Observation&family=x', undefined],
    ['/?_type=Nonsense', undefined],
    ['/?_type=', undefined],
    ['/?_type=Patient,', undefined],
    ['/?_type=Patient&_type=Observation', undefined],
    ['/?_type=Resource', undefined],
    ['/?nonsense=1', undefined],
  ])('%s', async (path, expected) => {
    if (expected === undefined) expect((await get(path)).status).toBe(400);
    else expect(await names(path)).toEqual(expected);
  });

  test('takes parameters that all of the types have', async () => {
    const path = '/?_type=Observation,Encounter&subject=Patient/p';
    expect(await names(path)).toEqual(['Encounter/e', 'Observation/o1', 'Observation/o2']);
  });

  test('without any parameter has everything', async () => {
    const pages = await walk(server, '/?_count=5');
    const all = pages.flatMap((page) => found(page));
    expect(all).toHaveLength(11);
    expect(new Set(all).size).toBe(11);
  });

  test('by POST is the same', async () => {
    const answer = await post('/_search', '_tag=http%3A%2F%2Ft%7Cone&_type=Patient');
    expect(found(answer)).toEqual(['Patient/p']);
    expect(linkOf(server, answer, 'self')).toBe('?_tag=http://t%7Cone&_type=Patient');
    expect(found(await post('/_search?_type=Patient', '_id=q'))).toEqual(['Patient/q']);
    expect((await get('/_search?_id=q')).status).toBe(405);
    expect((await post('/_search/x', '')).status).toBe(404);
  });

  test('counts over all types', async () => {
    const one = await search('/?_tag=one&_total=accurate&_count=2');
    expect([one.body['total'], found(one).length]).toEqual([3, 2]);
    const estimate = await search('/?_type=Patient,Observation&_total=estimate');
    expect(estimate.body['total']).toBe(6);
    expect((await search('/?_summary=count')).body['total']).toBe(11);
  });

  test('includes what its matches lead to', async () => {
    const answer = await search(
      '/?_type=Observation,Encounter&_id=o2,e&_include=Observation:performer',
    );
    expect(found(answer)).toEqual(['Encounter/e', 'Observation/o2']);
    expect(found(answer, 'include')).toEqual(['Practitioner/doc']);
    const all = await search('/?_id=e&_include=*');
    expect(found(all, 'include').sort()).toEqual(['Patient/p', 'Practitioner/doc']);
  });
});

describe('the compartment of', () => {
  test.each([
    ['/Patient/p/Observation', ['Observation/o1', 'Observation/o2', 'Observation/o3']],
    ['/Patient/p/Observation?code=o1,o4', ['Observation/o1']],
    ['/Patient/p/Observation?_tag:not=one', ['Observation/o2', 'Observation/o3']],
    ['/Patient/q/Observation', ['Observation/o3', 'Observation/o4']],
    ['/Patient/p/Encounter', ['Encounter/e']],
    ['/Patient/p/RelatedPerson', ['RelatedPerson/mum']],
    ['/Patient/p/Account', []],
    ['/Patient/nobody/Observation', []],
    [
      '/Patient/p/*',
      [
        'Encounter/e',
        'Observation/o1',
        'Observation/o2',
        'Observation/o3',
        'Patient/p',
        'Patient/q',
        'RelatedPerson/mum',
      ],
    ],
    ['/Patient/p/*?_type=Encounter,RelatedPerson', ['Encounter/e', 'RelatedPerson/mum']],
    ['/Patient/p/*?_id=o1,o4', ['Observation/o1']],
    ['/Patient/p/*?_tag=one', ['Observation/o1', 'Patient/p']],
    ['/Encounter/e/Observation', ['Observation/o1']],
    ['/Encounter/e/Encounter', ['Encounter/e']],
    ['/Encounter/e/*', ['Encounter/e', 'Observation/o1']],
    ['/Practitioner/doc/Observation', ['Observation/o2']],
    ['/Practitioner/doc/Patient', ['Patient/p']],
    ['/Practitioner/doc/*', ['Encounter/e', 'Observation/o2', 'Patient/p', 'Practitioner/doc']],
    ['/RelatedPerson/mum/Observation', ['Observation/o3']],
    ['/RelatedPerson/mum/*', ['Observation/o3', 'RelatedPerson/mum']],
    ['/Device/d/Observation', ['Observation/o3']],
  ])('%s', async (path, expected) => {
    expect(await names(path)).toEqual(expected);
  });

  test('a patient has pages, includes and a total', async () => {
    const first = await search('/Patient/p/Observation?_sort=-_id&_count=2&_total=accurate');
    expect([found(first), first.body['total']]).toEqual([['Observation/o3', 'Observation/o2'], 3]);
    expect(linkOf(server, first, 'self')).toBe(
      '/Patient/p/Observation?_sort=-_id&_count=2&_total=accurate',
    );
    const second = await search(linkOf(server, first, 'next') ?? '');
    expect(found(second)).toEqual(['Observation/o1']);
    const other = (linkOf(server, first, 'next') ?? '').replace('/Patient/p/', '/Patient/q/');
    expect((await get(other)).status).toBe(400);
    const including = await search('/Patient/p/Observation?code=o2&_include=Observation:performer');
    expect(found(including, 'include')).toEqual(['Practitioner/doc']);
    const all = await walk(server, '/Patient/p/*?_count=2');
    expect(all.flatMap((page) => found(page))).toHaveLength(7);
  });

  test('a patient can be searched by POST', async () => {
    const answer = await post('/Patient/p/Observation/_search?_count=1', 'code=o1,o2');
    expect(found(answer)).toEqual(['Observation/o1']);
    const next = linkOf(server, answer, 'next') ?? '';
    expect(next.startsWith('/Patient/p/Observation?')).toBe(true);
    expect(await names(next)).toEqual(['Observation/o2']);
    expect(found(await post('/Patient/p/*/_search', '_type=Encounter'))).toEqual(['Encounter/e']);
  });

  test.each([
    ['GET', '/Patient/p/Medication', 404],
    ['GET', '/Patient/p/Nonsense', 404],
    ['GET', '/Patient/p/Observation/o1', 404],
    ['GET', '/Patient/p/Observation/_search/x', 404],
    ['GET', '/Patient/p/**', 404],
    ['GET', '/Medication/m/Observation', 404],
    ['GET', '/Patient/p/Observation/_search', 405],
    ['POST', '/Patient/p/Observation', 405],
    ['DELETE', '/Patient/p/Observation', 405],
    ['GET', '/Patient/p%00/Observation', 400],
    ['GET', '/Patient/p q/Observation', 400],
    ['GET', '/Patient/p/*?_type=Medication', 400],
    ['GET', '/Patient/p/*?code=x', 400],
    ['GET', '/Patient/p/*?_sort=date', 400],
  ])('%s %s is no compartment: %s', async (method, path, status) => {
    const answer = await server.send(method, path);
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome']);
  });
});

test('a resource moves to another compartment when it changes', async () => {
  const body = {
    status: 'final',
    code: { text: 'x' },
    subject: ref('Patient/p'),
    encounter: ref('Encounter/e'),
  };
  await put('Observation', 'moving', body);
  expect(await names('/Patient/p/Observation')).toContain('Observation/moving');
  expect(await names('/Encounter/e/Observation')).toContain('Observation/moving');
  await put('Observation', 'moving', { ...body, subject: ref('Patient/q'), encounter: undefined });
  expect(await names('/Patient/p/Observation')).not.toContain('Observation/moving');
  expect(await names('/Patient/q/Observation')).toContain('Observation/moving');
  expect(await names('/Encounter/e/Observation')).not.toContain('Observation/moving');
  await server.send('DELETE', '/Observation/moving');
  expect(await names('/Patient/q/*')).not.toContain('Observation/moving');
});
