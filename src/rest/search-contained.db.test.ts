// https://hl7.org/fhir/R4/search.html#contained
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { found, linkOf, searchEntries, walk, walkBack } from '../testing/searchsets.js';

let server: TestServer;

const ATC = 'http://www.whocc.no/atc';
const code = (text: string) => ({ coding: [{ system: ATC, code: text }], text: `Text of ${text}` });
const ref = (reference: string) => ({ reference });

const get = (path: string) => server.send('GET', path);
const put = async (type: string, id: string, content: object): Promise<Answer> => {
  const answer = await server.send('PUT', `/${type}/${id}`, {
    body: { resourceType: type, id, ...content },
  });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer;
};
const request = (id: string, content: object) =>
  put('MedicationRequest', id, {
    status: 'active',
    intent: 'order',
    subject: ref('Patient/one'),
    ...content,
  });

const names = async (path: string): Promise<string[]> => {
  const answer = await get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
  return found(answer);
};
/** Behind the base. */
const urls = async (path: string): Promise<string[]> =>
  searchEntries(await get(path))
    .filter(({ search }) => search.mode === 'match')
    .map(({ fullUrl }) => fullUrl?.slice(server.base.length + 1) ?? '');

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'off' });
  await put('Patient', 'one', { name: [{ family: 'Bos' }] });
  await put('Organization', 'maker', { name: 'Maker' });
  await put('Medication', 'm0', { code: code('A01'), status: 'active' });
  await request('plain', { medicationReference: ref('Medication/m0') });
  await request('own', {
    contained: [
      {
        resourceType: 'Medication',
        id: 'm1',
        code: code('A02'),
        manufacturer: ref('#factory'),
        ingredient: [{ itemCodeableConcept: code('X'), strength: { numerator: { value: 1.5 } } }],
      },
      { resourceType: 'Organization', id: 'factory', name: 'Fabriek' },
    ],
    medicationReference: ref('#m1'),
  });
  await request('bought', {
    contained: [
      {
        resourceType: 'Medication',
        id: 'm1',
        status: 'inactive',
        code: code('A01'),
        manufacturer: ref('Organization/maker'),
        text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">zalf</div>' },
      },
    ],
    medicationReference: ref('#m1'),
  });
  await put('MedicationDispense', 'double', {
    status: 'completed',
    contained: [
      { resourceType: 'Medication', id: 'm1', code: code('A02') },
      { resourceType: 'Medication', id: 'm2', code: code('A03') },
    ],
    medicationReference: ref('#m2'),
  });
  await put('Observation', 'unknown', {
    status: 'final',
    code: { text: 'x' },
    contained: [{ resourceType: 'Patient', id: 'p', name: [{ family: 'Vermeer' }] }],
    subject: ref('#p'),
  });
});

afterAll(async () => {
  await server.stop();
});

describe('a chain goes into what is contained', () => {
  test.each([
    ['/MedicationRequest?medication.code=A01', ['plain', 'bought']],
    [`/MedicationRequest?medication.code=${ATC}|A02`, ['own']],
    ['/MedicationRequest?medication:Medication.code=A02,A01', ['plain', 'own', 'bought']],
    ['/MedicationRequest?medication.code=A03', []],
    ['/MedicationRequest?medication.code:not=A02', ['plain', 'bought']],
    ['/MedicationRequest?medication.status=inactive', ['bought']],
    ['/MedicationRequest?medication.status:missing=true', ['own']],
    ['/MedicationRequest?medication.ingredient-code=X', ['own']],
    ['/MedicationRequest?medication.manufacturer.name=fab', ['own']],
    ['/MedicationRequest?medication.manufacturer.name=maker', ['bought']],
    ['/MedicationRequest?medication.manufacturer=Organization/maker', ['bought']],
    ['/MedicationRequest?medication.manufacturer:missing=false', ['own', 'bought']],
    ['/MedicationRequest?medication._id=m1', ['own', 'bought']],
    ['/MedicationRequest?medication._id=m0', ['plain']],
    ['/MedicationRequest?medication._text=zalf', ['bought']],
    ['/MedicationRequest?medication.code:text=text of a01', ['plain', 'bought']],
    ['/MedicationRequest?medication.code=A01&patient.name=bos', ['plain', 'bought']],
    ['/MedicationRequest?medication.code=A01&_sort=-_id', ['plain', 'bought']],
    ['/MedicationRequest?_filter=medication.code eq A02', ['own']],
    ['/Patient/one/MedicationRequest?medication.code=A02', ['own']],
    ['/MedicationDispense?medication.code=A02', []],
    ['/MedicationDispense?medication.code=A03', ['double']],
    ['/Observation?subject:Patient.name=vermeer', ['unknown']],
    ['/Observation?patient.name=vermeer', ['unknown']],
    ['/Observation?subject.name=vermeer', ['unknown']],
    ['/Observation?patient:missing=false', ['unknown']],
    ['/Observation?patient.name=bos', []],
    ['/Patient?_has:MedicationRequest:patient:medication.code=A02', ['one']],
  ])('%s', async (path, ids) => {
    const expected = [...ids].map((id) => expect.stringMatching(`/${id}$`) as unknown);
    expect([...(await names(encodeURI(path)))]).toEqual(expected);
    const total = await get(`${encodeURI(path)}&_summary=count`);
    expect(total.body['total']).toBe(ids.length);
  });
});

