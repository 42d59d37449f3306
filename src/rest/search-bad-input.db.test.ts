// Searches that are wrong, hostile or too much: a clear 400 or a bounded answer, never a failure.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFINITIONS } from '../testing/definitions.js';
import { sendBundle } from '../testing/bundles.js';
import { startTestServer, type TestServer } from '../testing/server.js';
import { matchIds } from '../testing/searchsets.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ STATEMENT_TIMEOUT: '5000' });
  for (let index = 0; index < 200; index++) {
    const id = `p${index}`;
    await server.send('PUT', `/Patient/${id}`, {
      body: {
        resourceType: 'Patient',
        id,
        name: [{ family: `Family${index}`, given: ['Jan'] }],
        identifier: [{ system: 'http://s', value: `${index}` }],
        birthDate: '1980-01-01',
        link: [{ other: { reference: `Patient/p${(index + 1) % 200}` }, type: 'seealso' }],
      },
    });
  }
  await server.send('PUT', '/Observation/o', {
    body: {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { coding: [{ system: 'http://c', code: 'x' }] },
      subject: { reference: 'Patient/p0' },
      valueQuantity: { value: 5.4, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' },
    },
  });
});

afterAll(async () => {
  await server.stop();
});

const post = (path: string, parameters: readonly (readonly [string, string])[]) =>
  server.send('POST', path, {
    body: new URLSearchParams(
      parameters.map(([name, value]): [string, string] => [name, value]),
    ).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

/** Any search ends well within this, whatever it asks. */
const BEARABLE = 4000;

/** The answer's status; checks that it is a bounded answer or a clear refusal. */
const ask = async (
  type: string,
  parameters: readonly (readonly [string, string])[],
): Promise<number> => {
  const started = Date.now();
  const answer = await post(`/${type}/_search`, parameters);
  const isRight =
    (answer.status === 200 && answer.body.resourceType === 'Bundle') ||
    (answer.status === 400 && answer.body.resourceType === 'OperationOutcome');
  const milliseconds = Date.now() - started;
  const shown = JSON.stringify(parameters).slice(0, 200);
  if (!isRight) throw new Error(`${type} ${shown}: ${answer.status}`);
  if (milliseconds > BEARABLE) throw new Error(`${type} ${shown}: ${milliseconds} ms`);
  return answer.status;
};

const VALUES: readonly (readonly [what: string, value: string])[] = [
  ['SQL', `'; drop table resource; --`],
  ['SQL', `' or '1'='1`],
  ['SQL', `") or 1=1) --`],
  ['SQL', `$1`],
  ['SQL', `x' union select body from version --`],
  ['SQL', `\\'; select pg_sleep(10); --`],
  ['a pattern', '%_%'],
  ['a pattern', '(a+)+$'],
  ['a pattern', `${'(a|a)*'.repeat(30)}b`],
  ['a pattern', '[[[[[[[['],
  ['a path', '../../../etc/passwd'],
  ['JSON', '{"$gt":""}'],
  ['a template', '{{7*7}}${7*7}'],
  ['a date that does not exist', '2024-02-30'],
  ['a date that does not exist', '2024-13'],
  ['a date that does not exist', 'ge2024-01-01T25:00'],
  ['a date at the edge', '9999-12-31T23:59:59.999999999Z'],
  ['a date at the edge', '0001-01-01'],
  ['a date at the edge', '0000'],
  ['a date at the edge', 'lt-4713-01-01'],
  ['a date far away', '99999-01-01'],
  ['a date with an odd zone', '2024-01-01T00:00:00+99:99'],
  ['a large number', '9'.repeat(400)],
  ['a large number', '1e308'],
  ['a large number', '1e99999'],
  ['a small number', '1e-99999'],
  ['a number with many digits', `0.${'1'.repeat(5000)}`],
  ['no number', 'NaN'],
  ['no number', 'Infinity'],
  ['no number', '-'],
  ['no number', '0x10'],
  ['prefixes', 'gegege5'],
  ['a null byte', 'a\0b'],
  ['control characters', '\u0001\u0002\u001f'],
  ['a lone surrogate', '\ud800'],
  ['the last code point', '\u{10ffff}'],
  ['right-to-left', '\u202Eabc'],
  ['combining marks', `e${'\u0301'.repeat(2000)}`],
  ['long', 'x'.repeat(100_000)],
  ['bars', '|'.repeat(1000)],
  ['dollars', '$'.repeat(1000)],
  ['backslashes', '\\'.repeat(1001)],
  ['commas', ','.repeat(1000)],
  ['escapes', '\\,\\|\\$\\\\\\'],
  ['spaces', '   '],
  ['slashes', '/'.repeat(1000)],
  ['a long reference', `Patient/${'a'.repeat(65)}`],
  ['a reference to nothing', 'Nonsense/1'],
  ['a url', 'http://[::1'],
  ['a url', `http://x/${'y/'.repeat(5000)}`],
];

const SEARCHES: readonly (readonly [type: string, name: string])[] = [
  ['Patient', 'name'],
  ['Patient', 'name:exact'],
  ['Patient', 'name:contains'],
  ['Patient', 'identifier'],
  ['Patient', 'identifier:of-type'],
  ['Patient', 'identifier:not'],
  ['Patient', 'gender'],
  ['Patient', 'gender:in'],
  ['Patient', 'birthdate'],
  ['Patient', 'general-practitioner'],
  ['Patient', 'general-practitioner:identifier'],
  ['Patient', 'link'],
  ['Patient', '_id'],
  ['Patient', '_lastUpdated'],
  ['Patient', '_tag'],
  ['Patient', '_profile'],
  ['Patient', '_profile:below'],
  ['Patient', '_source'],
  ['Patient', '_text'],
  ['Patient', '_content'],
  ['Patient', '_list'],
  ['Patient', '_filter'],
  ['Patient', '_has:Observation:patient:code'],
  ['Patient', 'organization.name'],
  ['Patient', 'name:missing'],
  ['Patient', '_sort'],
  ['Patient', '_count'],
  ['Patient', '_include'],
  ['Patient', '_revinclude'],
  ['Patient', '_elements'],
  ['Patient', '_summary'],
  ['Patient', '_total'],
  ['Patient', '_cursor'],
  ['Observation', 'code'],
  ['Observation', 'code:text'],
  ['Observation', 'value-quantity'],
  ['Observation', 'value-string'],
  ['Observation', 'code-value-quantity'],
  ['Observation', 'date'],
  ['RiskAssessment', 'probability'],
  ['ValueSet', 'url'],
  ['ValueSet', 'url:above'],
  ['ValueSet', 'url:below'],
  ['Location', 'near'],
];

describe.each(SEARCHES)('%s?%s', (type, name) => {
  test('takes or refuses whatever is asked', async () => {
    const wrong: string[] = [];
    for (const [, value] of VALUES) {
      await ask(type, [[name, value]]).catch((error: unknown) => wrong.push(String(error)));
    }
    expect(wrong).toEqual([]);
  });
});

test.each(VALUES)('%s in place of a name is refused', async (_what, value) => {
  for (const name of [value, `name:${value}`, `${value}.name`, `link.${value}`, `_has:${value}`]) {
    expect((await post('/Patient/_search', [[name, 'x']])).status).toBe(400);
  }
});

test.each(VALUES)('%s in a URL is no failure', async (_what, value) => {
  const text = encodeURIComponent(value.toWellFormed().slice(0, 2000));
  for (const path of [`/Patient?name=${text}`, `/?_type=${text}`, `/Patient/p0/${text}`]) {
    expect([200, 400, 404]).toContain((await server.send('GET', path)).status);
  }
});

describe('too much of something', () => {
  const many = (count: number, value: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => value(index)).join(',');

  test.each([
    ['name', many(10_000, (index) => `x${index}`)],
    ['identifier', many(10_000, (index) => `http://s|${index}`)],
    ['_id', many(10_000, (index) => `p${index}`)],
    ['birthdate', many(10_000, () => 'ge1980-01-01')],
    ['link', many(10_000, (index) => `Patient/p${index}`)],
    ['link.name', many(10_000, (index) => `x${index}`)],
    ['_type', many(10_000, () => 'Patient')],
    ['_sort', many(10_000, () => 'family')],
    ['_elements', many(10_000, (index) => `a${index}`)],
    ['_filter', Array.from({ length: 5000 }, () => 'name eq x').join(' or ')],
    ['_filter', `${'('.repeat(5000)}name eq x${')'.repeat(5000)}`],
    ['_filter', `${'not ('.repeat(2000)}name eq x${')'.repeat(2000)}`],
  ])('of values: %s', async (name, value) => {
    expect(await ask('Patient', [[name, value]])).toBe(400);
  });

  test('of values that are allowed is answered', async () => {
    const values = many(2000, (index) => `http://s|${index}`);
    expect(await ask('Patient', [['identifier', values]])).toBe(200);
    expect(await ask('Patient', [['_id', many(2000, (index) => `p${index}`)]])).toBe(200);
    await ask('Patient', [['name', many(2000, (index) => `x${index}`)]]);
    await ask('Patient', [['birthdate', many(500, () => 'ge1980-01-01')]]);
    await ask('Patient', [['link.name', many(500, (index) => `x${index}`)]]);
  });

  test('of parameters', async () => {
    const name = Array.from({ length: 101 }, () => ['name', 'jan'] as const);
    expect(await ask('Patient', name)).toBe(400);
    expect(await ask('Patient', name.slice(0, 100))).toBe(200);
    const sent = Array.from({ length: 2000 }, () => ['name', 'jan'] as const);
    expect(await ask('Patient', sent)).toBe(400);
  });

  test.each([
    ['chains', `${'link.'.repeat(50)}name`],
    ['typed chains', `${'link:Patient.'.repeat(50)}name`],
    ['_has', `${'_has:Patient:link:'.repeat(50)}name`],
    ['_has with a chain at its end', `${'_has:Observation:patient:subject.'.repeat(50)}name`],
    ['chains without a type', `${'link.'.repeat(5000)}name`],
  ])('%s', async (_what, name) => {
    expect(await ask('Patient', [[name, 'x']])).toBe(400);
  });

  test('_has and chains as deep as they may be', async () => {
    await ask('Patient', [[`${'_has:Patient:link:'.repeat(5)}name`, 'jan']]);
    await ask('Patient', [[`${'link:Patient.'.repeat(5)}name`, 'jan']]);
    await ask(
      'Patient',
      Array.from({ length: 20 }, () => [`${'_has:Patient:link:'.repeat(5)}name`, 'jan'] as const),
    );
    await ask(
      'Patient',
      Array.from({ length: 20 }, () => ['_has:Observation:subject:code:not', 'y'] as const),
    );
  });

  test('chains that lead to every type', async () => {
    await ask('Provenance', [['target.target._id', 'x']]);
    await ask('Provenance', [['target._has:Provenance:target:target._id', 'x']]);
    await ask('List', [['item.item.item._id', 'x']]);
    await ask('List', [['item.item.item.item.item._id', 'x']]);
    await ask(
      'Composition',
      Array.from({ length: 50 }, () => ['entry.subject.name', 'x'] as const),
    );
  });

  test('includes that go round', async () => {
    const around = [
      ['_include:iterate', 'Patient:link'],
      ['_revinclude:iterate', 'Patient:link'],
      ['_include:iterate', '*'],
      ['_revinclude:iterate', '*'],
    ] as const;
    expect(await ask('Patient', [['_id', 'p0'], ...around])).toBe(200);
    expect(await ask('Patient', around)).toBe(200);
  });

  test('sort keys', async () => {
    const keys = [
      'family',
      '-given',
      'birthdate',
      '_id',
      '-_lastUpdated',
      'gender',
      'organization',
    ];
    expect(await ask('Patient', [['_sort', keys.join(',')]])).toBe(200);
  });

  test('of all types', async () => {
    const types = DEFINITIONS.resourceTypes.join(',');
    const answer = await server.send('GET', `/?_type=${types}&_id=p1,o&_sort=_id`);
    expect(matchIds(answer)).toEqual(['o', 'p1']);
    const ids = many(2000, (index) => `p${index}`);
    expect((await post('/_search', [['_id', ids]])).status).toBe(400);
  });
});

describe('numbers that a page can not have', () => {
  test.each([
    ['-1', 400],
    ['-0', 400],
    ['1.5', 400],
    ['1e3', 400],
    ['0x10', 400],
    [' 5', 400],
    ['5 ', 400],
    ['٣', 400],
    ['NaN', 400],
    ['1000000', 200],
    ['00005', 200],
  ])('_count=%s is %s', async (count, status) => {
    expect(await ask('Patient', [['_count', count]])).toBe(status);
  });
});

test('a Bundle of searches has the same limits', async () => {
  const urls = [
    `Patient?name=${encodeURIComponent(`'; drop table resource; --`)}`,
    `Patient?${'link.'.repeat(50)}name=x`,
    'Patient?name=a%00b',
    'Patient?birthdate=2024-02-30',
    `Patient?_id=${Array.from({ length: 3000 }, (_, index) => index).join(',')}`,
    `Patient?${Array.from({ length: 101 }, () => 'name=x').join('&')}`,
    '%ZZ?%ZZ=%ZZ',
  ];
  const answer = await sendBundle(
    server,
    'batch',
    urls.map((url) => ({ request: { method: 'GET', url } })),
  );
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain('"500 ');
});

test('nothing was harmed', async () => {
  const answer = await server.send('GET', '/Patient?_summary=count');
  expect(answer.body['total']).toBe(200);
});
