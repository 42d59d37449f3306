/**
 * Suites of TestScripts (`../shared/testscripts`), each run by the runner in `conformance-tests/`
 * against a server with an empty database.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../config/process.js';

const SCRIPTS = fileURLToPath(new URL('../../../shared/testscripts/', import.meta.url));
const RUNNER = path.join(ROOT, 'conformance-tests/run.mjs');
const KNOWN = path.join(ROOT, 'conformance-tests/nictiz-known-issues.json');

export interface ScriptResult {
  readonly id: string;
  readonly role: string;
  /** `known`: fails as is known; `fixed`: passes although it is known to fail. */
  readonly result: 'pass' | 'fail' | 'known' | 'fixed';
}

export interface SuiteReport {
  /** What the suite says of itself. */
  readonly about: { readonly scripts: number; readonly load: number };
  readonly load: {
    readonly loaded: number;
    readonly refused: readonly { file: string; reason: string; known?: string }[];
  };
  readonly scripts: readonly ScriptResult[];
}

/** @returns what came of one suite, and all that the runner said, for a failing test to show */
export async function runSuite(
  name: string,
  base: string,
  args: readonly string[] = [],
): Promise<{ report: SuiteReport; output: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'testscripts-'));
  const file = path.join(folder, 'report.json');
  try {
    const suite = ['--testscripts', path.join(SCRIPTS, name), '--load', '--known', KNOWN];
    const output = await run(['--base', base, ...suite, '--json', file, ...args]);
    const { suites } = JSON.parse(readFileSync(file, 'utf8')) as { suites: SuiteReport[] };
    return { report: suites[0]!, output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [RUNNER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return output + errors;
}

/** A port that nothing listens on, for a server that has to know its own address beforehand. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