describe('a search that does not ask for contained resources', () => {
  test.each([
    ['/Medication', ['Medication/m0']],
    ['/Medication?code=A01', ['Medication/m0']],
    ['/Medication?code=A02', []],
    ['/Medication?_contained=false&_containedType=contained&code=A02', []],
    ['/Patient?name=vermeer', []],
    ['/Patient', ['Patient/one']],
    ['/Organization', ['Organization/maker']],
    ['/Organization?_has:Medication:manufacturer:code=A01', []],
    ['/?_type=Medication,Organization', ['Medication/m0', 'Organization/maker']],
    ['/Patient/one/*', expect.not.arrayContaining(['Medication/m1'])],
  ])('%s does not meet them', async (path, expected) => {
    expect(await names(path)).toEqual(expected);
  });

  test('does not include them, nor what they refer to', async () => {
    for (const include of [
      '_include=MedicationRequest:medication',
      '_include=*',
      '_revinclude=*',
      '_include:iterate=MedicationRequest:*',
    ]) {
      const answer = await get(`/MedicationRequest?${include}`);
      expect(found(answer).length).toBe(3);
      expect(new Set(found(answer, 'include'))).toEqual(
        new Set(
          include.startsWith('_rev')
            ? []
            : ['Medication/m0', ...(include.endsWith('medication') ? [] : ['Patient/one'])],
        ),
      );
    }
    const of = await get('/Organization?_revinclude=*');
    expect(found(of, 'include')).toEqual([]);
  });
});

