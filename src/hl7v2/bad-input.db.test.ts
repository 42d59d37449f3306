// What senders should not send: it is refused or held with the reason, and nobody else notices.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MllpSender } from '../testing/mllp-sender.js';
import { withPlainExpressions } from '../testing/plain-expressions.js';
import { until } from '../testing/process.js';
import { SILENT, startTestServer, type TestServer } from '../testing/server.js';

const MOST = 1_000_000;

/** What went wrong in the server, for the message of a test that fails. */
const errors: unknown[] = [];

let folder: string;
let server: TestServer;
let sender: MllpSender;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-feeds-'));
  const limits = { maxFrameBytes: MOST, frameIdleSeconds: 1 };
  const feeds = { small: { listen: { port: 0 }, limits }, zis: { listen: { port: 0 } } };
  for (const [name, feed] of Object.entries(feeds)) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(feed));
  }
  server = await startTestServer(
    { HL7_FEEDS: folder },
    { ...SILENT, error: (fields) => errors.push(fields) },
  );
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

let count = 0;

/** Somebody else on the same feed, who sends one message after the other all the while. */
let others: { isDone: boolean; answers: (string | undefined)[]; ended: Promise<void> };

beforeEach(async () => {
  sender = await MllpSender.connect(server.hl7Ports.get('small') ?? 0);
  const other = await MllpSender.connect(server.hl7Ports.get('small') ?? 0);
  others = { isDone: false, answers: [], ended: Promise.resolve() };
  others.ended = (async () => {
    do {
      count += 1;
      const answer = await other.ask(message(`O${count}`));
      others.answers.push(/\rMSA\|(\w\w\|\w+)/.exec(answer ?? '')?.[1]);
    } while (!others.isDone);
    other.close();
  })();
});

afterEach(async () => {
  others.isDone = true;
  await others.ended;
  expect(others.answers.filter((one) => one?.startsWith('AA|O') !== true)).toEqual([]);
  sender.close();
});

interface Parts {
  readonly header?: string;
  readonly at?: string;
  readonly numbers?: string;
  readonly name?: string;
  readonly more?: readonly string[];
}

function message(id: string, parts: Parts = {}): string {
  const { at = '20260310100000', numbers = `${id}^^^OLZ^PI`, name = 'Smit&&Smit^Jo' } = parts;
  return [
    parts.header ?? `MSH|^~\\&|ZIS|OLZ|||${at}||ADT^A31^ADT_A05|${id}|P|2.4`,
    `EVN|A31|${at}`,
    `PID|1||${numbers}||${name}^^^^^L||19700101|F`,
    ...(parts.more ?? []),
  ].join('\r');
}

/** The code, and what ERR says, of an acknowledgement. */
function answered(answer: string | undefined): string {
  const [, code = 'closed'] = /\rMSA\|(\w\w)/.exec(answer ?? '') ?? [];
  const [, condition = ''] = /\rERR\|[^\r]*?(?:\^|\|)(\d{3})[&^]/.exec(answer ?? '') ?? [];
  return `${code} ${condition}`.trim();
}

interface Row {
  readonly state: number;
  readonly reason: string | null;
  readonly outcome: { readonly warnings?: readonly { readonly rule: string }[] } | null;
}

/** What became of a message, once it has come to its end. */
async function fate(
  id: string,
): Promise<{ state: number; reason: string | null; rules: string[] }> {
  let row: Row | undefined;
  await until(async () => {
    [row] = await server.core.database.query<Row & { id: number }>({
      name: '',
      text: 'select state, reason, outcome from hl7_message where control_id = $1',
      values: [id],
    });
    return row !== undefined && row.state !== 1;
  });
  const rules = (row?.outcome?.warnings ?? []).map(({ rule }) => rule);
  return { state: row?.state ?? 0, reason: row?.reason ?? null, rules };
}

const PROCESSED = 2;

test('garbage between frames is skipped; in a frame it is refused', async () => {
  const garbage = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251));
  const clean = Buffer.from(garbage.filter((byte) => byte !== 0x0b && byte !== 0x1c));
  sender.write(clean);
  expect(answered(await sender.ask(clean))).toBe('AR 100');
  expect(answered(await sender.ask(message('G1')))).toBe('AA');
});

test('a frame that is too large is refused; one that never ends, cut off', async () => {
  expect(answered(await sender.ask(message('L1', { more: [`ZZZ|${'x'.repeat(MOST)}`] })))).toBe(
    'AE 104',
  );
  expect(answered(await sender.ask(message('L2')))).toBe('AA');
  sender.write(`\x0b${message('L3')}`);
  const block = Buffer.alloc(MOST, 'x');
  const closed = sender.closed();
  const pump = (): void => {
    if (!sender.socket.writable) return;
    sender.socket.write(block, () => setImmediate(pump));
  };
  pump();
  await closed;
});

test('half a message and then silence: the connection is closed, nothing is stored', async () => {
  sender.write(`\x0b${message('S1').slice(0, 60)}`);
  await sender.closed();
  const rows = await server.core.database.query({
    name: '',
    text: "select from hl7_message where control_id = 'S1'",
    values: [],
  });
  expect(rows).toEqual([]);
});

