import { group, testCase } from '../lib/case.mjs';
import { contains, equal, ok, refused, status } from '../lib/expect.mjs';
import { format, interactions } from '../lib/needs.mjs';

const JSON_TYPE = 'application/fhir+json';
const XML_TYPE = 'application/fhir+xml';
const patients = interactions('Patient', 'create', 'read');
const xml = [patients, format('xml')];

const DECIMALS = ['1.00', '0.10', '-0.500', '100', '123456789012345678', '0.123456789012345678'];

/** A Patient in JSON whose extensions have these texts as decimals. */
function withDecimals(server, decimals) {
  const extension = decimals.map((_, index) => ({
    url: `http://conformance.example/${index}`,
    valueDecimal: `HERE${index}`,
  }));
  return decimals.reduce(
    (text, decimal, index) => text.replace(`"HERE${index}"`, decimal),
    JSON.stringify(server.patient({ extension })),
  );
}

async function create(server, body, type = JSON_TYPE) {
  const answer = await server.send('POST', '/Patient', {
    body,
    headers: { 'Content-Type': type, Prefer: 'return=representation' },
  });
  status(answer, 201);
  return answer.body.id;
}

const get = (server, id, headers = {}) => server.send('GET', `/Patient/${id}`, { headers });

const typeOf = (answer) => (answer.headers.get('content-type') ?? '').split(';')[0].trim();

