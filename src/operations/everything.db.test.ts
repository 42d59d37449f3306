// https://hl7.org/fhir/R4/patient-operation-everything.html
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, searchEntries, walk } from '../testing/searchsets.js';

let server: TestServer;

const get = (path: string): Promise<Answer> => server.send('GET', path);
const ref = (reference: string) => ({ reference });
const CODE = { status: 'final', code: { text: 'x' } };

const put = async (name: string, content: object = {}): Promise<void> => {
  const [type = '', id = ''] = name.split('/');
  const answer = await server.send('PUT', `/${name}`, {
    body: { resourceType: type, id, ...content },
  });
  if (answer.status >= 300) throw new Error(`${name}: ${answer.text}`);
};

/** All that a Bundle has, by mode. */
const all = async (path: string): Promise<{ match: string[]; include: string[] }> => {
  const answer = await get(path);
  if (answer.status !== 200) throw new Error(answer.text);
  return { match: found(answer, 'match'), include: found(answer, 'include') };
};

const RECORDS = [
  'Patient/p',
  'AllergyIntolerance/a',
  'Condition/c',
  'DeviceUseStatement/d',
  'Encounter/e',
  'MedicationRequest/m',
  'Observation/old',
  'Observation/new',
  'Observation/performed',
  'RelatedPerson/r',
];
const REFERENCED = [
  'Device/pacemaker',
  'Location/ward',
  'Medication/drug',
  'Organization/contained-maker',
  'Organization/hospital',
  'Organization/mother',
  'Practitioner/doctor',
  'PractitionerRole/role',
  'Provenance/of-observation',
  'Practitioner/author',
];

beforeAll(async () => {
  server = await startTestServer();
  await put('Organization/mother', { name: 'Mother' });
  await put('Organization/hospital', { name: 'Hospital', partOf: ref('Organization/mother') });
  await put('Organization/unrelated', { name: 'Unrelated' });
  await put('Organization/contained-maker', { name: 'Maker' });
  await put('Practitioner/doctor');
  await put('Practitioner/author');
  await put('Practitioner/unrelated');
  await put('PractitionerRole/role', {
    practitioner: ref('Practitioner/doctor'),
    organization: ref('Organization/hospital'),
  });
  await put('Location/ward', { managingOrganization: ref('Organization/hospital') });
  await put('Medication/drug', { code: { text: 'x' } });
  await put('Device/pacemaker');
  await put('Patient/p', {
    birthDate: '1950-01-01',
    generalPractitioner: [ref('PractitionerRole/role')],
    link: [{ other: ref('Patient/q'), type: 'seealso' }],
  });
  await put('Patient/q', { managingOrganization: ref('Organization/unrelated') });
  const clinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
  await put('AllergyIntolerance/a', {
    clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
    patient: ref('Patient/p'),
  });
  await put('Condition/c', { subject: ref('Patient/p'), recordedDate: '2020-06-01' });
  await put('Encounter/e', {
    status: 'finished',
    class: { code: 'AMB' },
    subject: ref('Patient/p'),
    period: { start: '2020-01-15', end: '2020-02-15' },
    location: [{ location: ref('Location/ward') }],
  });
  await put('DeviceUseStatement/d', {
    status: 'active',
    subject: ref('Patient/p'),
    device: ref('Device/pacemaker'),
  });
  await put('MedicationRequest/m', {
    status: 'active',
    intent: 'order',
    subject: ref('Patient/p'),
    authoredOn: '2019-01-01',
    contained: [
      { resourceType: 'Medication', id: 'own', manufacturer: ref('Organization/contained-maker') },
    ],
    medicationReference: ref('Medication/drug'),
    supportingInformation: [ref('#own')],
    reasonReference: [ref('Condition/c')],
  });
  await put('Observation/old', {
    ...CODE,
    subject: ref('Patient/p'),
    effectiveDateTime: '2019-05-01',
  });
  await put('Observation/new', {
    ...CODE,
    subject: ref('Patient/p'),
    effectiveDateTime: '2020-05-01T23:30:00+02:00',
    // What somebody else's record says is not for this one.
    derivedFrom: [ref('Observation/others')],
    hasMember: [ref('Observation/never-stored')],
  });
  // In the compartments of both.
  await put('Observation/performed', {
    ...CODE,
    subject: ref('Patient/q'),
    performer: [ref('Patient/p')],
    effectiveDateTime: '2020-03-01',
  });
  await put('Observation/others', {
    ...CODE,
    subject: ref('Patient/q'),
    performer: [ref('Practitioner/unrelated')],
  });
  await put('RelatedPerson/r', { patient: ref('Patient/p'), birthDate: '1980-01-01' });
  await put('Provenance/of-observation', {
    target: [ref('Observation/new')],
    recorded: '2020-05-01T00:00:00Z',
    agent: [{ who: ref('Practitioner/author') }],
  });
  await put('Provenance/of-both', {
    target: [ref('Observation/new'), ref('Observation/others')],
    recorded: '2020-05-01T00:00:00Z',
    agent: [{ who: ref('Practitioner/unrelated') }],
  });
  await put('Condition/deleted', { subject: ref('Patient/p') });
  await server.send('DELETE', '/Condition/deleted');
});