describe('_contained=true', () => {
  test.each([
    ['code=A01', ['MedicationRequest/bought']],
    ['code=A02', ['MedicationDispense/double', 'MedicationRequest/own']],
    ['', ['MedicationDispense/double', 'MedicationRequest/own', 'MedicationRequest/bought']],
    [
      'code=A01,A02,A03',
      ['MedicationDispense/double', 'MedicationRequest/own', 'MedicationRequest/bought'],
    ],
    ['code=A09', []],
    ['manufacturer.name=maker', ['MedicationRequest/bought']],
    ['manufacturer.name=fabriek', ['MedicationRequest/own']],
    [
      '_has:MedicationRequest:medication:status=active',
      ['MedicationRequest/own', 'MedicationRequest/bought'],
    ],
    [
      '_sort=-_id',
      ['MedicationRequest/own', 'MedicationDispense/double', 'MedicationRequest/bought'],
    ],
    [
      '_sort=_lastUpdated',
      ['MedicationRequest/own', 'MedicationRequest/bought', 'MedicationDispense/double'],
    ],
  ])('&%s gives what contains a match, once', async (query, expected) => {
    const path = `/Medication?_contained=true&${query}`;
    expect(await names(path)).toEqual(expected);
    expect(await urls(`${path}&_containedType=container`)).toEqual(expected);
    expect((await get(`${path}&_summary=count`)).body['total']).toBe(expected.length);
    expect((await get(`${path}&_total=accurate&_count=1`)).body['total']).toBe(expected.length);
    expect((await get(`${path}&_total=estimate`)).body['total']).toBe(expected.length);
  });

  test.each([
    ['code=A01', ['MedicationRequest/bought#m1']],
    ['code=A02', ['MedicationRequest/own#m1', 'MedicationDispense/double#m1']],
    [
      '',
      [
        'MedicationRequest/own#m1',
        'MedicationRequest/bought#m1',
        'MedicationDispense/double#m1',
        'MedicationDispense/double#m2',
      ],
    ],
    ['_id=m2', ['MedicationDispense/double#m2']],
    ['_id=m0', []],
    ['code:not=A02', ['MedicationRequest/bought#m1', 'MedicationDispense/double#m2']],
    ['status:missing=false', ['MedicationRequest/bought#m1']],
    ['manufacturer=Organization/maker', ['MedicationRequest/bought#m1']],
    ['manufacturer:Organization.name=fabriek', ['MedicationRequest/own#m1']],
    ['_text=zalf', ['MedicationRequest/bought#m1']],
    ['_content=zalf&_sort=code', ['MedicationRequest/bought#m1']],
    ['_lastUpdated=gt2000&status=inactive', ['MedicationRequest/bought#m1']],
    [
      '_sort=-code',
      [
        'MedicationDispense/double#m2',
        'MedicationDispense/double#m1',
        'MedicationRequest/own#m1',
        'MedicationRequest/bought#m1',
      ],
    ],
    [
      '_sort=status,code',
      [
        'MedicationRequest/bought#m1',
        'MedicationRequest/own#m1',
        'MedicationDispense/double#m1',
        'MedicationDispense/double#m2',
      ],
    ],
  ])('&_containedType=contained&%s gives the matches alone', async (query, expected) => {
    const path = `/Medication?_contained=true&_containedType=contained&${query}`;
    expect(await urls(path)).toEqual(expected);
    expect((await get(`${path}&_summary=count`)).body['total']).toBe(expected.length);
    expect(new Set(await names(path))).toEqual(
      new Set(expected.map((url) => `Medication/${url.replace(/.*#/, '')}`)),
    );
  });

  test('a contained resource is given as it stands in its container, in both formats', async () => {
    const path = '/Medication?_contained=true&_containedType=contained&ingredient-code=X';
    const [entry] = searchEntries(await get(path));
    expect(entry?.fullUrl).toBe(`${server.base}/MedicationRequest/own#m1`);
    expect(entry?.resource).toMatchObject({ resourceType: 'Medication', id: 'm1' });
    const { text } = await get(`${path}&_format=xml`);
    expect(text).toContain(`<fullUrl value="${server.base}/MedicationRequest/own#m1"/>`);
    expect(text).toContain('<Medication><id value="m1"/>');
    const part = searchEntries(await get(`${path}&_elements=code`))[0]?.resource ?? {};
    expect(Object.keys(part).sort()).toEqual(['code', 'id', 'meta', 'resourceType']);
  });

  test('works over several types', async () => {
    expect(
      await urls('/?_type=Organization,Medication&_contained=true&_containedType=contained'),
    ).toEqual([
      'MedicationRequest/own#m1',
      'MedicationRequest/bought#m1',
      'MedicationDispense/double#m1',
      'MedicationDispense/double#m2',
      'MedicationRequest/own#factory',
    ]);
    expect(await names('/?_contained=true&_lastUpdated=gt2000')).toEqual([
      'MedicationDispense/double',
      'MedicationRequest/own',
      'MedicationRequest/bought',
      'Observation/unknown',
    ]);
    expect(await names('/?_type=Device,Goal&_contained=true')).toEqual([]);
    expect(await names('/Device?_contained=both')).toEqual([]);
  });
});