test('bytes that are not of the declared character set are read as what they are', async () => {
  const header = 'MSH|^~\\&|ZIS|OLZ|||20260310100000||ADT^A31^ADT_A05|C1|P|2.4||||||UNICODE UTF-8';
  const text = message('C1', { header, name: 'Größe&&Größe^Jo' });
  expect(answered(await sender.ask(Buffer.from(text, 'latin1')))).toBe('AA');
  expect(await fate('C1')).toMatchObject({ state: PROCESSED });
  const { text: found } = await server.send('GET', '/Patient?identifier=C1');
  expect(found).toContain('Größe');
});

test('50 MB in one field', () => withPlainExpressions(fiftyMegabytes));

async function fiftyMegabytes(): Promise<void> {
  const large = await MllpSender.connect(server.hl7Ports.get('zis') ?? 0);
  const text = message('B1', {
    header: 'MSH|^~\\&|LAB|OLZ|||20260310100000||ORU^R01|B1|P|2.4',
    more: ['OBR|1||B1^LAB|1^Scan^L|||20260310100000||||||||||||||||||F', 'OBX|1|ED|1^Scan^L||'],
  });
  const field = `LAB^application^pdf^Base64^${'QUJD'.repeat(13_000_000)}||||||F`;
  large.send(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(field, 'latin1')]));
  expect(answered(await large.receive())).toBe('AA');
  const { state, reason } = await fate('B1');
  // Too much for the database to store as one resource would be told, too.
  expect({ state, reason, errors }).toEqual({ state: PROCESSED, reason: null, errors: [] });
  large.close();
}

test('a field that is longer than any text may be is refused, and where it is, is told', async () => {
  const large = await MllpSender.connect(server.hl7Ports.get('zis') ?? 0);
  const name = `Smit${' '.repeat(2_000_000)}&&Smit^Jo`;
  const answer = await large.ask(message('W1', { name, more: ['ZPD|' + 'x'.repeat(2_000_000)] }));
  expect(answered(answer)).toBe('AE 102');
  expect(answer).toContain('PID^1^5');
  expect(answered(await large.ask(message('W2', { more: ['ZPD|' + 'x'.repeat(2_000_000)] })))).toBe(
    'AA',
  );
  large.close();
});

test.each([
  ['control id', (text: string) => text.replace('|H1|', `|${'H'.repeat(100_000)}|`)],
  ['sending application', (text: string) => text.replace('|ZIS|', `|${'Z'.repeat(100_000)}|`)],
  ['event', (text: string) => text.replace('ADT^A31', `ADT^${'A'.repeat(100_000)}`)],
  ['patient number', (text: string) => text.replace('H1^^^OLZ', `${'H'.repeat(100_000)}^^^OLZ`)],
  ['authority', (text: string) => text.replace('^^^OLZ^PI', `^^^${'O'.repeat(100_000)}^PI`)],
])('%s: one that is very long gets an answer', async (_, change) => {
  const large = await MllpSender.connect(server.hl7Ports.get('zis') ?? 0);
  expect(answered(await large.ask(change(message('H1'))))).toMatch(/^A[ARE]/);
  large.close();
});

test.each([
  ['no MSH', 'EVN|A31|2026\rPID|1||1^^^OLZ', 'AR 100'],
  ['MSH without delimiters', 'MSH', 'AR 101'],
  ['an unknown version', message('V1').replace('|2.4', '|7.3'), 'AR 203'],
  ['no control id', message('N1').replace('|N1|', '||'), 'AE 101'],
  ['no patient number', message('P1', { numbers: '' }), 'AE 101'],
  ['a second patient', message('T1', { more: ['PID|2||T2^^^OLZ^PI||Bos&&Bos^An'] }), 'AE 100'],
])('%s is refused', async (_, text, expected) => {
  expect(answered(await sender.ask(text))).toBe(expected);
  expect(answered(await sender.ask(message(`R${expected.slice(-1)}${count}`)))).toBe('AA');
});

test('a date in the future counts as the time of receipt', async () => {
  expect(answered(await sender.ask(message('F1', { at: '20991231235959' })))).toBe('AA');
  expect(await fate('F1')).toMatchObject({ state: PROCESSED });
  expect((await fate('F1')).rules).toContain('event-in-future');
  // So that what is sent later still counts.
  const later = message('F2', { numbers: 'F1^^^OLZ^PI', name: 'Kok&&Kok^Jo' });
  const now = new Date(Date.now() + 1000).toISOString().replace(/\D/g, '').slice(0, 14);
  await sender.ask(later.replaceAll('20260310100000', `${now}+0000`));
  await fate('F2');
  expect((await server.send('GET', '/Patient?identifier=F1')).text).toContain('Kok');
});

test('a citizen service number that fails the check is left out', async () => {
  const numbers = 'E1^^^OLZ^PI~123456789^^^NLMINBIZA^NNNLD';
  expect(answered(await sender.ask(message('E1', { numbers })))).toBe('AA');
  expect((await fate('E1')).rules).toContain('bsn-invalid');
  expect((await server.send('GET', '/Patient?identifier=123456789')).body['total']).toBeFalsy();
});
