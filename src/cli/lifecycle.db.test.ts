// The server as a process: start, stop, and what survives when it is killed.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  command,
  startProcess,
  temporaryDataFolder,
  until,
  type DataFolder,
  type ServerProcess,
} from '../testing/process.js';

const TIMEOUT = 120_000;

async function send(
  url: string,
  method = 'GET',
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/fhir+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const patient = { resourceType: 'Patient', active: true };

describe('a server', () => {
  let data: DataFolder;
  let server: ServerProcess;

  beforeAll(() => {
    data = temporaryDataFolder();
  });

  afterAll(async () => {
    await data.remove();
  });

  beforeEach(async () => {
    server = await startProcess({ DATA_DIR: data.path });
  }, TIMEOUT);

  afterEach(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null)
      await server.end('SIGTERM');
  }, TIMEOUT);

  test('says where it is in the last line of its banner, and is there', async () => {
    expect(server.banner.split('\n').at(-1)).toBe(`ready: ${server.base}`);
    expect(server.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir$/);
    expect((await send(`${server.base}/metadata`)).status).toBe(200);
    const ready = await send(server.base.replace('/fhir', '/readyz'));
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('counts the requests of all workers in /metrics', async () => {
    await Promise.all(Array.from({ length: 10 }, () => send(`${server.base}/metadata`)));
    const response = await fetch(server.base.replace('/fhir', '/metrics'));
    const text = await response.text();
    expect(text).toMatch(
      /vuurtoren_http_requests_total\{interaction="capabilities",status="200"\} 10\n/,
    );
  });

  test(
    'stops cleanly on SIGTERM, with the database; the next start has the same data',
    async () => {
      const { body } = await send(`${server.base}/Patient`, 'POST', patient);
      expect(await server.end('SIGTERM')).toBe(0);
      expect(data.postgresPid()).toBeUndefined();
      server = await startProcess({ DATA_DIR: data.path });
      expect((await send(`${server.base}/Patient/${String(body['id'])}`)).body).toEqual(body);
    },
    TIMEOUT,
  );

  test(
    'answers what is under way before it stops',
    async () => {
      const request = http.request(`${server.base}/Patient`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/fhir+json', 'Transfer-Encoding': 'chunked' },
      });
      request.write('{"resourceType":"Patient",');
      // The server has seen the request when a later one on another connection is answered.
      await send(`${server.base}/metadata`);
      const stopped = server.end('SIGTERM');
      await until(
        async () => (await fetch(`${server.base}/metadata`).catch(() => undefined)) === undefined,
      );
      request.end('"active":true}');
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      expect(response.statusCode).toBe(201);
      response.resume();
      expect(await stopped).toBe(0);
    },
    TIMEOUT,
  );

  test(
    'killed leaves nothing that keeps the next one from starting',
    async () => {
      const { body } = await send(`${server.base}/Patient`, 'POST', patient);
      await server.end('SIGKILL');
      server = await startProcess({ DATA_DIR: data.path });
      expect((await send(`${server.base}/Patient/${String(body['id'])}`)).status).toBe(200);
    },
    TIMEOUT,
  );

  test(
    'answers 503 while the database is gone, and recovers by itself',
    async () => {
      const { body } = await send(`${server.base}/Patient`, 'POST', patient);
      const url = `${server.base}/Patient/${String(body['id'])}`;
      process.kill(data.postgresPid() ?? 0, 'SIGKILL');
      await until(async () => (await send(url)).status === 503);
      const response = await fetch(url);
      if (response.status === 503) {
        expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
        expect(await response.json()).toMatchObject({ issue: [{ code: 'transient' }] });
      }
      await until(async () => (await send(url)).status === 200);
      expect((await send(server.base.replace('/fhir', '/readyz'))).status).toBe(200);
    },
    TIMEOUT,
  );

  test(
    'killed in the middle of transactions has each of them whole or not at all',
    async () => {
      const size = 20;
      const transaction = (n: number) => ({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: Array.from({ length: size }, (_, index) => ({
          resource: {
            ...patient,
            id: `crash-${n}-${index}`,
            identifier: [{ value: `crash-${n}` }],
          },
          request: { method: 'PUT', url: `Patient/crash-${n}-${index}` },
        })),
      });
      const answered = new Set<number>();
      let next = 0;
      const client = async () => {
        for (let n = next++; n < 200; n = next++) {
          const { status } = await send(server.base, 'POST', transaction(n)).catch(() => ({
            status: 0,
          }));
          if (status === 200) answered.add(n);
        }
      };
      const clients = Promise.all(Array.from({ length: 8 }, client));
      await until(() => answered.size >= 60);
      process.kill(data.postgresPid() ?? 0, 'SIGKILL');
      await server.end('SIGKILL');
      await clients;
      server = await startProcess({ DATA_DIR: data.path });
      for (let n = 0; n < 200; n++) {
        const found = await send(`${server.base}/Patient?identifier=crash-${n}&_count=100`);
        const count = ((found.body['entry'] ?? []) as unknown[]).length;
        expect([n, count]).toEqual([n, answered.has(n) || count > 0 ? size : 0]);
      }
    },
    TIMEOUT,
  );

  test(
    'replaces a worker that dies',
    async () => {
      const workers = workerPids(server);
      expect(workers).toHaveLength(2);
      process.kill(workers[0] ?? 0, 'SIGKILL');
      await until(() => {
        const now = workerPids(server);
        return now.length === 2 && !now.includes(workers[0] ?? 0);
      });
      await until(async () => (await send(`${server.base}/metadata`)).status === 200);
    },
    TIMEOUT,
  );
});

