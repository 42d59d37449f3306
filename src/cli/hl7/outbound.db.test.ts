// What an operator sees of destinations and does about their messages: commands and HTTP.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { loadConfig } from '../../config/load.js';
import { feedMessage, FORWARD_ALL, OutboundServer } from '../../testing/hl7v2/outbound-server.js';
import { MllpReceiver } from '../../testing/hl7v2/receiver.js';
import { until } from '../../testing/process.js';
import { UsageError } from '../usage.js';
import { hl7Command } from './hl7.js';

let receiver: MllpReceiver;
let out: OutboundServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-send-'));
  receiver = await MllpReceiver.listen();
  out = await OutboundServer.start(receiver, { lab: FORWARD_ALL });
});

afterAll(async () => {
  await out.stop();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  receiver.reset();
  await out.rows('truncate hl7_outbox');
});

/** Runs `vuurtoren hl7 …`; gives the exit code and what it printed. */
async function hl7(...args: readonly string[]): Promise<{ code: number; text: string }> {
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
  try {
    const code = await hl7Command(loadConfig(out.settings, '/tmp'), args);
    return { code, text: printed.join('') };
  } finally {
    write.mockRestore();
  }
}

async function http(
  method: string,
  route: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${out.server.origin}/admin/hl7${route}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

let count = 0;

/** Makes dead messages; gives their numbers. */
async function dead(number: number): Promise<number[]> {
  receiver.react = () => ({ code: 'AR' });
  const ids = Array.from({ length: number }, () => `dead${(count += 1)}`);
  await out.feed(...ids.map((id) => [id, 'ADT^A08', '1'] as const));
  await out.settled();
  receiver.reset();
  return (await out.rows('select id from hl7_outbox order by id')).map(({ id }) => Number(id));
}

describe('the command line', () => {
  test('lists, retries, skips, pauses and goes on', async () => {
    const [first, second] = await dead(2);
    expect((await hl7('destinations')).text).toMatch(
      /^lab \(127\.0\.0\.1:\d+\): 0 queued, 2 dead, last answer AR .*, 2 failures: The destination answered AR\.\n$/,
    );
    const listed = (await hl7('outbox')).text.split('\n');
    expect(listed[0]).toMatch(
      /^\d+ lab ADT\^A08 dead\d+ of message\/\d+, .*, dead after 1 attempts: The destination answered AR\.$/,
    );
    expect((await hl7('outbox', 'show', String(first))).text).toContain('\nPID|1||1^^^OLZ^PI|');
    expect((await hl7('destinations', 'pause', 'lab', 'maintenance')).code).toBe(0);
    expect((await hl7('outbox', 'retry', String(first))).text).toBe('1 messages are sent again.\n');
    expect((await hl7('destinations')).text).toContain('1 queued for');
    expect((await hl7('destinations')).text).toContain('PAUSED: maintenance');
    expect((await hl7('outbox', 'skip', String(second))).text).toBe('1 messages are given up.\n');
    await hl7('destinations', 'resume', 'lab');
    await out.settled();
    expect(receiver.received).toHaveLength(1);
    expect(await out.states()).toEqual([
      [2, 1],
      [4, 1],
    ]);
    expect((await hl7('outbox')).text).toBe('No message is dead.\n');
  });

  test.each([
    [['destinations', 'pause']],
    [['destinations', 'burn']],
    [['outbox', 'retry']],
    [['outbox', 'show', 'x']],
    [['outbox', 'list', '--state', 'lost']],
    [['nothing']],
    [['send']],
    [['send', 'x', '--to', 'nowhere']],
    [['send', 'x', '--feed', 'other']],
  ])('%j makes no sense', async (args) => {
    await expect(hl7(...args)).rejects.toThrow(UsageError);
  });

  test('names what there is not', async () => {
    await expect(hl7('destinations', 'pause', 'other')).rejects.toThrow('no destination');
    await expect(hl7('outbox', 'show', '999999')).rejects.toThrow('no such message');
  });
});

describe('over HTTP', () => {
  test('destinations and messages are listed, and decided about', async () => {
    const [first] = await dead(2);
    const destinations = await http('GET', '/destinations');
    expect(destinations.body['destinations']).toMatchObject([
      { name: 'lab', queued: 0, dead: 2, answer: 'AR', rules: ['all'], isConfigured: true },
    ]);
    const page = await http('GET', '/outbox?state=dead&limit=1');
    expect(page.body).toMatchObject({ messages: [{ id: first, state: 'dead' }], next: first });
    const rest = await http('GET', `/outbox?state=dead&after=${first ?? 0}`);
    expect(rest.body['messages']).toHaveLength(1);
    const one = await http('GET', `/outbox/${first ?? 0}`);
    expect(Buffer.from(String(one.body['content']), 'base64').toString()).toMatch(/^MSH\|/);
    const retried = await http('POST', '/outbox/retry', { destination: 'lab' });
    expect(retried).toEqual({ status: 200, body: { retried: 2 } });
    await until(() => receiver.received.length === 2);
    await out.settled();
    expect(await out.states()).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  test.each([
    ['POST', '/outbox/retry', {}, 400],
    ['POST', '/outbox/skip', { ids: [1], destination: 'lab' }, 400],
    ['POST', '/outbox/skip', { ids: ['x'] }, 400],
    ['POST', '/destinations/pause', { name: 'other' }, 404],
    ['POST', '/destinations/pause', {}, 400],
    ['GET', '/outbox?state=lost', undefined, 400],
    ['GET', '/outbox/999999', undefined, 404],
  ])('%s %s %j is answered with %i %s', async (method, route, body, status) => {
    expect((await http(method, route, body)).status).toBe(status);
  });
});

test('metrics tell how destinations stand', async () => {
  await dead(1);
  const text = await (await fetch(`${out.server.origin}/metrics`)).text();
  expect(text).toContain('vuurtoren_hl7_outbox_dead{destination="lab"} 1\n');
  expect(text).toContain('vuurtoren_hl7_outbox_paused{destination="lab"} 0\n');
});

describe('sending files', () => {
  const write = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const to = (): string[] => ['--to', `127.0.0.1:${receiver.port}`];

  test('prints each answer, and fails when one is not taken', async () => {
    const error = 'ERR|PID^1^3^101&Required field missing&HL70357';
    receiver.react = ({ controlId }) =>
      controlId === 's2' ? { code: 'AE', error } : { code: 'AA' };
    const one = feedMessage('s1', 'ADT^A08', '1');
    const two = feedMessage('s2', 'ADT^A08', '1').replaceAll('\r', '\n');
    const file = write('two.hl7', `BHS|^~\\&\n${one}${two}BTS|2\n`);
    const { code, text } = await hl7('send', file, ...to());
    expect(code).toBe(1);
    expect(text).toBe(`${file}[1] ADT^A08 s1: AA\n${file}[2] ADT^A08 s2: AE ${error}\n`);
    expect(receiver.received.map((each) => each.text)).toEqual([one, two.replaceAll('\n', '\r')]);
  });

  test('says what became of a message, when it was sent to a feed', async () => {
    const file = write('one.hl7', feedMessage('s3', 'ADT^A28', '77'));
    const listener = { host: '127.0.0.1', port: out.server.hl7Ports.get('zis') ?? 0 };
    const config = loadConfig(out.settings, '/tmp');
    const feeds = config.hl7.feeds.map((feed) =>
      feed.name === 'zis' ? { ...feed, listener } : feed,
    );
    const printed: string[] = [];
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed.push(String(chunk));
      return true;
    });
    const known = { ...config, hl7: { ...config.hl7, feeds } };
    const code = await hl7Command(known, ['send', file, '--feed', 'zis']);
    spy.mockRestore();
    expect(code).toBe(0);
    expect(printed.join('')).toMatch(
      /: AA\n {2}message \d+ is processed\n {4}Patient\/[^/]+\/_history\/1\n/,
    );
  });

  test('says when nobody answers', async () => {
    receiver.react = () => 'disconnect';
    const file = write('lost.hl7', feedMessage('s4', 'ADT^A08', '1'));
    const { code, text } = await hl7('send', file, ...to());
    expect([code, text]).toEqual([
      1,
      `${file} ADT^A08 s4: not answered. The receiver ended the connection.\n`,
    ]);
  });

  test('refuses a file without a message', async () => {
    await expect(hl7('send', write('x.txt', 'hello'), ...to())).rejects.toThrow('MSH');
  });
});
