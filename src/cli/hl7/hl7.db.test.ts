// `vuurtoren hl7 …` beside a running server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { loadConfig } from '../../config/load.js';
import { msh, startFeedServer, type FeedServer } from '../../testing/hl7v2/feed-server.js';
import { UsageError } from '../usage.js';
import { hl7Command } from './hl7.js';

let feeds: FeedServer;
let folder: string;
beforeAll(async () => {
  feeds = await startFeedServer({ default: { identity: { review: 'probable' } } });
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-hl7-'));
  // An empty database is indexed for everything; that is noted by the first command.
  await run('feeds');
});
afterAll(async () => {
  await feeds.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a command. @returns what it printed, and its exit code */
async function run(
  ...args: readonly string[]
): Promise<{ readonly said: string; readonly code: number }> {
  const environment = {
    DATABASE_URL: feeds.server.databaseUrl,
    MLLP_PORT: 'off',
    LOG_LEVEL: 'silent',
  };
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    const code = await hl7Command(loadConfig(environment, '/tmp'), args);
    return { said: lines.join(''), code };
  } finally {
    write.mockRestore();
  }
}

const pid = (number: string) =>
  `PID|1||${number}^^^OLZ^PI||Vermeer&&Vermeer^Anna^^^^^L||19680412|F|||Gracht 4&Gracht&4^^Delft^^2611AB^NL^H`;

test('a message that waits is listed, shown, decided and done', async () => {
  await feeds.process('default', msh('ADT^A28'), pid('1'));
  const { id } = await feeds.process('default', msh('ADT^A28'), pid('2'));
  const [known] = await feeds.search('Patient?identifier=1');
  const list = await run('list', '--state', 'waiting');
  expect(list.said).toContain(`${id}  `);
  expect(list.said).toContain('identity-review');
  expect(list.said).not.toContain('Vermeer');
  const { said } = await run('show', String(id));
  expect(said).toContain(`candidate    Patient/${known?.id ?? ''}  probable`);
  expect(said).toContain('PID|1||2^^^OLZ^PI||Vermeer');
  const shown = JSON.parse((await run('show', String(id), '--json')).said) as unknown;
  expect(shown).toMatchObject({
    id,
    state: 'waiting',
    actions: [{ action: 'show' }, { action: 'show' }],
  });
  await run('decide', String(id), `Patient/${known?.id ?? ''}`, '--comment', 'the same');
  await feeds.settled();
  expect((await feeds.message(id)).state).toBe(2);
  const after = JSON.parse((await run('show', String(id), '--json')).said) as unknown;
  expect(after).toMatchObject({ decision: { comment: 'the same' } });
});

test('messages are replayed by number and by filter', async () => {
  const one = await run('replay', '1');
  expect(one.said).toContain('1 messages are processed again');
  await feeds.settled();
  const all = await run('replay', '--event', 'ADT^A28', '--state', 'processed');
  expect(all.said).toContain('2 messages are processed again');
  await feeds.settled();
  await expect(run('replay')).rejects.toThrow('Nothing says which messages are meant.');
});

test('files are tried without being received', async () => {
  const file = path.join(folder, 'message.hl7');
  writeFileSync(file, [msh('ADT^A28'), pid('77')].join('\r'));
  const tried = await run('try', file);
  expect(tried.code).toBe(0);
  expect(tried.said).toMatch(/ADT\^A28 would be processed\n +candidate Patient/);
  expect(tried.said).toMatch(/Patient\.birthDate +from PID-7/);
  const map = path.join(folder, 'map.json');
  writeFileSync(map, JSON.stringify({ mapping: { ignore: ['ADT^A28'] } }));
  expect((await run('try', file, '--map', map)).said).toContain('would be ignored');
  const stored = await run('try', '--stored', '1', '--map', map);
  expect(stored.said).toContain('message 1: processed → ignored (ignored ');
  writeFileSync(map, JSON.stringify({ mapping: { foo: true } }));
  await expect(run('try', file, '--map', map)).rejects.toThrow(/foo/);
});

test('feeds and merges', async () => {
  expect((await run('feeds')).said).toMatch(/^default +0 received, 0 waiting, 0 failed/);
  await feeds.process(
    'default',
    msh('ADT^A28'),
    pid('90').replace('Vermeer&&Vermeer', 'Post&&Post'),
  );
  await feeds.process(
    'default',
    msh('ADT^A28'),
    pid('91').replace('Vermeer&&Vermeer', 'Quist&&Quist'),
  );
  const [stays] = await feeds.search('Patient?identifier=90');
  const [goes] = await feeds.search('Patient?identifier=91');
  const names = [stays, goes].map((one) => `Patient/${one?.id ?? ''}`) as [string, string];
  expect((await run('merge', ...names)).code).toBe(0);
  expect((await feeds.search('Patient?identifier=91'))[0]?.id).toBe(stays?.id);
  await run('unmerge', names[1]);
  expect((await feeds.search('Patient?identifier=91'))[0]?.id).toBe(goes?.id);
});

test.each([
  [[]],
  [['nothing']],
  [['list', 'x']],
  [['list', '--state', 'done']],
  [['list', '--limit', '0']],
  [['show']],
  [['show', 'x']],
  [['decide']],
  [['ignore', '1', '2']],
  [['try']],
  [['try', '/nowhere/at.all']],
  [['merge', 'Patient/1']],
])('%j says how it is used', async (args) => {
  await expect(run(...args)).rejects.toThrow(UsageError);
});
