// The black-box suite in conformance-tests/ passes against the server as an operator starts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../config/process.js';
import { startProcess, temporaryDataFolder, type ServerProcess } from '../testing/process.js';

const TIMEOUT = 240_000;
const data = temporaryDataFolder();
let server: ServerProcess | undefined;

beforeAll(async () => {
  server = await startProcess({ DATA_DIR: data.path });
}, TIMEOUT);

afterAll(async () => {
  await server?.end('SIGTERM');
  await data.remove();
}, TIMEOUT);

interface Report {
  readonly totals: { readonly pass: number; readonly fail: number; readonly skip: number };
  readonly cases: readonly { id: string; result: string; reason?: string; spec: string }[];
}

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const script = path.join(ROOT, 'conformance-tests/run.mjs');
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exited,
  ]);
  return { code, output: output + errors };
}

const base = (): string => server?.base ?? '';

test(
  'every case passes, none is skipped, and nothing is left behind',
  async () => {
    const file = path.join(data.path, 'report.json');
    const { code, output } = await run('--base', base(), '--json', file);
    const { totals, cases } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    expect(cases.filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(totals.pass).toBe(cases.length);
    expect(totals.pass).toBeGreaterThan(100);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(output).toContain(`${totals.pass} passed, 0 failed, 0 skipped`);
    expect(code).toBe(0);
    for (const type of ['Patient', 'Observation']) {
      const left = await fetch(`${base()}/${type}`);
      expect(await left.json()).not.toHaveProperty('entry');
    }
  },
  TIMEOUT,
);

test('a group or a case can be run alone', async () => {
  const { code, output } = await run('--base', base(), '--only', 'batch', '--only', 'crud-vread');
  const ids = [...output.matchAll(/^pass {2}(\S+)/gm)].map(([, id = '']) => id);
  expect(code).toBe(0);
  expect(ids).toContain('batch-order');
  expect(ids.filter((id) => !/^(?:batch-|crud-vread)/.test(id))).toEqual([]);
});

test.each([
  [[], 2],
  [['--base', 'nonsense'], 2],
  [['--base', 'http://127.0.0.1:9/none'], 1],
])('%j can not be run', async (args, expected) => {
  const { code, output } = await run(...args);
  expect(code).toBe(expected);
  expect(output).not.toContain('    at ');
});

test('no group at all is a wrong command line', async () => {
  const { code, output } = await run('--base', base(), '--only', 'no-such-group');
  expect(code).toBe(2);
  expect(output).toContain('transaction');
});
