// https://hl7.org/fhir/R4/search.html#token: codes of value sets
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';
import { matchIds } from '../testing/searchsets.js';

let server: TestServer;

const put = (type: string, id: string, content: object = {}) =>
  server.send('PUT', `/${type}/${id}`, { body: { resourceType: type, id, ...content } });

const get = (path: string) => server.send('GET', path);

const search = async (path: string): Promise<Answer> => {
  const answer = await get(path);
  expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([path, 200, expect.anything()]);
  return answer;
};

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

describe(':in and :not-in', () => {
  const loinc = 'http://loinc.org';
  beforeAll(async () => {
    for (const code of ['1', '2', '3']) {
      await put('Observation', `code-${code}`, {
        status: 'final',
        code: { coding: [{ system: loinc, code }] },
      });
    }
    const valueSet = (id: string, content: object) =>
      put('ValueSet', id, { status: 'active', url: `http://vs/${id}`, ...content });
    const concepts = (...codes: string[]) => ({
      system: loinc,
      concept: codes.map((code) => ({ code })),
    });
    await valueSet('listed', { compose: { include: [concepts('1', '2')] } });
    await valueSet('excluding', {
      compose: { include: [concepts('1', '2', '3')], exclude: [concepts('2')] },
    });
    await valueSet('expanded', {
      compose: { include: [{ system: loinc }] },
      expansion: {
        timestamp: '2020-01-01',
        contains: [
          { system: loinc, code: '9', abstract: true, contains: [{ system: loinc, code: '3' }] },
        ],
      },
    });
    await valueSet('old', { version: '1', compose: { include: [concepts('1')] } });
    await valueSet('new', {
      url: 'http://vs/old',
      version: '2',
      compose: { include: [concepts('2')] },
    });
    await valueSet('open', { compose: { include: [{ system: loinc }] } });
    await valueSet('empty', {});
    await valueSet('odd', { url: 'http://vs/a,b|c$d', compose: { include: [concepts('3')] } });
  });

  const codes = async (query: string): Promise<string[]> =>
    matchIds(await search(`/Observation?${query}`)).map((id) => id.replace('code-', ''));

  test.each([
    ['code:in=http://vs/listed', ['1', '2']],
    ['code:not-in=http://vs/listed', ['3']],
    ['code:in=http://vs/excluding', ['1', '3']],
    ['code:in=http://vs/expanded', ['3']],
    ['code:in=http://vs/old%7C1', ['1']],
    ['code:in=http://vs/old%7C2', ['2']],
    ['code:in=http://vs/old', ['2']],
    ['code:in=ValueSet/listed', ['1', '2']],
    ['code:in=http://fhir.example/fhir/ValueSet/listed', ['1', '2']],
    ['code:in=http://vs/listed,http://vs/expanded', ['1', '2', '3']],
    ['status:in=http://hl7.org/fhir/ValueSet/observation-status', ['1', '2', '3']],
    ['status:not-in=http://hl7.org/fhir/ValueSet/observation-status', []],
    ['status:in=http://hl7.org/fhir/ValueSet/observation-status%7C4.0.1', ['1', '2', '3']],
    ['_filter=code in http://vs/listed', ['1', '2']],
  ])('%s', async (query, expected) => {
    expect(await codes(query.replaceAll(' ', '%20'))).toEqual(expected);
  });

  test('work in chains', async () => {
    await put('DiagnosticReport', 'r', {
      status: 'final',
      code: { text: 'x' },
      result: [{ reference: 'Observation/code-3' }],
    });
    const path = (set: string) => `/DiagnosticReport?result.code:in=http://vs/${set}`;
    expect(matchIds(await search(path('expanded')))).toEqual(['r']);
    expect(matchIds(await search(path('listed')))).toEqual([]);
  });

  test.each([
    'code:in=http://vs/nobody',
    'code:in=http://vs/open',
    'code:in=http://vs/empty',
    'code:in=http://vs/old%7C3',
    'code:in=Patient/a',
    'code:in=',
    `code:in=${Array.from({ length: 31 }, (_, index) => `http://vs/${index}`).join(',')}`,
  ])('%s is refused', async (query) => {
    const answer = await get(`/Observation?${query}`);
    expect([answer.status, answer.body.resourceType]).toEqual([400, 'OperationOutcome']);
  });
});
