// A client that is slow, or stalls, is let go, and keeps nobody from being served.
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SYSTEM_ACCESS } from '../access/context.js';
import { SILENT, startTestServer, type TestServer } from '../testing/server.js';
import { createMetrics } from './metrics.js';
import { createHttpServer } from './server.js';

const IDLE = 150;
const WHOLE = 450;

let server: TestServer;
let impatient: Server;

beforeAll(async () => {
  server = await startTestServer();
  const { environment, run } = server.core;
  impatient = createHttpServer({
    settings: {
      base: environment.settings.base,
      maxBodyBytes: 10_000,
      bodyTimeout: WHOLE,
      bodyIdleTimeout: IDLE,
      corsOrigins: ['*'],
    },
    definitions: environment.definitions,
    smartConfiguration: undefined,
    others: [],
    fhirOperations: environment.operations,
    authenticate: () => Promise.resolve(SYSTEM_ACCESS),
    run,
    log: SILENT,
    metrics: createMetrics(),
    operations: (_request, response) => response.end(),
  });
  impatient.listen(0, '127.0.0.1');
  await once(impatient, 'listening');
});

afterAll(async () => {
  impatient.closeAllConnections();
  impatient.close();
  await server.stop();
});

const port = (): number => (impatient.address() as AddressInfo).port;
const body = '{"resourceType":"Patient","active":true}';
const head = (length: number, extra = ''): string =>
  'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\n' +
  `Content-Length: ${length}\r\n${extra}\r\n`;

interface Slow {
  readonly socket: net.Socket;
  /** What came back until the connection was closed, and how long that took. */
  readonly ended: Promise<{ answer: string; milliseconds: number }>;
}

function connect(...first: (string | Buffer)[]): Slow {
  const started = performance.now();
  const socket = net.connect(port(), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  for (const part of first) socket.write(part);
  const ended = once(socket, 'close').then(() => ({
    answer,
    milliseconds: performance.now() - started,
  }));
  return { socket, ended };
}

function expectTimeout(answer: string): void {
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toContain('"resourceType":"OperationOutcome"');
  expect(answer).toContain('"code":"timeout"');
}

test.each([
  ['nothing of its body', [head(body.length)]],
  ['a part of its body', [head(body.length), body.slice(0, 10)]],
  [
    'a part of a compressed body',
    [head(1000, 'Content-Encoding: gzip\r\n'), gzipSync(body).subarray(0, 12)],
  ],
  [
    'a chunk and then nothing',
    [head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'), `5\r\n{"res\r\n`],
  ],
])('a client that sends %s gets 408 and is let go', async (_, parts) => {
  const { answer, milliseconds } = await connect(...parts).ended;
  expectTimeout(answer);
  expect(answer).toMatch(/\r\nConnection: close\r\n/);
  expect(milliseconds).toBeLessThan(WHOLE * 5);
});

test('a client that sends a byte now and then is let go as well', async () => {
  const { socket, ended } = connect(head(1000), '{');
  const timer = setInterval(() => socket.write(' '), IDLE / 5);
  const { answer, milliseconds } = await ended;
  clearInterval(timer);
  // It may have written on when the connection was closed, and then not see the answer.
  if (answer !== '') expectTimeout(answer);
  expect(milliseconds).toBeGreaterThanOrEqual(WHOLE - IDLE / 5);
});

test('a client that takes its time, but not too much, is served', async () => {
  const { socket, ended } = connect(head(body.length, 'Connection: close\r\n'));
  let sent = 0;
  const timer = setInterval(() => {
    socket.write(body.slice(sent, (sent += 8)));
    if (sent >= body.length) clearInterval(timer);
  }, IDLE / 5);
  const { answer } = await ended;
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
});

test('while many clients stall the others are served', async () => {
  const stalled = Array.from({ length: 200 }, () => connect(head(body.length), '{'));
  await Promise.all(stalled.map(({ socket }) => once(socket, 'connect')));
  const answer = await fetch(`http://127.0.0.1:${port()}/fhir/metadata`);
  expect(answer.status).toBe(200);
  const all = await Promise.all(stalled.map(({ ended }) => ended));
  all.forEach((one) => {
    expectTimeout(one.answer);
  });
});
