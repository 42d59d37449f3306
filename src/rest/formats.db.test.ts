// Formats, negotiation, and the general parameters: https://hl7.org/fhir/R4/http.html#mime-type
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const JSON_TYPE = 'application/fhir+json; charset=utf-8';
const XML_TYPE = 'application/fhir+xml; charset=utf-8';

const XML =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Patient xmlns="http://hl7.org/fhir">' +
  '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>J&#252;rgen &amp; co</p></div></text>' +
  '<extension url="http://e"><valueDecimal value="1.00"/></extension>' +
  '<name id="n1"><family value="Jürgen &amp; &quot;co&quot;"/><given value="A"><extension url="http://e"><valueCode value="x"/></extension></given>' +
  '<given value="B"/></name><birthDate><extension url="http://e"><valueString value="a&#10;b"/></extension></birthDate></Patient>';

describe('negotiation', () => {
  test.each([
    [undefined, JSON_TYPE],
    ['application/fhir+json', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/fhir+xml', XML_TYPE],
    ['application/xml', XML_TYPE],
    ['text/xml', XML_TYPE],
    ['application/fhir+json; fhirVersion=4.0', JSON_TYPE],
    ['application/fhir+json;q=0.5, application/fhir+xml;q=0.9', XML_TYPE],
    ['text/html, application/fhir+xml', XML_TYPE],
    ['text/turtle, */*;q=0.1', JSON_TYPE],
  ])('Accept: %s gives %s', async (accept, type) => {
    const headers: Record<string, string> = accept === undefined ? {} : { Accept: accept };
    const answer = await server.send('GET', '/metadata', { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
  });

  test.each(['text/turtle', 'image/png', 'application/fhir+json; fhirVersion=3.0'])(
    'Accept: %s is 406',
    async (accept) => {
      const answer = await server.send('GET', '/metadata', { headers: { Accept: accept } });
      expect(answer.status).toBe(406);
      expect(answer.body.resourceType).toBe('OperationOutcome');
    },
  );

  test.each([
    ['json', JSON_TYPE],
    ['xml', XML_TYPE],
    ['application/fhir%2Bxml', XML_TYPE],
    ['application/fhir+xml', XML_TYPE],
    ['text/xml', XML_TYPE],
  ])('_format=%s wins over Accept', async (format, type) => {
    const headers = {
      Accept: type === XML_TYPE ? 'application/fhir+json' : 'application/fhir+xml',
    };
    const answer = await server.send('GET', `/metadata?_format=${format}`, { headers });
    expect(answer.headers.get('content-type')).toBe(type);
  });

  test('_format=ttl is 406', async () => {
    expect((await server.send('GET', '/metadata?_format=ttl')).status).toBe(406);
  });

  test.each([
    ['text/plain', 415],
    ['application/fhir+json; charset=iso-8859-1', 415],
    ['application/fhir+json; fhirVersion=5.0', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=UTF-8', 201],
    ['application/fhir+json;fhirVersion="4.0"', 201],
  ])('a body of type %s is %i', async (type, status) => {
    const answer = await server.send('POST', '/Patient', {
      body: '{"resourceType":"Patient","active":true}',
      headers: { 'Content-Type': type },
    });
    expect(answer.status).toBe(status);
  });

  test('errors come in the format that was asked for', async () => {
    const answer = await server.send('GET', '/Patient/nobody', {
      headers: { Accept: 'application/fhir+xml' },
    });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('<OperationOutcome xmlns="http://hl7.org/fhir">');
  });
});

describe('XML', () => {
  test('goes in and comes out the same', async () => {
    const headers = { 'Content-Type': 'application/fhir+xml' };
    const created = await server.send('POST', '/Patient', { body: XML, headers });
    expect(created.status).toBe(201);
    expect(created.headers.get('content-type')).toBe(XML_TYPE);
    const withoutIdentity = created.text.replace(/<id value="[^"]*"\/><meta>.*?<\/meta>/, '');
    expect(withoutIdentity).toBe(XML);
  });

  test('and JSON are the same resource', async () => {
    const created = await server.send('POST', '/Patient', {
      body: XML,
      headers: { 'Content-Type': 'application/fhir+xml', Accept: 'application/fhir+json' },
    });
    expect(created.text).toContain('"valueDecimal":1.00');
    expect(created.body).toMatchObject({
      name: [
        {
          id: 'n1',
          family: 'Jürgen & "co"',
          given: ['A', 'B'],
          _given: [{ extension: [{ url: 'http://e', valueCode: 'x' }] }, null],
        },
      ],
      _birthDate: { extension: [{ url: 'http://e', valueString: 'a\nb' }] },
    });
  });

  test('Bundles go both ways', async () => {
    const bundle =
      '<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><fullUrl value="urn:uuid:0d5fbf64-1d5a-4b1c-9f6a-2a9d9a3a3b11"/>' +
      '<resource><Patient><active value="true"/></Patient></resource><request><method value="POST"/><url value="Patient"/></request></entry></Bundle>';
    const answer = await server.send('POST', '', {
      body: bundle,
      headers: { 'Content-Type': 'application/fhir+xml', Prefer: 'return=representation' },
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(
      /<Bundle xmlns="http:\/\/hl7.org\/fhir"><type value="transaction-response"\/>/,
    );
    expect(answer.text).toContain('<resource><Patient><id value="');
  });

  test.each([
    ['a document type', '<!DOCTYPE Patient><Patient xmlns="http://hl7.org/fhir"/>'],
    [
      'an entity bomb',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Patient xmlns="http://hl7.org/fhir"><language value="&b;"/></Patient>',
    ],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Patient xmlns="http://hl7.org/fhir"><language value="&a;"/></Patient>',
    ],
    ['no namespace', '<Patient><active value="true"/></Patient>'],
    ['an unknown element', '<Patient xmlns="http://hl7.org/fhir"><nonsense value="1"/></Patient>'],
    [
      'an unknown attribute',
      '<Patient xmlns="http://hl7.org/fhir"><active value="true" x="1"/></Patient>',
    ],
    [
      'text between elements',
      '<Patient xmlns="http://hl7.org/fhir">text<active value="true"/></Patient>',
    ],
    [
      'elements in the wrong order',
      '<Patient xmlns="http://hl7.org/fhir"><birthDate value="2000"/><active value="true"/></Patient>',
    ],
    [
      'a single element twice',
      '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><active value="true"/></Patient>',
    ],
    ['an end too early', '<Patient xmlns="http://hl7.org/fhir"><active value="true"/>'],
    ['nothing', ''],
    ['JSON', '{"resourceType":"Patient"}'],
  ])('with %s is 400', async (_, body) => {
    const answer = await server.send('POST', '/Patient', {
      body,
      headers: { 'Content-Type': 'application/fhir+xml', Accept: 'application/fhir+json' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.resourceType).toBe('OperationOutcome');
    expect(answer.text).not.toContain('root:');
  });
});

describe('JSON', () => {
  const numbers = [
    '1.00',
    '0.10',
    '-0.0',
    '100',
    '1e3',
    '1.5E-7',
    '123456789012345678',
    '0.1234567890123456789',
  ];

  test.each(numbers)('the decimal %s keeps its text', async (number) => {
    const created = await server.send('POST', '/Basic', {
      body: `{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://e","valueDecimal":${number}}]}`,
    });
    expect(created.status).toBe(201);
    const id = created.body.id ?? '';
    expect((await server.send('GET', `/Basic/${id}`)).text).toContain(`"valueDecimal":${number}}`);
    const xml = await server.send('GET', `/Basic/${id}?_format=xml`);
    expect(xml.text).toContain(`<valueDecimal value="${number}"/>`);
    const back = await server.send('POST', '/Basic', {
      body: xml.text,
      headers: { 'Content-Type': 'application/fhir+xml', Accept: 'application/fhir+json' },
    });
    expect(back.text).toContain(`"valueDecimal":${number}}`);
  });

  test('_pretty=true is the same with line ends', async () => {
    const { id } = await server.create({ resourceType: 'Patient', active: true });
    const plain = await server.send('GET', `/Patient/${id}`);
    const pretty = await server.send('GET', `/Patient/${id}?_pretty=true`);
    expect(pretty.text.split('\n').length).toBeGreaterThan(5);
    expect(JSON.parse(pretty.text)).toEqual(JSON.parse(plain.text));
    expect((await server.send('GET', `/Patient/${id}?_pretty=maybe`)).status).toBe(400);
  });
});

describe('_summary and _elements', () => {
  const patient = {
    resourceType: 'Patient',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    active: true,
    name: [{ family: 'Jansen' }],
    maritalStatus: { text: 'm' },
    communication: [{ language: { text: 'nl' } }],
    link: [{ other: { reference: 'Patient/1' }, type: 'seealso' }],
  };
  const subsetted = [{ code: 'SUBSETTED' }];
  const keys = (text: string) => Object.keys(JSON.parse(text) as object).slice(3);

  test.each([
    ['_summary=true', ['active', 'name', 'link']],
    ['_summary=text', ['text']],
    ['_summary=data', ['active', 'name', 'maritalStatus', 'communication', 'link']],
    ['_elements=name,maritalStatus', ['name', 'maritalStatus']],
    ['_elements=Patient.name,Observation.code', ['name']],
  ])('%s gives %j', async (query, expected) => {
    const { id } = await server.create(patient);
    const answer = await server.send('GET', `/Patient/${id}?${query}`);
    expect(keys(answer.text)).toEqual(expected);
    expect(answer.body).toMatchObject({ meta: { tag: subsetted } });
    const stored = await server.send('GET', `/Patient/${id}`);
    expect(stored.text).not.toContain('SUBSETTED');
  });

  test('keep what is mandatory', async () => {
    const { id } = await server.create({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      valueString: 'y',
    });
    expect(keys((await server.send('GET', `/Observation/${id}?_elements=value`)).text)).toEqual([
      'status',
      'code',
      'valueString',
    ]);
    expect(keys((await server.send('GET', `/Observation/${id}?_summary=text`)).text)).toEqual([
      'status',
      'code',
    ]);
  });

  test('work on each resource of a searchset', async () => {
    await server.send('PUT', '/Patient/in-bundle', { body: { ...patient, id: 'in-bundle' } });
    const answer = await server.send('GET', '/Patient?_id=in-bundle&_elements=name');
    const [entry] = answer.body['entry'] as { resource: object }[];
    expect(Object.keys(entry?.resource ?? {})).toEqual(['resourceType', 'id', 'meta', 'name']);
  });

  test.each(['_summary=maybe', '_summary=true&_elements=name'])('%s is 400', async (query) => {
    expect((await server.send('GET', `/Patient/x?${query}`)).status).toBe(400);
  });
});

describe('the response', () => {
  test('is compressed for those who want it', async () => {
    for (const encoding of ['gzip', 'br']) {
      const response = await fetch(`${server.origin}/fhir/metadata`, {
        headers: { 'Accept-Encoding': encoding },
      });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(await response.json()).toMatchObject({ resourceType: 'CapabilityStatement' });
    }
  });

  test('tells pages of other origins what they may see', async () => {
    const origin = { Origin: 'https://app.example' };
    const preflight = await server.send('OPTIONS', '/Patient', {
      headers: { ...origin, 'Access-Control-Request-Method': 'PUT' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    const answer = await server.send('GET', '/metadata', { headers: origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
  });

  test('carries the request id of the client, or one of ours', async () => {
    const given = await server.send('GET', '/metadata', { headers: { 'X-Request-Id': 'abc-1' } });
    expect(given.headers.get('x-request-id')).toBe('abc-1');
    const strange = await server.send('GET', '/metadata', { headers: { 'X-Request-Id': 'a b"c' } });
    expect(strange.headers.get('x-request-id')).toMatch(/^[a-z0-9-]+$/);
  });

  test('is not to be sniffed, framed or stored', async () => {
    const answer = await server.send('GET', '/metadata');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('cache-control')).toContain('private');
  });
});

describe('a compressed request', () => {
  test.each(['gzip', 'deflate', 'br'] as const)('in %s is understood', async (encoding) => {
    const zlib = await import('node:zlib');
    const body = Buffer.from('{"resourceType":"Patient","active":true}');
    const packed = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
    const answer = await server.send('POST', '/Patient', {
      body: packed[encoding](body),
      headers: { 'Content-Encoding': encoding },
    });
    expect(answer.status).toBe(201);
  });

  test('in an unknown encoding is 415, a broken one 400', async () => {
    const send = (encoding: string) =>
      server.send('POST', '/Patient', { body: 'xx', headers: { 'Content-Encoding': encoding } });
    expect((await send('zstd')).status).toBe(415);
    expect((await send('gzip')).status).toBe(400);
  });
});
