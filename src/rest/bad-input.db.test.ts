// Whatever comes in gets a clear 4xx with an OperationOutcome, and leaves the server well.
import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ MAX_BODY_BYTES: '10000000' });
});

afterAll(async () => {
  await server.stop();
});

afterEach(async () => {
  const created = await server.send('POST', '/Patient', {
    body: { resourceType: 'Patient', active: true },
  });
  expect(created.status).toBe(201);
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  server.send('POST', '/Patient', { body, headers });

function expectRefused(answer: Answer, ...statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(answer.body.resourceType).toBe('OperationOutcome');
  const [issue] = answer.body['issue'] as { diagnostics: string }[];
  expect(issue?.diagnostics.length).toBeGreaterThan(10);
}

const nested = (depth: number) => `{"a":`.repeat(depth) + '1' + '}'.repeat(depth);

describe('JSON bodies', () => {
  test.each([
    ['truncated', '{"resourceType":"Patient","name":[{"fam'],
    ['empty', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['a bare word', 'Patient'],
    ['without a type', '{"active":true}'],
    ['of an unknown type', '{"resourceType":"Nonsense"}'],
    ['of a type that is no resource', '{"resourceType":"HumanName","family":"x"}'],
    ['of an abstract type', '{"resourceType":"DomainResource"}'],
    ['with an unknown element', '{"resourceType":"Patient","nonsense":1}'],
    ['with an element of another type', '{"resourceType":"Patient","active":"true"}'],
    ['with a number for a string', '{"resourceType":"Patient","language":1}'],
    ['with an object for an array', '{"resourceType":"Patient","name":{"family":"x"}}'],
    ['with an array for a single element', '{"resourceType":"Patient","birthDate":["2000"]}'],
    ['with null', '{"resourceType":"Patient","birthDate":null}'],
    ['with null in an array', '{"resourceType":"Patient","name":[null]}'],
    ['with an empty array', '{"resourceType":"Patient","name":[]}'],
    ['with an empty object', '{"resourceType":"Patient","name":[{}]}'],
    ['with an empty string', '{"resourceType":"Patient","language":""}'],
    [
      'with two types of a choice',
      '{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2000"}',
    ],
    ['with a key twice', '{"resourceType":"Patient","active":true,"active":false}'],
    [
      'with a key twice, deep',
      '{"resourceType":"Patient","name":[{"family":"a"},{"family":"b","family":"c"}]}',
    ],
    ['with __proto__', '{"resourceType":"Patient","__proto__":{"active":true}}'],
    ['with constructor', '{"resourceType":"Patient","constructor":{"prototype":{"x":1}}}'],
    ['with the character U+0000', '{"resourceType":"Patient","language":"a\\u0000b"}'],
    ['with a control character', '{"resourceType":"Patient","name":[{"family":"a\\u0008"}]}'],
    ['with half a surrogate pair', '{"resourceType":"Patient","name":[{"family":"\\ud83d"}]}'],
    ['with comments', '{"resourceType":"Patient" /* x */}'],
    ['with a number that is none', '{"resourceType":"Patient","multipleBirthInteger":01}'],
    ['nested 10,000 deep', nested(10_000)],
    ['nested deep in a resource', `{"resourceType":"Patient","extension":[${nested(200)}]}`],
  ])('that are %s are 400', async (_, body) => {
    expectRefused(await post(body), 400);
  });

  test.each([
    [
      'an impossible date',
      '{"resourceType":"Patient","birthDate":"2023-02-30"}',
      'Patient.birthDate',
    ],
    [
      'a code that is not in the value set',
      '{"resourceType":"Patient","gender":"x"}',
      'Patient.gender',
    ],
    [
      'a missing element',
      '{"resourceType":"Patient","link":[{"type":"seealso"}]}',
      'Patient.link[0]',
    ],
    [
      'a dateTime without a zone',
      '{"resourceType":"Patient","deceasedDateTime":"2020-01-01T10:00:00"}',
      'Patient.deceasedDateTime',
    ],
    [
      'a malformed reference',
      '{"resourceType":"Patient","managingOrganization":{"reference":"../x"}}',
      'Patient.managingOrganization.reference',
    ],
    [
      'a reference to another type',
      '{"resourceType":"Patient","managingOrganization":{"reference":"Patient/1"}}',
      'Patient.managingOrganization.reference',
    ],
    ['a malformed id', '{"resourceType":"Patient","id":"a b"}', 'Patient.id'],
    [
      'a script in the narrative',
      '{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><script>1</script>x</div>"}}',
      'Patient.text.div',
    ],
    [
      'an event in the narrative',
      '{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\" onclick=\\"x\\">x</div>"}}',
      'Patient.text.div',
    ],
  ])('with %s are 422 and name the element', async (_, body, expression) => {
    const answer = await post(body);
    expectRefused(answer, 422);
    expect(answer.body).toMatchObject({ issue: [{ expression: [expression] }] });
  });

  test('say where the JSON is wrong, and nothing of what it holds', async () => {
    const answer = await post('{"resourceType":"Patient",\n "name":[{"family":"Geheim"},}');
    expectRefused(answer, 400);
    expect(answer.text).toMatch(/line 2, column \d+/);
    expect(answer.text).not.toContain('Geheim');
  });

  test('that are not UTF-8 are 400', async () => {
    const bytes = Buffer.from('{"resourceType":"Patient","language":"é"}', 'latin1');
    expectRefused(await post(bytes), 400);
  });

  test('may begin with a byte order mark', async () => {
    expect((await post('\ufeff{"resourceType":"Patient","active":true}')).status).toBe(201);
  });

  test('with an array of 1,000,000 items are 400', async () => {
    const body = `{"resourceType":"Patient","name":[{"given":[${Array(1_000_000).fill('"a"').join(',')}]}]}`;
    expectRefused(await post(body), 400);
  });

  test('larger than the limit are 413, declared or not', async () => {
    const body = JSON.stringify({ resourceType: 'Patient', language: 'x'.repeat(11_000_000) });
    expectRefused(await post(body), 413);
    const chunked = await rawRequest([
      'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\n',
      ...Array.from({ length: 12 }, () => `F4240\r\n${'x'.repeat(1_000_000)}\r\n`),
      '0\r\n\r\n',
    ]);
    expect(chunked).toMatch(/^HTTP\/1.1 413 /);
  });

  test('that unpack to more than the limit are 413', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expectRefused(await post(bomb, { 'Content-Encoding': 'gzip' }), 413);
  });

  test('have at most 50 issues', async () => {
    const name = Array.from({ length: 500 }, () => ({ nonsense: 1 }));
    const answer = await post({ resourceType: 'Patient', name });
    expectRefused(answer, 400);
    expect(answer.body['issue']).toHaveLength(50);
  });
});

describe('URLs', () => {
  test.each([
    ['/Nonsense', 404],
    ['/patient', 404],
    ['/Nonsense/1', 404],
    ['/Patient/1/nonsense', 404],
    ['/Patient/1/_history/1/x', 404],
    ['/Patient/$nonsense', 404],
    ['/$nonsense', 404],
    ['/metadata/x', 404],
    ['//Patient', 404],
    ['/Patient//1', 400],
    ['/Patient/a%20b', 400],
    ['/Patient/%00', 400],
    ['/Patient/..%2fObservation', 400],
    ['/Patient/a%2Fb', 400],
    ['/Patient/%E0%A4%A', 400],
    [`/Patient/${'a'.repeat(65)}`, 400],
    ["/Patient/'%20or%201=1--", 400],
    ['/Patient?identifier=%00', 400],
    ['/Patient?nonsense=1', 400],
    ['/Patient?name:nonsense=1', 400],
    ['/Patient?_count=-1', 400],
    ['/Patient?_count=abc', 400],
    ['/Patient?identifier=a|b|c', 400],
    ['/Patient?_id=a,b%20c', 400],
    ['/Patient?_lastUpdated=2023-02-30', 400],
    ['/Patient?organization=not a reference', 400],
    [`/Patient?identifier=${Array(3000).fill('x').join(',')}`, 400],
    ['/metadata?mode=nonsense', 400],
  ])('GET %s is %i', async (path, status) => {
    expectRefused(await server.send('GET', path), status);
  });

  test('dots in a path lead nowhere', async () => {
    const answer = await rawRequest([
      'GET /fhir/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
  });

  test('SQL in a value is a value', async () => {
    const answer = await server.send(
      'GET',
      `/Patient?identifier=${encodeURIComponent("'; drop table resource; --")}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body['entry']).toBeUndefined();
  });

  test.each([
    ['PUT', '/metadata', 'GET, HEAD'],
    ['POST', '/Patient/1', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['DELETE', '/Patient/1/_history/1', 'GET, HEAD'],
    ['PUT', '/_history', 'GET, HEAD'],
    ['GET', '/Patient/_search', 'POST'],
    ['PUT', '', 'GET, HEAD, POST'],
  ])('%s %s is 405', async (method, path, allowed) => {
    const body = method === 'GET' ? undefined : { resourceType: 'Patient' };
    const answer = await server.send(method, path, { body });
    expectRefused(answer, 405);
    expect(answer.headers.get('allow')).toBe(allowed);
  });
});

describe('headers', () => {
  test('that contradict one another let nothing through', async () => {
    const { id } = await server.create({ resourceType: 'Patient', active: true });
    const answer = await server.send('PUT', `/Patient/${id}`, {
      body: { resourceType: 'Patient', id, active: false },
      headers: { 'If-Match': 'W/"1"', 'If-None-Match': '*' },
    });
    expectRefused(answer, 412);
  });

  test('XML under a JSON type is 400', async () => {
    expectRefused(await post('<Patient xmlns="http://hl7.org/fhir"/>'), 400);
  });

  test('without a Content-Type is 415', async () => {
    const answer = await rawRequest([
      'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 415 /);
    expect(answer).toContain('OperationOutcome');
  });

  test('a search by POST that is no form is 415', async () => {
    expectRefused(await server.send('POST', '/Patient/_search', { body: {} }), 415);
  });
});

describe('what is no HTTP', () => {
  test.each([
    ['noise', '\u0001\u0002 nonsense\r\n\r\n'],
    [
      'two lengths',
      'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    ],
    [
      'a huge header',
      `GET /fhir/metadata HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
    ],
  ])('%s gets an OperationOutcome', async (_, text) => {
    const answer = await rawRequest([text]);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer).toContain('OperationOutcome');
  });

  test('a body that ends too early disturbs nobody', async () => {
    const socket = net.connect(Number(new URL(server.origin).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{"resou',
    );
    socket.destroy();
    await once(socket, 'close');
  });
});

/** Sends these texts on a connection of their own; gives what came back until it was closed. */
async function rawRequest(texts: readonly string[]): Promise<string> {
  const socket = net.connect(Number(new URL(server.origin).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
    // One answer is all that is waited for.
    if (received.includes('\r\n\r\n') && received.includes('}')) socket.destroy();
  });
  socket.on('error', () => undefined);
  for (const text of texts) socket.write(text);
  await once(socket, 'close');
  return received;
}
