// One process at a time, whatever happens to the others.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withLock } from './lock.js';
import { ownIdentity } from './process-identity.js';

let folder: string;
const DEAD = JSON.stringify({ pid: 2 ** 22 + 1, started: 'long ago' });
const options = { onWait: () => undefined, milliseconds: 10_000 };

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-lock-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const nextFile = (name: string): string => path.join(folder, name);
const left = (name: string): string[] =>
  readdirSync(folder).filter((file) => file.startsWith(name));

test('work under one lock is done one after the other, and leaves no file', async () => {
  const events: string[] = [];
  const work = (n: number) => async () => {
    events.push(`enter ${n}`);
    await new Promise(setImmediate);
    events.push(`leave ${n}`);
  };
  let waited = 0;
  const counting = {
    ...options,
    onWait: () => {
      waited++;
    },
  };
  await Promise.all([1, 2, 3].map((n) => withLock(nextFile('same'), counting, work(n))));
  expect(events.map((event) => event.slice(0, 5))).toEqual(
    [1, 2, 3].flatMap(() => ['enter', 'leave']),
  );
  expect([waited, left('same')]).toEqual([2, []]);
});

test('it ends with the work, also when that fails', async () => {
  const fail = () => Promise.reject(new Error('no'));
  await expect(withLock(nextFile('fail'), options, fail)).rejects.toThrow('no');
  expect(left('fail')).toEqual([]);
});

test.each([
  ['ended', DEAD],
  ['has its id only', JSON.stringify({ ...ownIdentity(), started: 'before' })],
  ['lost its power while it wrote', ''],
])('a holder that %s is in nobody’s way', async (_, content) => {
  writeFileSync(nextFile('stale'), content);
  expect(await withLock(nextFile('stale'), options, () => Promise.resolve(1))).toBe(1);
  expect(left('stale')).toEqual([]);
});

test('one that runs is, for as long as one waits', async () => {
  writeFileSync(nextFile('held'), JSON.stringify(ownIdentity()));
  const short = { ...options, milliseconds: 100 };
  const held = withLock(nextFile('held'), short, () => Promise.resolve());
  await expect(held).rejects.toThrow(`Process ${process.pid} does not let go of`);
});

/** Enters and leaves a number of times; at one of them it is killed inside. */
const CONTENDER = `
  import { appendFileSync } from 'node:fs';
  const [lock, file, log, name, end] = process.argv.slice(1);
  const { withLock } = await import(lock);
  for (let round = 1; round <= 10; round++) {
    await withLock(file, { onWait() {}, milliseconds: 30000 }, async () => {
      appendFileSync(log, 'enter ' + name + '\\n');
      if (round === Number(end)) process.kill(process.pid, 'SIGKILL');
      await new Promise(setImmediate);
      appendFileSync(log, 'leave ' + name + '\\n');
    });
  }`;

test('processes that are killed inside let in one of the others, never two', async () => {
  const [file, log] = [nextFile('race'), nextFile('log')];
  writeFileSync(file, DEAD);
  const lock = fileURLToPath(new URL('../../../dist/storage/embedded/lock.js', import.meta.url));
  const kill = [3, 5, 7, 0, 0, 0];
  await Promise.all(
    kill.map(async (round, index) => {
      const args = ['--input-type=module', '-e', CONTENDER, lock, file, log];
      const child = spawn(process.execPath, [...args, String(index), String(round)]);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(round === 0 ? 0 : null);
    }),
  );
  const events = readFileSync(log, 'utf8').trim().split('\n');
  let inside: string | undefined;
  const killed: string[] = [];
  for (const event of events) {
    const [what, name = ''] = event.split(' ');
    if (what === 'enter') {
      if (inside !== undefined) killed.push(inside);
      inside = name;
    } else {
      expect(inside).toBe(name);
      inside = undefined;
    }
  }
  expect(killed.concat(inside ?? []).sort()).toEqual(['0', '1', '2']);
  expect(events.filter((event) => event.startsWith('leave'))).toHaveLength(30 + 2 + 4 + 6);
  // The last one may have been killed.
  await withLock(file, options, () => Promise.resolve());
  expect(left('race')).toEqual([]);
}, 60_000);