afterAll(async () => {
  await server.stop();
});

describe('of a patient', () => {
  test('has its records, each once, and what they refer to', async () => {
    const { match, include } = await all('/Patient/p/$everything');
    expect(match).toEqual(RECORDS);
    expect([...include].sort()).toEqual([...REFERENCED].sort());
  });

  test('is a searchset with URLs, a link to itself, and no other when that is all', async () => {
    const answer = await get('/Patient/p/$everything');
    expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
    expect(searchEntries(answer)[0]?.fullUrl).toBe(`${server.base}/Patient/p`);
    expect(linkOf(server, answer, 'self')).toBe('/Patient/p/$everything');
    expect(linkOf(server, answer, 'next')).toBeUndefined();
  });

  test.each([1, 2, 3, 7, 1000])(
    'has pages of %s that go on where the one before ended',
    async (count) => {
      const pages = await walk(server, `/Patient/p/$everything?_count=${count}`);
      for (const page of pages) expect(searchEntries(page).length).toBeLessThanOrEqual(count);
      const names = pages.flatMap((page) => [...found(page), ...found(page, 'include')]);
      const whole = await all('/Patient/p/$everything');
      expect(names).toEqual([...whole.match, ...whole.include]);
    },
  );

  test('pages have what is there when others write in between', async () => {
    const seen: string[] = [];
    let round = 0;
    await walk(server, '/Patient/p/$everything?_count=3', async (page) => {
      seen.push(...found(page), ...found(page, 'include'));
      await put(`Observation/late-${round++}`, { ...CODE, subject: ref('Patient/p') });
    });
    for (let index = 0; index < round; index++) {
      await server.send('DELETE', `/Observation/late-${index}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([...RECORDS, ...REFERENCED]));
  });

  test.each([
    ['_type=Observation', ['Observation/old', 'Observation/new', 'Observation/performed'], []],
    ['_type=Patient,Practitioner', ['Patient/p'], ['Practitioner/doctor', 'Practitioner/author']],
    [
      '_type=Condition&_type=Encounter,Device',
      ['Condition/c', 'Encounter/e'],
      ['Device/pacemaker'],
    ],
    ['_type=Binary', [], []],
    ['_since=2100-01-01T00:00:00Z', [], []],
  ])('with %s', async (query, match, include) => {
    const answer = await all(`/Patient/p/$everything?${query}`);
    expect(answer.match).toEqual(match);
    expect([...answer.include].sort()).toEqual([...include].sort());
  });

  test.each([
    ['start=2020-05-01&end=2020-05-01', ['Observation/new']],
    ['start=2020-02-15&end=2020-02-15', ['Encounter/e']],
    ['start=2020-01-01&end=2020-04-01', ['Encounter/e', 'Observation/performed']],
    ['end=2019-12-31', ['MedicationRequest/m', 'Observation/old']],
    ['start=2020-04', ['Condition/c', 'Observation/new']],
    ['start=2020-05-01T22:00:00Z', ['Condition/c']],
    ['start=2021', []],
  ])('given in the time of %s, and what has no such time', async (query, dated) => {
    const { match } = await all(`/Patient/p/$everything?${query}`);
    const undated = [
      'Patient/p',
      'AllergyIntolerance/a',
      'DeviceUseStatement/d',
      'RelatedPerson/r',
    ];
    expect([...match].sort()).toEqual([...undated, ...dated].sort());
  });

  test('refers only to what the records of that time refer to', async () => {
    const { include } = await all('/Patient/p/$everything?start=2021');
    expect(include).not.toContain('Location/ward');
    expect(include).toContain('Practitioner/doctor');
  });

  test('has what was updated since', async () => {
    await put('Condition/c', { subject: ref('Patient/p'), recordedDate: '2020-06-01' });
    await put('Organization/mother', { name: 'Mother' });
    const { meta } = (await get('/Condition/c')).body as { meta?: { lastUpdated?: string } };
    const since = encodeURIComponent(meta?.lastUpdated ?? '');
    expect(await all(`/Patient/p/$everything?_since=${since}`)).toEqual({
      match: ['Condition/c'],
      include: ['Organization/mother'],
    });
  });

  test('leaves out what is not of this patient', async () => {
    const { match, include } = await all('/Patient/p/$everything');
    const names = [...match, ...include];
    for (const other of ['Patient/q', 'Observation/others', 'Provenance/of-both']) {
      expect(names).not.toContain(other);
    }
    expect(names.filter((name) => name.endsWith('/unrelated'))).toEqual([]);
  });

  test('can be called by POST, in XML, and in part', async () => {
    const post = await server.send('POST', '/Patient/p/$everything', {
      body: {
        resourceType: 'Parameters',
        parameter: [
          { name: '_type', valueCode: 'Condition' },
          { name: 'start', valueDate: '2020-01-01' },
        ],
      },
    });
    expect(found(post)).toEqual(['Condition/c']);
    expect(found(await server.send('POST', '/Patient/p/$everything'))).toEqual(RECORDS);
    expect((await get('/Patient/p/$everything?_format=xml')).text).toContain('<Patient>');
    expect((await get('/Patient/p/$everything?_summary=true')).text).toContain('SUBSETTED');
  });

  test.each([
    ['GET', '/Patient/none/$everything', 404],
    ['GET', '/Patient/p/$everything?start=soon', 400],
    ['GET', '/Patient/p/$everything?start=2020&start=2021', 400],
    ['GET', '/Patient/p/$everything?_since=yesterday', 400],
    ['GET', '/Patient/p/$everything?_type=Nonsense', 400],
    ['GET', '/Patient/p/$everything?_type=', 400],
    ['GET', '/Patient/p/$everything?_count=0', 400],
    ['GET', '/Patient/p/$everything?_count=-1', 400],
    ['GET', '/Patient/p/$everything?_cursor=abc', 400],
    ['GET', '/Patient/p/$everything?name=x', 400],
    ['GET', '/Patient/p/$everything/more', 404],
    ['GET', '/Encounter/e/$everything', 404],
    ['GET', '/$everything', 404],
    ['DELETE', '/Patient/p/$everything', 405],
  ])('%s %s is %s', async (method, path, status) => {
    const answer = await server.send(method, path);
    expect([answer.status, answer.body.resourceType]).toEqual([status, 'OperationOutcome']);
  });

  test('a deleted patient has none', async () => {
    await put('Patient/gone');
    await put('Condition/left-behind', { subject: ref('Patient/gone') });
    await server.send('DELETE', '/Patient/gone');
    expect((await get('/Patient/gone/$everything')).status).toBe(410);
    await server.send('DELETE', '/Condition/left-behind');
  });

  test('a cursor is good for its own patient and parameters', async () => {
    const next = linkOf(server, await get('/Patient/p/$everything?_count=2'), 'next') ?? '';
    expect((await get(next)).status).toBe(200);
    expect((await get(next.replace('Patient/p', 'Patient/q'))).status).toBe(400);
    expect((await get(`${next}&_type=Observation`)).status).toBe(400);
  });
});

describe('of all patients', () => {
  const whole = async (count: number): Promise<string[]> => {
    const pages = await walk(server, `/Patient/$everything?_count=${count}`);
    return pages
      .flatMap(searchEntries)
      .map(({ resource }) => `${resource.resourceType}/${resource.id}`);
  };

  test('goes patient by patient', async () => {
    const p = await all('/Patient/p/$everything');
    const q = await all('/Patient/q/$everything');
    // A patient that has a link to another one is in the compartment of that one too.
    expect([...q.match].sort()).toEqual([
      'Observation/others',
      'Observation/performed',
      'Patient/p',
      'Patient/q',
    ]);
    expect([...q.include].sort()).toEqual([
      'Organization/hospital',
      'Organization/mother',
      'Organization/unrelated',
      'Practitioner/doctor',
      'Practitioner/unrelated',
      'PractitionerRole/role',
    ]);
    const own = [...q.match, ...q.include, ...p.match, ...p.include];
    for (const count of [1, 4]) expect(await whole(count)).toEqual(own);
    // On one page each stands once.
    expect(await whole(1000)).toEqual([...new Set(own)]);
  });

  test('takes the same parameters', async () => {
    expect(await all('/Patient/$everything?_type=Encounter,Patient')).toEqual({
      match: ['Patient/q', 'Patient/p', 'Encounter/e'],
      include: [],
    });
  });
});