export const formats = group('formats', 'JSON and XML', [
  testCase({
    id: 'decimals-json',
    title: 'decimals keep their precision in JSON',
    spec: 'datatypes.html#decimal',
    needs: [patients],
    async run(server) {
      const { text } = await get(server, await create(server, withDecimals(server, DECIMALS)));
      const found = [...text.matchAll(/"valueDecimal"\s*:\s*([-\d.eE+]+)/g)].map(
        ([, value]) => value,
      );
      equal(found, DECIMALS, 'decimals');
    },
  }),
  testCase({
    id: 'decimals-xml',
    title: 'decimals keep their precision in XML, and back in JSON',
    spec: 'datatypes.html#decimal',
    needs: xml,
    async run(server) {
      const id = await create(server, withDecimals(server, DECIMALS));
      const answer = await get(server, id, { Accept: XML_TYPE });
      const found = [...answer.text.matchAll(/<valueDecimal value="([^"]*)"/g)].map(
        ([, value]) => value,
      );
      equal(found, DECIMALS, 'decimals in XML');
      const copy = await create(server, answer.text, XML_TYPE);
      const { text } = await get(server, copy);
      const again = [...text.matchAll(/"valueDecimal"\s*:\s*([-\d.eE+]+)/g)].map(
        ([, value]) => value,
      );
      equal(again, DECIMALS, 'decimals in JSON');
    },
  }),
  testCase({
    id: 'unicode',
    title: 'text keeps every character',
    spec: 'datatypes.html#string',
    needs: [patients],
    async run(server) {
      const name = [{ family: 'Çelik-Šťastná 😀 <&>"\\', text: 'a\tb\nc' }];
      const id = await create(server, server.patient({ name }));
      equal((await get(server, id)).body.name, name, 'name');
    },
  }),
  testCase({
    id: 'primitive-extensions',
    title: 'extensions of primitives stay where they are',
    spec: 'json.html#primitive',
    needs: [patients],
    async run(server) {
      const reason = (code) => ({
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: code },
        ],
      });
      const patient = server.patient({
        _birthDate: reason('unknown'),
        name: [
          {
            family: 'Proefpersoon',
            given: ['Anna', null, 'Maria'],
            _given: [null, reason('masked'), { id: 'third' }],
          },
        ],
      });
      const { body } = await get(server, await create(server, patient));
      contains(body, patient, 'Patient');
    },
  }),
  testCase({
    id: 'partial-dates',
    title: 'dates keep their precision, and times their zone',
    spec: 'datatypes.html#dateTime',
    needs: [patients],
    async run(server) {
      const extension = ['2024', '2024-02', '2024-02-29', '2024-02-29T23:30:00+01:00'].map(
        (valueDateTime, index) => ({ url: `http://conformance.example/${index}`, valueDateTime }),
      );
      const { body } = await get(server, await create(server, server.patient({ extension })));
      equal(body.extension, extension, 'extension');
    },
  }),
  testCase({
    id: 'narrative',
    title: 'narrative keeps its text',
    spec: 'narrative.html',
    needs: [patients],
    async run(server) {
      const div =
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Anna <b>Proefpersoon</b> &lt;x&gt; é</p></div>';
      const text = { status: 'generated', div };
      const { body } = await get(server, await create(server, server.patient({ text })));
      equal(body.text, text, 'text');
    },
  }),
  testCase({
    id: 'xml-round-trip',
    title: 'what is read as XML can be stored as XML, and is the same in JSON',
    spec: 'xml.html',
    needs: xml,
    async run(server) {
      const patient = server.patient({
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml">Anna &amp; co</div>',
        },
        contained: [{ resourceType: 'Organization', id: 'o', name: 'Praktijk "De Vuurtoren"' }],
        managingOrganization: { reference: '#o' },
        birthDate: '1980-02',
        multipleBirthInteger: 2,
        telecom: [{ system: 'phone', value: '+31 20 0000000' }],
      });
      const id = await create(server, patient);
      const answer = await get(server, id, { Accept: XML_TYPE });
      equal(typeOf(answer), XML_TYPE, 'Content-Type');
      ok(answer.text.includes('xmlns="http://hl7.org/fhir"'), 'the XML has no FHIR namespace');
      const copy = await create(server, answer.text, XML_TYPE);
      contains((await get(server, copy)).body, patient, 'Patient');
    },
  }),
  testCase({
    id: 'xml-bundle',
    title: 'Bundles come in XML as well',
    spec: 'xml.html',
    needs: [...xml, interactions('Patient', 'search-type')],
    async run(server) {
      const id = await create(server, server.patient());
      const headers = { Accept: XML_TYPE };
      const answer = await server.send('GET', `/Patient?_id=${id}`, { headers });
      status(answer, 200);
      ok(
        /<Bundle\b[^]*<resource>\s*<Patient\b/.test(answer.text),
        'there is no Patient in a Bundle',
      );
    },
  }),
  testCase({
    id: 'format-parameter',
    title: '_format wins over the Accept header',
    spec: 'http.html#parameters',
    needs: xml,
    async run(server) {
      const id = await create(server, server.patient());
      const wanted = [
        ['xml', XML_TYPE],
        ['json', JSON_TYPE],
        ['application%2Ffhir%2Bxml', XML_TYPE],
        ['application%2Ffhir%2Bjson', JSON_TYPE],
      ];
      for (const [value, type] of wanted) {
        const answer = await server.send('GET', `/Patient/${id}?_format=${value}`, {
          headers: { Accept: type === XML_TYPE ? JSON_TYPE : XML_TYPE },
        });
        equal([answer.status, typeOf(answer)], [200, type], `_format=${value}`);
      }
    },
  }),
  testCase({
    id: 'accept-general',
    title: 'general media types are understood',
    spec: 'http.html#mime-type',
    needs: [patients],
    async run(server) {
      const id = await create(server, server.patient());
      for (const accept of ['application/json', '*/*', 'application/fhir+json; fhirVersion=4.0']) {
        const answer = await get(server, id, { Accept: accept });
        status(answer, 200);
        equal(answer.body?.id, id, `id with Accept: ${accept}`);
      }
    },
  }),
  testCase({
    id: 'not-acceptable',
    title: 'a format that the server does not have answers 406',
    spec: 'http.html#mime-type',
    needs: [patients],
    async run(server) {
      const id = await create(server, server.patient());
      status(await get(server, id, { Accept: 'image/png' }), 406);
    },
  }),
  testCase({
    id: 'unsupported-body',
    title: 'a body in a format that the server does not have answers 415',
    spec: 'http.html#mime-type',
    needs: [patients],
    async run(server) {
      const headers = { 'Content-Type': 'text/plain' };
      refused(await server.send('POST', '/Patient', { body: 'Patient', headers }), 415);
    },
  }),
  testCase({
    id: 'xml-errors',
    title: 'an error comes in the format that was asked for',
    spec: 'http.html#mime-type',
    needs: [format('xml'), interactions('Patient', 'read')],
    async run(server) {
      const path = `/Patient/none-${server.run.slice(0, 8)}`;
      const answer = await server.send('GET', path, { headers: { Accept: XML_TYPE } });
      status(answer, 404);
      ok(/<OperationOutcome\b/.test(answer.text), 'the body is no OperationOutcome in XML');
    },
  }),
]);
