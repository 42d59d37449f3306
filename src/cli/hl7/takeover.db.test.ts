// Several processes that send, and processes that end in the middle of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { composeCore } from '../../compose.js';
import { openHl7Door } from '../../compose-hl7.js';
import { loadConfig } from '../../config/load.js';
import { Database } from '../../storage/database.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { outboundFiles } from '../../testing/hl7v2/outbound-server.js';
import { MllpReceiver } from '../../testing/hl7v2/receiver.js';
import { startProcess, until, type ServerProcess } from '../../testing/process.js';
import { SILENT } from '../../testing/silent.js';

let receiver: MllpReceiver;
let files: TestDatabase;
let database: Database;
let folder: string;
let settings: Record<string, string>;

beforeEach(async () => {
  receiver = await MllpReceiver.listen();
  files = await createTestDatabase();
  database = new Database({ url: files.url, maxConnections: 2, statementTimeout: 30_000 }, SILENT);
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-takeover-'));
  settings = {
    DATABASE_URL: files.url,
    MLLP_PORT: 'off',
    ...outboundFiles(folder, receiver.port, {
      lab: { answerTimeoutSeconds: 20, rules: [{ name: 'patients', generate: 'Patient' }] },
    }),
  };
});

afterEach(async () => {
  await database.close();
  await files.drop();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

const COUNT = 30;
const FAMILIES = Array.from({ length: COUNT }, (_, index) => `Patient${index}`);

async function unsettled(): Promise<number> {
  const [row] = await database.query<{ left: number }>({
    name: '',
    text: `select (select count(*) from hl7_change)
      + (select count(*) from hl7_outbox where state <> 2) as left`,
    values: [],
  });
  return row?.left ?? 0;
}

/** Surnames in the order in which they first came in. */
function families(): string[] {
  return [...new Set(receiver.received.map(({ message }) => message.get('PID-5') ?? ''))];
}

/** Every message was received, in its order, and whenever it was received it was the same. */
async function expectAll(): Promise<void> {
  await until(async () => receiver.received.length >= COUNT && (await unsettled()) === 0);
  expect(families()).toEqual(FAMILIES);
  const texts = new Map(receiver.received.map(({ controlId, text }) => [controlId, text]));
  expect(texts.size).toBe(COUNT);
  for (const { controlId, text } of receiver.received) expect(text).toBe(texts.get(controlId));
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        const [, rest = ''] =
          /^\d+ \(.*\) . (\d+)/s.exec(readFileSync(`/proc/${child}/stat`, 'utf8')) ?? [];
        return Number(rest) === pid;
      } catch {
        return false;
      }
    });
}

/** The processes that send: those that the primary, or the launcher before it, has started. */
function workersOf(pid: number): number[] {
  const children = childrenOf(pid);
  return children.flatMap((child) => {
    const grandchildren = workersOf(child);
    return grandchildren.length > 0 ? grandchildren : [child];
  });
}

async function post(server: ServerProcess, family: string): Promise<void> {
  const body = JSON.stringify({ resourceType: 'Patient', name: [{ family }] });
  const headers = { 'Content-Type': 'application/fhir+json' };
  const response = await fetch(`${server.base}/Patient`, { method: 'POST', headers, body });
  expect(response.status).toBe(201);
}

test('processes that are killed while they send lose nothing, and keep the order', async () => {
  const server = await startProcess(settings);
  const kill = (): void => {
    for (const pid of workersOf(server.child.pid ?? 0)) process.kill(pid, 'SIGKILL');
  };
  // The first message is in flight, and keeps the others back, until all are stored.
  receiver.react = () => 'silence';
  for (const family of FAMILIES) await post(server, family);
  await until(() => receiver.received.length > 0);
  // In the middle of a message, and again when it was taken and its answer is on the way.
  receiver.react = ({ message }, times) => {
    const family = message.get('PID-5') ?? '';
    if (!['Patient10', 'Patient20'].includes(family) || times > 1) return { code: 'AA' };
    kill();
    return family === 'Patient10' ? 'silence' : { code: 'AA' };
  };
  kill();
  await expectAll();
  expect(receiver.received.length).toBeGreaterThan(COUNT);
  await server.end('SIGTERM');
}, 180_000);

test('of two processes one sends, and the other one when that has ended', async () => {
  const config = loadConfig(settings, '/tmp');
  const open = async () => {
    const core = await composeCore(
      { config, databaseUrl: files.url, base: 'http://fhir.example/fhir' },
      SILENT,
    );
    const door = await openHl7Door({ ...core, config, databaseUrl: files.url, log: SILENT });
    return {
      create: (family: string) =>
        core.run(
          {
            kind: 'create',
            type: 'Patient',
            resource: { resourceType: 'Patient', name: [{ family }] },
          },
          { kind: 'system' },
        ),
      close: async () => {
        await door.close();
        await core.close();
      },
    };
  };
  const [first, second] = await Promise.all([open(), open()]);
  for (const family of FAMILIES.slice(0, 15)) await first.create(family);
  await until(async () => receiver.received.length >= 15 && (await unsettled()) === 0);
  await first.close();
  for (const family of FAMILIES.slice(15)) await second.create(family);
  await expectAll();
  expect(receiver.received).toHaveLength(COUNT);
  await second.close();
});
