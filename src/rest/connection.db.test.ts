// What HTTP itself asks of a server: https://www.rfc-editor.org/rfc/rfc9110 and rfc9112
import { once } from 'node:events';
import net from 'node:net';
import { gunzipSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    CORS_ORIGINS: 'https://app.example,https://other.example',
    MAX_BODY_BYTES: '2000000',
  });
});

afterAll(async () => {
  await server.stop();
});

const body = '{"resourceType":"Patient","active":true}';
const post = (extra: string, length = body.length): string =>
  'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\n' +
  `Content-Length: ${length}\r\n${extra}\r\n`;
const get = (path: string, extra = ''): string =>
  `GET /fhir${path} HTTP/1.1\r\nHost: x\r\n${extra}\r\n`;

interface Connection {
  write(text: string): void;
  /** Resolves with all that came back, once that matches. */
  answer(pattern: RegExp): Promise<string>;
  /** The same once the server has closed the connection. */
  readonly closed: Promise<string>;
}

function connect(): Connection {
  const socket = net.connect(Number(new URL(server.origin).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  return {
    write: (text) => socket.write(text),
    async answer(pattern) {
      while (!pattern.test(received)) await once(socket, 'data');
      return received;
    },
    closed: once(socket, 'close').then(() => received),
  };
}

describe('a connection', () => {
  test('serves requests one after the other, also when they come at once', async () => {
    const connection = connect();
    connection.write(
      get('/metadata', 'X-Request-Id: first\r\n') +
        post('X-Request-Id: second\r\n') +
        body +
        get('/Patient/nobody', 'X-Request-Id: third\r\n') +
        get('/Patient', 'X-Request-Id: fourth\r\nConnection: close\r\n'),
    );
    const received = await connection.closed;
    const answers = [...received.matchAll(/HTTP\/1\.1 (\d+) |X-Request-Id: (\w+)/g)];
    expect(answers.map(([, status, id]) => status ?? id)).toEqual([
      '200',
      'first',
      '201',
      'second',
      '404',
      'third',
      '200',
      'fourth',
    ]);
  });

  test('stays of use after a refused body', async () => {
    const connection = connect();
    connection.write(`${post('', 9)}{"wrong":${get('/metadata', 'Connection: close\r\n')}`);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 [^]*HTTP\/1\.1 200 /);
  });

  test('with a header that is too large gets 431 and an outcome', async () => {
    const connection = connect();
    connection.write(get('/metadata', `X-Large: ${'x'.repeat(70_000)}\r\n`));
    const received = await connection.closed;
    expect(received).toMatch(/^HTTP\/1\.1 431 /);
    expect(received).toContain('"resourceType":"OperationOutcome"');
    expect(received).toContain('"code":"too-long"');
  });
});

describe('Expect: 100-continue', () => {
  test('is answered before the body is sent', async () => {
    const connection = connect();
    connection.write(post('Expect: 100-continue\r\n'));
    await connection.answer(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    connection.write(body);
    await connection.answer(/HTTP\/1\.1 201 Created\r\n/);
  });

  test('saves a client from sending a body that is too large', async () => {
    const connection = connect();
    connection.write(post('Expect: 100-continue\r\n', 3_000_000));
    const received = await connection.closed;
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toContain('"resourceType":"OperationOutcome"');
  });
});

describe('a compressed answer', () => {
  const fetchRaw = async (path: string, encoding: string) => {
    const connection = connect();
    const socketText = get(path, `Accept-Encoding: ${encoding}\r\nConnection: close\r\n`);
    connection.write(socketText);
    const received = await connection.closed;
    const [head = '', ...rest] = received.split('\r\n\r\n');
    const bytes = Buffer.from(rest.join('\r\n\r\n'), 'latin1');
    return { bytes, encoding: /Content-Encoding: (\w+)/.exec(head)?.[1], head };
  };

  test.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, br', 'gzip'],
    ['gzip;q=0.5, br;q=0.9', 'br'],
    ['gzip;q=0, br', 'br'],
    ['GZIP', 'gzip'],
    ['*', 'gzip'],
    ['deflate', undefined],
    ['identity', undefined],
    ['gzip;q=0', undefined],
  ])('to Accept-Encoding: %s has %s', async (accepted, expected) => {
    const { bytes, encoding, head } = await fetchRaw('/metadata', accepted);
    expect(encoding).toBe(expected);
    expect(head).toContain(`Content-Length: ${bytes.length}`);
    expect(head).toMatch(/Vary: [^\r]*Accept-Encoding/);
    const unpack = { gzip: gunzipSync, br: brotliDecompressSync, '': (raw: Buffer) => raw };
    const text = unpack[(encoding ?? '') as keyof typeof unpack](bytes).toString();
    expect(JSON.parse(text)).toMatchObject({ resourceType: 'CapabilityStatement' });
  });

  test('is not made of little', async () => {
    const { encoding } = await fetchRaw('/Patient/nobody', 'gzip');
    expect(encoding).toBeUndefined();
  });
});

test('a compressed request that is cut off is 400', async () => {
  const bytes = gzipSync(body);
  const answer = await server.send('POST', '/Patient', {
    body: bytes.subarray(0, bytes.length - 6),
    headers: { 'Content-Encoding': 'gzip' },
  });
  expect(answer.status).toBe(400);
});

describe('every answer', () => {
  const kinds: [string, () => Promise<{ headers: Headers; status: number }>][] = [
    ['200', () => server.send('GET', '/metadata')],
    ['201', () => server.send('POST', '/Patient', { body })],
    ['204', () => server.send('DELETE', '/Patient/nobody')],
    ['400', () => server.send('POST', '/Patient', { body: '{' })],
    ['404', () => server.send('GET', '/Nonsense')],
    ['405', () => server.send('PUT', '', { body })],
    ['406', () => server.send('GET', '/Patient', { headers: { Accept: 'image/png' } })],
    ['415', () => server.send('POST', '/Patient', { body, headers: { 'Content-Type': 'a/b' } })],
  ];

  test.each([...kinds, ['200', () => fetch(`${server.origin}/healthz`)] as (typeof kinds)[number]])(
    'of status %s is not to be sniffed, framed or kept',
    async (status, request) => {
      const answer = await request();
      const { headers } = answer;
      expect(String(answer.status)).toBe(status);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toContain('private');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  test.each(kinds)('of status %s has a request id of its own', async (_, request) => {
    const ids = [(await request()).headers, (await request()).headers].map((headers) =>
      headers.get('x-request-id'),
    );
    expect(ids[0]).toMatch(/^[\w-]+$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('a page of another origin', () => {
  const preflight = (origin: string) =>
    server.send('OPTIONS', '/Patient/1', {
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'PATCH',
        'Access-Control-Request-Headers': 'if-match, content-type',
      },
    });

  test.each(['https://app.example', 'https://other.example'])(
    '%s may call, and see what matters',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
      expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
      expect(asked.headers.get('access-control-allow-headers')).toContain('If-Match');
      const answer = await server.send('GET', '/Patient/nobody', { headers: { Origin: origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toContain('Location');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    },
  );

  test.each(['https://evil.example', 'https://app.example.evil.example', 'null'])(
    '%s, which is not on the list, may not',
    async (origin) => {
      const answers = [
        await preflight(origin),
        await server.send('GET', '/Patient/nobody', { headers: { Origin: origin } }),
      ];
      for (const { headers } of answers) {
        expect(headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );
});
