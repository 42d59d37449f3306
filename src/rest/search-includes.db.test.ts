// https://hl7.org/fhir/R4/search.html#revinclude
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, outcomeTexts, searchEntries, walk } from '../testing/searchsets.js';

let server: TestServer;

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const ref = (reference: string) => ({ reference });

const search = async (path: string): Promise<Answer> => {
  const answer = await server.send('GET', path);
  expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([path, 200, expect.anything()]);
  return answer;
};

const included = async (path: string): Promise<string[]> =>
  found(await search(path), 'include').sort();

beforeAll(async () => {
  server = await startTestServer({ MAX_INCLUDED: '20' });
  await put('Organization', 'top', { name: 'Top' });
  await put('Organization', 'mid', { name: 'Mid', partOf: ref('Organization/top') });
  await put('Organization', 'low', { name: 'Low', partOf: ref('Organization/mid') });
  await put('Practitioner', 'doc', { active: true });
  await put('PractitionerRole', 'role', {
    practitioner: ref('Practitioner/doc'),
    organization: ref('Organization/low'),
  });
  await put('Group', 'g', { type: 'person', actual: true });
  await put('Patient', 'p', { managingOrganization: ref('Organization/low') });
  const observation = (subject: string, performer: string[]) => ({
    status: 'final',
    code: { text: 'x' },
    subject: ref(subject),
    performer: performer.map(ref),
  });
  await put('Observation', 'o1', observation('Patient/p', ['PractitionerRole/role']));
  await put('Observation', 'o2', {
    ...observation('Patient/p', ['Practitioner/doc', 'Patient/p']),
    hasMember: [ref('Observation/o1')],
  });
  await put('Observation', 'o3', observation('Group/g', ['Practitioner/gone', 'http://else/x']));
  await put('Provenance', 'v', {
    target: [ref('Observation/o1'), ref('Observation/o2')],
    recorded: '2020-01-01T00:00:00Z',
    agent: [{ who: ref('Practitioner/doc') }],
  });
});

afterAll(async () => {
  await server.stop();
});

describe('_include', () => {
  test.each([
    ['Observation?_id=o1&_include=Observation:subject', ['Patient/p']],
    ['Observation?_id=o3&_include=Observation:subject', ['Group/g']],
    ['Observation?_id=o3&_include=Observation:patient', []],
    ['Observation?_include=Observation:patient', ['Patient/p']],
    ['Observation?_include=Observation:subject:Group', ['Group/g']],
    [
      'Observation?_include=Observation:performer',
      ['Patient/p', 'Practitioner/doc', 'PractitionerRole/role'],
    ],
    ['Observation?_include=Observation:performer:PractitionerRole', ['PractitionerRole/role']],
    ['Observation?_id=o2&_include=Observation:has-member', ['Observation/o1']],
    ['Observation?_id=o1&_include=Observation:*', ['Patient/p', 'PractitionerRole/role']],
    ['Observation?_id=o1&_include=*', ['Patient/p', 'PractitionerRole/role']],
    [
      'Observation?_id=o1&_include=Observation:subject&_include=Observation:performer',
      ['Patient/p', 'PractitionerRole/role'],
    ],
    // Without :iterate what is included leads nowhere.
    [
      'Observation?_id=o1&_include=Observation:performer&_include=PractitionerRole:organization',
      ['PractitionerRole/role'],
    ],
    ['Observation?_id=nobody&_include=*', []],
  ])('%s', async (path, expected) => {
    expect(await included(`/${path}`)).toEqual(expected);
  });

  test('leaves out what is a match already, and what is not there', async () => {
    const answer = await search('/Observation?_include=Observation:has-member');
    expect(found(answer)).toEqual(['Observation/o1', 'Observation/o2', 'Observation/o3']);
    expect(found(answer, 'include')).toEqual([]);
    expect(await included('/Observation?_id=o3&_include=Observation:performer')).toEqual([]);
  });

  test('gives whole resources behind the matches, each with its url', async () => {
    const answer = await search('/Observation?_id=o1&_include=Observation:subject');
    const patient = await server.send('GET', '/Patient/p');
    expect(searchEntries(answer)[1]).toEqual({
      fullUrl: `${server.base}/Patient/p`,
      resource: patient.body,
      search: { mode: 'include' },
    });
  });

  test('leaves out what has been deleted', async () => {
    await put('Device', 'short', {});
    await put('DeviceUseStatement', 'u', {
      status: 'active',
      subject: ref('Patient/p'),
      device: ref('Device/short'),
    });
    const path = '/DeviceUseStatement?_include=DeviceUseStatement:device';
    expect(await included(path)).toEqual(['Device/short']);
    await server.send('DELETE', '/Device/short');
    expect(await included(path)).toEqual([]);
  });

  test('goes with the matches of each page', async () => {
    const pages = await walk(server, '/Observation?_count=1&_include=Observation:subject');
    expect(pages.map((page) => found(page, 'include'))).toEqual([
      ['Patient/p'],
      ['Patient/p'],
      ['Group/g'],
    ]);
  });
});

