// What operations of scripts become: https://hl7.org/fhir/R4/testscript-definitions.html#TestScript.setup.action.operation
import { Content } from './content.mjs';
import { prepareConversion } from './convert.mjs';
import { onlyReads } from './operation-codes.mjs';
import { requestOf } from './operations.mjs';
import { Variables } from './variables.mjs';

const PATIENT = { resourceType: 'Patient', id: 'p', name: [{ family: '${name}' }] };
const fixtures = {
  patient: {
    content: new Content(JSON.stringify(PATIENT)),
    target: () => ({ type: 'Patient', id: 'p', version: '3' }),
  },
  xml: {
    content: new Content('<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>'),
    target: () => ({ type: 'Patient' }),
  },
};
const run = {
  base: 'http://x/fhir',
  variables: new Variables([], {
    set: { name: 'a b', id: 'q' },
    date: '2026-11-22',
    sourceOf: () => undefined,
  }),
  fixture: (id) => fixtures[id],
};
const request = (code, operation = {}) => requestOf({ type: { code }, ...operation }, run);

beforeAll(prepareConversion);

test.each([
  ['read', { resource: 'Patient', params: '/${id}' }, 'GET /Patient/q'],
  ['read', { targetId: 'patient' }, 'GET /Patient/p'],
  ['vread', { targetId: 'patient' }, 'GET /Patient/p/_history/3'],
  ['vread', { resource: 'Patient', params: '/q/_history/1' }, 'GET /Patient/q/_history/1'],
  ['search', { resource: 'Patient', params: '?name=${name}' }, 'GET /Patient?name=a%20b'],
  ['search', { params: '?_type=Patient' }, 'GET ?_type=Patient'],
  [
    'search',
    { resource: 'Flag', params: '?patient.identifier=http://s|1&_include:iterate=A:b' },
    'GET /Flag?patient.identifier=http%3A%2F%2Fs%7C1&_include:iterate=A%3Ab',
  ],
  [
    'search',
    { resource: 'Flag', params: '?code=a%7Cb', encodeRequestUrl: false },
    'GET /Flag?code=a%7Cb',
  ],
  ['history', { targetId: 'patient' }, 'GET /Patient/p/_history'],
  ['history', { resource: 'Patient' }, 'GET /Patient/_history'],
  ['history', {}, 'GET /_history'],
  ['capabilities', {}, 'GET /metadata'],
  ['create', { sourceId: 'patient' }, 'POST /Patient'],
  ['update', { sourceId: 'patient' }, 'PUT /Patient/p'],
  ['updateCreate', { sourceId: 'patient', targetId: 'patient' }, 'PUT /Patient/p'],
  ['update', { sourceId: 'patient', resource: 'Patient', params: '/other' }, 'PUT /Patient/other'],
  ['patch', { sourceId: 'patient', targetId: 'patient' }, 'PATCH /Patient/p'],
  ['delete', { targetId: 'patient' }, 'DELETE /Patient/p'],
  ['deleteCondSingle', { resource: 'Patient', params: '?name=x' }, 'DELETE /Patient?name=x'],
  ['deleteCondMultiple', { resource: 'Patient', params: '?name=x' }, 'DELETE /Patient?name=x'],
  ['transaction', { sourceId: 'patient' }, 'POST '],
  ['batch', { sourceId: 'patient' }, 'POST '],
  ['everything', { targetId: 'patient' }, 'GET /Patient/p/$everything'],
  ['everything', { resource: 'Patient', params: '/p/$everything' }, 'GET /Patient/p/$everything'],
  ['lastn', { resource: 'Observation', params: '?max=1' }, 'GET /Observation/$lastn?max=1'],
  ['validate', { resource: 'Patient', sourceId: 'patient' }, 'POST /Patient/$validate'],
  ['process-message', { sourceId: 'patient' }, 'POST /$process-message'],
  ['read', { url: 'https://y/Patient/${id}' }, 'GET https://y/Patient/q'],
  ['read', { url: 'Patient/q', method: 'head' }, 'HEAD /Patient/q'],
])('%s %j is %s', (code, operation, expected) => {
  const { method, url } = request(code, operation);
  expect(`${method} ${url.replace('http://x/fhir', '')}`).toBe(expected);
});

test('a search by POST has its parameters in the body', () => {
  expect(
    request('search', { resource: 'Patient', method: 'post', params: '?name=x' }),
  ).toMatchObject({
    url: 'http://x/fhir/Patient/_search',
    body: 'name=x',
  });
});

test.each([
  [{}, { Accept: 'application/fhir+json', 'Content-Type': 'application/fhir+json' }],
  [
    { accept: 'xml', contentType: 'text/plain' },
    { Accept: 'application/fhir+xml', 'Content-Type': 'text/plain' },
  ],
  [{ accept: 'none' }, { 'Content-Type': 'application/fhir+json' }],
  [
    {
      requestHeader: [
        { field: 'accept', value: 'x/y' },
        { field: 'If-Match', value: 'W/"${id}"' },
      ],
    },
    {
      Accept: undefined,
      accept: 'x/y',
      'If-Match': 'W/"q"',
      'Content-Type': 'application/fhir+json',
    },
  ],
])('%j asks with %j', (operation, expected) => {
  const { headers } = request('create', { sourceId: 'patient', ...operation });
  expect(Object.fromEntries(headers)).toEqual(expected);
});

test('a body is filled in and in the format that is named', () => {
  expect(request('create', { sourceId: 'patient' }).body).toContain('"family":"a b"');
  const xml = request('create', { sourceId: 'patient', contentType: 'xml' });
  expect(xml.body).toContain('<family value="a b"/>');
  expect(Object.fromEntries(xml.headers)['Content-Type']).toBe('application/fhir+xml');
  expect(JSON.parse(request('create', { sourceId: 'xml', contentType: 'json' }).body)).toEqual({
    resourceType: 'Patient',
    active: true,
  });
});

test.each([
  [{}, 'neither a type nor a method'],
  [{ type: { code: 'create' }, resource: 'Patient' }, 'no sourceId'],
  [{ type: { code: 'read' } }, 'names no resource'],
  [{ type: { code: 'read' }, resource: 'Patient', params: '/${nothing}' }, 'nothing has no value'],
])('%j says too little', (operation, problem) => {
  expect(() => requestOf(operation, run)).toThrow(problem);
});

test.each([
  [{ type: { code: 'search' } }, true],
  [{ type: { code: 'search' }, method: 'post' }, true],
  [{ type: { code: 'read' } }, true],
  [{ type: { code: 'validate' }, sourceId: 'x' }, true],
  [{ type: { code: 'create' }, sourceId: 'x' }, false],
  [{ type: { code: 'transaction' }, sourceId: 'x' }, false],
  [{ type: { code: 'delete' } }, false],
  [{ type: { code: 'meta-add' }, sourceId: 'x' }, false],
  [{ url: 'x', method: 'post' }, false],
])('%j only reads: %s', (operation, expected) => {
  expect(onlyReads(operation)).toBe(expected);
});
