// HL7 v2 over HTTP: the same reception as over MLLP, with HTTP's own ways of refusing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NOBODY, type AccessContext } from '../../access/context.js';
import { appWith } from '../../testing/callers.js';
import { until } from '../../testing/process.js';
import { startTestServer, type TestServer } from '../../testing/server.js';
import { createHttpReceiver } from './receiver.js';

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-feeds-'));
  const feeds = {
    default: {},
    lab: { limits: { maxFrameBytes: 2000 } },
    late: { acknowledgement: { when: 'processed' } },
    far: { peers: ['192.0.2.1'] },
  };
  for (const [name, feed] of Object.entries(feeds)) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(feed));
  }
  server = await startTestServer({ HL7_FEEDS: folder });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

let count = 0;

function message(modes = '', type = 'ADT^A31^ADT_A05'): string {
  count += 1;
  return [
    `MSH|^~\\&|ZIS|OLZ|||20260310100000||${type}|H${count}|P|2.4|||${modes}`,
    'EVN|A31|20260310100000',
    `PID|1||h${count}^^^OLZ^PI||Visser&&Visser^Jo^^^^^L||19700101|F`,
  ].join('\r');
}

interface Sent {
  readonly query?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

async function post(body: string | undefined, sent: Sent = {}): Promise<Response> {
  const { query = '', method = 'POST', headers = {} } = sent;
  return fetch(`${server.origin}/hl7v2${query}`, {
    method,
    headers: { 'Content-Type': 'application/hl7-v2', ...headers },
    ...(body !== undefined && { body }),
  });
}

async function acknowledgement(response: Response): Promise<string | undefined> {
  return /\rMSA\|(\w\w\|\w*)/.exec(await response.text())?.[1];
}

test('a message is stored, acknowledged in the answer, and processed', async () => {
  const response = await post(message());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/hl7-v2');
  expect(await acknowledgement(response)).toBe(`AA|H${count}`);
  await until(async () => {
    const found = await server.send('GET', `/Patient?identifier=h${count}`);
    return found.text.includes('"Visser"');
  });
});

test.each([
  ['AL|NE', 200, 'CA'],
  ['NE|NE', 204, undefined],
])('by MSH-15 and MSH-16 %s', async (modes, status, code) => {
  const response = await post(message(modes));
  expect(response.status).toBe(status);
  expect((await acknowledgement(response))?.slice(0, 2)).toBe(code);
});

test('an answer after processing is waited for; of two answers it is the later one', async () => {
  expect(await acknowledgement(await post(message(), { query: '?feed=late' }))).toMatch(/^AA/);
  expect(await acknowledgement(await post(message('AL|AL')))).toMatch(/^AA/);
});

test('a message that is refused is acknowledged so, with status 200', async () => {
  const unknown = await post(message('', 'ZZZ^Z99'));
  expect([unknown.status, await acknowledgement(unknown)]).toEqual([200, `AR|H${count}`]);
  const garbage = await post('hello');
  expect([garbage.status, await acknowledgement(garbage)]).toEqual([200, 'AR|']);
});

test('the feed is named by the query or by a header', async () => {
  const text = message();
  await post(text, { query: '?feed=lab' });
  await post(text, { headers: { 'X-HL7-Feed': 'late' } });
  await post(text);
  const rows = await server.core.database.query<{ feed: string }>({
    name: '',
    text: `select feed from hl7_message where control_id = 'H${count}' order by id`,
    values: [],
  });
  expect(rows.map(({ feed }) => feed)).toEqual(['lab', 'late', 'default']);
});

describe('HTTP refuses', () => {
  test.each<[string, number, Sent]>([
    ['another method', 405, { method: 'PUT' }],
    ['a feed that there is not', 404, { query: '?feed=none' }],
    ['an address that the feed does not take', 403, { query: '?feed=far' }],
    ['what is not declared as a message', 415, { headers: { 'Content-Type': 'text/plain' } }],
    ['XML', 415, { headers: { 'Content-Type': 'application/hl7-v2+xml' } }],
    ['a compressed message', 415, { headers: { 'Content-Encoding': 'gzip' } }],
  ])('%s', async (_, status, sent) => {
    const response = await post(message(), sent);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('a message that is too large, declared or not', async () => {
    const text = `${message()}\rZZZ|${'x'.repeat(3000)}`;
    expect((await post(text, { query: '?feed=lab' })).status).toBe(413);
    const status = await new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/hl7-v2' };
      const sending = request(`${server.origin}/hl7v2?feed=lab`, { method: 'POST', headers });
      sending.on('response', (response) => {
        resolve(response.statusCode);
      });
      sending.on('error', reject);
      // Without a length it is sent in chunks.
      sending.write(text);
      sending.end();
    });
    expect(status).toBe(413);
  });

  test.each<[string, AccessContext, number]>([
    ['nobody', NOBODY, 401],
    ['an app of a user', appWith('user/*.cruds', { fhirUser: 'Practitioner/p' }), 403],
    ['a service that may only read', appWith('system/*.rs', {}), 403],
    ['a service that may write one type', appWith('system/Patient.cruds', {}), 403],
    ['a service that may not delete', appWith('system/*.cru', {}), 403],
    ['a service that may write everything', appWith('system/*.cud', {}), 404],
    ['a service with the scope of v1', appWith('system/*.write', {}), 404],
  ])('%s', async (_who, access, expected) => {
    const receive = createHttpReceiver({
      authenticate: () => Promise.resolve(access),
      feeds: [],
    } as unknown as Parameters<typeof createHttpReceiver>[0]);
    let status = 0;
    const response = {
      writeHead: (code: number) => {
        status = code;
      },
      end: () => undefined,
    };
    // Who may send is told next that there is no such feed.
    const request = {
      method: 'POST',
      url: '/hl7v2?feed=none',
      headers: { 'content-type': 'application/hl7-v2' },
    };
    await receive(request as never, response as never);
    expect(status).toBe(expected);
  });
});