describe('a fresh DATA_DIR', () => {
  let data: DataFolder;

  beforeEach(() => {
    data = temporaryDataFolder();
  });

  afterEach(async () => {
    await data.remove();
  }, TIMEOUT);

  test(
    'serves two servers that start at once, and stops with the last of them',
    async () => {
      const [one, other] = await Promise.all([
        startProcess({ DATA_DIR: data.path }),
        startProcess({ DATA_DIR: data.path }),
      ]);
      const { body } = await send(`${one.base}/Patient`, 'POST', patient);
      expect(await one.end('SIGTERM')).toBe(0);
      expect((await send(`${other.base}/Patient/${String(body['id'])}`)).status).toBe(200);
      expect(await other.end('SIGTERM')).toBe(0);
      expect(data.postgresPid()).toBeUndefined();
      expect(readdirSync(data.path).sort()).toEqual([
        'postgres',
        'postgres-password',
        'postgres.log',
      ]);
    },
    TIMEOUT,
  );

  test(
    'whose maker was killed is made by the next one',
    async () => {
      const killed = command(['start'], { DATA_DIR: data.path });
      await until(() => readdirSync(data.path).some((name) => name.startsWith('postgres.new')));
      killed.kill('SIGKILL');
      const server = await startProcess({ DATA_DIR: data.path });
      expect((await send(`${server.base}/Patient`, 'POST', patient)).status).toBe(201);
      expect(await server.end('SIGTERM')).toBe(0);
    },
    TIMEOUT,
  );
});

describe('a wrong setting', () => {
  test.each([
    [{ PORT: 'x' }, /^PORT is "x"; allowed: .*\n$/],
    [
      { HOST: '0.0.0.0' },
      /^HOST is "0\.0\.0\.0"; while AUTH is off it must be a loopback address.*\n$/,
    ],
  ])('%j stops the start with a line', async (environment, line) => {
    const child = command(['start'], environment);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(2);
    expect(errors).toMatch(line);
  });
});

test('a database that is not there stops the start with its reason', async () => {
  const child = command(['start'], { DATABASE_URL: 'postgresql://127.0.0.1:1/x' });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
});

function workerPids(server: ServerProcess): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
        const parent = Number(rest.split(' ')[1]);
        return (
          parent === server.child.pid &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.js')
        );
      } catch {
        return false;
      }
    });
}
