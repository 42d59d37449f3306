// kill -9 in the middle of a feed: what was acknowledged is in the inbox once, and took effect once.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../storage/database.js';
import { startEmbedded, type EmbeddedDatabase } from '../storage/embedded/embedded.js';
import { MllpSender } from '../testing/mllp-sender.js';
import {
  isRunning,
  startProcess,
  temporaryDataFolder,
  until,
  type DataFolder,
  type ServerProcess,
} from '../testing/process.js';
import { SILENT } from '../testing/silent.js';

const CONNECTIONS = 8;
const MESSAGES = 240;
/** Acknowledgements after which something is killed. */
const KILL_AT = 80;

let folder: DataFolder;
let embedded: EmbeddedDatabase;
let database: Database;
let server: ServerProcess;
let port: number;

beforeAll(async () => {
  folder = temporaryDataFolder();
  embedded = await startEmbedded(folder.path, SILENT);
  database = new Database(
    { url: embedded.url, maxConnections: 2, statementTimeout: 30_000 },
    SILENT,
  );
  port = await freePort();
  server = await start();
}, 120_000);

afterAll(async () => {
  await server.end('SIGTERM');
  await database.close();
  await embedded.stop();
  await folder.remove();
}, 60_000);

function start(): Promise<ServerProcess> {
  return startProcess({ DATA_DIR: folder.path, MLLP_PORT: String(port), LOG_LEVEL: 'error' });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}

/** A patient with a visit; every third message is a visit of the patient before. */
function message(name: string, number: number): string {
  const patient = number % 3 === 2 ? number - 1 : number;
  const at = `20260310${String(100_000 + number)}`.replace(/..$/, (seconds) =>
    String(Number(seconds) % 60).padStart(2, '0'),
  );
  return [
    `MSH|^~\\&|ZIS|OLZ|||${at}||ADT^A04^ADT_A01|${name}${number}|P|2.4|||AL|NE`,
    `EVN|A04|${at}`,
    `PID|1||${name}${patient}^^^OLZ^PI||Visser&&Visser^Jo^^^^^L||19700101|F`,
    `PV1|1|O|POLI^1^1^OLZ||||||||||||||||${name}v${number}^^^OLZ^VN|||||||||||||||||||||||||${at}`,
  ].join('\r');
}

/**
 * Sends messages over several connections. One whose connection breaks before its acknowledgement has
 * come is sent again over a new one, as senders do.
 */
async function feed(name: string, onAcknowledged: (count: number) => void): Promise<void> {
  let next = 0;
  let acknowledged = 0;
  const lane = async (): Promise<void> => {
    let sender: MllpSender | undefined;
    for (let number = next++; number < MESSAGES; number = next++) {
      for (let answer = ''; !answer.includes(`\rMSA|CA|${name}${number}\r`);) {
        sender ??= await connect();
        answer = (await sender.ask(message(name, number))) ?? '';
        if (answer === '') sender = undefined;
      }
      acknowledged += 1;
      onAcknowledged(acknowledged);
    }
    sender?.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

async function connect(): Promise<MllpSender> {
  for (;;) {
    const sender = await MllpSender.connect(port).catch(() => undefined);
    if (sender !== undefined) return sender;
    await pause(50);
  }
}

function query<Row extends Record<string, unknown>>(text: string): Promise<Row[]> {
  return database.query<Row>({ name: '', text, values: [] });
}

/** A statement can't be made while the database is down. */
async function isEmptyQueue(): Promise<boolean> {
  const rows = await query('select from hl7_queue limit 1').catch(() => [{}]);
  return rows.length === 0;
}

/** @param feeds how many of these feeds have been sent so far */
async function expectOnceEach(name: string, feeds: number): Promise<void> {
  for (let tries = 0; tries < 3 && !(await isEmptyQueue()); tries += 1) {
    await until(isEmptyQueue).catch(() => undefined);
  }
  const messages = await query(
    `select count(*) as messages, count(distinct control_id) as ids,
      count(*) filter (where state = 2) as processed
      from hl7_message where control_id like '${name}%'`,
  );
  expect(messages).toEqual([{ messages: MESSAGES, ids: MESSAGES, processed: MESSAGES }]);
  const made = await query(
    `select t.name as type, count(*) as resources, sum(r.version) as versions
      from resource r join resource_type t on t.number = r.type
      where t.name in ('Patient', 'Encounter') and not r.deleted group by 1 order by 1`,
  );
  const [encounters, patients] = [MESSAGES * feeds, MESSAGES * feeds * (2 / 3)];
  expect(made).toEqual([
    { type: 'Encounter', resources: encounters, versions: encounters },
    { type: 'Patient', resources: patients, versions: patients },
  ]);
}

/** The process and all below it. */
function familyOf(pid: number): number[] {
  const children = readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return parent === pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
  return [pid, ...children.flatMap(familyOf)];
}

async function killAll(pid: number): Promise<void> {
  const family = familyOf(pid);
  for (const one of family) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended with the others.
    }
  }
  await until(() => !family.some(isRunning));
}

test('kill -9 of the server, and a start', async () => {
  let restarted: Promise<void> | undefined;
  await feed('S', (count) => {
    if (count !== KILL_AT) return;
    restarted = (async () => {
      await killAll(server.child.pid ?? 0);
      server = await start();
    })();
  });
  await restarted;
  await expectOnceEach('S', 1);
}, 120_000);

test('kill -9 of PostgreSQL, which the server starts again', async () => {
  let killed: Promise<void> | undefined;
  await feed('P', (count) => {
    if (count === KILL_AT) killed = killAll(folder.postgresPid() ?? 0);
  });
  await killed;
  await expectOnceEach('P', 2);
}, 120_000);