describe('_revinclude', () => {
  test.each([
    ['Observation?_id=o1&_revinclude=Provenance:target', ['Provenance/v']],
    ['Observation?_revinclude=Provenance:target', ['Provenance/v']],
    ['Observation?_id=o3&_revinclude=Provenance:target', []],
    ['Observation?_id=o1&_revinclude=Provenance:target:Observation', ['Provenance/v']],
    ['Observation?_id=o1&_revinclude=Observation:has-member', ['Observation/o2']],
    ['Patient?_revinclude=Observation:subject', ['Observation/o1', 'Observation/o2']],
    ['Patient?_revinclude=Observation:*', ['Observation/o1', 'Observation/o2']],
    ['Organization?_id=top&_revinclude=Organization:partof', ['Organization/mid']],
    ['Practitioner?_revinclude=*', ['Observation/o2', 'PractitionerRole/role', 'Provenance/v']],
  ])('%s', async (path, expected) => {
    expect(await included(`/${path}`)).toEqual(expected);
  });
});

describe(':iterate', () => {
  test.each([
    [
      'Observation?_id=o1&_include=Observation:performer&_include:iterate=PractitionerRole:organization&_include:iterate=PractitionerRole:practitioner',
      ['Organization/low', 'Practitioner/doc', 'PractitionerRole/role'],
    ],
    [
      'Organization?_id=low&_include:iterate=Organization:partof',
      ['Organization/mid', 'Organization/top'],
    ],
    [
      'Organization?_id=low&_include:recurse=Organization:partof',
      ['Organization/mid', 'Organization/top'],
    ],
    ['Organization?_id=low&_include=Organization:partof', ['Organization/mid']],
    [
      'Organization?_id=top&_revinclude:iterate=Organization:partof',
      ['Organization/low', 'Organization/mid'],
    ],
    // Down to the patients of the organisations below, and to what is known of those.
    [
      'Organization?_id=mid&_revinclude:iterate=Organization:partof&_revinclude:iterate=Patient:organization&_revinclude:iterate=Observation:subject',
      ['Observation/o1', 'Observation/o2', 'Organization/low', 'Patient/p'],
    ],
    // Everything that there is a way to.
    [
      'Observation?_id=o1&_include:iterate=*',
      [
        'Organization/low',
        'Organization/mid',
        'Organization/top',
        'Patient/p',
        'Practitioner/doc',
        'PractitionerRole/role',
      ],
    ],
  ])('%s', async (path, expected) => {
    expect(await included(`/${path}`)).toEqual(expected);
  });

  test('ends where references go round, and includes nothing twice', async () => {
    const ring = ['r0', 'r1', 'r2', 'r3'];
    for (const [index, id] of ring.entries()) {
      await put('Location', id, { partOf: ref(`Location/${ring[(index + 1) % 4] ?? ''}`) });
    }
    const both = '_include:iterate=Location:partof&_revinclude:iterate=Location:partof';
    for (const path of [
      `/Location?_id=r0&${both}`,
      '/Location?_id=r0&_include:iterate=Location:*',
    ]) {
      const answer = await search(path);
      expect(found(answer)).toEqual(['Location/r0']);
      expect(found(answer, 'include').sort()).toEqual([
        'Location/r1',
        'Location/r2',
        'Location/r3',
      ]);
      expect(outcomeTexts(answer)).toEqual([]);
    }
    await put('Location', 'self', { partOf: ref('Location/self') });
    expect(await included(`/Location?_id=self&${both}`)).toEqual([]);
  });

  test('ends after so many steps, and says so', async () => {
    for (let index = 0; index < 15; index++) {
      await put('Organization', `chain-${index}`, {
        name: 'x',
        ...(index === 14 ? {} : { partOf: ref(`Organization/chain-${index + 1}`) }),
      });
    }
    const long = await search('/Organization?_id=chain-0&_include:iterate=Organization:partof');
    expect(found(long, 'include')).toHaveLength(10);
    expect(outcomeTexts(long)).toHaveLength(1);
    const exact = await search('/Organization?_id=chain-4&_include:iterate=Organization:partof');
    expect(found(exact, 'include')).toHaveLength(10);
    expect(outcomeTexts(exact)).toEqual([]);
  });
});