describe('_contained=both', () => {
  test('gives matches and what contains others', async () => {
    expect(await names('/Medication?_contained=both&code=A01')).toEqual([
      'Medication/m0',
      'MedicationRequest/bought',
    ]);
  });

  test('gives all matches, contained ones behind others, or in one order', async () => {
    const path = '/Medication?_contained=both&_containedType=contained';
    expect(await urls(`${path}&code=A01`)).toEqual([
      'Medication/m0',
      'MedicationRequest/bought#m1',
    ]);
    expect(await urls(`${path}&_sort=-code`)).toEqual([
      'MedicationDispense/double#m2',
      'MedicationDispense/double#m1',
      'MedicationRequest/own#m1',
      'MedicationRequest/bought#m1',
      'Medication/m0',
    ]);
    expect((await get(`${path}&_summary=count`)).body['total']).toBe(5);
  });

  test('a container that matches itself comes once', async () => {
    const basic = (id: string, own: string, inner: string) =>
      put('Basic', id, {
        code: code(own),
        contained: [{ resourceType: 'Basic', id: 'b', code: code(inner) }],
      });
    await basic('in-and-out', 'same', 'same');
    await basic('inside', 'other', 'same');
    await put('Basic', 'outside', { code: code('same') });
    expect(await names('/Basic?_contained=both&code=same')).toEqual([
      'Basic/in-and-out',
      'Basic/inside',
      'Basic/outside',
    ]);
    expect(await names('/Basic?_contained=true&code=same')).toEqual([
      'Basic/in-and-out',
      'Basic/inside',
    ]);
    expect((await get('/Basic?_contained=both&code=same&_summary=count')).body['total']).toBe(3);
  });
});

describe('pages', () => {
  test.each([
    '/Medication?_contained=true&_containedType=contained',
    '/Medication?_contained=true&_containedType=contained&_sort=-code',
    '/Medication?_contained=true&_containedType=contained&_sort=status,-_lastUpdated',
    '/Medication?_contained=both&_containedType=contained',
    '/Medication?_contained=both&_containedType=contained&_sort=code',
    '/Medication?_contained=both&_containedType=contained&_sort=-status',
    '/Medication?_contained=both',
    '/Medication?_contained=true&_sort=-_id',
    '/?_type=Organization,Medication&_contained=both&_containedType=contained',
  ])('of %s go forward and back', async (path) => {
    const all = await urls(path);
    for (const count of [1, 2, 3]) {
      const pages = await walk(server, `${path}&_count=${count}`);
      const seen = pages.flatMap(searchEntries).map(({ fullUrl }) => fullUrl);
      expect(seen).toEqual(all.map((url) => `${server.base}/${url}`));
      const back = await walkBack(server, linkOf(server, pages.at(-1)!, 'self') ?? '');
      expect(back.reverse().map((page) => found(page))).toEqual(pages.map((page) => found(page)));
    }
  });
});

describe('includes', () => {
  const contained = '/Medication?_contained=true&_containedType=contained';

  test.each([
    [`${contained}&_include=Medication:manufacturer`, ['Organization/maker']],
    [`${contained}&_include=*`, ['Organization/maker']],
    [`${contained}&_include=Medication:*`, ['Organization/maker']],
    [
      `${contained}&code=A01&_revinclude=MedicationRequest:medication`,
      ['MedicationRequest/bought'],
    ],
    [
      `${contained}&code=A01&_revinclude=MedicationRequest:medication&_include:iterate=MedicationRequest:subject`,
      ['MedicationRequest/bought', 'Patient/one'],
    ],
    ['/Medication?_contained=true&code=A01&_include=MedicationRequest:subject', ['Patient/one']],
    ['/Medication?_contained=true&code=A01&_include=Medication:manufacturer', []],
    [
      '/Medication?_contained=both&code=A01&_revinclude=MedicationRequest:medication&_containedType=contained',
      ['MedicationRequest/plain', 'MedicationRequest/bought'],
    ],
  ])('%s', async (path, expected) => {
    expect(found(await get(path), 'include')).toEqual(expected);
  });
});

describe('refused', () => {
  test.each([
    ['/Medication?_contained=yes', '_contained'],
    ['/Medication?_contained=', '_contained'],
    ['/Medication?_containedType=both', '_containedType'],
    ['/Medication?_contained=true&_contained=true', '_contained'],
    ['/Medication?_contained=true&_sort=code', '_sort'],
    ['/Medication?_contained=both&_sort=_id,status', '_sort'],
    ['/Medication?_contained=true&_containedType=contained&_sort=_id', '_sort'],
    ['/?_type=Medication,Patient&_contained=true&_containedType=contained&_sort=code', '_sort'],
    ['/Patient/one/Observation?_contained=true', '_contained'],
  ])('%s', async (path, parameter) => {
    const answer = await get(path);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(parameter)]);
  });

  test('a page of another kind of result', async () => {
    const page = await get('/Medication?_contained=true&_containedType=contained&_count=1');
    const next = linkOf(server, page, 'next') ?? '';
    expect((await get(next.replace('=contained', '=container'))).status).toBe(400);
  });
});
