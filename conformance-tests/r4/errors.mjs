import { group, testCase } from '../lib/case.mjs';
import { refused } from '../lib/expect.mjs';
import { format, interactions } from '../lib/needs.mjs';

const STATUS = 'http.html#Status-Codes';
const creates = [interactions('Patient', 'create')];

/** Makes a case of a body that must be refused with one of these statuses. */
const refusedWith =
  (...statuses) =>
  (id, title, spec, body) =>
    testCase({
      id,
      title,
      spec,
      needs: creates,
      run: async (server) => refused(await server.send('POST', '/Patient', { body }), ...statuses),
    });

const unreadable = refusedWith(400);
const wrongBody = refusedWith(400, 422);

/** A Patient in XML that must be refused. */
const wrongXml = (id, title, spec, body) =>
  testCase({
    id,
    title,
    spec,
    needs: [...creates, format('xml')],
    run: async (server) =>
      refused(
        await server.send('POST', '/Patient', {
          body,
          headers: { 'Content-Type': 'application/fhir+xml' },
        }),
        400,
        422,
      ),
  });

const patient = (extra) => ({ resourceType: 'Patient', ...extra });

export const errors = group('errors', 'What is refused, and how', [
  testCase({
    id: 'unknown-type',
    title: 'what is no resource type answers 404',
    spec: STATUS,
    run: async (server) => refused(await server.send('GET', '/NoSuchResource/1'), 404),
  }),
  testCase({
    id: 'unknown-type-create',
    title: 'a create of what is no resource type answers 404',
    spec: 'http.html#create',
    run: async (server) => {
      const body = { resourceType: 'NoSuchResource' };
      refused(await server.send('POST', '/NoSuchResource', { body }), 404, 400);
    },
  }),
  testCase({
    id: 'method',
    title: 'a method that a URL does not have answers 4xx, not 5xx',
    spec: STATUS,
    run: async (server) => refused(await server.send('DELETE', '/metadata'), 400, 404, 405),
  }),
  unreadable('truncated', 'a body that ends too early', STATUS, '{"resourceType":"Patient",'),
  unreadable('empty', 'no body at all', STATUS, ''),
  wrongBody('no-object', 'a body that is no object', STATUS, '[1]'),
  wrongBody('no-type', 'a body without a resourceType', 'json.html#resources', { active: true }),
  wrongBody('other-type', 'a body of another type than the URL', 'http.html#create', {
    resourceType: 'Organization',
    name: 'x',
  }),
  wrongBody(
    'unknown-element',
    'an element that the type does not have',
    'validation.html',
    patient({ nonsense: true }),
  ),
  wrongBody(
    'wrong-kind',
    'a text where a boolean belongs',
    'json.html#primitive',
    patient({ active: 'perhaps' }),
  ),
  wrongBody(
    'no-array',
    'an object where a list belongs',
    'json.html#resources',
    patient({ name: { family: 'x' } }),
  ),
  wrongBody(
    'wrong-code',
    'a code that is not in a required value set',
    'terminologies.html#required',
    patient({ gender: 'no-such-code' }),
  ),
  wrongBody(
    'wrong-date',
    'a day that does not exist',
    'datatypes.html#date',
    patient({ birthDate: '2023-02-30' }),
  ),
  wrongBody(
    'missing-element',
    'a mandatory element that is missing',
    'conformance-rules.html#cardinality',
    patient({ link: [{ type: 'seealso' }] }),
  ),
  wrongBody(
    'choice',
    'two types of one element with a choice',
    'formats.html#choice',
    patient({ deceasedBoolean: true, deceasedDateTime: '2020' }),
  ),
  wrongBody('null', 'null for a value', 'json.html#null', patient({ birthDate: null })),
  wrongXml(
    'xml-broken',
    'XML that ends too early',
    'xml.html',
    '<Patient xmlns="http://hl7.org/fhir">',
  ),
  wrongXml(
    'xml-element',
    'XML with an element that the type does not have',
    'xml.html',
    '<Patient xmlns="http://hl7.org/fhir"><nonsense value="x"/></Patient>',
  ),
  wrongXml(
    'xml-entity',
    'XML with a document type declaration',
    'security.html#narrative',
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><Patient xmlns="http://hl7.org/fhir"><language value="&a;"/></Patient>',
  ),
  testCase({
    id: 'bad-id',
    title: 'an id that can be none answers 400 or 404',
    spec: 'datatypes.html#id',
    needs: [interactions('Patient', 'read')],
    run: async (server) => refused(await server.send('GET', '/Patient/not%20an_id!'), 400, 404),
  }),
  testCase({
    id: 'unknown-parameter',
    title: 'an unknown search parameter is refused when handling is strict',
    spec: 'search.html#errors',
    needs: [interactions('Patient', 'search-type')],
    run: async (server) =>
      refused(
        await server.send('GET', '/Patient?no-such-parameter=1', {
          headers: { Prefer: 'handling=strict' },
        }),
        400,
      ),
  }),
]);