describe('more resources than a page includes', () => {
  test('are left out, and a warning says so', async () => {
    await put('Patient', 'many');
    for (let index = 0; index < 21; index++) {
      await put('Basic', `many-${index}`, { code: { text: 'x' }, subject: ref('Patient/many') });
    }
    const answer = await search('/Patient?_id=many&_revinclude=Basic:subject&_total=accurate');
    expect(found(answer)).toEqual(['Patient/many']);
    expect(found(answer, 'include')).toHaveLength(20);
    expect(answer.body['total']).toBe(1);
    const [warning] = outcomeTexts(answer);
    expect(warning).toContain('left out');
    expect(searchEntries(answer).at(-1)?.search.mode).toBe('outcome');
    await server.send('DELETE', '/Basic/many-0');
    const fewer = await search('/Patient?_id=many&_revinclude=Basic:subject');
    expect(found(fewer, 'include')).toHaveLength(20);
    expect(outcomeTexts(fewer)).toEqual([]);
  });
});

describe('what can not be followed is refused', () => {
  test.each([
    '_include=',
    '_include=Observation',
    '_include=Observation:nonsense',
    '_include=Observation:code',
    '_include=Nonsense:subject',
    '_include=Observation:subject:Nonsense',
    '_include=Observation:subject:Medication',
    '_include=Observation:subject:Patient:x',
    '_include:nonsense=Observation:subject',
    '_include:iterate:iterate=Observation:subject',
    '_revinclude=Observation:nonsense',
    '_include=Observation:subject%27%20or%201=1',
    '_include=**',
    `${'_include=Observation:subject&'.repeat(60)}_count=1`,
  ])('%s', async (query) => {
    const answer = await server.send('GET', `/Observation?${query}`);
    expect([answer.status, answer.body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect(answer.text).toContain('include');
  });
});

describe('the searches of the Dutch information standards', () => {
  // ../shared/spec/medmij-information-standards.md, 2.2
  test('medication with its roles, over PractitionerRole', async () => {
    await put('Medication', 'm', { code: { text: 'x' } });
    await put('MedicationRequest', 'r', {
      status: 'active',
      intent: 'order',
      medicationReference: ref('Medication/m'),
      subject: ref('Patient/p'),
      requester: ref('PractitionerRole/role'),
    });
    const answer = await search(
      '/MedicationRequest?_include=MedicationRequest:medication&_include=MedicationRequest:subject' +
        '&_include=MedicationRequest:requester&_include:iterate=PractitionerRole:organization' +
        '&_include:iterate=PractitionerRole:practitioner&_include:iterate=PractitionerRole:location',
    );
    expect(found(answer, 'include').sort()).toEqual([
      'Medication/m',
      'Organization/low',
      'Patient/p',
      'Practitioner/doc',
      'PractitionerRole/role',
    ]);
    expect(linkOf(server, answer, 'self')).toContain('_include:iterate=PractitionerRole:location');
  });
});
